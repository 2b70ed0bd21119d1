// What the sample plants around customers who do not answer, against what a run makes of the exports: every duty that was
// not done as it should be is found, and no other.
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {loadConfig} from "../../../src/config.ts";
import {lineProgress} from "../../../src/progress.ts";
import {run} from "../../../src/run.ts";
import {databaseOf, openDatabase, readRows} from "../../../src/warehouse.ts";
import {readTruth, useSample} from "./samples.ts";

const sample = useSample(5000, 1);
let out: string;
let database: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "ressac-silences-"));
  const config = await loadConfig({exports: sample.folder, out});
  await run({config, progress: lineProgress(() => undefined)});
  database = await openDatabase(databaseOf(join(config.warehouse, "current")), {readOnly: true});
});

afterAll(async () => {
  database.close();
  await rm(out, {recursive: true, force: true});
});

const RULES = `(regexp_matches(rule, '^D[467]') or regexp_matches(rule, '^[TW]'))`;
const ask = (sql: string) => readRows(database.connection, sql);

describe("the silences of the sample", () => {
  it("are found, all that went wrong and nothing else", async () => {
    const planted = await readTruth(sample.folder, "truth_silences.csv");
    const found = await ask(
      `select rule, case_id, status from marts.obligations
       where ${RULES} and status in ('late', 'missing', 'early_breach')`
    );
    const keys = (rows: Record<string, unknown>[]) =>
      rows.map(({rule, case_id, status}) => [rule, case_id, status].join(" ")).sort();
    expect(keys(found)).toEqual(keys(planted));
    const rules = new Set(planted.map(({rule}) => rule));
    for (const rule of ["D4a", "D4b", "D4c", "D6a", "D6b", "D6c", "D6d", "D6f", "D7a", "D7b", "D7c", "T1"])
      expect(rules, rule).toContain(rule);
  });

  it("go by the book for the most part, and say what no system delivers", async () => {
    const rows = await ask(
      `select rule, count(*) filter (status = 'met')::integer as met,
         count(*) filter (status = 'not_computable')::integer as unknown,
         string_agg(distinct missing_field, ', ') as missing
       from marts.obligations where ${RULES} group by rule order by rule`
    );
    const byRule = new Map(rows.map((row) => [String(row.rule), row]));
    for (const rule of [
      "D4a",
      "D4b",
      "D4c",
      "D4d",
      "D6a",
      "D6b",
      "D6c",
      "D6d",
      "D6e",
      "D6f",
      "D7a",
      "T1",
      "T5"
    ])
      expect(byRule.get(rule)?.met, rule).toBeGreaterThan(0);
    expect(byRule.get("D4d")).toMatchObject({missing: "cases.note"});
    expect(byRule.get("D7a")).toMatchObject({missing: "case_events.at"});
    expect(byRule.get("T2")).toMatchObject({met: 0, missing: "tasks.case_id"});
  });
});
