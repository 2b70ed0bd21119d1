import {existsSync} from "node:fs";
import {basename, join, relative, resolve} from "node:path";
import {pathToFileURL} from "node:url";
import {Command, InvalidArgumentError} from "commander";
import {Temporal} from "temporal-polyfill";
import {applyAudit, drawAudit} from "./audit.ts";
import {checkExport} from "./check.ts";
import {type Config, loadConfig, type Overrides, PACKAGE_ROOT, SHIPPED} from "./config.ts";
import {keepCorrection} from "./corrections.ts";
import type {Contract} from "./contract.ts";
import {writeDraft} from "./draft.ts";
import {explainError, RessacError} from "./errors.ts";
import {explain, formatSections, type Layout} from "./explain.ts";
import {filesIn, listExports, type RecognisedFile} from "./ingest/exports.ts";
import {useKeyFile} from "./key.ts";
import {formatLineage, readLineage} from "./lineage.ts";
import {formatManifest, type Manifest} from "./manifest.ts";
import {formatPlacebo, runPlacebo} from "./placebo.ts";
import {type Progress, showProgress} from "./progress.ts";
import {readContracts, readProject} from "./project.ts";
import {PUBLISHED} from "./publish.ts";
import {run} from "./run.ts";
import {buildSite, previewSite, serveSite, type SiteSources} from "./site.ts";
import {formatSimulation, runSimulation} from "./simulate.ts";
import {formatSuggestions, suggest, writeSuggestions} from "./suggest.ts";
import {databaseOf, openDatabase, publishedBuild} from "./warehouse.ts";

const DEFAULT_PORT = 3000;
const DEFAULT_ORDERS = 4000;
const DEFAULT_SEED = 1;
const DEFAULT_AUDIT = 300;
// A rate over fewer is not shown, on the command line as on the pages.
const FEWEST_SHOWN = 20;
const FEWEST_CASES = 5;

