import {describe, expect, it} from "vitest";
import {addMonths, dayOf, isoDate, monthEnd, monthStart, workday} from "../../../pipeline/sample/days.ts";
import {deliveredCents, shareCents} from "../../../pipeline/sample/money.ts";
import {allocateCents} from "../../../pipeline/sample/successors.ts";

// The vectors are those of docs/methods.md §2, §4.4 and §5.

describe("days", () => {
  it.each([
    ["2020-02-29", 13, "2021-03-29"],
    ["2021-01-31", 1, "2021-02-28"],
    ["2020-01-31", 1, "2020-02-29"],
    ["2020-10-31", 1, "2020-11-30"],
    ["2025-12-15", 1, "2026-01-15"]
  ])("%s plus %i months is %s", (anchor, months, expected) => {
    expect(isoDate(addMonths(dayOf(anchor), months))).toBe(expected);
  });

  it("knows where months begin and end, and when offices are open", () => {
    expect(isoDate(monthStart(dayOf("2024-02-29")))).toBe("2024-02-01");
    expect(isoDate(monthEnd(dayOf("2024-02-01")))).toBe("2024-02-29");
    expect(
      ["2025-07-11", "2025-07-12", "2025-07-13", "2025-07-15"].map((day) => isoDate(workday(dayOf(day))))
    ).toEqual(["2025-07-11", "2025-07-15", "2025-07-15", "2025-07-15"]);
  });
});

describe("money", () => {
  it.each([
    [200_000, "2020-01-15", "2021-01-15", "2020-09-01", 125_683],
    [60_000, "2020-02-01", "2021-02-01", "2020-07-01", 24_754],
    [140_000, "2020-03-01", "2021-03-01", "2020-07-01", 46_795],
    [120_000, "2021-01-01", "2022-01-01", "2021-07-01", 59_507],
    [99_999, "2021-01-01", "2022-01-01", "2020-12-01", 0],
    [99_999, "2021-01-01", "2022-01-01", "2023-01-01", 99_999],
    [1, "2021-01-01", "2021-01-03", "2021-01-02", 1]
  ])("%i over [%s, %s) cut on %s delivers %i", (amount, start, end, cut, delivered) => {
    expect(deliveredCents(amount, dayOf(start), dayOf(end), dayOf(cut))).toBe(delivered);
  });

  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [10_000, [4_900, 1_900], [7_206, 2_794]],
    [7, [0, 1, 2], [0, 2, 5]],
    [5, [3, 3, 3, 3], [2, 1, 1, 1]]
  ])("%i shared by %j is %j", (total, weights, parts) => {
    expect(shareCents(total, weights)).toEqual(parts);
  });

  it("fills one cancelled order by its successors in turn, and shares one successor by weight", () => {
    expect(allocateCents([200_000], [80_000, 70_000])).toEqual([[80_000, 70_000]]);
    expect(allocateCents([100_000], [80_000, 70_000])).toEqual([[80_000, 20_000]]);
    expect(allocateCents([50_000, 30_000], [60_000])).toEqual([[37_500], [22_500]]);
    expect(allocateCents([50_000, 30_000], [90_000])).toEqual([[50_000], [30_000]]);
  });
});
