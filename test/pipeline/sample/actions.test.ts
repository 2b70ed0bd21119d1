// The sample, measured: the action that works is found at what it was made to do, those that do nothing at nothing.
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {loadConfig} from "../../../src/config.ts";
import {lineProgress} from "../../../src/progress.ts";
import {run} from "../../../src/run.ts";
import {databaseOf, openDatabase, publishedBuild, readRows} from "../../../src/warehouse.ts";
import {readTruth, useSample} from "./samples.ts";

const sample = useSample(9000, 2);
const UNITS: Record<string, string> = {Équipe: "team", Marque: "brand", Client: "customer"};
let folder: string;
let effects: Record<string, unknown>[];
let prevented: Map<string, number>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ressac-actions-"));
  const config = await loadConfig({exports: sample.folder, out: folder});
  await run({config, progress: lineProgress(() => undefined)});
  const path = databaseOf(await publishedBuild(join(folder, "warehouse")));
  const {connection, close} = await openDatabase(path, {readOnly: true});
  effects = await readRows(
    connection,
    `select trial_id, outcome, verdicts.verdict, verdicts.low, verdicts.high,
      exposed_after_events / exposed_after_customers as after_rate, starts
    from marts.action_verdicts as verdicts join marts.action_differences using (trial_id, outcome, analysis)
    order by trial_id, outcome`
  );
  close();
  const truth = await readTruth(sample.folder, "truth_actions.csv");
  prevented = new Map(
    truth.map((row) => [
      `${row["action"] ?? ""} / ${UNITS[row["unit"] ?? ""] ?? ""}`,
      Number(row["prevented_percent"]) / 100
    ])
  );
}, 240_000);

afterAll(() => rm(folder, {recursive: true, force: true}));

describe("actions of the sample", () => {
  it("are measured at what they were made to do: the truth lies in every interval", () => {
    expect(effects.length).toBeGreaterThan(6);
    for (const {trial_id, outcome, low, high, after_rate} of effects) {
      const share = outcome === "motive" ? (prevented.get(String(trial_id)) ?? Number.NaN) : 0;
      // What is left of a rate of which a share was prevented.
      const truth = (-share / (1 - share)) * Number(after_rate);
      expect(Number(low), `${String(trial_id)} ${String(outcome)}`).toBeLessThanOrEqual(truth);
      expect(Number(high), `${String(trial_id)} ${String(outcome)}`).toBeGreaterThanOrEqual(truth);
    }
  });

  it("are seen to work where one does, and customers leave as before: they give another motive", () => {
    const verdicts = effects
      .filter(({trial_id}) => (prevented.get(String(trial_id)) ?? 0) > 0)
      .map(({outcome, verdict}) => [outcome, verdict]);
    expect(verdicts).toEqual([
      ["churn", "no_difference"],
      ["motive", "fell"]
    ]);
  });

  it("are rolled out in steps where they are", () => {
    expect(effects.find(({trial_id}) => trial_id === "Point à trente jours / team")?.starts).toBe(2n);
  });
});