/** Runs a command line; sets the exit code (0 done, 1 data, 2 usage, 3 machine) and prints errors. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = createProgram(showProgress(process.stderr));
  try {
    await program.parseAsync(argv);
  } catch (error) {
    const {message, exitCode, stack} = explainError(error);
    process.stderr.write(`${message}\n`);
    if (stack !== undefined && process.env.RESSAC_DEBUG !== undefined) process.stderr.write(`${stack}\n`);
    process.exitCode = exitCode;
  }
}

function createProgram(progress: Progress): Command {
  const program = new Command("ressac")
    .description("why customers leave, which channel keeps them, and what cancel-and-rebook costs")
    .configureOutput({outputError: (message, write) => write(message.replace(/^error: /, ""))})
    .exitOverride((exit) => process.exit(exit.exitCode === 0 ? 0 : 2))
    .showHelpAfterError("(ressac --help lists the commands)");
  const command = (usage: string, description: string): Command =>
    program
      .command(usage)
      .description(description)
      .option("--config <file>", "settings (default: ressac.config.ts, if there is one)")
      .option("--out <folder>", "put all that is generated under this folder");

  command("start", "sample if there is no export, run, site, serve")
    .option("--exports <folder>", "folder of your exports")
    .option("--port <number>", "port of the site", toPort, DEFAULT_PORT)
    .action((options: Overrides & {port: number}) => start(options, progress));
  command("run", "from exports to published figures")
    .option("--exports <folder>", "folder of your exports")
    .option("--as-of <day>", "what was known on that day (yyyy-mm-dd)", toDay)
    .option("--json", "print the manifest")
    .action((options: Overrides & {asOf?: string; json?: true}) => runCommand(options, progress));
  command("site", "build the static site").action((options: Overrides) => siteCommand(options, progress));
  command("serve", "serve the built site, to this machine only")
    .option("--port <number>", "port of the site", toPort, DEFAULT_PORT)
    .action((options: Overrides & {port: number}) => serveCommand(options));
  command("preview", "live preview of the pages")
    .option("--port <number>", "port of the preview", toPort, DEFAULT_PORT)
    .action((options: Overrides & {port: number}) => previewCommand(options, progress));
  command("check [files...]", "validate exports without loading them")
    .option("--exports <folder>", "folder of your exports")
    .action(checkCommand);
  command("sample", "write invented exports, with their truth beside them")
    .option("--orders <number>", "how many orders", toCount, DEFAULT_ORDERS)
    .option("--seed <number>", "same seed, same files", toCount, DEFAULT_SEED)
    .action((options: SampleOptions) => sampleCommand(options, progress));
  const source = program.command("source").description("exports that no contract knows yet");
  source
    .command("new <name>")
    .description("draft the contract of an export, ready to edit")
    .requiredOption("--from <file>", "an export of the system, in any form that is read")
    .option("--config <file>", "settings (default: ressac.config.ts, if there is one)")
    .option("--to <folder>", "folder of contracts (default: the first one of the settings, else sources)")
    .action(sourceCommand);
  command("explain <id>", "the whole story of an order or a cancellation, down to file and line").action(
    explainCommand
  );
  addAudit(program);
  addLookups(program);
  addCorrections(program);
  command(
    "placebo",
    "how many links would be there anyway: the same linkage on cancellations that never were"
  )
    .option("--json", "print it as JSON")
    .action(placeboCommand);
  command(
    "simulate",
    "replay rebookings under another attribution rule or premium plan: who gains, who loses"
  )
    .option("--rule <name>", "rule of attribution_rules.csv (default: today's)")
    .option("--plan <name>", "plan of premium_plans.csv (default: today's)")
    .option("--from <day>", "first day of cancellation (yyyy-mm-dd)", toDay)
    .option("--to <day>", "last day of cancellation (yyyy-mm-dd)", toDay)
    .option("--json", "print it as JSON, in cents")
    .action(simulateCommand);
  command("lineage", "graph of exports, models, reports and pages")
    .option("--json", "print it as JSON")
    .action(lineageCommand);
  return program;
}

async function runCommand(
  {asOf, json, ...overrides}: Overrides & {asOf?: string; json?: true},
  progress: Progress
): Promise<void> {
  const config = await loadConfig(overrides);
  const manifest = await run({config, asOf, progress});
  process.stdout.write(json ? formatManifest(manifest) : `${runSummary(manifest, config)}\n`);
}

function runSummary({as_of, published}: Manifest, {warehouse}: Config): string {
  return `published ${published.length} results as of ${as_of} in ${shortPath(join(warehouse, "current"))}`;
}

async function siteCommand(overrides: Overrides, progress: Progress): Promise<void> {
  const config = await loadConfig(overrides);
  await makeSite(config, progress);
  process.stdout.write(`built ${shortPath(config.site)}\n`);
}

async function makeSite(config: Config, progress: Progress): Promise<void> {
  const sources = await siteSources(config);
  const step = progress.step("site", 1);
  await buildSite({...sources, output: config.site});
  step.advance("pages");
  step.finish(shortPath(config.site));
}

async function siteSources(config: Config): Promise<SiteSources> {
  return {
    reports: SHIPPED.reports,
    published: join(await publishedBuild(config.warehouse), PUBLISHED),
    root: join(config.warehouse, ".site", "root"),
    language: config.language,
    packageRoot: PACKAGE_ROOT
  };
}

async function serveCommand({port, ...overrides}: Overrides & {port: number}): Promise<void> {
  const {site} = await loadConfig(overrides);
  if (!existsSync(site)) throw new RessacError(`${site}: there is no site here yet; use ressac site first`);
  const server = await serveSite({folder: site, port});
  process.stdout.write(`${server.url}\n`);
}

async function previewCommand(
  {port, ...overrides}: Overrides & {port: number},
  progress: Progress
): Promise<void> {
  const config = await loadConfig(overrides);
  const preview = await previewSite({
    ...(await siteSources(config)),
    port,
    log: (line) => progress.note(line)
  });
  process.stdout.write(`${preview.url}\n`);
}

async function checkCommand(files: string[], overrides: Overrides): Promise<void> {
  const config = await loadConfig(overrides);
  useKeyFile(config.keyFile);
  const contracts = await readContracts(config);
  const exports =
    files.length > 0 ? await recogniseFiles(files, contracts) : await listExports(config.exports, contracts);
  for (const file of exports) {
    const {lines, isClean} = await checkExport(file, contracts);
    process.stdout.write(`${lines.join("\n")}\n`);
    if (!isClean) process.exitCode = 1;
  }
}

async function recogniseFiles(
  paths: readonly string[],
  contracts: readonly Contract[]
): Promise<RecognisedFile[]> {
  const found = paths.map(async (path) => {
    const files = await filesIn({name: basename(path), path}, contracts);
    if (files.length > 0) return files;
    throw new RessacError(`${path}: no export in it; name files, or the folder of exports with --exports`);
  });
  return (await Promise.all(found)).flat();
}

async function sourceCommand(
  name: string,
  {from, to, ...overrides}: Overrides & {from: string; to?: string}
): Promise<void> {
  const config = await loadConfig(overrides);
  const path = await writeDraft(name, {from, folder: resolve(to ?? config.sources[0] ?? "sources"), config});
  process.stdout.write(`${shortPath(path)}\n`);
}

function addAudit(program: Command): void {
  const audit = program
    .command("audit")
    .description("have people judge some rebookings, to correct the rest");
  const command = (usage: string, description: string): Command =>
    audit
      .command(usage)
      .description(description)
      .option("--config <file>", "settings (default: ressac.config.ts, if there is one)")
      .option("--from <folder>", "the folder that ressac run was given with --out");
  command("sample", "draw a sheet for two readers from the published build")
    .option("--size <number>", "how many cancelled units", toCount, DEFAULT_AUDIT)
    .option("--out <file>", "the sheet", "audit.csv")
    .action(auditSampleCommand);
  command("apply <file>", "check a sheet that came back, and keep it for the next run").action(
    auditApplyCommand
  );
}

function addLookups(program: Command): void {
  program
    .command("lookups")
    .description("the tables that people keep")
    .command("suggest")
    .description("propose motives for labels that nobody has mapped; a person decides")
    .option("--config <file>", "settings (default: ressac.config.ts, if there is one)")
    .option("--from <folder>", "the folder that ressac run was given with --out")
    .option("--out <file>", "write the proposals there, as rows for data/lookups/motives.csv")
    .action(suggestCommand);
}

async function suggestCommand({
  config: path,
  from,
  out
}: {
  config?: string;
  from?: string;
  out?: string;
}): Promise<void> {
  const rows = await suggest(await loadConfig({config: path, out: from}));
  process.stdout.write(`${formatSuggestions(rows, FEWEST_CASES)}\n`);
  if (out === undefined) return;
  await writeSuggestions(resolve(out), rows);
  process.stdout.write(
    `${shortPath(resolve(out))}: ${rows.length} labels; nothing is mapped until you say so\n`
  );
}

function addCorrections(program: Command): void {
  program
    .command("corrections")
    .description("contest what the linkage says of a cancellation")
    .command("new <action> <cancellation> <order>")
    .description("link or unlink a cancelled unit (<order>@<day>) and a new order; the next run goes by it")
    .requiredOption("--reason <words>", "why")
    .requiredOption("--author <name>", "who says so")
    .option("--date <day>", "since when (yyyy-mm-dd; default: today)", toDay)
    .option("--config <file>", "settings (default: ressac.config.ts, if there is one)")
    .option("--from <folder>", "the folder that ressac run was given with --out")
    .action(correctionCommand);
}

async function correctionCommand(
  action: string,
  cancellation: string,
  order: string,
  {config: path, from, reason, author, date}: AuditOptions & {reason: string; author: string; date?: string}
): Promise<void> {
  const config = await loadConfig({config: path, out: from});
  const day = date ?? Temporal.Now.plainDateISO(config.timeZone).toString();
  const {kept, line} = await keepCorrection(config, {action, cancellation, order, reason, author, date: day});
  process.stdout.write(`${shortPath(kept)}: ${line}\n`);
}

async function placeboCommand({json, ...overrides}: Overrides & {json?: true}): Promise<void> {
  const rows = await runPlacebo(await loadConfig(overrides));
  process.stdout.write(`${json ? JSON.stringify(rows, null, 2) : formatPlacebo(rows, FEWEST_SHOWN)}\n`);
}

async function simulateCommand({json, rule, plan, from, to, ...overrides}: SimulateOptions): Promise<void> {
  const simulation = await runSimulation(await loadConfig(overrides), {rule, plan, from, to});
  process.stdout.write(`${formatSimulation(simulation, {json: json ?? false})}\n`);
}

interface SimulateOptions extends Overrides {
  rule?: string;
  plan?: string;
  from?: string;
  to?: string;
  json?: true;
}

interface AuditOptions {
  config?: string;
  from?: string;
}

async function auditSampleCommand({
  config: path,
  from,
  size,
  out
}: AuditOptions & {size: number; out: string}): Promise<void> {
  const config = await loadConfig({config: path, out: from});
  const {units} = await drawAudit(config, {size, file: resolve(out)});
  process.stdout.write(`${shortPath(resolve(out))}: ${units} cancelled units for two readers\n`);
}

async function auditApplyCommand(file: string, {config: path, from}: AuditOptions): Promise<void> {
  const config = await loadConfig({config: path, out: from});
  const {units, isEnough, kept} = await applyAudit(config, file);
  const use = isEnough ? "the next run goes by them" : "too few for a run to go by them";
  process.stdout.write(`${shortPath(kept)}: ${units} units judged; ${use}\n`);
}

interface SampleOptions {
  orders: number;
  seed: number;
  out?: string;
}

/** What the generator of a pipeline offers to the engine. */
interface SampleModule {
  writeSample: (options: {folder: string; orders: number; seed: number}) => Promise<{
    files: {name: string; records: number}[];
    orders: number;
    cancellations: number;
    rebookings: number;
  }>;
}

