import {describe, expect, it} from "vitest";
import {
  bridgeOf,
  hasParc,
  monthsWithin,
  monthSummaries,
  ofView,
  stepsOf
} from "../../reports/components/movements.ts";
import type {MovementKind, MovementMonth, View} from "../../reports/components/results.ts";

const january = new Date(Date.UTC(2026, 0));
const february = new Date(Date.UTC(2026, 1));

/** A month of one view: opening, movements and closing, in the same amount for CA and parc. */
function month(
  day: Date,
  view: View,
  values: Partial<Record<MovementKind, number>>,
  ledger: MovementMonth["ledger"] = "strict"
): MovementMonth[] {
  return Object.entries(values).map(([kind, cents]) => ({
    month: day,
    view,
    ledger,
    kind: kind as MovementKind,
    ca_cents: cents,
    parc_cents: cents,
    customers: 0
  }));
}

const rows = [
  ...month(february, "economic", {opening: 900, new: 50, closing: 950}),
  ...month(january, "economic", {opening: 1000, new: 100, contraction: -190, churn: -10, closing: 900}),
  ...month(january, "as_booked", {opening: 1000, new: 110, churn: -210, closing: 900}),
  ...month(february, "as_booked", {opening: 900, new: 50, closing: 950})
];

describe("the bridge of a period", () => {
  it("opens with its first month, closes with its last and adds up what lies between", () => {
    const bridge = bridgeOf(rows, "economic", "ca_cents", [january, february]);
    expect(bridge).toMatchObject({opening: 1000, closing: 950, balance: 0});
    expect(bridge.values).toMatchObject({new: 150, contraction: -190, churn: -10, expansion: 0});
  });

  it("says by how much it is off when figures contradict each other", () => {
    const broken = month(january, "economic", {opening: 1000, churn: -10, closing: 995});
    expect(bridgeOf(broken, "economic", "parc_cents", [january]).balance).toBe(5);
  });

  it("counts its steps from the opening", () => {
    const steps = stepsOf(bridgeOf(rows, "economic", "ca_cents", [january]));
    expect(steps.map(({kind, from, to}) => [kind, from, to])).toEqual([
      ["opening", 0, 0],
      ["new", 0, 100],
      ["expansion", 100, 100],
      ["reactivation", 100, 100],
      ["contraction", 100, -90],
      ["churn", -90, -100],
      ["closing", 0, -100]
    ]);
  });
});

describe("the ledger", () => {
  it("is the bridged one where there is one, the strict one elsewhere", () => {
    const bridged = month(january, "economic", {closing: 940}, "bridged");
    expect(ofView([...rows, ...bridged], "economic")).toEqual(bridged);
    expect(ofView(rows, "as_booked").every((row) => row.ledger === "strict")).toBe(true);
  });
});

describe("the months", () => {
  it("are those of the period, oldest first", () => {
    expect(monthsWithin(rows, {from: february, to: february})).toEqual([february]);
    expect(monthsWithin(rows, {from: null, to: null})).toEqual([january, february]);
    expect(monthsWithin([], {from: january, to: february})).toEqual([]);
  });

  it("are summed up with churn in truth beside churn as booked", () => {
    expect(monthSummaries(rows)).toMatchObject([
      {month: january, ca_cents: 900, churn_cents: -10, booked_churn_cents: -210},
      {month: february, ca_cents: 950, churn_cents: 0, booked_churn_cents: 0}
    ]);
  });
});

describe("parc", () => {
  it("is left out where there is none", () => {
    expect(hasParc(rows)).toBe(true);
    expect(hasParc(rows.map((row) => ({...row, parc_cents: 0})))).toBe(false);
  });
});
