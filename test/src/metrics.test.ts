import {mkdir, readdir, readFile, stat, symlink, utimes, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {beforeEach, describe, expect, it} from "vitest";
import type {FileReport} from "../../src/ingest/ingest.ts";
import {formatMetrics, metricsOf, writeMetrics} from "../../src/metrics.ts";
import type {RunRecord} from "../../src/run-record.ts";
import {tempFolder} from "../support/temp.ts";

const BUILD = "20260701T053000Z";

const file = (source: string, facts: Partial<FileReport>): FileReport =>
  ({
    ...{source, name: "Dupont Jeanne.csv", loaded: 0, quarantined: 0, skipped: 0, extracted_date: null},
    ...facts
  }) as FileReport;

const RECORD: RunRecord = {
  ...{started: 1_000_000, ended: 1_061_500, exit_code: 0, durations_ms: {ingest: 1500, models: 60_000}},
  sources: ["crm", "nobody's", "orders"],
  files: [
    file("orders", {loaded: 7, quarantined: 2, skipped: 1, extracted_date: "2026-05-31"}),
    file("orders", {loaded: 8, extracted_date: "2026-06-30"}),
    file("crm", {loaded: 3})
  ],
  checks: [
    {name: "a", violations: 0},
    {name: "b", violations: 2}
  ],
  build: undefined
};

let warehouse: string;
let metrics: string;
const timeZone = "Europe/Paris";

beforeEach(async () => {
  warehouse = await tempFolder();
  metrics = join(warehouse, "collected", "ressac.prom");
  await mkdir(join(warehouse, "collected"));
});

async function publish(): Promise<void> {
  await mkdir(join(warehouse, BUILD));
  await symlink(BUILD, join(warehouse, "current"));
  const published = [
    {rows: 10, bytes: 1000},
    {rows: 5, bytes: 200}
  ];
  const files = [file("orders", {loaded: 4, extracted_date: "2026-04-30"})];
  await writeFile(join(warehouse, BUILD, "manifest.json"), JSON.stringify({build: BUILD, published, files}));
}

/** What the file says, as a collector reads it. @throws Error with the line that none could read. */
async function collect(): Promise<Record<string, number>> {
  const text = await readFile(metrics, "utf8");
  expect(text.endsWith("\n")).toBe(true);
  const typed = new Set<string>();
  const samples: Record<string, number> = {};
  for (const line of text.trimEnd().split("\n")) {
    const type = /^# TYPE ([a-z_]+) gauge$/.exec(line)?.[1];
    if (type !== undefined) {
      if (typed.has(type)) throw new Error(`${type} is typed twice`);
      typed.add(type);
    } else if (!/^# HELP [a-z_]+ [^\n]+$/.test(line)) {
      const sample = /^([a-z_]+)(\{(?:[a-z_]+="(?:[^"\\]|\\[\\"n])*",?)*\})? (-?\d+(?:\.\d+)?)$/.exec(line);
      if (sample === null || !typed.has(sample[1] ?? "")) throw new Error(`not a sample: ${line}`);
      samples[`${sample[1]}${sample[2] ?? ""}`] = Number(sample[3]);
    }
  }
  return samples;
}

describe("the metrics of a run", () => {
  it("say that it has published, how long it took, and what became of every record", async () => {
    await publish();
    writeMetrics({metrics, warehouse, timeZone}, RECORD);
    const {version} = JSON.parse(await readFile("package.json", "utf8")) as {version: string};
    const samples = await collect();
    const memory = samples.ressac_peak_memory_bytes ?? 0;
    // The tests themselves take more than 10 MB, and this machine has less than 10 TB.
    expect(memory > 1e7 && memory < 1e13).toBe(true);
    delete samples.ressac_peak_memory_bytes;
    expect(samples).toEqual({
      [`ressac_build_info{version="${version}",build="${BUILD}"}`]: 1,
      ressac_run_success: 1,
      ressac_run_exit_code: 0,
      ressac_run_timestamp_seconds: 1061.5,
      ressac_last_success_timestamp_seconds: 1061.5,
      'ressac_run_duration_seconds{step="ingest"}': 1.5,
      'ressac_run_duration_seconds{step="models"}': 60,
      ressac_run_elapsed_seconds: 61.5,
      ressac_checks: 2,
      ressac_checks_broken: 1,
      'ressac_source_files{source="crm"}': 1,
      'ressac_source_files{source="nobody\'s"}': 0,
      'ressac_source_files{source="orders"}': 2,
      // Midnight in Paris.
      'ressac_source_newest_extraction_timestamp_seconds{source="orders"}':
        Date.parse("2026-06-29T22:00:00Z") / 1000,
      'ressac_records{source="crm",outcome="loaded"}': 3,
      'ressac_records{source="crm",outcome="quarantined"}': 0,
      'ressac_records{source="crm",outcome="skipped"}': 0,
      'ressac_records{source="orders",outcome="loaded"}': 15,
      'ressac_records{source="orders",outcome="quarantined"}': 2,
      'ressac_records{source="orders",outcome="skipped"}': 1,
      ressac_published_results: 2,
      ressac_published_rows: 15,
      ressac_published_bytes: 1200
    });
  });

  it("name no file, for a name can be that of a person", async () => {
    writeMetrics({metrics, warehouse, timeZone}, RECORD);
    expect(await readFile(metrics, "utf8")).not.toMatch(/Dupont|\.csv|\//);
  });

  it("of a run that failed before it had read anything say so, and keep what is published", async () => {
    await publish();
    writeMetrics({metrics, warehouse, timeZone}, RECORD);
    writeMetrics(
      {metrics, warehouse, timeZone},
      {...RECORD, ended: 2_000_000, exit_code: 3, durations_ms: {}, files: undefined, checks: undefined}
    );
    const samples = await collect();
    expect(samples).toMatchObject({
      ressac_run_success: 0,
      ressac_run_exit_code: 3,
      ressac_run_timestamp_seconds: 2000,
      ressac_last_success_timestamp_seconds: 1061.5,
      'ressac_source_newest_extraction_timestamp_seconds{source="orders"}':
        Date.parse("2026-04-29T22:00:00Z") / 1000,
      ressac_published_rows: 15
    });
    expect(Object.keys(samples)).not.toContain("ressac_checks_broken");
  });

  it("take the time of the link where the file before is lost, and none where nothing was published", async () => {
    const failed = {...RECORD, exit_code: 1};
    writeMetrics({metrics, warehouse, timeZone}, failed);
    expect(Object.keys(await collect())).not.toContain("ressac_last_success_timestamp_seconds");
    await publish();
    writeMetrics({metrics, warehouse, timeZone}, failed);
    const last = (await collect()).ressac_last_success_timestamp_seconds ?? 0;
    expect(Math.abs(last - Date.now() / 1000)).toBeLessThan(60);
  });

  it("are written in one step, for others to read, and nothing is left beside them", async () => {
    writeMetrics({metrics, warehouse, timeZone}, RECORD);
    const {ino, mode} = await stat(metrics);
    expect(mode & 0o444).toBe(0o444);
    const past = new Date(0);
    await utimes(metrics, past, past);
    writeMetrics({metrics, warehouse, timeZone}, RECORD);
    expect((await stat(metrics)).ino).not.toBe(ino);
    expect(await readdir(join(warehouse, "collected"))).toEqual(["ressac.prom"]);
  });

  it("leave nothing where they cannot be put", async () => {
    await mkdir(metrics, {recursive: true});
    await writeFile(join(metrics, "full"), "");
    expect(() => writeMetrics({metrics, warehouse, timeZone}, RECORD)).toThrow();
    expect(await readdir(join(warehouse, "collected"))).toEqual(["ressac.prom"]);
  });

  it("are written nowhere by a command that was mistyped, and make no folder", async () => {
    const nowhere = join(warehouse, "nowhere");
    const record = {...RECORD, exit_code: 2};
    writeMetrics({metrics: join(nowhere, "ressac.prom"), warehouse: nowhere, timeZone}, record);
    expect(await readdir(warehouse)).toEqual(["collected"]);
    expect(() => writeMetrics({metrics: join(nowhere, "ressac.prom"), warehouse, timeZone}, record)).toThrow(
      `${nowhere}: no such folder; make it, or name another file for the metrics in the settings`
    );
  });

  it("escape what could end a label or a line", () => {
    const text = formatMetrics([
      {name: "m", help: "a\\b\nc", samples: [{labels: {l: 'a"b\\c\nd'}, value: 1}]}
    ]);
    expect(text).toBe('# HELP m a\\\\b\\nc\n# TYPE m gauge\nm{l="a\\"b\\\\c\\nd"} 1\n');
  });

  it("are those that docs/operations.md lists, each with its meaning, and the alerts go by no others", async () => {
    await publish();
    const published = JSON.parse(await readFile(join(warehouse, BUILD, "manifest.json"), "utf8")) as never;
    const all = metricsOf(RECORD, {published, lastSuccess: 1, timeZone});
    const page = await readFile("docs/operations.md", "utf8");
    const rows = [...page.matchAll(/^\| `(ressac_\w+)` +\| ([^|]*?) +\| ([^|]*?) +\|$/gm)];
    expect(rows.map(([, name, labels, help]) => [name, labels, help])).toEqual(
      all.map(({name, help, samples}) => [
        name,
        Object.keys(samples[0]?.labels ?? {})
          .map((label) => `\`${label}\``)
          .join(", "),
        help
      ])
    );
    const names = new Set(all.map(({name}) => name));
    const rules = await readFile("examples/prometheus/ressac.rules.yml", "utf8");
    for (const [name] of `${rules}${page}`.matchAll(/\bressac_[a-z_]+\b/g)) expect(names).toContain(name);
  });
});
