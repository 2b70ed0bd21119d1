import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

const line = (line_no: number, vje: number | null, more = {}) => ({
  ...{order_id: "X", line_no, vje, is_recurring: true, cut_date: "2020-07-01"},
  ...more
});
const measured = async (...lines: ReturnType<typeof line>[]) =>
  (await runModel("marts.seller_measures", {"staging.order_lines": lines}))
    .filter(({side}) => side === "cancelled")
    .map(({measure, measured_cents}) => [measure, measured_cents]);

describe("marts.seller_measures", () => {
  it("adds up what the source tells, one-off lines without it aside", async () => {
    expect(await measured(line(1, 12.5), line(2, 7.25), line(3, null, {is_recurring: false}))).toEqual([
      ["VJE", 1975n]
    ]);
  });

  it("says nothing of a whole of which a recurring line has none", async () => {
    expect(await measured(line(1, 12.5), line(2, null))).toEqual([]);
    expect(await measured(line(1, null, {is_recurring: false}))).toEqual([]);
  });

  it("counts what was cut apart from what was signed", async () => {
    const rows = await runModel("marts.seller_measures", {
      "staging.order_lines": [line(1, 10), line(2, 5, {cut_date: null})]
    });
    expect(rows.map(({side, id, measured_cents}) => [side, id, measured_cents])).toEqual([
      ["cancelled", "X@2020-07-01", 1000n],
      ["signed", "X", 1500n]
    ]);
  });
});
