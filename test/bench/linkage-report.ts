import {partOf} from "./linkage-models.ts";
import type {LinkagePlan} from "./linkage-orders.ts";
import type {LinkageResult, ModelTime} from "./linkage-job.ts";
import {count} from "./goals.ts";
import {machine, table} from "./report.ts";

/** A company whose cancellations are linked, and the seconds in which that is to be done. */
export interface LinkageSubject {
  what: string;
  plan: LinkagePlan;
  goalSeconds: number;
}

export interface LinkageRun extends LinkageSubject {
  result: LinkageResult;
}

const ACCOUNT_ORDERS = 20_000;
const MOST_ACCOUNTS = 20;
const GOAL_BYTES = 3 * 2 ** 30;

/** What is measured, for this many orders; fewer orders have fewer large accounts. */
export function linkageSubjects(orders: number): LinkageSubject[] {
  const accounts = Math.min(MOST_ACCOUNTS, Math.floor(orders / 10 / ACCOUNT_ORDERS));
  return [
    {what: "even data", plan: {orders, accounts: 0, accountOrders: 0}, goalSeconds: 20},
    {
      what: `${accounts} accounts of ${count(ACCOUNT_ORDERS)} orders`,
      plan: {orders, accounts, accountOrders: ACCOUNT_ORDERS},
      goalSeconds: 60
    }
  ];
}

/** The section on linkage of the benchmarks page. */
export async function linkageSection(
  runs: readonly LinkageRun[],
  {orders, date}: {orders: number; date: string}
): Promise<string> {
  return [
    "## Linkage",
    `How long it takes to find the rebookings of ${count(orders / 5)} cancelled orders among ${count(orders)}.
\`npm run bench:linkage -- --orders ${orders}\`, ${date}, ${await machine()}.`,
    goalTable(runs),
    METHOD,
    modelTable(runs)
  ].join("\n\n");
}

const METHOD = `Each run is a process of its own with two threads, a database file and \`memory_limit = '2000MB'\`. "wall" is
the time that passed; "CPU" is what all threads worked, half of which is the least that two free cores need: on a machine
that others use, wall is longer than that. "linkage" is every model from the numbering of orders to the rebookings with
their classes, types and money, the test of each model's grain included. Preparation adds the lines of orders up, and
sensitivity is what is only possible; they stand apart. "peak" is the highest resident memory of the process over all
of these, Node included. Orders are made in SQL from hashes, so that each run reads the same rows.`;

function goalTable(runs: readonly LinkageRun[]): string {
  return table(
    ["what", "goal", "wall, s", "CPU, s", "half the CPU, s", "goal", "peak, MB", "reached"],
    runs.map(({what, goalSeconds, result}) => {
      const {seconds, cpuSeconds} = sumOf(result.models.filter(({name}) => partOf(name) === "linkage"));
      const isReached = seconds <= goalSeconds && result.peak <= GOAL_BYTES;
      return [
        what,
        `${goalSeconds} s`,
        seconds.toFixed(1),
        cpuSeconds.toFixed(1),
        (cpuSeconds / 2).toFixed(1),
        `${count(GOAL_BYTES / 1e6)} MB`,
        count(result.peak / 1e6),
        isReached ? "yes" : "**no**"
      ];
    })
  );
}

function modelTable(runs: readonly LinkageRun[]): string {
  const names = runs[0]?.result.models.map(({name}) => name) ?? [];
  const cells = (name: string): string[] =>
    runs.flatMap(({result}) => {
      const model = result.models.find((each) => each.name === name);
      return model === undefined
        ? ["", "", ""]
        : [count(model.rows), model.seconds.toFixed(2), model.cpuSeconds.toFixed(2)];
    });
  return table(
    ["model", "part", ...runs.flatMap(({what}) => [`rows, ${what}`, "wall, s", "CPU, s"])],
    names.map((name) => [name, partOf(name), ...cells(name)])
  );
}

function sumOf(models: readonly ModelTime[]): {seconds: number; cpuSeconds: number} {
  const sum = (key: "seconds" | "cpuSeconds"): number =>
    models.reduce((total, model) => total + model[key], 0);
  return {seconds: sum("seconds"), cpuSeconds: sum("cpuSeconds")};
}
