/** A place where the documents that the rules come from disagree, and what was chosen. */
export interface Contradiction {
  id: string;
  seeds: string;
  topic: string;
  conflict: string;
  choice: string;
  /** What holds the choice: parameter, policy, lookup, rule or none. */
  kept_in: string;
  /** Names of what holds it, blanks between. */
  names: string;
}

/** A choice as it stands in a table: its name, what it is from a day on. */
export interface Setting {
  name: string;
  value: string;
  valid_from: string;
}

/** Where a choice is kept, as people find it. */
const FILES: Record<string, string> = {
  parameter: "data/lookups/parameters.csv",
  policy: "data/lookups/policies.csv",
  rule: "data/lookups/obligation_rules.csv"
};

const INTRODUCTION = `# Where the documents disagree

The rules come from documents of several hands and years, which disagree here and there or leave something out. Each of these
places has a choice that holds until someone decides otherwise: a row of a table in \`data/lookups\`, with the day from
which it holds. To decide otherwise, add a row with a later day; what was due before stays as it was. This page is made from
\`data/lookups/contradictions.csv\` (\`npx vitest run test/docs -u\` writes it again).`;

/** The page about contradictions, in Markdown: one row a contradiction, with what is in force by each table. */
export function contradictionsPage(
  contradictions: readonly Contradiction[],
  settings: readonly Setting[]
): string {
  const rows = contradictions.map((row) => [
    row.id,
    row.seeds.replaceAll(" ", ", "),
    `**${row.topic}.** ${row.conflict}.`,
    `${row.choice}.`,
    keptIn(row, settings)
  ]);
  const header = ["", "documents", "what disagrees", "what holds", "where it is kept"];
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [INTRODUCTION, [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n")].join(
    "\n\n"
  );
}

/** The names that hold the choice of a contradiction. */
export function namesOf({names}: Pick<Contradiction, "names">): string[] {
  return names.split(" ").filter((name) => name !== "");
}

function keptIn(row: Contradiction, settings: readonly Setting[]): string {
  const names = namesOf(row);
  if (row.kept_in === "none") return "nothing to set";
  if (row.kept_in === "lookup") return names.map((name) => `\`data/lookups/${name}.csv\``).join(", ");
  return `${names.map((name) => inForce(name, settings)).join(", ")} in \`${FILES[row.kept_in]}\``;
}

/** A name with its values, the later ones with their days. */
function inForce(name: string, settings: readonly Setting[]): string {
  const values = settings
    .filter((setting) => setting.name === name)
    .sort((one, other) => (one.valid_from < other.valid_from ? -1 : 1))
    .map(({value, valid_from}, position) => (position === 0 ? value : `${value} from ${valid_from} on`));
  return values.length === 0 ? `\`${name}\`` : `\`${name}\` = ${values.join(", ")}`;
}
