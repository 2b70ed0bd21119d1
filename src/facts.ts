import {createHash} from "node:crypto";
import {mkdir, open, readdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {z} from "zod";
import {type Config, SHIPPED} from "./config.ts";
import {dataError, RessacError} from "./errors.ts";
import {compare, type Model} from "./models.ts";
import type {Progress} from "./progress.ts";
import {readProject} from "./project.ts";
import {databaseOf, openDatabase, publishedBuild, quoteName, quoteText, readRows} from "./warehouse.ts";

const Facts = z.record(
  z.string(),
  z.strictObject({
    /** Table of the warehouse. */
    table: z.string(),
    /** Column with the day, or the instant, that decides the month. */
    day: z.string(),
    /** Table that has that column, and the key by which it is found, when the table itself has no day. */
    of: z.strictObject({table: z.string(), key: z.string()}).optional()
  })
);
type Fact = z.infer<typeof Facts>[string];

/** A month of a table, as it lies on the disk. */
interface WrittenMonth {
  rows: number;
  bytes: number;
  sha256: string;
}

/** What was written of a table. Cents are texts: their sums may be larger than what JSON holds exactly. */
interface WrittenFact {
  table: string;
  rows: number;
  cents: Record<string, string>;
  months: Record<string, WrittenMonth>;
}

/** The record beside the files: `facts.json`. */
export interface FactsManifest {
  build: string;
  as_of: string;
  facts: Record<string, WrittenFact>;
}

export const FACTS_MANIFEST = "facts.json";

/** A row without a day, as hive-partitioned files name it. */
const NO_MONTH = "__HIVE_DEFAULT_PARTITION__";
const FILE = "part-0.parquet";

/**
 * Writes the facts of the published build as Parquet, one file a month: `<folder>/<fact>/month=2026-05/part-0.parquet`, rows
 * in the order of their grain, meanings of table and columns as metadata of the file. A month that is the same keeps its
 * file untouched; months that are no more are removed. The record is written last.
 * @throws RessacError (1) when what was written does not have the rows and the cents of the warehouse, (2) without a build.
 */
export async function writeFacts(
  config: Pick<Config, "warehouse" | "sources" | "checks">,
  {folder, progress}: {folder: string; progress: Progress}
): Promise<FactsManifest> {
  const path = join(SHIPPED.pipeline, "facts.json");
  const facts = Facts.parse(JSON.parse(await readFile(path, "utf8")));
  const build = await publishedBuild(config.warehouse);
  const {connection, close} = await openDatabase(databaseOf(build), {threads: 1, readOnly: true});
  const step = progress.step("facts", Object.keys(facts).length);
  try {
    const {models} = await readProject(connection, config);
    const written: Record<string, WrittenFact> = {};
    for (const [name, fact] of Object.entries(facts)) {
      const model = models.find(({name}) => name === fact.table);
      if (model === undefined)
        throw new RessacError(`${path}: ${name} is of ${fact.table}, which no file defines`);
      written[name] = await writeFact(connection, {fact, model, folder: join(folder, name)});
      step.advance(name);
    }
    const [run = {}] = await readRows(connection, "select as_of::varchar as as_of from meta.run");
    const manifest = {build: buildId(build), as_of: String(run.as_of), facts: written};
    await replace(join(folder, FACTS_MANIFEST), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    step.finish(`${Object.keys(written).length} tables`);
    return manifest;
  } finally {
    close();
  }
}

function buildId(folder: string): string {
  return folder.split(/[\\/]/).at(-1) ?? folder;
}

interface Writing {
  fact: Fact;
  model: Model;
  folder: string;
}

async function writeFact(connection: DuckDBConnection, {fact, model, folder}: Writing): Promise<WrittenFact> {
  await mkdir(folder, {recursive: true});
  const rows = await rowsByMonth(connection, fact);
  const known = await readRows(connection, `select distinct month from (${rows}) order by month`);
  const months: Record<string, WrittenMonth> = {};
  for (const month of known.map(({month}) => (month === null ? NO_MONTH : String(month)))) {
    const place = join(folder, `month=${month}`);
    await mkdir(place, {recursive: true});
    const part = join(place, `.${FILE}-${process.pid}`);
    const where = month === NO_MONTH ? "month is null" : `month = ${quoteText(month)}`;
    const order = model.grain.map(quoteName).join(", ");
    await connection.run(`
      copy (select * exclude (month) from (${rows}) where ${where} order by ${order}) to ${quoteText(part)}
      (format parquet, compression zstd, kv_metadata ${meanings(model)})`);
    const [{rows: count = 0n} = {}] = await readRows(
      connection,
      `select count(*) as rows from read_parquet(${quoteText(part)}, hive_partitioning = false)`
    );
    const bytes = await readFile(part);
    await rm(part);
    await replace(join(place, FILE), bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    months[month] = {rows: Number(count), bytes: bytes.length, sha256};
  }
  await dropMonths(folder, new Set(Object.keys(months)));
  const totals = await requireSameTotals(connection, fact.table, folder);
  return {table: fact.table, ...totals, months};
}

/** The rows of a table with their month; an instant falls on the local day of the company. */
async function rowsByMonth(connection: DuckDBConnection, {table, day, of}: Fact): Promise<string> {
  const holder = of?.table ?? table;
  const [schema = "", name = ""] = holder.split(".");
  const [column] = await readRows(
    connection,
    `select data_type as type from information_schema.columns
    where table_schema = ${quoteText(schema)} and table_name = ${quoteText(name)} and column_name = ${quoteText(day)}`
  );
  if (column === undefined) throw new RessacError(`pipeline/facts.json: ${holder} has no column ${day}`);
  const own = `${of === undefined ? "facts" : "dated"}.${quoteName(day)}`;
  const local = String(column.type).startsWith("TIMESTAMP")
    ? `(${own} at time zone (select time_zone from meta.run))`
    : own;
  const joined =
    of === undefined
      ? ""
      : ` left join ${quoteName(of.table)} as dated on dated.${quoteName(of.key)} = facts.${quoteName(of.key)}`;
  return `select facts.*, strftime(${local}, '%Y-%m') as month from ${quoteName(table)} as facts${joined}`;
}

/** What a table and its columns mean, as Parquet files tell it. */
function meanings({meaning, grain, columns}: Model): string {
  const entries = [["table", meaning], ["grain", grain.join(", ")], ...columns];
  return `{${entries.map(([name = "", words = ""]) => `${quoteText(name)}: ${quoteText(words)}`).join(", ")}}`;
}

/** Counts the rows and sums the cents of a table twice: in the warehouse, and in the files as another engine would read them. */
async function requireSameTotals(
  connection: DuckDBConnection,
  table: string,
  folder: string
): Promise<Pick<WrittenFact, "rows" | "cents">> {
  const [schema = "", name = ""] = table.split(".");
  const columns = await readRows(
    connection,
    `select column_name as name from information_schema.columns where table_schema = ${quoteText(schema)}
    and table_name = ${quoteText(name)} and column_name like '%\\_cents' escape '\\' order by ordinal_position`
  );
  const names = columns.map(({name}) => String(name));
  const sums = names.map((name) => `coalesce(sum(${quoteName(name)}), 0)::varchar as ${quoteName(name)}`);
  const select = `select ${["count(*)::varchar as number_of_rows", ...sums].join(", ")} from`;
  const files = `read_parquet(${quoteText(join(folder, "month=*", FILE))}, hive_partitioning = true)`;
  const [expected = {}] = await readRows(connection, `${select} ${quoteName(table)}`);
  const isEmpty = expected.number_of_rows === "0";
  const [found = {}] = isEmpty ? [expected] : await readRows(connection, `${select} ${files}`);
  for (const [name, value] of Object.entries(expected)) {
    if (found[name] === value) continue;
    throw dataError(
      `${folder}: ${name} is ${String(value)} in ${table}, ${String(found[name])} in its files`
    );
  }
  return {
    rows: Number(expected.number_of_rows),
    cents: Object.fromEntries(names.map((name) => [name, String(expected[name])]))
  };
}

async function dropMonths(folder: string, kept: ReadonlySet<string>): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith("month=")).sort(compare);
  for (const name of names) {
    if (!kept.has(name.slice("month=".length))) await rm(join(folder, name), {recursive: true, force: true});
  }
}

/** Puts bytes in the place of a file, whole or not at all; a file that has them already is not touched. */
async function replace(path: string, bytes: Buffer): Promise<void> {
  const before = await readFile(path).catch(() => undefined);
  if (before?.equals(bytes) === true) return;
  const part = `${path}.part-${process.pid}`;
  await writeFile(part, bytes, {flush: true});
  await rename(part, path);
  const folder = await open(join(path, ".."), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
