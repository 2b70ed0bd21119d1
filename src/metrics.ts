import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync
} from "node:fs";
import {dirname, join} from "node:path";
import {Temporal} from "temporal-polyfill";
import {type Config, PACKAGE_ROOT} from "./config.ts";
import type {Manifest} from "./manifest.ts";
import {RessacError} from "./errors.ts";
import type {RunRecord} from "./run-record.ts";
import {MANIFEST} from "./seal.ts";
import {CURRENT} from "./warehouse.ts";

interface Sample {
  labels?: Record<string, string>;
  value: number;
}

interface Metric {
  name: string;
  help: string;
  samples: Sample[];
}

/** Every metric of a run, all of them gauges, in the order in which they are written. */
export function metricsOf(
  record: RunRecord,
  {
    published,
    lastSuccess,
    timeZone
  }: {published: Manifest | undefined; lastSuccess: number | undefined; timeZone: string}
): Metric[] {
  const files = record.files ?? published?.files ?? [];
  const tables = published?.published ?? [];
  const one = (value: number | undefined): Sample[] => (value === undefined ? [] : [{value}]);
  return [
    metric("ressac_build_info", "1, with the version of Ressac and the published build", [
      {labels: {version: version(), build: published?.build ?? ""}, value: 1}
    ]),
    metric(
      "ressac_run_success",
      "1 when the last run has published, 0 when it has not",
      one(record.exit_code === 0 ? 1 : 0)
    ),
    metric(
      "ressac_run_exit_code",
      "what the last run ended with; 128 and its number for a signal",
      one(record.exit_code)
    ),
    metric("ressac_run_timestamp_seconds", "when the last run ended", one(record.ended / 1000)),
    metric("ressac_last_success_timestamp_seconds", "when a run has last published", one(lastSuccess)),
    metric(
      "ressac_run_elapsed_seconds",
      "time of all of the last run",
      one((record.ended - record.started) / 1000)
    ),
    metric(
      "ressac_run_duration_seconds",
      "time of each step of the last run that was finished",
      Object.entries(record.durations_ms).map(([step, ms]) => ({labels: {step}, value: ms / 1000}))
    ),
    metric(
      "ressac_peak_memory_bytes",
      "most memory that the process of the last run has held",
      one(process.resourceUsage().maxRSS * 1024)
    ),
    metric("ressac_checks", "checks of the last run", one(record.checks?.length)),
    metric(
      "ressac_checks_broken",
      "of those, checks that found something",
      one(record.checks?.filter(({violations}) => violations > 0).length)
    ),
    ...sourceMetrics(files, record.sources, timeZone),
    metric("ressac_published_results", "published results", one(tables.length)),
    metric("ressac_published_rows", "rows of all published results", one(sum(tables, ({rows}) => rows))),
    metric("ressac_published_bytes", "bytes of all published results", one(sum(tables, ({bytes}) => bytes)))
  ].filter(({samples}) => samples.length > 0);
}

const OUTCOMES = ["loaded", "quarantined", "skipped"] as const;

/** Of the files that the run has read; of those of the published build when it did not get that far. */
function sourceMetrics(files: Manifest["files"], sources: readonly string[], timeZone: string): Metric[] {
  const of = (source: string): Manifest["files"] => files.filter((file) => file.source === source);
  return [
    metric(
      "ressac_source_files",
      "files of each source; 0 when none was delivered",
      sources.map((source) => ({labels: {source}, value: of(source).length}))
    ),
    metric(
      "ressac_source_newest_extraction_timestamp_seconds",
      "beginning of the newest day on which a source was extracted, by the names of its files",
      sources.flatMap((source) => {
        const day = of(source)
          .flatMap(({extracted_date: date}) => date ?? [])
          .sort()
          .at(-1);
        return day === undefined ? [] : [{labels: {source}, value: beginOf(day, timeZone)}];
      })
    ),
    metric(
      "ressac_records",
      "records of each source by what became of them",
      sources
        .filter((source) => of(source).length > 0)
        .flatMap((source) =>
          OUTCOMES.map((outcome) => ({
            labels: {source, outcome},
            value: sum(of(source), (file) => file[outcome])
          }))
        )
    )
  ];
}

/** Metrics in the text format of Prometheus. */
export function formatMetrics(metrics: readonly Metric[]): string {
  return metrics
    .map(({name, help, samples}) =>
      [
        `# HELP ${name} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}`,
        `# TYPE ${name} gauge`,
        ...samples.map(({labels = {}, value}) => `${name}${formatLabels(labels)} ${value}`)
      ].join("\n")
    )
    .map((text) => `${text}\n`)
    .join("");
}

function formatLabels(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([label, value]) => {
    const escaped = value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
    return `${label}="${escaped}"`;
  });
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

/**
 * Writes the metrics of a run in one step, readable to all: whoever collects them is somebody else, and nothing of a
 * person is in them. Nothing where there is no folder of builds. At once and not in a while, for a process that is told to stop has no time.
 */
export function writeMetrics(
  {metrics: path, warehouse, timeZone}: Pick<Config, "metrics" | "warehouse" | "timeZone">,
  record: RunRecord
): void {
  if (!existsSync(dirname(path))) {
    // A command that was mistyped makes no folders.
    if (!existsSync(warehouse)) return;
    throw new RessacError(
      `${dirname(path)}: no such folder; make it, or name another file for the metrics in the settings`
    );
  }
  const lastSuccess =
    record.exit_code === 0 ? record.ended / 1000 : (readLastSuccess(path) ?? flipped(warehouse));
  const text = formatMetrics(metricsOf(record, {published: readPublished(warehouse), lastSuccess, timeZone}));
  // Collectors take every file that ends with .prom.
  const aside = `${path}.${process.pid}`;
  try {
    const file = openSync(aside, "w", 0o644);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, {force: true});
    throw error;
  }
}

/** The manifest of the published build; nothing when there is none that can be read. */
function readPublished(warehouse: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(warehouse, CURRENT, MANIFEST), "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}

/** What the file of the run before says. */
function readLastSuccess(path: string): number | undefined {
  try {
    const value = /^ressac_last_success_timestamp_seconds (\S+)$/m.exec(readFileSync(path, "utf8"))?.[1];
    return value === undefined ? undefined : Number(value);
  } catch {
    return undefined;
  }
}

/** When the published build was put in its place; nothing when none is published. */
function flipped(warehouse: string): number | undefined {
  const link = lstatSync(join(warehouse, CURRENT), {throwIfNoEntry: false});
  return link === undefined ? undefined : link.mtimeMs / 1000;
}

const metric = (name: string, help: string, samples: Sample[]): Metric => ({name, help, samples});

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

function beginOf(day: string, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds / 1000;
}

function version(): string {
  const {version: number} = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8")) as {
    version: string;
  };
  return number;
}
