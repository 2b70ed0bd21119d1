import {count} from "./goals.ts";
import {table} from "./report.ts";
import {type Growth, LEAST_LINES, type Point, type ScaleResults, type SizeFacts} from "./scale-results.ts";
import {judgeScale, NOISE_SECONDS} from "./scale-goals.ts";
import type {Cost} from "./stopwatch.ts";

const MOST_TABLES = 20;

/** The section on the whole job of the benchmarks page. */
export function scaleSection(results: ScaleResults, command: string): string {
  const {machine, version, date, steps, tables, sizes, monthly} = results;
  return [
    "## Scale",
    `What the whole job costs, from exports to the site, by the number of order lines. \`${command}\`, ${date}, Ressac ${version}, ${machine}.`,
    table(
      ["what", "goal", "measured", "reached"],
      judgeScale(results).map(({what, goal, measured, isReached}) => [
        what,
        goal,
        measured,
        isReached === null ? "not measured" : isReached ? "yes" : "**no**"
      ])
    ),
    METHOD,
    `### Exports\n\n${sizeTable(sizes)}`,
    `### Steps\n\n${growthTable(steps, sizes)}`,
    `### The slowest tables\n\n${SLOWEST}\n\n${growthTable(slowest(tables), sizes)}`,
    `### Beside the same job without a check\n\n${BESIDE}\n\n${besideTable(results)}`,
    ...(monthly.length === 0
      ? []
      : [`### One new export of orders\n\n${MONTHLY}\n\n${monthlyTable(results)}`])
  ].join("\n\n");
}

const METHOD = `Every measurement is a process of its own, with an empty folder: \`ressac sample\` invents the company, customer
by customer, \`ressac run\` and \`ressac site\` do their work, and their progress tells when each table, check and result is
done. "lines" are the records of the exports of orders, beside which all other systems export too. "wall" is the time that
passed, "CPU" what all threads worked: on a machine that others use, wall is longer. "slope" is the power of the number of
lines with which CPU grows, by least squares over sizes of ${count(LEAST_LINES)} lines or more; below, fixed costs rule ("all
sizes" shows them too). "peak" is the highest resident memory of the process during the step, of the site with the
processes that it starts. "bytes" are those written: of ingest the cleaned exports, of publish the results, of the run its
database. Tables that take less than ${NOISE_SECONDS * 1000} ms at the largest size are noise, and left out of the goal.`;

const SLOWEST = `Of all tables, checks and results, those that take longest at the largest size; the others are in
\`test/bench/results/scale.json\`.`;

const BESIDE = `"bare" reads every export with a typed \`read_csv\` (\`ignore_errors = true\`, windows-1252 made UTF-8 first),
then makes the same models and results by \`create table\`, without a check, a test of a grain or a file of results; archives
and mailboxes, which no bare reader takes, it copies from the run. "linkage" are those of its models that find rebookings.
"script" reads the exports of orders alone, line by line with csv-parse and zod, and adds up what was signed by month and
cancelled by motive in a Map. "rows" are those kept, all exports or, of the script, those of orders.`;

const MONTHLY = `The exports of orders are taken on as many days, evenly over the years, and each repeats what changed since the
one before the previous one; the first run has all but the last of them, the second run all. Only ingest remembers: tables
are made from nothing in each run.`;

function sizeTable(sizes: readonly SizeFacts[]): string {
  return table(
    ["order lines", "records of all systems", "exports, MB", "measured", "runs"],
    sizes.map(({lines, records, export_bytes, date, runs}) => [
      count(lines),
      count(records),
      megabytes(export_bytes),
      date,
      String(runs)
    ])
  );
}

function growthTable(growths: readonly Growth[], sizes: readonly SizeFacts[]): string {
  const head = sizes.flatMap(({lines}) => [`${count(lines)}: wall, s`, "CPU, s", "peak, MB", "MB written"]);
  const cells = (point: Point | undefined): string[] =>
    point === undefined
      ? ["", "", "", ""]
      : [...costCells(point), point.bytes === null ? "" : megabytes(point.bytes)];
  return table(
    ["step", ...head, "slope", "of wall", "all sizes"],
    growths.map(({step, points, slope, slope_seconds, slope_all}) => [
      step,
      ...sizes.flatMap(({lines}) => cells(points.find((point) => point.lines === lines))),
      ...[slope, slope_seconds, slope_all].map((each) => each?.toFixed(2) ?? "")
    ])
  );
}

function slowest(tables: readonly Growth[]): Growth[] {
  const last = ({points}: Growth): number => points.at(-1)?.cpu_seconds ?? 0;
  return [...tables].sort((a, b) => last(b) - last(a)).slice(0, MOST_TABLES);
}

function besideTable({sizes, steps}: ScaleResults): string {
  const run = (lines: number): Point | undefined =>
    steps.find(({step}) => step === "run")?.points.find((point) => point.lines === lines);
  return table(
    ["order lines", "what", "wall, s", "CPU, s", "peak, MB", "rows", "run ÷ this, wall", "run ÷ this, CPU"],
    sizes.flatMap(({lines, records, bare, script}) => {
      const whole = run(lines);
      const row = (what: string, cost: Cost | undefined, rows: string): string[] =>
        cost === undefined
          ? []
          : [
              ...[count(lines), what, ...costCells(cost), rows],
              times(whole?.seconds, cost.seconds),
              times(whole?.cpu_seconds, cost.cpu_seconds)
            ];
      return [
        row("ressac run", whole, count(records)),
        row("bare, all", bare.all, count(bare.rows)),
        row("bare, reading", bare.read, ""),
        row("bare, models", bare.models, ""),
        row("bare, linkage among them", bare.linkage, ""),
        row("bare, results", bare.reports, ""),
        row("script, orders only", script, count(script.kept))
      ].filter(({length}) => length > 0);
    })
  );
}

function monthlyTable({monthly}: ScaleResults): string {
  return table(
    [
      "order lines",
      "exports of orders",
      "run",
      "wall, s",
      "CPU, s",
      "peak, MB",
      "÷ first, wall",
      "÷ first, CPU"
    ],
    monthly.flatMap(({lines, order_files, first, second}) =>
      [
        {what: "first, all but one", cost: first},
        {what: "second, all", cost: second}
      ].map(({what, cost}) => [
        ...[count(lines), String(order_files), what, ...costCells(cost)],
        times(cost.seconds, first.seconds),
        times(cost.cpu_seconds, first.cpu_seconds)
      ])
    )
  );
}

function costCells({seconds, cpu_seconds, peak_bytes}: Cost): string[] {
  return [seconds.toFixed(2), cpu_seconds.toFixed(2), megabytes(peak_bytes)];
}

const megabytes = (bytes: number): string => (bytes < 1e6 ? (bytes / 1e6).toFixed(2) : count(bytes / 1e6));

function times(cost: number | undefined, base: number): string {
  return cost === undefined || base === 0 ? "" : (cost / base).toFixed(2);
}