async function sampleCommand({orders, seed, out}: SampleOptions, progress: Progress): Promise<void> {
  const folder = out === undefined ? SHIPPED.sample : resolve(out);
  await makeSample({folder, orders, seed}, progress);
  process.stdout.write(`${shortPath(folder)}\n`);
}

async function makeSample(
  options: {folder: string; orders: number; seed: number},
  progress: Progress
): Promise<void> {
  const path = join(SHIPPED.pipeline, "sample", "index.ts");
  const {writeSample} = (await import(pathToFileURL(path).href)) as SampleModule;
  const step = progress.step("sample", 1);
  const {files, orders, cancellations, rebookings} = await writeSample(options);
  step.advance("exports");
  step.finish(
    `${files.length} files, ${orders} orders, ${cancellations} cancellations, ${rebookings} rebookings`
  );
}

async function explainCommand(id: string, overrides: Overrides): Promise<void> {
  const config = await loadConfig(overrides);
  const {connection, close} = await openDatabase(databaseOf(await publishedBuild(config.warehouse)), {
    readOnly: true
  });
  try {
    const sections = await explain(connection, SHIPPED.pipeline, id);
    process.stdout.write(`${formatSections(sections, layoutOf(process.stdout))}\n`);
  } finally {
    close();
  }
}

