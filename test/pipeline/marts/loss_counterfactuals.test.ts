import fc from "fast-check";
import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, runModel} from "../../support/models.ts";
import {type LineStory, LR1, LR1_ASKED, LR3, type OrderStory, tell} from "./story.ts";

/** What of an order was invoiced, less what was credited. */
const billed = (order: string, cents: number): Given => ({
  "staging.invoices": [{invoice_line_id: "E1", order_id: order, amount_cents: cents, kind: "invoice"}]
});
const unbilled = billed("another", 0);
const count = (orders: OrderStory[], given: Given = unbilled, asOf?: string) =>
  runModel("marts.loss_counterfactuals", {...tell(...orders), ...given}, asOf === undefined ? {} : {asOf});

/** A line drawn by chance: its days are counted from the first of the history. */
interface Told {
  amount: number;
  start: number;
  days: number | undefined;
  family: string | null;
}

/** Both bounds of a measure, where they are one. */
const exactly = (measure: string, cents: number) => ({
  [`${measure}_low_cents`]: BigInt(cents),
  [`${measure}_high_cents`]: BigInt(cents)
});

describe("marts.loss_counterfactuals", () => {
  const {B, V, RB, MO_preserved, unavoidable, MO_gap_avoidable, MO_gap_H, parc_avoidable} = vectors.LR1;

  it("splits LR1 into what was asked for and what the process added", async () => {
    expect(await count(LR1_ASKED)).toMatchObject([
      {
        is_scope_imputed: false,
        ...exactly("mo_preserved", MO_preserved),
        ...exactly("unavoidable", unavoidable),
        ...exactly("mo_gap", MO_gap_avoidable),
        ...exactly("mo_gap_horizon", MO_gap_H),
        ...exactly("avoidable_parc", parc_avoidable)
      }
    ]);
  });

  it("adds less where what was delivered is billed", async () => {
    const {kept, MO_gap} = vectors.LR1b_prorated;
    expect(await count(LR1_ASKED, billed("X", kept))).toMatchObject([
      {...exactly("unavoidable", unavoidable), ...exactly("mo_gap", MO_gap)}
    ]);
  });

  it("bounds LR1 where nobody knows what was asked for: by all lines, and by those not found again", async () => {
    expect(await count(LR1)).toMatchObject([
      {
        is_scope_imputed: true,
        mo_preserved_low_cents: BigInt(V),
        mo_preserved_high_cents: BigInt(MO_preserved),
        unavoidable_low_cents: BigInt(unavoidable),
        unavoidable_high_cents: BigInt(B - V),
        mo_gap_low_cents: BigInt(V - RB),
        mo_gap_high_cents: BigInt(MO_gap_avoidable),
        avoidable_parc_low_cents: BigInt(-RB),
        avoidable_parc_high_cents: BigInt(parc_avoidable)
      }
    ]);
  });

  it("knows no more where every line carries the day of the request", async () => {
    const asked = LR1.map((order) => ({
      ...order,
      lines: order.lines.map((line) => ({...line, requested: "2020-06-25"}))
    }));
    expect(await count(asked)).toMatchObject([{is_scope_imputed: true}]);
  });

  it("knows what an MO- was asked for, and that nothing was added but what was not billed", async () => {
    const old = {
      id: "X",
      signed: "2020-01-15",
      lines: [
        {amount: 60000, start: "2020-02-01", end: "2021-02-01"},
        {amount: 140000, start: "2020-03-01", end: "2021-03-01", cut: "2020-07-01", scope: "partial" as const}
      ]
    };
    expect(await count([old], billed("X", 0))).toMatchObject([
      {is_scope_imputed: false, ...exactly("mo_preserved", 46795), ...exactly("mo_gap", 46795)}
    ]);
  });

  it("measures LR3, where parc and customer are kept and CA is lost", async () => {
    const {V: delivered, horizon} = vectors.LR3;
    expect(await count(LR3)).toMatchObject([
      {
        is_parc_kept: true,
        is_customer_kept: true,
        mo_gap_horizon_low_cents: BigInt(delivered - horizon.Y_in_window),
        unavoidable_low_cents: 0n,
        mo_gap_horizon_high_cents: BigInt(horizon.L_horizon_no_proration)
      }
    ]);
    expect(await count(LR3, billed("X", delivered))).toMatchObject([
      {
        is_parc_kept: false,
        is_customer_kept: false,
        mo_gap_horizon_low_cents: BigInt(-horizon.Y_in_window),
        mo_gap_horizon_high_cents: BigInt(horizon.L_horizon_prorated)
      }
    ]);
  });

  it("shows a process that kept more than an MO- would have", async () => {
    const [old, fresh] = LR1_ASKED as [OrderStory, OrderStory];
    const richer = {
      ...fresh,
      lines: [{amount: 150000, start: "2020-07-01", end: "2021-07-01", family: "Site"}]
    };
    expect(await count([old, richer])).toMatchObject([exactly("mo_gap", MO_preserved - 150000)]);
  });

  it.each([
    [90000, true],
    [89999, false]
  ])("keeps the parc from nine tenths of it on: %s of 100000, %s", async (parc, kept) => {
    const old = {
      id: "X",
      signed: "2020-01-15",
      lines: [{amount: 100000, start: "2020-02-01", end: "2021-02-01", cut: "2020-07-01"}]
    };
    const fresh = {
      id: "Y",
      signed: "2020-07-01",
      lines: [{amount: 90000, start: "2020-07-01", end: "2021-07-01", parc}]
    };
    expect(await count([old, fresh])).toMatchObject([{is_parc_kept: kept}]);
  });

  it("keeps a customer whose parc goes on, not one who has a one-off line left", async () => {
    const cut = {
      id: "X",
      signed: "2020-01-15",
      lines: [{amount: 100000, start: "2020-02-01", end: "2021-02-01", cut: "2020-07-01"}]
    };
    const other = (end: string | null) => ({
      id: "A",
      signed: "2019-12-01",
      lines: [{amount: 100, start: "2019-12-01", end}]
    });
    expect(await count([cut, other("2020-12-01")])).toMatchObject([
      {is_customer_kept: true, is_parc_kept: false}
    ]);
    expect(await count([cut, other(null)])).toMatchObject([{is_customer_kept: false}]);
    // The line ends before the 60 days are over, but not before the as-of day.
    expect(await count([cut, other("2020-08-15")])).toMatchObject([{is_customer_kept: false}]);
    expect(await count([cut, other("2020-08-15")], unbilled, "2020-08-14")).toMatchObject([
      {is_customer_kept: true}
    ]);
  });

  it("cannot say what the process added when nobody delivers invoices", async () => {
    expect(await count(LR1_ASKED, {})).toMatchObject([
      {
        ...exactly("unavoidable", unavoidable),
        mo_gap_low_cents: null,
        mo_gap_horizon_high_cents: null,
        ...exactly("avoidable_parc", parc_avoidable)
      }
    ]);
    expect(await count(LR3, {})).toMatchObject([{is_parc_kept: null, is_customer_kept: null}]);
  });

  it("adds up to the losses whatever is cut, asked for, billed and rebooked", async () => {
    const day = (offset: number) => new Date(Date.UTC(2020, 0, 1 + offset)).toISOString().slice(0, 10);
    const line = (isOld: boolean) =>
      fc.record({
        amount: fc.integer({min: isOld ? -500 : 1, max: 5000}),
        start: fc.integer({min: 0, max: 90}),
        days: fc.option(fc.integer({min: 1, max: 400}), {nil: undefined}),
        family: fc.constantFrom("Site", "Booster", null),
        isAsked: fc.boolean()
      });
    const unit = fc.record({
      old: fc.array(line(true), {minLength: 1, maxLength: 3}),
      fresh: fc.array(line(false), {maxLength: 2}),
      cut: fc.integer({min: 30, max: 300}),
      billed: fc.integer({min: -100, max: 6000})
    });
    const told = ({amount, start, days, family}: Told, offset = 0): LineStory => ({
      amount,
      start: day(start + offset),
      end: days === undefined ? null : day(start + offset + days),
      family
    });
    await fc.assert(
      fc.asyncProperty(fc.array(unit, {minLength: 1, maxLength: 5}), async (units) => {
        const orders = units.flatMap(({old, fresh, cut}, index): OrderStory[] => [
          {
            id: `X${index}`,
            customer: `C${index}`,
            signed: day(0),
            lines: old.map((part) => ({
              ...told(part),
              cut: day(cut),
              ...(part.isAsked ? {requested: day(cut)} : {})
            }))
          },
          ...(fresh.length === 0
            ? []
            : [
                {
                  id: `Y${index}`,
                  customer: `C${index}`,
                  signed: day(cut),
                  replaces: `X${index}`,
                  lines: fresh.map((part) => told(part, cut))
                }
              ])
        ]);
        const given = {
          ...tell(...orders),
          "staging.invoices": units.map(({billed: cents}, index) => ({
            invoice_line_id: `E${index}`,
            order_id: `X${index}`,
            amount_cents: cents,
            kind: "invoice"
          }))
        };
        expect(await runModel("checks.counterfactuals_add_up", given)).toEqual([]);
        expect(await runModel("checks.losses_add_up", given)).toEqual([]);
        expect(await runModel("marts.loss_counterfactuals", given)).toHaveLength(units.length);
      }),
      {numRuns: 8}
    );
  });
});
