// What somebody would write instead: the same SQL over tables that `read_csv` fills, without a check of anything.
import {createReadStream, createWriteStream} from "node:fs";
import {basename, join} from "node:path";
import {pipeline} from "node:stream/promises";
import type {DuckDBConnection} from "@duckdb/node-api";
import {parse} from "csv-parse";
import iconv from "iconv-lite";
import {createMacros, createRunTable, createSchemas} from "../../src/build.ts";
import {type Config, loadConfig, SHIPPED} from "../../src/config.ts";
import type {Contract} from "../../src/contract.ts";
import {extractedDate, listExports} from "../../src/ingest/exports.ts";
import {headerKey} from "../../src/ingest/header.ts";
import {loadLookups} from "../../src/lookups.ts";
import {publishedManifest} from "../../src/manifest.ts";
import {feeders, type Model, orderModels} from "../../src/models.ts";
import {readProject} from "../../src/project.ts";
import {openDatabase, publishedBuild, quoteName, quoteText, readRows} from "../../src/warehouse.ts";
import {neededForLinkage, partOf} from "./linkage-models.ts";
import {type Cost, Stopwatch, total} from "./stopwatch.ts";

/** What the bare job cost, and how much of what the run loaded it kept. */
export interface BareCost {
  read: Cost;
  /** All models, and those of them that link rebookings to cancellations. */
  models: Cost;
  linkage: Cost;
  reports: Cost;
  all: Cost;
  rows: number;
}

/** An export as a bare reader sees it. */
interface BareFile {
  path: string;
  contract: Contract;
  day: string | null;
}

/**
 * Reads the exports of a run that is published under `out`, then makes every model and report of it, and nothing else.
 * Exports that are no text of delimited lines are taken from that run, as no bare reader takes them.
 */
export async function measureBare(options: {exports: string; out: string; work: string}): Promise<BareCost> {
  const config = await loadConfig(options);
  const {connection, close} = await openDatabase(join(options.work, "bare.duckdb"));
  await connection.run(`set temp_directory = ${quoteText(join(options.work, "spill"))}`);
  const project = await readProject(connection, config);
  const read = await readBare(connection, {config, contracts: project.contracts, work: options.work});
  const given = await prepare(connection, config, project.contracts);
  const ordered = orderModels([...project.models, ...project.reports], given);
  await createSchemas(connection, ordered);
  const watch = new Stopwatch();
  const tables: (Cost & {name: string})[] = [];
  for (const model of ordered.filter(({kind}) => kind !== "check")) {
    await makeTable(connection, model, project.models);
    tables.push({name: model.name, ...watch.lap()});
  }
  const [loaded] = await readRows(connection, countOf(project.contracts));
  close();
  const isReport = ({name}: {name: string}): boolean => name.startsWith("reports.");
  const models = total(tables.filter((table) => !isReport(table)));
  const reports = total(tables.filter(isReport));
  const linking = new Set(
    neededForLinkage(ordered)
      .map(({name}) => name)
      .filter((name) => partOf(name.replace("marts.", "")) === "linkage")
  );
  const linkage = total(tables.filter(({name}) => linking.has(name)));
  return {read, linkage, models, reports, all: total([read, models, reports]), rows: Number(loaded?.rows)};
}

/** Reads the exports of a run that is published, and tells what reading costs; what it takes from that run is not of it. */
export async function readBare(
  connection: DuckDBConnection,
  {config, contracts, work}: {config: Config; contracts: readonly Contract[]; work: string}
): Promise<Cost> {
  await takeRun(connection, config, contracts);
  const files = await bareFiles(config, contracts);
  const watch = new Stopwatch();
  for (const contract of contracts) await readSource(connection, contract, {files, work});
  return watch.lap();
}

async function bareFiles(config: Config, contracts: readonly Contract[]): Promise<BareFile[]> {
  const found = await listExports(config.exports, contracts);
  return found.flatMap(({name, path, contract}) =>
    contract === undefined || isPacked(contract) ? [] : [{path, contract, day: extractedDate(name, contract)}]
  );
}

