import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {groupBy} from "../../src/small-cells/block.ts";
import {machine, table} from "../bench/report.ts";
import {isUnnoticed, type Outcome, type Status} from "./outcomes.ts";

/** The least share of mutants that tests have to notice in each group. */
const GOAL = 0.85;

/** Why nothing notices mutants of a line, and cannot or need not. */
interface Reason {
  path: string;
  /** The line of the file as it is, without its indent. */
  line: string;
  /** Of which mutants of the line it holds, as `text → replacement`; of all that survive when missing. */
  changes?: string[];
  why: string;
}

/** The section on mutants of the reliability page. */
export async function mutantsSection(
  outcomes: Record<string, Outcome[]>,
  {date}: {date: string}
): Promise<string> {
  return [
    "## Mutants",
    `How many small mistakes, put one at a time into what the figures rest on, make a test fail.
\`npm run mutants\`, ${date}, ${await machine()}.`,
    groupTable(outcomes),
    METHOD,
    "### Files",
    fileTable(outcomes),
    "### Mutants that no test notices",
    await survivorTables(outcomes)
  ].join("\n\n");
}

const METHOD = `Stryker changes the TypeScript; the SQL is changed token by token by test/mutants/mutations.ts:
comparisons, arithmetic, numbers by one, \`and\` and \`or\`, \`min\` and \`max\` and their like, joins, the order of sorting,
\`is null\`, \`not\`, \`distinct\`, \`union\`, arguments of \`coalesce\` and conditions left out, branches of \`case\`. "noticed" are
mutants with which at least one test of those named in test/mutants/groups.ts fails, or that no longer end; "not tried"
are those that no test runs. SQL that DuckDB does not accept is no mutant. The score is noticed / (noticed + unnoticed +
not tried): mutants that change nothing anybody could see count as unnoticed too, and are listed with the reason.`;

const counted = (outcomes: readonly Outcome[], ...statuses: Status[]): number =>
  outcomes.filter(({status}) => statuses.includes(status)).length;

function scoreOf(outcomes: readonly Outcome[]): number {
  const noticed = counted(outcomes, "killed", "timeout");
  return noticed / (noticed + counted(outcomes, "survived", "no tests"));
}

function cellsOf(outcomes: readonly Outcome[]): string[] {
  return [
    String(counted(outcomes, "killed")),
    String(counted(outcomes, "timeout")),
    String(counted(outcomes, "survived")),
    String(counted(outcomes, "no tests")),
    `${(100 * scoreOf(outcomes)).toFixed(1)} %`
  ];
}

const COUNTS = ["noticed by a failure", "by not ending", "unnoticed", "not tried", "score"];

function groupTable(outcomes: Record<string, Outcome[]>): string {
  return table(
    ["what", ...COUNTS, "goal", "reached"],
    Object.entries(outcomes).map(([name, group]) => [
      name,
      ...cellsOf(group),
      `${100 * GOAL} %`,
      scoreOf(group) >= GOAL ? "yes" : "**no**"
    ])
  );
}

function fileTable(outcomes: Record<string, Outcome[]>): string {
  const rows = Object.entries(outcomes).flatMap(([name, group]) =>
    [...byPath(group)].map(([path, file]) => [name, path, ...cellsOf(file)])
  );
  return table(["what", "file", ...COUNTS], rows);
}

async function survivorTables(outcomes: Record<string, Outcome[]>): Promise<string> {
  const reasons = JSON.parse(
    await readFile(join(PACKAGE_ROOT, "test", "mutants", "reasons.json"), "utf8")
  ) as Reason[];
  const survivors = Object.values(outcomes).flat().filter(isUnnoticed);
  const tables: string[] = [];
  for (const [path, file] of byPath(survivors)) {
    const lines = (await readFile(join(PACKAGE_ROOT, path), "utf8")).split("\n");
    const rows = file.map((outcome) => {
      const line = lines[outcome.line - 1]?.trim() ?? "";
      const change = `${outcome.text} → ${outcome.replacement}`;
      const reason = reasons.find(
        (one) => one.path === path && one.line === line && (one.changes?.includes(change) ?? true)
      );
      return [
        String(outcome.line),
        inline(outcome.text),
        inline(outcome.replacement),
        reason?.why ?? "no test yet"
      ];
    });
    tables.push(`#### ${path}\n\n${table(["line", "instead of", "stands", "why"], rows)}`);
  }
  return tables.join("\n\n");
}

function byPath(outcomes: readonly Outcome[]): Map<string, Outcome[]> {
  return groupBy([...outcomes], ({path}) => path);
}

const LONGEST = 60;

/** Code on one line of a table, cut where it is long. */
function inline(code: string): string {
  const text = code.replace(/\s+/g, " ").trim().replaceAll("|", "\\|").replaceAll("`", "'");
  if (text === "") return "nothing";
  return `\`${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}\``;
}
