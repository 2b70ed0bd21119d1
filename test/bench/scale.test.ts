import {mkdir, mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {writeSample} from "../../pipeline/sample/index.ts";
import {loadConfig} from "../../src/config.ts";
import {readContracts} from "../../src/project.ts";
import {openDatabase, readRows} from "../../src/warehouse.ts";
import {withSection} from "./report.ts";
import {readBare} from "./scale-bare.ts";
import {counted, judgeScale} from "./scale-goals.ts";
import {scaleSection} from "./scale-report.ts";
import {type ScaleResults, type SizeFacts, withMonthly, withSize} from "./scale-results.ts";
import {measureRun, type RunCost, type StepCost} from "./scale-run.ts";
import {measureScript} from "./scale-script.ts";
import {slopeOf} from "./slope.ts";

const NOTHING: ScaleResults = {
  ...{machine: "2 × Test", version: "0.0.0", date: "2026-01-31"},
  ...{steps: [], tables: [], sizes: [], monthly: []}
};

function step(name: string, seconds: number): StepCost {
  return {name, seconds, cpu_seconds: seconds, peak_bytes: 5e8, bytes: 1e6, rows: 10};
}

/** Results of a job whose steps cost so much a million lines, each times the size to some power. */
function resultsOf(sizes: readonly number[], tables: Record<string, [seconds: number, power: number]>) {
  let results = NOTHING;
  for (const lines of sizes) {
    const cost = ([seconds, power]: [number, number]) => seconds * (lines / 1e6) ** power;
    const [read, linkage] = [step("read", cost([10, 1])), step("linkage", cost([5, 1]))];
    const bare = {read, linkage, models: linkage, reports: linkage, all: read, rows: lines * 3};
    const script = {...step("script", 1), kept: lines, lines, refused: 0};
    const size = {lines, date: "2026-01-31", runs: 1, records: lines * 3, export_bytes: lines * 1000};
    results = withSize(results, {
      facts: {...size, bare, script},
      steps: [step("run", cost([40, 1])), step("end to end", cost([50, 1]))],
      tables: Object.entries(tables).map(([name, growth]) => step(name, cost(growth)))
    });
  }
  return results;
}

describe("the slope of a cost", () => {
  it("is the power of the size with which it grows", () => {
    const points = (power: number) => [1e5, 1e6, 5e6].map((lines) => ({lines, cost: 3 * lines ** power}));
    for (const power of [0, 1, 1.3]) expect(slopeOf(points(power))).toBeCloseTo(power, 10);
    expect(slopeOf([{lines: 10, cost: 1}])).toBeNull();
    expect(
      slopeOf([
        {lines: 10, cost: 1},
        {lines: 10, cost: 2}
      ])
    ).toBeNull();
  });

  it("leaves out sizes at which fixed costs rule, and shows what they do", () => {
    const {tables} = resultsOf([10_000, 100_000, 1_000_000], {"marts.a": [2, 1]});
    const bent = withSize(
      {...NOTHING, tables},
      {
        facts: resultsOf([10_000], {}).sizes.find(Boolean) as SizeFacts,
        steps: [],
        tables: [step("marts.a", 0.2)]
      }
    );
    expect(bent.tables[0]?.points.map(({lines}) => lines)).toEqual([10_000, 100_000, 1_000_000]);
    expect(bent.tables[0]?.slope).toBeCloseTo(1, 10);
    expect(bent.tables[0]?.slope_all).toBeCloseTo(0.5, 10);
  });
});

describe("the goals of the whole job", () => {
  const results = resultsOf([100_000, 1_000_000], {"marts.steep": [2, 1.3], "marts.tiny": [0.04, 2]});

  it("judge each table that is no noise, and the largest size", () => {
    expect(counted(results.tables).map(({step: name}) => name)).toEqual(["marts.steep"]);
    const goals = judgeScale(results);
    expect(goals.map(({isReached}) => isReached)).toEqual([true, false, false, null]);
    expect(goals[1]?.measured).toBe("highest 1.30 (marts.steep); 1 of 1 over");
    expect(goals[2]?.measured).toBe("3.33 × (CPU 3.33 ×) at 1,000,000 lines");
  });

  it("judge the second run by the first", () => {
    const second = (seconds: number) => ({
      ...{lines: 1000, date: "2026-01-31", order_files: 36, second_steps: []},
      ...{first: step("run", 10), second: step("run", seconds)}
    });
    expect(judgeScale(withMonthly(results, second(2)))[3]?.isReached).toBe(true);
    expect(judgeScale(withMonthly(results, second(2.1)))[3]?.isReached).toBe(false);
  });

  it("are written into their section, which leaves the others as they are", async () => {
    const section = scaleSection(results, "npm run bench");
    const page = await withSection("# Benchmarks\n\n## Ingest\n\nkept\n\n## Scale\n\nold\n", section);
    expect(page).toContain("## Ingest\n\nkept");
    expect(page).not.toContain("old\n");
    expect(page).toMatch(/marts\.steep +\| 0\.10/);
    expect(page).toMatch(/3\.33 × \(CPU 3\.33 ×\) at 1,000,000 lines +\| \*\*no\*\*/);
    expect(await withSection(page, section)).toBe(page);
  });
});

describe("a measured run", () => {
  let [folder, cost] = ["", {} as RunCost];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ressac-scale-"));
    await writeSample({folder: join(folder, "exports"), lines: 300, seed: 1});
    cost = await measureRun({exports: join(folder, "exports"), out: join(folder, "out")});
  });
  afterAll(() => rm(folder, {recursive: true, force: true}));

  it("tells what each step and each table cost, and nothing twice", () => {
    const names = cost.steps.map(({name}) => name);
    expect(names.toSorted()).toEqual(
      ["checks", "ingest", "marts", "publish", "run", "setup", "staging"].toSorted()
    );
    const seconds = (some: readonly StepCost[]) => some.reduce((sum, each) => sum + each.seconds, 0);
    const run = cost.steps.find(({name}) => name === "run");
    expect(run?.seconds).toBeCloseTo(seconds(cost.steps.filter(({name}) => name !== "run")), 6);
    expect(run?.seconds).toBeCloseTo(seconds(cost.tables), 6);
    const tables = new Map(cost.tables.map((each) => [each.name, each]));
    expect(tables.get("staging.order_lines")?.rows).toBeGreaterThan(100);
    expect(tables.get("marts.rebookings")?.seconds).toBeGreaterThan(0);
    expect(tables.get("sources.atropos_commandes")?.seconds).toBeGreaterThan(0);
    expect(cost.tables.filter(({name}) => name.startsWith("reports.")).every(({bytes}) => bytes)).toBe(true);
    expect(cost.lines).toBeGreaterThanOrEqual(300);
  });

  it("stands beside a bare read and a script that keep the same orders", async () => {
    const config = await loadConfig({exports: join(folder, "exports"), out: join(folder, "out")});
    const work = join(folder, "work");
    await mkdir(work);
    const {connection, close} = await openDatabase();
    try {
      const contracts = await readContracts(config);
      await readBare(connection, {config, contracts, work});
      // A planted row that is bad in one cell is kept by a bare reader, without the cell.
      const [bare] = await readRows(
        connection,
        `select count(distinct (order_id, line_no)) as lines
        from sources.atropos_commandes where order_id not like 'ERR-%'`
      );
      const lines = cost.tables.find(({name}) => name === "staging.order_lines")?.rows;
      expect(Number(bare?.lines)).toBe(lines);
      const script = await measureScript({exports: join(folder, "exports")});
      const planted = script.lines - Number(lines);
      expect([planted >= 0, planted + script.refused <= 3]).toEqual([true, true]);
      // Their headers are quoted, with a delimiter within.
      const [tasks] = await readRows(connection, "select count(*) as kept from sources.asana_taches");
      expect(Number(tasks?.kept)).toBeGreaterThan(0);
    } finally {
      close();
    }
  });
});