const isPacked = ({json, mail}: Contract): boolean => json !== undefined || mail !== undefined;

/** What no bare reader tells, from the run: which files there were, and the rows of archives and mailboxes. */
async function takeRun(
  connection: DuckDBConnection,
  config: Config,
  contracts: readonly Contract[]
): Promise<void> {
  const built = join(await publishedBuild(config.warehouse), "ressac.duckdb");
  await connection.run(`
    attach ${quoteText(built)} as ressac (read_only);
    create schema meta;
    create schema sources;
    create table meta.files as from ressac.meta.files;
    create table meta.quarantine as from ressac.meta.quarantine`);
  for (const {name} of contracts.filter(isPacked)) {
    const table = quoteName(`sources.${name}`);
    await connection.run(`create table ${table} as from ressac.${table}`);
  }
  await connection.run("detach ressac");
}

async function prepare(
  connection: DuckDBConnection,
  config: Config,
  contracts: readonly Contract[]
): Promise<Set<string>> {
  const manifest = await publishedManifest(config.warehouse);
  if (manifest === undefined) throw new Error(`${config.warehouse}: nothing is published here`);
  await createRunTable(connection, {...config, as_of: manifest.as_of});
  const lookups = await loadLookups(connection, config.lookups);
  await createMacros(connection, join(SHIPPED.pipeline, "macros"));
  await connection.run("create table meta.checks (name varchar, meaning varchar, violations bigint)");
  const given = ["meta.files", "meta.quarantine", "meta.run", "meta.parameters", "meta.checks"];
  return new Set([
    ...given,
    ...lookups.map(({table}) => table),
    ...contracts.map(({name}) => `sources.${name}`)
  ]);
}

async function readSource(
  connection: DuckDBConnection,
  contract: Contract,
  {files, work}: {files: readonly BareFile[]; work: string}
): Promise<void> {
  if (isPacked(contract)) return;
  const table = quoteName(`sources.${contract.name}`);
  const all = {...contract.columns, ...contract.derived};
  const columns = Object.entries(all).map(([name, {type}]) => `${quoteName(name)} ${type.duckdb.toString()}`);
  const added = ["source_file_id varchar", "source_line bigint", "extracted_date date"];
  await connection.run(`create table ${table} (${[...columns, ...added].join(", ")})`);
  for (const file of files.filter((each) => each.contract.name === contract.name)) {
    await connection.run(`insert into ${table} by name ${await bareSelect(file, work)}`);
  }
}

/** A file of one system, read as a bare reader would be told to: each column with its type, bad rows left out. */
async function bareSelect({path, contract, day}: BareFile, work: string): Promise<string> {
  const {columns, derived, dialect} = contract;
  const text = await asUtf8(path, contract, work);
  const header = await headerOf(text, contract);
  const names = new Map(
    Object.entries(columns).flatMap(([name, column]) =>
      column.headers.map((label) => [headerKey(label), name])
    )
  );
  const read = header.map((label, position) => {
    const name = names.get(headerKey(label));
    return {name, cell: `c${position}`, type: name === undefined ? "varchar" : readType(name, contract)};
  });
  const cells = read.flatMap(({name, cell, type}) =>
    name === undefined
      ? []
      : [`${type === "varchar" ? castOf(name, cell, contract) : cell} as ${quoteName(name)}`]
  );
  const computed = Object.entries(derived).map(([name, {sql}]) => `(${sql}) as ${quoteName(name)}`);
  const options = [
    quoteText(text),
    "auto_detect = false, header = true, ignore_errors = true, strict_mode = false",
    `delim = ${quoteText(dialect.delimiter)}, quote = ${dialect.hasQuotes ? `'"'` : "''"}, escape = ${dialect.hasQuotes ? `'"'` : "''"}`,
    `dateformat = ${quoteText(DATE_FORMATS[dialect.day] ?? "%Y-%m-%d")}`,
    `columns = {${read.map(({cell, type}) => `${cell}: ${quoteText(type)}`).join(", ")}}`
  ];
  const extracted = day === null ? "null" : `date ${quoteText(day)}`;
  return `
    select *${computed.length > 0 ? `, ${computed.join(", ")}` : ""}
    from (
      select ${cells.join(", ")}, row_number() over () + 1 as source_line, ${extracted} as extracted_date,
        (select file_id from meta.files where name = ${quoteText(basename(path))}) as source_file_id
      from read_csv(${options.join(", ")})
    )`;
}

