import {mkdir, readFile, writeFile} from "node:fs/promises";
import {basename, join} from "node:path";
import iconv from "iconv-lite";
import type {Config} from "./config.ts";
import type {Contract} from "./contract.ts";
import {type Dialect, FRENCH, MACHINE} from "./dialect.ts";
import {decideEncoding} from "./encoding.ts";
import {dataError, RessacError} from "./errors.ts";
import {type Guess, guessDelimiter, guessDialect, guessType, readTable} from "./guess.ts";
import {editDistance, headerKey} from "./header.ts";
import {useKeyFile} from "./key.ts";
import {readContracts} from "./project.ts";

/** Records that are looked at: enough to meet the rare forms, few enough to be quick. */
const RECORDS = 20_000;

interface DraftColumn {
  name: string;
  header: string;
  guess: Guess;
  isRequired: boolean;
  /** Nearest column of a contract that is there. */
  known: string | undefined;
}

/** A known column that a header may mean. */
interface KnownColumn {
  source: string;
  name: string;
  header: string;
}

/**
 * Drafts the contract of an export that none knows: its headers, a type for each column that reads all of its values,
 * the dialect that reads most of them, and the columns of other contracts that are called alike. The text of a
 * TypeScript file, to be gone through by somebody who knows the export.
 * @throws RessacError (1) when the file is no delimited text with a header.
 */
export function draftContract(
  name: string,
  {fileName, bytes}: {fileName: string; bytes: Buffer},
  contracts: readonly Contract[]
): string {
  const encoding = decideEncoding(bytes, ["utf-8", "windows-1252"]);
  if (typeof encoding === "string") throw dataError(`${fileName}: ${encoding}`);
  const content = iconv.decode(bytes, encoding.encoding);
  const delimiter = guessDelimiter(content, fileName);
  const [header = [], ...records] = readTable(content, delimiter, RECORDS);
  const values = header.map((_, column) => records.map((cells) => (cells[column] ?? "").trim()));
  const dialect = guessDialect(delimiter, encoding.encoding, values);
  const known = contracts.flatMap(knownColumns);
  const taken = new Set<string>();
  const columns = header.map((title, position) =>
    draftColumn(title, values[position] ?? [], {dialect, known, taken})
  );
  return writeContract(name, {fileName, dialect, columns, records: records.length});
}

/**
 * Writes the draft of a contract beside the others of a folder, and returns its path.
 * @throws RessacError (2) when the name is none, or when a contract of this name is there.
 */
export async function writeDraft(
  name: string,
  {from, folder, config}: {from: string; folder: string; config: Pick<Config, "sources" | "keyFile">}
): Promise<string> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new RessacError(`${name}: use lower case letters, digits and underscores for the name of a source`);
  }
  const contracts = await readContracts(config);
  if (contracts.some((contract) => contract.name === name)) {
    throw new RessacError(`${name}: a contract of this name is already there; choose another name`);
  }
  const bytes = await readFile(from).catch(() => {
    throw new RessacError(`${from}: no such file; name an export with --from`);
  });
  useKeyFile(config.keyFile);
  const draft = draftContract(name, {fileName: basename(from), bytes}, contracts);
  await mkdir(folder, {recursive: true});
  const path = join(folder, `${name}.ts`);
  await writeFile(path, draft, {flag: "wx"}).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new RessacError(`${path}: this file is already there; move it away, or choose another name`);
  });
  return path;
}

function draftColumn(
  header: string,
  values: readonly string[],
  {dialect, known, taken}: {dialect: Dialect; known: readonly KnownColumn[]; taken: Set<string>}
): DraftColumn {
  const filled = values.filter((value) => value !== "");
  const isUnique = filled.length > 0 && new Set(filled).size === values.length;
  const guess = guessType(header, filled, {dialect, isUnique});
  const nearest = nearestColumn(header, known);
  const name = freeName(columnName(header, guess.suffix), taken);
  const isId = guess.code.startsWith("id(");
  return {
    name,
    header,
    guess,
    isRequired: isId && isUnique,
    known: nearest && `${nearest.source}.${nearest.name} ("${nearest.header}")`
  };
}

