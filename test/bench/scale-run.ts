import {stat} from "node:fs/promises";
import {join} from "node:path";
import {group} from "d3-array";
import {loadConfig} from "../../src/config.ts";
import type {Manifest} from "../../src/manifest.ts";
import {run} from "../../src/run.ts";
import {openDatabase, readRows} from "../../src/warehouse.ts";
import {folderBytes} from "./folder-bytes.ts";
import {type Cost, measuringProgress, type Part, total} from "./stopwatch.ts";

/** What one step or one table of a run cost. */
export interface StepCost extends Cost {
  name: string;
  /** Written by it; null where it writes nothing of its own. */
  bytes: number | null;
  /** Of a table. */
  rows: number | null;
}

/** What a run cost, as a whole, by step and by table. */
export interface RunCost {
  steps: StepCost[];
  tables: StepCost[];
  /** Records that were read, and those of the exports of orders. */
  records: number;
  lines: number;
}

const LAYERS = new Set(["staging", "marts"]);

/** Runs exports as `ressac run` does, and tells what each part of it cost. */
export async function measureRun(options: {exports: string; out: string}): Promise<RunCost> {
  const {progress, parts, end} = measuringProgress();
  const config = await loadConfig(options);
  const manifest = await run({config, progress});
  end();
  const build = join(config.warehouse, manifest.build);
  const placed = parts.map((part) => placedPart(part, manifest));
  const rows = await rowsOf(join(build, "ressac.duckdb"));
  const published = new Map(manifest.published.map(({name, bytes}) => [`reports.${name}`, bytes]));
  const tables = group(placed, ({name}) => name);
  const sizes: Record<string, number> = {
    ingest: await folderBytes(join(config.warehouse, "cleaned")),
    publish: manifest.published.reduce((sum, {bytes}) => sum + bytes, 0),
    run: (await stat(join(build, "ressac.duckdb"))).size
  };
  const steps = [...group(placed, ({step}) => step), ["run", placed] as const];
  const sum = (files: Manifest["files"]): number => files.reduce((all, {records}) => all + records, 0);
  return {
    steps: steps.map(([name, some]) => ({name, ...total(some), bytes: sizes[name] ?? null, rows: null})),
    tables: [...tables].map(([name, some]) => ({
      name,
      ...total(some),
      bytes: published.get(name) ?? null,
      rows: rows.get(name) ?? null
    })),
    records: sum(manifest.files),
    lines: sum(manifest.files.filter(({source}) => source === "atropos_commandes"))
  };
}

/** A part under the step that readers know and under one name whatever file or layer it is of. */
function placedPart({step, name, ...cost}: Part, {files}: Manifest): Part {
  const [layer = "", table] = name.split(".");
  if (step === "ingest") {
    const source = files.find((file) => file.name === name)?.source;
    return {step, name: source === undefined ? `ingest: ${name}` : `sources.${source}`, ...cost};
  }
  if (step === "publish" && !name.startsWith("rest")) return {step, name: `reports.${name}`, ...cost};
  if (step === "checks" && !name.startsWith("rest")) return {step, name: `checks.${name}`, ...cost};
  if (step !== "models") return {step, name, ...cost};
  if (table === undefined) return {step: "setup", name, ...cost};
  // Mappings and entities are what staging is made of.
  return {step: LAYERS.has(layer) ? layer : "staging", name, ...cost};
}

async function rowsOf(path: string): Promise<Map<string, number>> {
  const {connection, close} = await openDatabase(path, {readOnly: true});
  const rows = await readRows(
    connection,
    "select schema_name || '.' || table_name as name, estimated_size as rows from duckdb_tables()"
  );
  close();
  return new Map(rows.map(({name, rows: counted}) => [String(name), Number(counted)]));
}
