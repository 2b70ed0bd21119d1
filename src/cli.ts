import {subscribe, unsubscribe} from "node:diagnostics_channel";
import {existsSync} from "node:fs";
import {basename, join, resolve} from "node:path";
import {pathToFileURL} from "node:url";
import {Command, Option} from "commander";
import {accessNoter} from "./access.ts";
import {checkExport} from "./check.ts";
import {shortPath, toCount, toDay, toPort} from "./cli/arguments.ts";
import {addGc} from "./cli/gc.ts";
import {addPeople} from "./cli/people.ts";
import {addPrivacy} from "./cli/privacy.ts";
import {addFacts} from "./cli/facts.ts";
import {addQuestions} from "./cli/questions.ts";
import {addReport} from "./cli/report.ts";
import {addSite, makeSite} from "./cli/site.ts";
import {siteSources} from "./cli/site-sources.ts";
import {type Config, loadConfig, type Overrides, SHIPPED} from "./config.ts";
import type {Contract} from "./contract.ts";
import {writeDraft} from "./draft.ts";
import {explainError, RessacError} from "./errors.ts";
import {filesIn, listExports, type RecognisedFile} from "./ingest/exports.ts";
import {useKeyFile} from "./key.ts";
import {formatLineage, readLineage} from "./lineage.ts";
import {formatManifest, type Manifest} from "./manifest.ts";
import {jsonLog, lineLog, type Log} from "./log.ts";
import type {Progress} from "./progress.ts";
import {readContracts, readProject} from "./project.ts";
import {run} from "./run.ts";
import {previewSite, serveSite} from "./site.ts";
import {DAMAGED, openDatabase} from "./warehouse.ts";

const DEFAULT_PORT = 3000;
const DEFAULT_ORDERS = 4000;
const DEFAULT_SEED = 1;

/** Runs a command line; sets the exit code (0 done, 1 data, 2 usage, 3 machine) and prints errors. */
export async function main(argv: readonly string[]): Promise<void> {
  const log = chooseLog(argv);
  const program = createProgram(log);
  const told = new Set<unknown>();
  const tellDamage = (line: unknown): void => {
    if (!told.has(line)) log.note(String(line));
    told.add(line);
  };
  subscribe(DAMAGED, tellDamage);
  try {
    await program.parseAsync(argv);
    // The work is done, from an older build: whoever started it unattended has to hear of it.
    if (told.size > 0) process.exitCode ??= 3;
  } catch (error) {
    const {message, exitCode, stack} = explainError(error);
    log.fail(message, exitCode, process.env.RESSAC_DEBUG === undefined ? undefined : stack);
    process.exitCode = exitCode;
  } finally {
    unsubscribe(DAMAGED, tellDamage);
  }
}

/** The log that is asked for, by the line or by the environment: known before the line is read, for it may be wrong. */
function chooseLog(argv: readonly string[]): Log {
  const asked = /--log[= ](\S+)/.exec(argv.join(" "))?.[1] ?? process.env.RESSAC_LOG;
  return asked === "json" ? jsonLog(process.stderr) : lineLog(process.stderr);
}

/** All commands, with what they tell of themselves going to a log; nothing is done yet. */
export function createProgram(progress: Log): Command {
  const program = new Command("ressac")
    .description("why customers leave, which channel keeps them, and what cancel-and-rebook costs")
    .configureOutput({outputError: (message) => progress.fail(message.replace(/^error: /, "").trimEnd(), 2)})
    .exitOverride((exit) => process.exit(exit.exitCode === 0 ? 0 : 2))
    .showHelpAfterError(progress.isJson ? false : "(ressac --help lists the commands)");
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
  addSite(command, progress);
  command(
    "serve",
    "serve the built site, to this machine only: it asks nobody who they are (docs/serving.md)"
  )
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
  addQuestions(command);
  addFacts(command, progress);
  addPrivacy(command, progress);
  addGc(command);
  addPeople(program);
  addReport(program, progress);
  command("lineage", "graph of exports, models, reports and pages")
    .option("--json", "print it as JSON")
    .action(lineageCommand);
  for (const leaf of leavesOf(program)) leaf.addOption(LOG);
  return program;
}

const LOG = new Option("--log <form>", "what goes to stderr: lines for people, or json, an object a line")
  .choices(["lines", "json"])
  .env("RESSAC_LOG");

function leavesOf(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
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

async function serveCommand({port, ...overrides}: Overrides & {port: number}): Promise<void> {
  const config = await loadConfig(overrides);
  const {site} = config;
  if (!existsSync(site)) throw new RessacError(`${site}: there is no site here yet; use ressac site first`);
  const server = await serveSite({folder: site, port, onFile: await accessNoter(config)});
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
    `${files.length} files, ${orders} orders, ${cancellations} cancellations, ${rebookings} rebookings`,
    {files: files.length, orders, cancellations, rebookings}
  );
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
  const server = await serveSite({folder: config.site, port, onFile: await accessNoter(config)});
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