/** Lines of 80 characters, which fit any terminal and any file; titles are marked where someone looks at them. */
function layoutOf({isTTY}: NodeJS.WriteStream): Layout {
  const isPlain = !isTTY || process.env.NO_COLOR !== undefined;
  return {width: 80, strong: (text) => (isPlain ? text : `\u001b[1m${text}\u001b[0m`)};
}

async function lineageCommand({json, ...overrides}: Overrides & {json?: true}): Promise<void> {
  const config = await loadConfig(overrides);
  const database = await openDatabase();
  const nodes = await readLineage(await readProject(database.connection, config), SHIPPED.reports);
  database.close();
  process.stdout.write(`${json ? JSON.stringify(nodes, null, 2) : formatLineage(nodes)}\n`);
}

async function start({port, ...overrides}: Overrides & {port: number}, progress: Progress): Promise<void> {
  const config = await loadConfig(overrides);
  const asked = overrides.exports !== undefined || overrides.config !== undefined;
  const exports = asked || (await hasExports(config)) ? config.exports : await invent(progress);
  await run({config: {...config, exports}, progress});
  await makeSite(config, progress);
  const server = await serveSite({folder: config.site, port});
  process.stdout.write(`${server.url}\n`);
}

async function hasExports(config: Config): Promise<boolean> {
  if (!existsSync(config.exports)) return false;
  return (await listExports(config.exports, await readContracts(config))).some(
    ({contract}) => contract !== undefined
  );
}

async function invent(progress: Progress): Promise<string> {
  const folder = SHIPPED.sample;
  if (!existsSync(folder)) await makeSample({folder, orders: DEFAULT_ORDERS, seed: DEFAULT_SEED}, progress);
  progress.note(`no exports in data/exports: these pages show an invented company`);
  return folder;
}

function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short === "" ? "." : short;
}

function toPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new InvalidArgumentError("a port is a number from 0 to 65535");
}

function toCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError("this must be a whole number above 0");
}

function toDay(text: string): string {
  try {
    return Temporal.PlainDate.from(text, {overflow: "reject"}).toString();
  } catch {
    throw new InvalidArgumentError("a day is written yyyy-mm-dd");
  }
}
