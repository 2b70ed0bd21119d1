// Commands that ask the published build: what happened to an order, what links would be there anyway, what if.
import {resolve} from "node:path";
import type {Command} from "commander";
import {Temporal} from "temporal-polyfill";
import {noteAccess} from "../access.ts";
import {loadConfig, type Overrides, SHIPPED} from "../config.ts";
import {listDue, saveCalendars} from "../due.ts";
import {RessacError} from "../errors.ts";
import {explain, formatSections, type Layout} from "../explain.ts";
import {formatPlacebo, runPlacebo} from "../placebo.ts";
import {formatPlan, runPlan} from "../plan.ts";
import {formatSimulation, runSimulation} from "../simulate.ts";
import {databaseOf, openDatabase, publishedBuild} from "../warehouse.ts";
import {shortPath, toDay, toShare} from "./arguments.ts";

// A rate over fewer is not shown, on the command line as on the pages.
const FEWEST_SHOWN = 20;
// Nor are customers counted out below this.
const FEWEST_COUNTED = 5;

/** Adds them, each made by `command` with the options that all commands have. */
export function addQuestions(command: (usage: string, description: string) => Command): void {
  command("explain <id>", "the whole story of an order or a cancellation, down to file and line").action(
    explainCommand
  );
  command("due", "what is to be done, by owner, and why on that day: this week unless days are named")
    .option("--week", "the rest of the week and what is overdue (the default)")
    .option("--from <day>", "first deadline (yyyy-mm-dd)", toDay)
    .option("--to <day>", "last deadline (yyyy-mm-dd)", toDay)
    .option("--owner <name>", "of those whose name holds this")
    .option("--rule <rule>", "of rules that begin with this: D4, D1_D3 …")
    .option("--json", "print it as JSON, in cents")
    .option("--ics <folder>", "write a calendar file for each team into this folder")
    .action(dueCommand);
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
  addPlan(command);
}

function addPlan(command: (usage: string, description: string) => Command): void {
  command("plan-action", "the least drop that a preventive action could show, before it begins")
    .requiredOption("--motive <code>", "motive that it aims at")
    .requiredOption("--units <names...>", "teams, brands or customers to be exposed")
    .option("--unit <kind>", "what they are: team, brand or customer", "team")
    .option("--from <day>", "first day (yyyy-mm-dd; default: today)", toDay)
    .option("--icc <number>", "how alike customers of one unit are, 0 to 1 (default: measured)", toShare)
    .option("--json", "print it as JSON")
    .action(planCommand);
}

async function explainCommand(id: string, overrides: Overrides): Promise<void> {
  const config = await loadConfig(overrides);
  const {connection, close} = await openDatabase(databaseOf(await publishedBuild(config.warehouse)), {
    readOnly: true
  });
  try {
    const sections = await explain(connection, SHIPPED.pipeline, id);
    await noteAccess(config, {what: "explain", subject: id});
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

async function dueCommand({ics, json, week, ...options}: DueOptions): Promise<void> {
  const {from, to, owner, rule, ...overrides} = options;
  if (week && (from ?? to) !== undefined)
    throw new RessacError("--week and --from or --to name other days; leave one of them out");
  const config = await loadConfig(overrides);
  if (ics !== undefined) {
    const paths = await saveCalendars(config, resolve(ics));
    process.stdout.write(paths.map((path) => `${shortPath(path)}\n`).join(""));
    return;
  }
  const question = {from, to, owner, rule, json: json ?? false};
  process.stdout.write(`${await listDue(config, question, layoutOf(process.stdout))}\n`);
}

async function placeboCommand({json, ...overrides}: Overrides & {json?: true}): Promise<void> {
  const rows = await runPlacebo(await loadConfig(overrides));
  process.stdout.write(`${json ? JSON.stringify(rows, null, 2) : formatPlacebo(rows, FEWEST_SHOWN)}\n`);
}

async function simulateCommand({json, rule, plan, from, to, ...overrides}: SimulateOptions): Promise<void> {
  const simulation = await runSimulation(await loadConfig(overrides), {rule, plan, from, to});
  process.stdout.write(`${formatSimulation(simulation, {json: json ?? false})}\n`);
}

interface DueOptions extends Overrides {
  week?: true;
  from?: string;
  to?: string;
  owner?: string;
  rule?: string;
  json?: true;
  ics?: string;
}

async function planCommand({json, motive, unit, units, from, icc, ...overrides}: PlanOptions): Promise<void> {
  const config = await loadConfig(overrides);
  const day = from ?? Temporal.Now.plainDateISO(config.timeZone).toString();
  const plan = {motive, unit, values: units, from: day, icc};
  const results = await runPlan(config, plan);
  process.stdout.write(
    `${json ? JSON.stringify(results, null, 2) : formatPlan(results, plan, FEWEST_COUNTED)}\n`
  );
}

interface PlanOptions extends Overrides {
  motive: string;
  unit: string;
  units: string[];
  from?: string;
  icc?: number;
  json?: true;
}

interface SimulateOptions extends Overrides {
  rule?: string;
  plan?: string;
  from?: string;
  to?: string;
  json?: true;
}
