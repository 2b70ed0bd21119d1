// Commands by which people say what they know: readings of an audit, motives of labels, corrections.
import {resolve} from "node:path";
import type {Command} from "commander";
import {Temporal} from "temporal-polyfill";
import {applyAudit, drawAudit} from "../audit.ts";
import {loadConfig} from "../config.ts";
import {keepCorrection} from "../corrections.ts";
import {formatSuggestions, suggest, writeSuggestions} from "../suggest.ts";
import {shortPath, toCount, toDay} from "./arguments.ts";

const DEFAULT_AUDIT = 300;
// A label of fewer cases is not told from.
const FEWEST_CASES = 5;

/** Adds them to a program. */
export function addPeople(program: Command): void {
  addAudit(program);
  addLookups(program);
  addCorrections(program);
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
