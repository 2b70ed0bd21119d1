import type {Contract, ContractColumn} from "./contract.ts";
import type {Dialect} from "./dialect.ts";
import {compare, feeders, type Model} from "./models.ts";

/** What the page about sources is made from. */
export interface SourcesPage {
  contracts: readonly Contract[];
  models: readonly Model[];
  /** First lines of an invented export of each source, where there is one, by the source's name. */
  samples: ReadonlyMap<string, readonly string[]>;
}

const INTRODUCTION = `# Sources

Every export that is understood, as its contract in \`pipeline/sources\` says. A file is known by its name, its columns by
their headers, in any order, whatever their case, accents and blanks; columns that are not listed are passed by and named
in the run report. Of a \`.csv\` the same export as a workbook or packed is understood too. A company may have any of
these: what is missing leaves its tables empty. This page is made from the contracts
(\`npx vitest run test/docs -u\` writes it again).`;

/** The page about sources, in Markdown: one row a system, then a part for each source. */
export function sourcesPage({contracts, models, samples}: SourcesPage): string {
  const sorted = [...contracts].sort((a, b) => compare(a.name, b.name));
  return [
    INTRODUCTION,
    systemsTable(sorted, models),
    ...sorted.map((contract) => sourcePart(contract, models, samples.get(contract.name)))
  ].join("\n\n");
}

/** The system that a source belongs to: what its title names before the colon. */
export function systemOf({title}: Contract): string {
  const [system = title, rest] = title.split(": ");
  return rest === undefined ? "Templates" : system;
}

/** The entities that a source fills, by mappings of its own or of another source that reads it. */
export function entitiesOf({name}: Contract, models: readonly Model[]): string[] {
  return models
    .filter(({kind}) => kind === "entity")
    .filter((entity) =>
      feeders(entity, models).some((feeder) => readsSource(feeder, `sources.${name}`, models))
    )
    .map((entity) => entity.name.split(".")[1] ?? "")
    .sort(compare);
}

function readsSource({reads}: Model, source: string, models: readonly Model[]): boolean {
  return reads.some((read) => {
    const mapping = models.find(({name}) => name === read);
    return read === source || (mapping !== undefined && readsSource(mapping, source, models));
  });
}

function systemsTable(contracts: readonly Contract[], models: readonly Model[]): string {
  const systems = groupBySystem(contracts);
  const rows = [...systems]
    .sort(([a], [b]) => compare(a, b))
    .map(([system, sources]) => {
      const entities = new Set(sources.flatMap((contract) => entitiesOf(contract, models)));
      return [
        system,
        sources.map(({name}) => `[${name}](#${name})`).join(", "),
        sources.flatMap(({files}) => files.map(code)).join(", "),
        [...entities].sort(compare).join(", ")
      ];
    });
  return table(["system", "sources", "files", "feeds"], rows);
}

function sourcePart(
  contract: Contract,
  models: readonly Model[],
  sample: readonly string[] | undefined
): string {
  const {name, title, files, columns, json, mail} = contract;
  const paths = json ?? mail;
  const headers = ["column", "headers", "type", "required", "meaning"];
  const rows = Object.entries(columns).map(([column, declared]) => columnRow(column, declared, paths));
  const parts = [
    `## ${name}`,
    `${title}. Files: ${files.map(code).join(", ")}.`,
    facts(contract, models)
      .map((fact) => `- ${fact}`)
      .join("\n"),
    table(headers, rows)
  ];
  if (sample !== undefined) parts.push(`\`\`\`text\n${sample.join("\n")}\n\`\`\``);
  return parts.join("\n\n");
}

function facts(contract: Contract, models: readonly Model[]): string[] {
  const {dialect, control, footer, extracted, derived, json, mail, members, sheet} = contract;
  const entities = entitiesOf(contract, models);
  const form =
    json === undefined
      ? mail === undefined
        ? dialectInWords(dialect)
        : "messages of a mailbox"
      : "JSON records";
  return [
    `form: ${form}${members === undefined ? "" : `; of an archive or folder, files whose path fits \`${members.source}\``}`,
    ...(sheet === undefined ? [] : [`of a workbook, the sheet ${code(sheet)}`]),
    entities.length === 0 ? "feeds nothing by itself" : `feeds ${entities.join(", ")}`,
    control === undefined ? "no control amount" : `control amount: ${code(control)}`,
    extracted === undefined
      ? "no day of extraction in the file name"
      : `day of extraction in the file name: \`${extracted.source}\``,
    ...(footer.length === 0
      ? []
      : [`lines below the data that are skipped: ${footer.map(({source}) => code(source)).join(", ")}`]),
    ...Object.entries(derived).map(([name, {meaning}]) => `computed: ${code(name)}, ${meaning}`)
  ];
}

function dialectInWords(dialect: Dialect): string {
  const {encodings, delimiter, hasQuotes, decimal, thousands, day, time, timeZone, yes, no} = dialect;
  const delimiters: Record<Dialect["delimiter"], string> = {
    ";": "semicolon",
    ",": "comma",
    "\t": "tab",
    "|": "bar"
  };
  return [
    `${delimiters[delimiter]} between cells${hasQuotes ? "" : ", never quoted"}`,
    `${decimal === "," ? "decimal comma" : "decimal point"}${thousands === "" ? "" : ", thousands may be apart"}`,
    `days ${code(day)}`,
    `times ${code(time)} of ${timeZone}`,
    `${yes[0]}/${no[0]}`,
    encodings.join(" or ")
  ].join(", ");
}

function columnRow(
  name: string,
  {type, headers, required, meaning}: ContractColumn,
  paths?: Readonly<Record<string, string>>
): string[] {
  const accepted = paths === undefined ? headers.map(code).join(", ") : `path ${code(paths[name] ?? "none")}`;
  return [code(name), accepted, type.name, required ? "yes" : "", meaning];
}

function table(header: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}

function groupBySystem(contracts: readonly Contract[]): Map<string, Contract[]> {
  const systems = new Map<string, Contract[]>();
  for (const contract of contracts) {
    const system = systemOf(contract);
    systems.set(system, [...(systems.get(system) ?? []), contract]);
  }
  return systems;
}
