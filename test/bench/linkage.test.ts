import {describe, expect, it} from "vitest";
import {tempFolder} from "../support/temp.ts";
import {type LinkageResult, runLinkage} from "./linkage-job.ts";
import {linkageSection, linkageSubjects} from "./linkage-report.ts";
import {withSection} from "./report.ts";

const plan = {orders: 12_000, accounts: 1, accountOrders: 1500};

async function link(threads: number): Promise<LinkageResult> {
  return runLinkage({plan, folder: await tempFolder(), threads, memoryLimit: "1GB"});
}

describe("the linkage benchmark", () => {
  it("finds the same rebookings on one thread and on two, and many of those planted", async () => {
    const [one, two] = [await link(1), await link(2)];
    expect(two.digest).toBe(one.digest);
    const rows = (name: string): number => one.models.find((model) => model.name === name)?.rows ?? 0;
    expect(rows("cancelled_units")).toBe(2400);
    expect(rows("rebookings")).toBeGreaterThan(500);
    expect(rows("rebooking_scores")).toBeGreaterThan(rows("rebookings"));
  });

  it("writes its section, leaving the others as they are", async () => {
    const [subject] = linkageSubjects(1000);
    if (subject === undefined) throw new Error("nothing is measured");
    const models = [
      {name: "booked_orders", seconds: 9, cpuSeconds: 9, rows: 1000},
      {name: "rebooking_scores", seconds: 21, cpuSeconds: 30, rows: 10},
      {name: "possible_rebookings", seconds: 9, cpuSeconds: 9, rows: 1}
    ];
    const runs = [{...subject, result: {models, digest: "", peak: 1e9}}];
    const section = await linkageSection(runs, {orders: 1000, date: "2026-01-31"});
    const page = await withSection("# Benchmarks\n\n## Ingest\n\nkept\n\n## Linkage\n\nold\n", section);
    expect(page).toContain("## Ingest\n\nkept");
    expect(page).not.toContain("old\n");
    expect(page).toMatch(
      /even data +\| 20 s +\| 21\.0 +\| 30\.0 +\| 15\.0 +\| 3,221 MB +\| 1,000 +\| \*\*no\*\*/
    );
    expect(await withSection(page, section)).toBe(page);
  });
});
