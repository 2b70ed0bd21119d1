import {describe, expect, it} from "vitest";
import {monthSteps} from "../../reports/components/waterfall-months.ts";
import {transitOf} from "../../reports/components/waterfall-tables.ts";
import {worstBalance} from "../../reports/components/waterfall.ts";
import type {MovementKind, MovementMonth} from "../../reports/components/results.ts";

const january = new Date(Date.UTC(2026, 0));
const february = new Date(Date.UTC(2026, 1));
const months = [january, february];

function month(day: Date, values: Partial<Record<MovementKind, number>>): MovementMonth[] {
  return Object.entries(values).map(([kind, cents]) => ({
    month: day,
    view: "economic",
    ledger: "strict",
    kind: kind as MovementKind,
    ca_cents: cents,
    parc_cents: 0,
    customers: 0
  }));
}

const rows = [
  ...month(january, {opening: 1000, new: 100, contraction: -190, churn: -10, closing: 900}),
  ...month(february, {opening: 900, expansion: 50, reactivation: 5, closing: 955})
];

describe("the months of a waterfall", () => {
  it("start where the one before has ended, counted from the first opening", () => {
    expect(monthSteps(rows, "economic", {measure: "ca_cents", months})).toEqual([
      {month: january, from: 0, won: 100, contraction: -190, churn: -10, to: -100},
      {month: february, from: -100, won: 55, contraction: 0, churn: 0, to: -45}
    ]);
  });

  it("are off by the largest amount that any month of any part is off", () => {
    expect(worstBalance([rows], months)).toBe(0);
    const broken = month(february, {opening: 900, churn: -30, closing: 877});
    expect(worstBalance([rows, broken], months)).toBe(7);
  });
});

describe("what is in transit", () => {
  it("is what the bridged closing has beyond the strict one, none without a bridge", () => {
    expect(transitOf(rows, "ca_cents", months).map(({cents}) => cents)).toEqual([0, 0]);
    const bridged = rows.map((row): MovementMonth => ({
      ...row,
      ledger: "bridged",
      ca_cents: row.ca_cents + 40
    }));
    expect(transitOf([...rows, ...bridged], "ca_cents", months).map(({cents}) => cents)).toEqual([40, 40]);
  });
});