const DATE_FORMATS: Record<string, string> = {
  "dd/mm/yyyy": "%d/%m/%Y",
  "yyyy-mm-dd": "%Y-%m-%d",
  "m/d/yyyy": "%m/%d/%Y",
  "mm/dd/yyyy": "%m/%d/%Y",
  yyyymmdd: "%Y%m%d"
};

/** The type that the reader itself can read: it knows neither `1 234,56`, nor `Oui`, nor an instant of Paris. */
function readType(name: string, {columns}: Contract): string {
  const type = columns[name]?.type;
  const read = type?.duckdb.toString();
  return type?.name === "day" || type?.name === "integer" ? String(read) : "varchar";
}

/** What one would write for the cells of a column that the reader itself cannot read. */
function castOf(name: string, cell: string, {columns, dialect}: Contract): string {
  const type = columns[name]?.type;
  const duckdb = String(type?.duckdb);
  const date = DATE_FORMATS[dialect.day] ?? "%Y-%m-%d";
  const number =
    dialect.decimal === "." ? cell : `replace(replace(replace(${cell}, '\u00a0', ''), ' ', ''), ',', '.')`;
  if (type?.mask !== undefined || duckdb === "VARCHAR") return cell;
  if (duckdb === "BOOLEAN") return `list_contains([${dialect.yes.map(quoteText).join(", ")}], ${cell})`;
  if (duckdb === "DATE") return `coalesce(try_strptime(${cell}, '${date}')::date, try_cast(${cell} as date))`;
  if (duckdb === "TIMESTAMP WITH TIME ZONE") {
    const read = `coalesce(try_strptime(${cell}, '${date} %H:%M'), try_cast(${cell} as timestamp))`;
    return `${read} at time zone ${quoteText(dialect.timeZone)}`;
  }
  const value = `try_cast(${number} as decimal(18, 6))`;
  return type?.name.startsWith("money") ? `round(${value} * 100)::bigint` : `${value}::${duckdb}`;
}

/** The path of a file, or of its copy in UTF-8: the reader refuses what windows-1252 has beyond Latin-1. */
async function asUtf8(path: string, {dialect}: Contract, work: string): Promise<string> {
  if (!dialect.encodings.includes("windows-1252")) return path;
  const copy = join(work, basename(path));
  await pipeline(createReadStream(path), iconv.decodeStream("windows-1252"), createWriteStream(copy));
  return copy;
}

const MOST_HEADER_BYTES = 65_536;

async function headerOf(path: string, {dialect}: Contract): Promise<string[]> {
  const {delimiter, hasQuotes} = dialect;
  const stream = createReadStream(path, {end: MOST_HEADER_BYTES});
  const records = stream.pipe(parse({delimiter, quote: hasQuotes ? '"' : null, bom: true, to: 1}));
  for await (const header of records) return header as string[];
  throw new Error(`${path}: there is no header in it`);
}

/** The table of a model as it is written, and nothing besides. */
async function makeTable(
  connection: DuckDBConnection,
  model: Model,
  models: readonly Model[]
): Promise<void> {
  const table = quoteName(model.name);
  await connection.run(`create table ${table} as\n${model.sql}`);
  if (model.kind !== "entity") return;
  for (const {name} of feeders(model, models))
    await connection.run(`insert into ${table} by name select * from ${quoteName(name)}`);
}

function countOf(contracts: readonly Contract[]): string {
  const counts = contracts.map(({name}) => `select count(*) as n from ${quoteName(`sources.${name}`)}`);
  return `select sum(n)::bigint as rows from (${counts.join(" union all ")})`;
}
