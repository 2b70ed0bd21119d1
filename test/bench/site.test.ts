import {describe, expect, it} from "vitest";
import {siteSection} from "./site-report.ts";

describe("the benchmark of pages", () => {
  it("judges the slowest and the heaviest page, by its median and by what was sent", async () => {
    const page = {
      page: "",
      chart: {median: 420, low: 400, high: 900},
      requests: 14,
      script: {sent: 188_000, read: 620_000},
      data: {sent: 90_000, read: 410_000}
    };
    const slow = {...page, page: "motives", chart: {median: 501, low: 480, high: 520}};
    const heavy = {...page, page: "contacts", data: {sent: 300_001, read: 900_000}};
    const sites = [{orders: 4000, build_seconds: 30.1, pages: [page, slow, heavy]}];
    const section = await siteSection(sites, {runs: 5, date: "2026-01-31"});
    expect(section).toMatch(/first chart, slowest page .*at most 500 ms.*501 ms.*\*\*no\*\*/);
    expect(section).toMatch(/script before it.*188 kB.*yes/);
    expect(section).toMatch(/data before it.*300 kB.*\*\*no\*\*/);
    expect(section).toMatch(/building the site.*at most 30\.0 s.*30\.1 s.*\*\*no\*\*/);
    expect(section).toMatch(/\| overview +\| 420 \[400–900\]/);
  });
});
