import {existsSync} from "node:fs";
import {mkdir, writeFile} from "node:fs/promises";
import {basename, join} from "node:path";
import type {Config} from "./config.ts";
import type {Contract} from "./contract.ts";
import {type Dialect, FRENCH, MACHINE} from "./dialect.ts";
import {dataError, RessacError} from "./errors.ts";
import {type Guess, guessDialect, guessType} from "./guess.ts";
import {contractOf, filesIn, type RecognisedFile} from "./ingest/exports.ts";
import {editDistance, headerKey} from "./ingest/header.ts";
import {readContracts} from "./project.ts";
import {readTable, type UnknownTable} from "./table.ts";

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
 * @param fileName what the export is called, as a plain file
 */
export function draftContract(
  name: string,
  {fileName, table}: {fileName: string; table: UnknownTable},
  contracts: readonly Contract[]
): string {
  const {header, records, delimiter, encoding} = table;
  const values = header.map((_, column) => records.map((cells) => (cells[column] ?? "").trim()));
  const dialect = guessDialect(delimiter, encoding, values);
  const known = contracts.flatMap(knownColumns);
  const taken = new Set<string>();
  const keys = header.map(headerKey);
  const isOwn = (key = ""): boolean => key !== "" && keys.indexOf(key) === keys.lastIndexOf(key);
  const columns = header.flatMap((title, position) =>
    isOwn(keys[position]) ? [draftColumn(title.trim(), values[position] ?? [], {dialect, known, taken})] : []
  );
  if (columns.length === 0) throw dataError(`${fileName}: no column has a header of its own; name them`);
  const unread = [...new Set(keys.filter((key) => key !== "" && !isOwn(key)))];
  return writeContract(name, {fileName, dialect, columns, unread, records: records.length});
}

/**
 * Writes the draft of a contract beside the others of a folder, and returns its path.
 * @throws RessacError (2) when the name is none, when a contract of this name is there, or one that reads files called
 * like this one; (1) when the file is no table.
 */
export async function writeDraft(
  name: string,
  {from, folder, config}: {from: string; folder: string; config: Pick<Config, "sources">}
): Promise<string> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new RessacError(`${name}: use lower case letters, digits and underscores for the name of a source`);
  }
  const contracts = await readContracts(config);
  if (contracts.some((contract) => contract.name === name)) {
    throw new RessacError(`${name}: a contract of this name is already there; choose another name`);
  }
  const file = await onlyFileIn(from);
  const fileName = plainName(file.name);
  const other = contractOf(fileName, contracts);
  if (other !== undefined) {
    throw new RessacError(
      `${from}: files called so are read by the contract ${other.name}; give this one another name`
    );
  }
  const draft = draftContract(name, {fileName, table: await readTable(file)}, contracts);
  await mkdir(folder, {recursive: true});
  const path = join(folder, `${name}.ts`);
  await writeFile(path, draft, {flag: "wx"}).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new RessacError(`${path}: this file is already there; move it away, or choose another name`);
  });
  return path;
}

/** The export that a path names: a file, or the one that is in a zip. */
async function onlyFileIn(from: string): Promise<RecognisedFile> {
  if (!existsSync(from)) throw new RessacError(`${from}: no such file; name an export with --from`);
  const [file, ...others] = await filesIn({name: basename(from), path: from}, []);
  if (file !== undefined && others.length === 0) return file;
  throw new RessacError(`${from}: ${file === undefined ? "no file" : "several files"} in it; name one file`);
}

/** What an export is called as a plain file: contracts know it in every other form too. */
function plainName(name: string): string {
  return basename(name)
    .replace(/\.gz$/i, "")
    .replace(/\.(xlsx|xlsm)$/i, ".csv");
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
  /** Keys of headers that stand there more than once. */
  unread: readonly string[];
  records: number;
}

function writeContract(name: string, {fileName, dialect, columns, unread, records}: Draft): string {
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
    `// Drafted from ${oneLine(fileName)} (${records} records): go through types, required columns and meanings, then map it in`,
    `// ${name}/<entity>.sql. Columns that nobody needs are better left out.`,
    ...(unread.length === 0
      ? []
      : [`// Left out, because they stand there more than once: ${oneLine(unread.join(", "))}.`]),
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

/** What stands in a comment must not end it. */
function oneLine(words: string): string {
  return words.replace(/\s+/gu, " ");
}

function quote(words: string): string {
  return JSON.stringify(words);
}
