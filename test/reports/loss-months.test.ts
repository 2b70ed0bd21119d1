import {describe, expect, it} from "vitest";
import {lossMonthsOf} from "../../reports/components/loss-months.ts";
import type {RebookingGroup} from "../../reports/components/results.ts";

const [MAY, JUNE] = [new Date(Date.UTC(2026, 4)), new Date(Date.UTC(2026, 5))] as const;

function group(month: Date, [low, high, added, leak]: (number | null)[]): RebookingGroup {
  return {
    month,
    unavoidable_low_cents: low,
    unavoidable_high_cents: high,
    mo_gap_low_cents: added,
    leak_cents: leak
  } as RebookingGroup;
}

describe("the losses of a month", () => {
  it("add up of what was asked for, what was added and what nobody wrote down", () => {
    const months = lossMonthsOf([
      group(JUNE, [100, 100, 50, 30]),
      group(MAY, [10, 40, -5, null]),
      group(JUNE, [0, 200, 20, 0])
    ]);
    expect(months).toEqual([
      {
        month: MAY,
        rebookings: 1,
        loss_cents: 35,
        asked_cents: 10,
        open_cents: 30,
        added_cents: -5,
        leak_cents: 0
      },
      {
        month: JUNE,
        rebookings: 2,
        loss_cents: 370,
        asked_cents: 100,
        open_cents: 200,
        added_cents: 70,
        leak_cents: 30
      }
    ]);
    for (const {loss_cents, asked_cents, open_cents, added_cents} of months)
      expect(asked_cents + open_cents + added_cents).toBe(loss_cents);
  });

  it("leave out what nobody can split", () => {
    expect(lossMonthsOf([group(MAY, [null, null, null, null])])).toEqual([]);
  });
});
