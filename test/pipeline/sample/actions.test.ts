// The sample, measured: the action that works is found at what it was made to do, those that do nothing at nothing.
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {loadConfig} from "../../../src/config.ts";
import {lineProgress} from "../../../src/progress.ts";
import {run} from "../../../src/run.ts";
import {type ActionPlan, runPlan} from "../../../src/plan.ts";
import type {Config} from "../../../src/config.ts";
import {ressac} from "../../support/command.ts";
import {databaseOf, openDatabase, publishedBuild, readRows} from "../../../src/warehouse.ts";
import {readTruth, useSample} from "./samples.ts";

const sample = useSample(9000, 2);
const UNITS: Record<string, string> = {Équipe: "team", Marque: "brand", Client: "customer"};
let folder: string;
let effects: Record<string, unknown>[];
let prevented: Map<string, number>;
let detectables: Record<string, unknown>[];
let config: Config;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ressac-actions-"));
  config = await loadConfig({exports: sample.folder, out: folder});
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
  detectables = await readRows(
    connection,
    "select outcome, hundred_a_year(detectable_fall) as fall from marts.action_detectables where trial_id like 'Échéancier%' order by outcome desc"
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

const PLAN: ActionPlan = {motive: "price", unit: "brand", values: ["Solène"], from: "2025-09-01"};

describe("an action still to come", () => {
  it("is told what the same action, once declared, could show", async () => {
    const planned = await runPlan(config, PLAN);
    expect(planned.map(({outcome}) => outcome)).toEqual(["motive", "churn"]);
    for (const [place, {months}] of planned.entries()) {
      const year = months.find((span) => span.months === 12);
      expect(year?.fall).toBeCloseTo(Number(detectables[place]?.fall), 9);
      const falls = months.map(({fall}) => fall ?? Infinity);
      expect(falls).toEqual([...falls].sort((a, b) => b - a));
    }
  });

  it("takes more as customers of a unit are alike", async () => {
    const falls = await Promise.all(
      [0, 0.001].map(async (icc) => {
        const [first] = await runPlan(config, {...PLAN, icc});
        return first?.months.find(({months}) => months === 12)?.fall ?? Infinity;
      })
    );
    expect(falls[1]).toBeGreaterThan(falls[0] ?? Infinity);
  });

  it("says what there is where there is no such unit or motive, or nothing to compare with", async () => {
    const ask = (more: Partial<ActionPlan>) => runPlan(config, {...PLAN, ...more});
    await expect(ask({motive: "prix"})).rejects.toThrow(/motive called prix; choose one of .*price/);
    await expect(ask({unit: "shop"})).rejects.toThrow("choose one of team, brand, customer");
    await expect(ask({values: ["Soleil"]})).rejects.toThrow(
      /no brand is called Soleil; choose among .*Solène/
    );
    await expect(ask({values: ["Solène", "Marly"]})).rejects.toThrow(/every brand would be exposed/);
    await expect(ask({from: "2036-01-01"})).rejects.toThrow("choose an earlier day");
  });

  it("is planned on the command line, as text and as JSON", async () => {
    const asked = [
      "plan-action",
      "--motive",
      "price",
      "--unit",
      "brand",
      "--units",
      "Solène",
      "--from",
      "2025-09-01"
    ];
    const {exitCode, stdout} = await ressac(...asked, "--out", folder);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^after 12 months a drop of [\d.]+ points \(\d+ %\) or more would be seen\n/);
    expect(stdout).toMatch(/least drop that would be seen +3 months +6 months +12 months +24 months/);
    expect(stdout.split("\n").every((line) => line.length <= 110)).toBe(true);
    const json = JSON.parse((await ressac(...asked, "--json", "--out", folder)).stdout) as unknown;
    expect(json).toMatchObject([{outcome: "motive", before_months: 12}, {outcome: "churn"}]);
    const wrong = await ressac(...asked, "--icc", "2", "--out", folder);
    expect(wrong).toMatchObject({exitCode: 2, stdout: ""});
  }, 60_000);
});
