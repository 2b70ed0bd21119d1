import {rm} from "node:fs/promises";
import {join} from "node:path";
import {ALL_KINDS, COMMON_KINDS} from "./bad-rows.ts";
import type {Counts} from "./jobs.ts";
import type {Language} from "./contracts.ts";
import {type JobPlan, measure, type Measurement} from "./measure.ts";
import {type OrderPlan, type OrderTruth, writeOrders} from "./orders.ts";

/** One line of the table: a job over a file, and the job of the same series that it is compared to. */
export interface Subject {
  what: string;
  file: string;
  job: (path: string) => JobPlan;
  against?: string;
}

/** Subjects that take turns, so that what slows the machine slows them all. */
export interface Series {
  title: string;
  files: Record<string, OrderPlan>;
  subjects: Record<string, Subject>;
}

/** What was measured of a subject, one measurement a run. */
export interface Measured {
  subject: Subject;
  truth: OrderTruth;
  runs: Measurement[];
}

const MOST_HALF_BAD_ROWS = 1_000_000;
const MOST_EXACT_ROWS = 300_000;
const BAD_EVERY = 1000;

/** Everything that is measured, for files of this many rows; slow subjects have fewer. */
export function ingestSeries(rows: number): Series[] {
  const orders = (language: Language): OrderPlan => ({language, rows, badEvery: BAD_EVERY, kinds: ALL_KINDS});
  const half = Math.min(rows, MOST_HALF_BAD_ROWS);
  const few = Math.min(rows, MOST_EXACT_ROWS);
  return [
    {
      title: "English dialect",
      files: {orders: orders("english")},
      subjects: {
        bare: bare("english", "whole", "table"),
        validated: {...validated("english"), against: "bare"},
        limited: {
          ...validated("english", {memoryLimit: "1GB"}),
          what: "validated ingest, memory_limit 1 GB",
          against: "bare"
        },
        parquet: {...bare("english", "whole", "parquet"), against: "bare"},
        usual: {...bare("english", "usual", "table"), against: "bare"}
      }
    },
    {
      title: "French dialect",
      files: {orders: orders("french")},
      subjects: {
        bare: bare("french", "whole", "table"),
        validated: {...validated("french"), against: "bare"},
        parquet: {...bare("french", "whole", "parquet"), against: "bare"},
        usual: {...bare("french", "usual", "table"), against: "bare"}
      }
    },
    {
      title: "Half of all rows bad",
      files: {
        clean: {language: "english", rows: half, badEvery: 0, kinds: []},
        half: {language: "english", rows: half, badEvery: 2, kinds: COMMON_KINDS}
      },
      subjects: {
        clean: {...validated("english"), file: "clean", what: "validated ingest, no bad row"},
        half: {...validated("english"), file: "half", what: "validated ingest, half bad", against: "clean"}
      }
    },
    {
      title: "Exact reader",
      files: {english: {...orders("english"), rows: few}, french: {...orders("french"), rows: few}},
      subjects: {
        english: {...validated("english", {reader: "exact"}), file: "english", what: "English dialect"},
        french: {...validated("french", {reader: "exact"}), file: "french", what: "French dialect"}
      }
    }
  ];
}

function bare(language: Language, read: "whole" | "usual", to: "table" | "parquet"): Subject {
  const what = read === "whole" ? "bare read_csv" : "bare read_csv as first written";
  return {
    what: to === "parquet" ? `${what}, into Parquet` : what,
    file: "orders",
    job: (path) => ({kind: "bare", language, path, read, to})
  };
}

function validated(
  language: Language,
  {reader = "bulk", memoryLimit}: {reader?: "bulk" | "exact"; memoryLimit?: string} = {}
): Subject {
  return {
    what: "validated ingest",
    file: "orders",
    job: (path) => ({
      kind: "validated",
      language,
      path,
      reader,
      ...(memoryLimit === undefined ? {} : {memoryLimit})
    })
  };
}

/**
 * Writes the files of a series, measures its subjects in turn `runs` times, and removes the files.
 * @throws Error when a validated ingest does not give exactly what is in the file.
 */
export async function measureSeries(
  {title, files, subjects}: Series,
  {runs, folder, keep, note}: {runs: number; folder: string; keep: boolean; note: (line: string) => void}
): Promise<Record<string, Measured>> {
  const measured: Record<string, Measured> = {};
  const truths = new Map<string, OrderTruth>();
  const pathOf = (file: string): string =>
    join(folder, `${title.replaceAll(" ", "-").toLowerCase()}-${file}.csv`);
  for (const [file, plan] of Object.entries(files)) {
    const truth = await writeOrders(pathOf(file), plan);
    truths.set(file, truth);
    note(`${title}: ${truth.records} rows, ${Math.round(truth.bytes / 1e6)} MB (${file})`);
  }
  for (let run = 1; run <= runs; run++) {
    for (const [key, subject] of Object.entries(subjects)) {
      const truth = truths.get(subject.file);
      if (truth === undefined) throw new Error(`${title}: no file is called ${subject.file}`);
      const job = subject.job(pathOf(subject.file));
      const measurement = await measure(job, folder);
      if (job.kind === "validated") requireTruth(`${title}, ${subject.what}`, measurement, truth);
      (measured[key] ??= {subject, truth, runs: []}).runs.push(measurement);
      note(`  run ${run}: ${subject.what}: ${measurement.seconds.toFixed(2)} s`);
    }
  }
  if (!keep) for (const file of Object.keys(files)) await rm(pathOf(file));
  return measured;
}

function requireTruth(
  what: string,
  {records, loaded, quarantined, skipped, cents}: Counts,
  truth: OrderTruth
): void {
  const found = {records, loaded, quarantined, skipped, cents};
  const expected = {
    records: truth.records,
    loaded: truth.good,
    quarantined: truth.bad,
    skipped: 0,
    cents: truth.cents
  };
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  throw new Error(`${what}: found ${JSON.stringify(found)}, the file holds ${JSON.stringify(expected)}`);
}
