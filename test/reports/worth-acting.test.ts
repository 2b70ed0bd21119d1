import {describe, expect, it} from "vitest";
import type {Cube} from "../../reports/components/cube.ts";
import type {Filters} from "../../reports/components/filters.ts";
import type {MotiveCell} from "../../reports/components/motive-months.ts";
import {type ActingCell, actingFilters, actingItems} from "../../reports/components/worth-acting.ts";

const all: Filters = {
  ...{from: null, to: null, compare: null},
  ...{brand: [], channel: [], family: [], motive: [], value_band: []}
};

/** A cube that is added up already, and remembers what it was asked for. */
function cubeOf<Row>(rows: object[], asked: (Filters | null)[] = []): Cube<Row> {
  const cells = {by: () => rows as never, total: () => ({}) as never};
  return {
    dimensions: [],
    isEmpty: false,
    where: (filters) => {
      asked.push(filters);
      return cells;
    }
  };
}

const kinds = (rows: [string, number][]) =>
  cubeOf<ActingCell>(rows.map(([kind, cents]) => ({kind, cents, items: 1})));
const motives = (rows: [string, number][]) =>
  cubeOf<MotiveCell>(
    rows.map(([motive, lost_ca_cents]) => ({motive, lost_ca_cents, case_parts: 2520, lost_parts: 0}))
  );

describe("what is worth acting on", () => {
  it("stands by euros, at most five, with the dearest motive and the labels that nobody mapped", () => {
    const items = actingItems(
      kinds([
        ["unbilled", 500],
        ["untold", 900],
        ["process", 50],
        ["missed", 10]
      ]),
      motives([
        ["price", 700],
        ["bug", 800],
        ["MISSING", 9000],
        ["UNMAPPED", 60]
      ]),
      all
    );
    expect(items.map(({kind, motive, cents}) => [motive ?? kind, cents])).toEqual([
      ["untold", 900],
      ["bug", 800],
      ["unbilled", 500],
      ["unmapped", 60],
      ["process", 50]
    ]);
    expect(items[1]?.address).toBe("./motives?motive=bug");
  });

  it("leaves out what costs nothing, or less", () => {
    expect(actingItems(kinds([["process", -20]]), motives([["price", 0]]), all)).toEqual([]);
  });

  it("follows period and brand alone, which all items have", () => {
    const filters: Filters = {
      ...all,
      brand: ["Marly"],
      channel: ["field"],
      motive: ["bug"],
      compare: "previous"
    };
    const asked: (Filters | null)[] = [];
    actingItems(cubeOf<ActingCell>([], asked), cubeOf<MotiveCell>([], asked), filters);
    expect(asked).toEqual([
      {...all, brand: ["Marly"]},
      {...all, brand: ["Marly"]}
    ]);
    expect(actingFilters(filters).channel).toEqual([]);
  });
});
