import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {PACKAGE_ROOT} from "../../src/config.ts";
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

/** A file, how many mutants it has, null when it was never tried, and what became of those that were. */
export interface TriedFile {
  path: string;
  all: number | null;
  outcomes: Outcome[];
}

/** The section on mutants of the reliability page. */
export async function mutantsSection(
  groups: Record<string, TriedFile[]>,
  {date}: {date: string}
): Promise<string> {
  return [
    "## Mutants",
    `How many small mistakes, put one at a time into what the figures rest on, make a test fail.
\`npm run mutants\`, ${date}, ${await machine()}.`,
    groupTable(groups),
    METHOD,
    "### Files",
    fileTable(groups),
    "### Mutants that no test notices",
    await survivorTables(groups)
  ].join("\n\n");
}

const METHOD = `Stryker puts its mutants into the TypeScript; the SQL is changed token by token by test/mutants/mutations.ts:
comparisons, arithmetic, numbers by one, \`and\` and \`or\`, \`min\` and \`max\` and their like, joins, the order of sorting,
\`is null\`, \`not\`, \`distinct\`, \`union\`, arguments of \`coalesce\` and conditions left out, branches of \`case\`. Both are tried
in one process, with the tests that test/mutants/groups.ts names for the file. "noticed" are mutants with which a test
fails, or that no longer end; "not run" are those that no test runs. SQL that DuckDB does not accept is no mutant. The
score is noticed / (noticed + unnoticed + not run): mutants that change nothing anybody could see count as unnoticed
too, and are listed with the reason. Where fewer were tried than there are, those tried are drawn by a hash of their
place and their text, so that they are always the same; a goal is said to be reached only where every file of the group
was tried.`;

const counted = (outcomes: readonly Outcome[], ...statuses: Status[]): number =>
  outcomes.filter(({status}) => statuses.includes(status)).length;

/** Share of the mutants that were noticed; null when none was tried. */
function scoreOf(outcomes: readonly Outcome[]): number | null {
  const noticed = counted(outcomes, "killed", "timeout");
  const all = noticed + outcomes.filter(isUnnoticed).length;
  return all === 0 ? null : noticed / all;
}

const COUNTS = [
  "mutants",
  "tried",
  "invalid",
  "noticed by a failure",
  "by not ending",
  "unnoticed",
  "not run",
  "score"
];

function cellsOf(files: readonly TriedFile[]): string[] {
  const outcomes = files.flatMap((file) => file.outcomes);
  const isKnown = files.every(({all}) => all !== null);
  const score = scoreOf(outcomes);
  return [
    isKnown ? String(files.reduce((sum, {all}) => sum + (all ?? 0), 0)) : "not counted",
    String(outcomes.length),
    ...(["invalid", "killed", "timeout", "survived", "no tests"] as const).map((status) =>
      String(counted(outcomes, status))
    ),
    score === null ? "not tried" : `${(100 * score).toFixed(1)} %`
  ];
}

function groupTable(groups: Record<string, TriedFile[]>): string {
  return table(
    ["what", "files tried", ...COUNTS, "goal", "reached"],
    Object.entries(groups).map(([name, files]) => {
      const tried = files.filter(({outcomes}) => outcomes.length > 0);
      const isReached = (scoreOf(files.flatMap(({outcomes}) => outcomes)) ?? 0) >= GOAL;
      return [
        name,
        `${tried.length} of ${files.length}`,
        ...cellsOf(files),
        `${100 * GOAL} %`,
        tried.length === files.length && isReached ? "yes" : "**no**"
      ];
    })
  );
}

function fileTable(groups: Record<string, TriedFile[]>): string {
  const rows = Object.entries(groups).flatMap(([name, files]) =>
    files.map((file) => [name, file.path, ...cellsOf([file])])
  );
  return table(["what", "file", ...COUNTS], rows);
}

async function survivorTables(groups: Record<string, TriedFile[]>): Promise<string> {
  const reasons = JSON.parse(
    await readFile(join(PACKAGE_ROOT, "test", "mutants", "reasons.json"), "utf8")
  ) as Reason[];
  const tables: string[] = [];
  for (const {path, outcomes} of Object.values(groups).flat()) {
    const survivors = outcomes.filter(isUnnoticed);
    if (survivors.length === 0) continue;
    const lines = (await readFile(join(PACKAGE_ROOT, path), "utf8")).split("\n");
    const rows = survivors.map((outcome) => {
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

const LONGEST = 60;

/** Code on one line of a table, cut where it is long. */
function inline(code: string): string {
  const text = code.replace(/\s+/g, " ").trim().replaceAll("|", "\\|").replaceAll("`", "'");
  if (text === "") return "nothing";
  return `\`${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}\``;
}
