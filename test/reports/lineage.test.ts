import {describe, expect, it} from "vitest";
import {makeLineage, placesOf, reach, type LineageNode} from "../../reports/components/lineage.ts";

const node = (name: string, kind: LineageNode["kind"], reads: string[] = []): LineageNode => ({
  name,
  kind,
  meaning: name,
  reads
});

const lineage = makeLineage([
  node("sources.a", "source"),
  node("sources.b", "source"),
  node("staging.orders", "staging", ["sources.a", "lookups.feeds"]),
  node("marts.losses", "mart", ["staging.orders"]),
  node("marts.chains", "mart", ["marts.losses"]),
  node("reports.losses", "report", ["marts.losses"]),
  node("pages.index", "page", ["reports.losses"])
]);

describe("the lineage", () => {
  it("finds all that leads to a table, and all that it leads to", () => {
    expect([...reach(lineage, "marts.losses", "up")].sort()).toEqual(["sources.a", "staging.orders"]);
    expect([...reach(lineage, "marts.losses", "down")].sort()).toEqual([
      "marts.chains",
      "pages.index",
      "reports.losses"
    ]);
    expect([...reach(lineage, "sources.b", "down")]).toEqual([]);
    expect(reach(lineage, "marts.losses", "down").size, "asked again").toBe(3);
  });

  it("stands in columns in the order of the journey, without two at one place", () => {
    const places = placesOf(lineage);
    const x = (name: string) => places.get(name)?.x ?? NaN;
    expect(x("sources.a")).toBeLessThan(x("staging.orders"));
    expect(x("staging.orders")).toBeLessThan(x("marts.losses"));
    expect(x("marts.losses")).toBe(x("marts.chains"));
    expect(x("reports.losses")).toBeLessThan(x("pages.index"));
    expect(new Set([...places.values()].map(({x, y}) => `${x} ${y}`)).size).toBe(places.size);
  });
});
