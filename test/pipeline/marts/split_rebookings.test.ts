import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {type Pair, numbersOf, tellPairs} from "./pairs.ts";

interface Further {
  x?: string;
  y: string;
  cents: number;
  signed?: string;
  score?: number;
  isGiven?: boolean;
}

/** Links further orders to units of 1 000 whose first order, Y0 (or P2 of X2), is worth 600. The best pairs first. */
async function split(further: Further[], merged: Pair[] = []): Promise<string[]> {
  const pairs: Pair[] = [
    {x: "X", y: "Y0", score: 900},
    {x: "X2", y: "P2", score: 900},
    ...further.map(({x = "X", y, score, isGiven = false}, index) => ({
      x,
      y,
      isGiven,
      score: score ?? 100 - index
    })),
    ...merged
  ];
  const orders = Object.fromEntries(further.map(({y, cents, signed = "2020-07-01"}) => [y, {cents, signed}]));
  const story = tellPairs(pairs, {orders: {...orders, Y0: {cents: 600}, P2: {cents: 600}}});
  const [units, numbers] = [numbersOf(pairs.map(({x}) => x)), numbersOf(pairs.map(({y}) => y))];
  const nameOf = (names: Map<string, number>, number: unknown): string | undefined =>
    [...names].find(([, other]) => other === Number(number))?.[0];
  const rows = await runModel("marts.split_rebookings", {
    ...story,
    "marts.primary_rebookings": [
      {unit_no: units.get("X") ?? 0, order_no: numbers.get("Y0") ?? 0},
      {unit_no: units.get("X2") ?? 0, order_no: numbers.get("P2") ?? 0}
    ]
  });
  return rows.map(({unit_no, order_no}) => [nameOf(units, unit_no), nameOf(numbers, order_no)].join("-"));
}

describe("marts.split_rebookings", () => {
  it("adds an order that fits into what is left, a tenth over at most", async () => {
    expect(await split([{y: "Y1", cents: 440}])).toEqual(["X-Y1"]);
    expect(await split([{y: "Y1", cents: 441}])).toEqual([]);
  });

  it("takes orders in the order of preference while they fit", async () => {
    const further = [
      {y: "Y1", cents: 300},
      {y: "Y2", cents: 300},
      {y: "Y3", cents: 110},
      {y: "Y4", cents: 10}
    ];
    expect(await split(further)).toEqual(["X-Y1", "X-Y3"]);
  });

  it("wants them signed within a fortnight of the first one", async () => {
    expect(await split([{y: "Y1", cents: 100, signed: "2020-07-15"}])).toEqual(["X-Y1"]);
    expect(await split([{y: "Y1", cents: 100, signed: "2020-06-17"}])).toEqual(["X-Y1"]);
    expect(await split([{y: "Y1", cents: 100, signed: "2020-07-16"}])).toEqual([]);
  });

  it("wants them more likely than not", async () => {
    expect(await split([{y: "Y1", cents: 100, score: 0}])).toEqual([]);
  });

  it("never takes the first order of another unit", async () => {
    expect(await split([{y: "P2", cents: 600}])).toEqual([]);
  });

  it("gives an order to one unit: its best, or the next where it does not fit", async () => {
    const first = [
      {x: "X2", y: "Y1", cents: 440},
      {x: "X", y: "Y1", cents: 440}
    ];
    expect(await split(first)).toEqual(["X2-Y1"]);
    expect(await split([{x: "X2", y: "Y9", cents: 400}, ...first])).toEqual(["X-Y1", "X2-Y9"]);
  });

  it("takes every given order, and counts it before it looks for others", async () => {
    const further = [
      {y: "Y1", cents: 100, score: 900},
      {y: "Y2", cents: 5000, score: -900, isGiven: true}
    ];
    expect(await split(further)).toEqual(["X-Y2"]);
  });

  it("takes a given order once, though it would fit, and all that are given together", async () => {
    expect(await split([{y: "Y1", cents: 100, isGiven: true}])).toEqual(["X-Y1"]);
    const given = [
      {y: "Y1", cents: 150, isGiven: true},
      {y: "Y2", cents: 150, isGiven: true}
    ];
    expect(await split([...given, {y: "Y3", cents: 110}])).toEqual(["X-Y1", "X-Y2", "X-Y3"]);
    expect(await split([...given, {y: "Y3", cents: 111}])).toEqual(["X-Y1", "X-Y2"]);
  });

  it("leaves units alone that have no first order", async () => {
    expect(await split([{x: "X9", y: "Y1", cents: 100}])).toEqual([]);
  });

  it("leaves a unit alone whose order a person has linked to several units", async () => {
    const merged = [
      {x: "X", y: "Y0", score: 1, isGiven: true},
      {x: "X3", y: "Y0", score: 1, isGiven: true}
    ];
    expect(await split([{y: "Y1", cents: 100}], merged)).toEqual([]);
  });
});
