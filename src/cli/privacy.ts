// The command by which a person is forgotten.
import {userInfo} from "node:os";
import type {Command} from "commander";
import {loadConfig, type Overrides} from "../config.ts";
import {RessacError} from "../errors.ts";
import {forget, type ForgetPlan, type ForgetResult, planForget} from "../forget.ts";
import {type Forgotten, readForgotten} from "../forgotten.ts";
import {useKeyFile} from "../key.ts";
import type {Progress} from "../progress.ts";
import {formatTable} from "../table-text.ts";
import {shortPath} from "./arguments.ts";

interface ForgetCommand extends Overrides {
  list?: true;
  reason?: string;
  by?: string;
  leaveExports?: true;
  forGood?: true;
}

/** Adds it, made by `command` with the options that all commands have. */
export function addPrivacy(
  command: (usage: string, description: string) => Command,
  progress: Progress
): void {
  command("forget [customer]", "remove a customer from exports, builds and all builds to come")
    .option("--exports <folder>", "folder of your exports")
    .option("--reason <words>", "why: it stays on record, and so must not name anybody")
    .option("--by <name>", "who asks for it (default: your account)")
    .option(
      "--leave-exports",
      "leave the exports as they were delivered, and leave the records out of builds only"
    )
    .option("--for-good", "do it; without it, what would be done is told")
    .option("--list", "what was forgotten so far")
    .action((customer: string | undefined, options: ForgetCommand) =>
      forgetCommand(customer, options, progress)
    );
}

async function forgetCommand(
  customer: string | undefined,
  {list, reason, by, leaveExports, forGood, ...overrides}: ForgetCommand,
  progress: Progress
): Promise<void> {
  const config = await loadConfig(overrides);
  if (list === true) {
    useKeyFile(config.keyFile);
    process.stdout.write(`${formatForgotten(await readForgotten(config.forgotten))}\n`);
    return;
  }
  if (customer === undefined) throw new RessacError("name the customer to forget, or use --list");
  const plan = await planForget(config, customer);
  process.stdout.write(`${formatPlan(plan)}\n`);
  if (forGood !== true) {
    process.stdout.write("nothing was done; this cannot be taken back: add --for-good and --reason\n");
    return;
  }
  if (reason === undefined) throw new RessacError("say why with --reason; it stays on record");
  const result = await forget(config, plan, {
    by: by ?? userInfo().username,
    reason,
    leaveExports: leaveExports === true,
    progress
  });
  process.stdout.write(`${formatResult(result, shortPath(config.forgotten))}\n`);
}

function formatPlan({customer_id, ids, records, mentions, isAgain}: ForgetPlan): string {
  if (isAgain && records.length === 0)
    return `${customer_id}: forgotten before; what is left of it is done now`;
  const others = ids.filter((id) => id !== customer_id);
  const also = others.length === 0 ? "" : `, also known as ${others.join(", ")}`;
  return [
    `${customer_id}${also}`,
    formatTable([["export", "records"], ...records.map(({name, lines}) => [name, String(lines.length)])]),
    ...mentions.map(
      (place) => `${shortPath(place)}: this line names the customer or an order; it is yours to change`
    )
  ].join("\n");
}

function formatResult({cut, left}: ForgetResult, record: string): string {
  return [
    `forgotten: ${cut.length} exports without the records, a new build, nothing older; on record in ${record}`,
    ...left.map(
      (name) =>
        `${name}: still has the records, and every build leaves them out; remove the file, or have it delivered again`
    ),
    "build the site again with ressac site; what was downloaded, printed or backed up before is yours to remove"
  ].join("\n");
}

function formatForgotten(forgotten: readonly Forgotten[]): string {
  if (forgotten.length === 0) return "nobody was forgotten so far";
  const count = ({records}: Forgotten): number => records.reduce((sum, {lines}) => sum + lines.length, 0);
  return formatTable([
    ["day", "customer (keyed hash)", "records", "by", "why"],
    ...forgotten.map((line) => [
      line.day,
      line.customer,
      String(count(line)),
      line.by === "" ? "run" : line.by,
      line.reason === "" ? "came back with a newer export" : line.reason
    ])
  ]);
}