function knownColumns({name: source, columns}: Contract): KnownColumn[] {
  return Object.entries(columns).flatMap(([name, {headers}]) =>
    headers.map((header) => ({source, name, header}))
  );
}

/** The known column whose header differs least, when it differs by less than a quarter of its letters. */
function nearestColumn(header: string, known: readonly KnownColumn[]): KnownColumn | undefined {
  const bare = (title: string): string =>
    headerKey(title)
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  const key = bare(header);
  const near = known
    .map((column) => ({column, distance: editDistance(bare(column.header), key)}))
    .filter(({distance}) => distance < key.length / 4)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.column;
}

function columnName(header: string, suffix: string): string {
  const bare = headerKey(header)
    .replace(/°/g, "o")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  const named = /^[a-z]/.test(bare) ? bare : `column_${bare}`;
  const stem = named.replace(/_(at|on|date|day|cents)$/, "");
  return suffix === "" || named.endsWith(suffix) ? named : `${stem}${suffix}`;
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let next = 2; taken.has(free); next++) free = `${name}_${next}`;
  taken.add(free);
  return free;
}

interface Draft {
  fileName: string;
  dialect: Dialect;
  columns: readonly DraftColumn[];
  records: number;
}

function writeContract(name: string, {fileName, dialect, columns, records}: Draft): string {
  const base = dialect.decimal === "," ? "FRENCH" : "MACHINE";
  const types = columns.map(({guess}) => guess.code.split("(")[0] ?? "");
  const imports = [...new Set(["defineSource", base, ...types])].sort((a, b) =>
    a.toLowerCase() < b.toLowerCase() ? -1 : 1
  );
  const control = columns.find(({guess}) => guess.suffix === "_cents")?.name;
  const date = /\d{4}-\d{2}-\d{2}/.test(fileName);
  return [
    `import {${imports.join(", ")}} from "ressac";`,
    "",
    `// Drafted from ${fileName} (${records} records): go through types, required columns and meanings, then map it in`,
    `// ${name}/<entity>.sql. Columns that nobody needs are better left out.`,
    "export default defineSource({",
    `  name: ${quote(name)},`,
    `  title: ${quote(`${name}: say what one record is`)},`,
    `  files: [${quote(fileName.replace(/\d[\d_.-]*\d(?=\D*$)/, "*").replace(/\*+/g, "*"))}],`,
    `  dialect: ${writeDialect(dialect, base)},`,
    ...(date ? ["  extracted: /(?<y>\\d{4})-(?<m>\\d{2})-(?<d>\\d{2})/,"] : []),
    ...(control === undefined ? [] : [`  control: ${quote(control)},`]),
    "  columns: {",
    columns.map(writeColumn).join(",\n"),
    "  }",
    "});",
    ""
  ].join("\n");
}

function writeDialect(dialect: Dialect, base: "FRENCH" | "MACHINE"): string {
  const usual: Dialect = base === "FRENCH" ? FRENCH : MACHINE;
  const differing = (Object.keys(dialect) as (keyof Dialect)[])
    .filter((key) => JSON.stringify(dialect[key]) !== JSON.stringify(usual[key]))
    .map((key) => `${key}: ${JSON.stringify(dialect[key])}`);
  return differing.length === 0 ? base : `{...${base}, ${differing.join(", ")}}`;
}

function writeColumn({name, header, guess, isRequired, known}: DraftColumn): string {
  const lines = [
    ...(known === undefined ? [] : [`    // called like ${known}`]),
    `    ${name}: {`,
    `      type: ${guess.code},`,
    `      headers: [${quote(header)}],`,
    ...(isRequired ? ["      required: true,"] : []),
    `      meaning: ${quote(headerKey(header))}`,
    "    }"
  ];
  return lines.join("\n");
}

function quote(words: string): string {
  return JSON.stringify(words);
}
