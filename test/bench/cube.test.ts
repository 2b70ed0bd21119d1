import {describe, expect, it} from "vitest";
import {measureCube} from "./cube-job.ts";
import {cubeSection} from "./cube-report.ts";

describe("the benchmark of cubes", () => {
  it("holds every answer against the database, and judges the time of the work", async () => {
    const plan = {cells: 20_000, runs: 2};
    const result = await measureCube(plan);
    expect(result.times.map(({rows}) => rows)).toEqual([1, 7, 504, 7, 61]);
    const [first] = result.times;
    if (first === undefined) throw new Error("nothing is measured");
    const times = [{...first, cpu: {median: 51, low: 50, high: 60}}];
    const section = await cubeSection({...result, times}, {...plan, date: "2026-01-31"});
    expect(section).toMatch(/total of all cells.*51\.0 \[50\.0–60\.0\].*\*\*no\*\*/);
  });
});
