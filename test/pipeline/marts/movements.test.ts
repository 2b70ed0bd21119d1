import fc from "fast-check";
import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Row, runModel} from "../../support/models.ts";
import {type OrderStory, tell, WATERFALL} from "./story.ts";

/** The movements of that story, told once for all who ask. */
const told = (): Promise<Row[]> => (story ??= move(WATERFALL, "2021-02-28"));
let story: Promise<Row[]> | undefined;

type Measure = "ca_cents" | "parc_cents" | "customers";

async function move(orders: OrderStory[], asOf: string): Promise<Row[]> {
  return runModel("marts.movements", tell(...orders), {asOf});
}

/** Totals by kind of one month of one ledger. */
function totals(
  rows: Row[],
  month: string,
  view: string,
  ledger: string,
  measure: Measure
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const row of rows) {
    if (row.month !== month || row.view !== view || row.ledger !== ledger || row[measure] === 0n) continue;
    sums[String(row.kind)] = (sums[String(row.kind)] ?? 0) + Number(row[measure]);
  }
  return sums;
}

/** A vector gives losses without sign, and zeros. */
function signed(vector: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(vector)
      .filter(([kind, value]) => value !== 0 && kind !== "transit")
      .map(([kind, value]) => [kind, kind === "churn" || kind === "contraction" ? -value : value])
  );
}

describe("the waterfall", () => {
  it.each([
    ["2021-01-01", "strict", vectors.waterfall_strict_jan],
    ["2021-01-01", "bridged", vectors.waterfall_bridged_jan],
    ["2021-02-01", "strict", vectors.waterfall_strict_feb],
    ["2021-02-01", "bridged", vectors.waterfall_bridged_feb]
  ])("of %s, %s, comes out to the cent in parc and in CA", async (month, ledger, vector) => {
    const rows = await told();
    expect(totals(rows, month, "economic", ledger, "parc_cents")).toEqual(signed(vector));
    expect(totals(rows, month, "economic", ledger, "ca_cents")).toEqual(signed(vector));
  });

  it("has the transit of the vector between the two ledgers", async () => {
    const rows = await told();
    const closing = (ledger: string) =>
      totals(rows, "2021-01-01", "economic", ledger, "parc_cents").closing ?? 0;
    expect(closing("bridged") - closing("strict")).toBe(vectors.waterfall_bridged_jan.transit);
  });

  it("looks, as booked, like 62.5 % of churn", async () => {
    const rows = await told();
    const {
      opening,
      new: fresh,
      churn,
      closing
    } = totals(rows, "2021-01-01", "as_booked", "strict", "parc_cents");
    expect({opening, fresh, churn, closing}).toEqual({
      opening: 40000,
      fresh: 24500,
      churn: -vectors.order_level_bridge.cancelled_parc,
      closing: 39500
    });
    expect(totals(rows, "2021-02-01", "as_booked", "strict", "parc_cents")).toMatchObject({
      new: 4500,
      closing: 44000
    });
  });

  it("counts customers", async () => {
    const rows = await told();
    const count = (view: string, ledger: string, month = "2021-01-01") =>
      totals(rows, month, view, ledger, "customers");
    expect(count("economic", "strict")).toEqual({opening: 4, new: 1, reactivation: 1, churn: -1, closing: 5});
    expect(count("economic", "strict", "2021-02-01")).toEqual({opening: 5, reactivation: 1, closing: 6});
    expect(count("economic", "bridged")).toEqual({opening: 4, new: 1, reactivation: 1, closing: 6});
    expect(count("as_booked", "strict")).toEqual({opening: 4, new: 3, churn: -2, closing: 5});
  });
});

const line = {amount: 1000, start: "2020-01-10", end: "2021-01-10"};

describe("marts.movements", () => {
  it("reports whole months only, from the first order to the as-of day", async () => {
    const months = async (asOf: string) =>
      new Set((await move([{id: "A", signed: "2020-01-05", lines: [line]}], asOf)).map(({month}) => month));
    expect(await months("2020-02-28")).toEqual(new Set(["2020-01-01"]));
    expect(await months("2020-02-29")).toEqual(new Set(["2020-01-01", "2020-02-01"]));
    expect(await months("2020-01-30")).toEqual(new Set());
  });

  it("takes a month to close on its last day, so that what starts on the first is its own", async () => {
    const early = {amount: 500, start: "2020-02-01", end: "2020-03-01"};
    const rows = await move([{id: "A", signed: "2020-01-05", lines: [early]}], "2020-04-30");
    expect(totals(rows, "2020-01-01", "economic", "strict", "ca_cents")).toEqual({});
    expect(totals(rows, "2020-02-01", "economic", "strict", "ca_cents")).toEqual({new: 500, closing: 500});
    expect(totals(rows, "2020-03-01", "economic", "strict", "ca_cents")).toEqual({opening: 500, churn: -500});
    expect(totals(rows, "2020-04-01", "economic", "strict", "ca_cents")).toEqual({});
    expect(rows.filter(({ca_cents, customers}) => ca_cents === 0n && customers === 0n)).toEqual([]);
  });

  it("keeps goods without end in force, and gives them no parc", async () => {
    const rows = await move(
      [{id: "A", signed: "2020-01-05", lines: [{amount: 500, start: "2020-01-05"}]}],
      "2021-12-31"
    );
    expect(totals(rows, "2021-12-01", "economic", "strict", "ca_cents")).toEqual({
      opening: 500,
      closing: 500
    });
    expect(totals(rows, "2020-01-01", "economic", "strict", "parc_cents")).toEqual({});
    expect(totals(rows, "2021-12-01", "economic", "strict", "customers")).toEqual({opening: 1, closing: 1});
  });

  it("ends a line at its cut, and not later than its end", async () => {
    const orders = [
      {id: "A", signed: "2020-01-05", lines: [{...line, cut: "2020-03-01"}]},
      {
        id: "B",
        customer: "C2",
        signed: "2020-01-05",
        lines: [{...line, end: "2020-03-01", cut: "2020-06-01"}]
      }
    ];
    const rows = await move(orders, "2020-06-30");
    expect(totals(rows, "2020-03-01", "economic", "strict", "ca_cents")).toEqual({
      opening: 2000,
      churn: -2000
    });
    expect(totals(rows, "2020-06-01", "economic", "strict", "ca_cents")).toEqual({});
  });

  it("follows a renewal as booked: it expands or contracts its order", async () => {
    const renewal = {
      id: "B",
      signed: "2021-01-05",
      lines: [{amount: 700, start: "2021-01-10", end: "2022-01-10"}]
    };
    const rows = await move([{id: "A", signed: "2020-01-05", lines: [line]}, renewal], "2021-01-31");
    const expected = {opening: 1000, contraction: -300, closing: 700};
    expect(totals(rows, "2021-01-01", "as_booked", "strict", "ca_cents")).toEqual(expected);
    expect(totals(rows, "2021-01-01", "as_booked", "strict", "customers")).toEqual({opening: 1, closing: 1});
  });

  it("loses and wins a customer as booked who cancels and rebooks within the month", async () => {
    const orders = [
      {id: "A", signed: "2020-01-05", lines: [{...line, cut: "2020-03-15"}]},
      {id: "B", signed: "2020-03-15", lines: [{amount: 100, start: "2020-03-15", end: "2021-03-15"}]}
    ];
    const rows = await move(orders, "2020-03-31");
    const of = (view: string, measure: Measure) => totals(rows, "2020-03-01", view, "strict", measure);
    expect(of("as_booked", "ca_cents")).toEqual({opening: 1000, churn: -1000, new: 100, closing: 100});
    expect(of("as_booked", "customers")).toEqual({opening: 1, churn: -1, new: 1, closing: 1});
    expect(of("economic", "ca_cents")).toEqual({opening: 1000, contraction: -900, closing: 100});
    expect(of("economic", "customers")).toEqual({opening: 1, closing: 1});
  });

  it("keeps a customer as booked of whom another order goes on", async () => {
    const orders = [
      {id: "A", signed: "2020-01-05", lines: [{...line, cut: "2020-03-15"}]},
      {id: "B", signed: "2020-01-06", lines: [line]}
    ];
    const rows = await move(orders, "2020-03-31");
    expect(totals(rows, "2020-03-01", "as_booked", "strict", "customers")).toEqual({opening: 1, closing: 1});
    expect(totals(rows, "2020-03-01", "as_booked", "strict", "ca_cents")).toMatchObject({churn: -1000});
  });

  it("classes CA and parc each by its own balance", async () => {
    const goods = {id: "A", signed: "2020-01-05", lines: [{amount: 500, start: "2020-01-05"}]};
    const term = {
      id: "B",
      signed: "2020-02-05",
      lines: [{amount: 1200, start: "2020-02-05", end: "2021-02-05"}]
    };
    const rows = await move([goods, term], "2020-02-29");
    expect(totals(rows, "2020-02-01", "economic", "strict", "ca_cents")).toMatchObject({expansion: 1200});
    expect(totals(rows, "2020-02-01", "economic", "strict", "parc_cents")).toMatchObject({new: 1200});
    expect(totals(rows, "2020-02-01", "economic", "strict", "customers")).toEqual({opening: 1, closing: 1});
  });

  it("calls reactivated whoever was ever in force before, be it between two closings", async () => {
    const short = {
      id: "A",
      signed: "2020-01-05",
      lines: [{amount: 500, start: "2020-01-05", end: "2020-01-20"}]
    };
    const later = {
      id: "B",
      signed: "2020-05-05",
      lines: [{amount: 500, start: "2020-05-05", end: "2021-05-05"}]
    };
    const rows = await move([short, later], "2020-05-31");
    expect(totals(rows, "2020-05-01", "economic", "strict", "ca_cents")).toEqual({
      reactivation: 500,
      closing: 500
    });
    expect(totals(rows, "2020-05-01", "economic", "strict", "customers")).toEqual({
      reactivation: 1,
      closing: 1
    });
    expect(totals(rows, "2020-05-01", "as_booked", "strict", "ca_cents")).toEqual({new: 500, closing: 500});
  });

  it("never had in force what was cut before it started", async () => {
    const cut = {id: "A", signed: "2020-01-05", lines: [{...line, cut: "2020-01-10"}]};
    expect(await move([cut], "2020-03-31")).toEqual([]);
  });

  it("leads from opening to closing, and on to the next opening, whatever happens", async () => {
    const day = (offset: number) => new Date(Date.UTC(2020, 0, 1 + offset)).toISOString().slice(0, 10);
    const order = fc.record({
      customer: fc.constantFrom("C1", "C2", "C3", "C4"),
      start: fc.integer({min: 0, max: 300}),
      days: fc.option(fc.integer({min: 1, max: 200}), {nil: undefined}),
      cutAfter: fc.option(fc.integer({min: 0, max: 250}), {nil: undefined}),
      amount: fc.integer({min: 0, max: 500}),
      replaces: fc.option(fc.integer({min: 0, max: 20}), {nil: undefined})
    });
    await fc.assert(
      fc.asyncProperty(fc.array(order, {minLength: 1, maxLength: 24}), async (orders) => {
        const stories = orders.map(
          ({customer, start, days, cutAfter, amount, replaces}, index): OrderStory => ({
            id: `O${index}`,
            customer,
            signed: day(start),
            ...(replaces === undefined ? {} : {replaces: `O${replaces}`}),
            lines: [
              {
                amount,
                start: day(start + (index % 3) * 20),
                end: days === undefined ? null : day(start + (index % 3) * 20 + days),
                ...(cutAfter === undefined ? {} : {cut: day(start + cutAfter)})
              }
            ]
          })
        );
        const asOf = "2020-12-31";
        const given = {
          ...tell(...stories),
          "marts.movements": await move(stories, asOf),
          "marts.transits": await runModel("marts.transits", tell(...stories), {asOf})
        };
        for (const check of [
          "movements_add_up",
          "closing_is_next_opening",
          "closings_match_lines",
          "views_close_alike"
        ]) {
          expect(await runModel(`checks.${check}`, given, {asOf}), check).toEqual([]);
        }
        // Long after the last of these orders has started, nothing is in transit.
        const settled = await move(stories, "2022-06-30");
        const closing = (ledger: string) =>
          totals(settled, "2022-06-01", "economic", ledger, "ca_cents").closing;
        expect(closing("bridged")).toBe(closing("strict"));
      }),
      {numRuns: 6}
    );
  });
});
