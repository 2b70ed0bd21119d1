import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runModel} from "../../support/models.ts";
import {LR1, LR3, tell} from "./story.ts";

const term = {amount: 1000, start: "2020-01-01", end: "2021-01-01"};

describe("marts.cancelled_units", () => {
  it("knows what LR1 had booked, delivered and in parc", async () => {
    const {B, V, parcX} = vectors.LR1;
    expect(await runModel("marts.cancelled_units", tell(...LR1))).toMatchObject([
      {
        cancellation_id: "X@2020-07-01",
        order_id: "X",
        lines: 2n,
        booked_cents: BigInt(B),
        delivered_cents: BigInt(V),
        kept_cents: 0n,
        parc_cents: BigInt(parcX),
        families: ["Booster", "Site"],
        last_end_date: "2021-03-01"
      }
    ]);
  });

  it("knows what LR3 had delivered", async () => {
    const {B, V} = vectors.LR3;
    expect(await runModel("marts.cancelled_units", tell(...LR3))).toMatchObject([
      {booked_cents: BigInt(B), delivered_cents: BigInt(V)}
    ]);
  });

  it("is one unit a day of cut", async () => {
    const rows = await runModel(
      "marts.cancelled_units",
      tell({
        id: "A1",
        signed: "2020-01-01",
        lines: [
          {...term, cut: "2020-03-01"},
          {...term, cut: "2020-03-01"},
          {...term, cut: "2020-05-01"},
          term
        ]
      })
    );
    expect(rows.map(({cancellation_id, lines}) => [cancellation_id, lines])).toEqual([
      ["A1@2020-03-01", 2n],
      ["A1@2020-05-01", 1n]
    ]);
  });

  it("spans the days on which it was asked for, took effect and was recorded, in whatever order", async () => {
    const cut = {...term, cut: "2020-06-30", requested: "2020-06-03", recordedAt: "2020-06-30 22:30:00+00"};
    const rows = await runModel(
      "marts.cancelled_units",
      tell({id: "A1", signed: "2020-01-01", lines: [cut]})
    );
    expect(rows).toMatchObject([
      {recorded_date: "2020-07-01", interval_start_date: "2020-06-03", interval_end_date: "2020-07-01"}
    ]);
    const later = {...cut, requested: "2020-06-20"};
    const both = tell({id: "A1", signed: "2020-01-01", lines: [later, cut]});
    expect(await runModel("marts.cancelled_units", both)).toMatchObject([{requested_date: "2020-06-03"}]);
    const bare = tell({id: "A1", signed: "2020-01-01", lines: [{...term, cut: "2020-06-30"}]});
    expect(await runModel("marts.cancelled_units", bare)).toMatchObject([
      {interval_start_date: "2020-06-30", interval_end_date: "2020-06-30"}
    ]);
  });

  it("is told by the first that was recorded, and by the first of its lines", async () => {
    const given = tell({
      id: "A1",
      signed: "2020-01-01",
      lines: [
        {...term, start: "2020-01-05", cut: "2020-06-30", recordedAt: "2020-07-09 10:00:00+00"},
        {...term, start: "2020-01-02", cut: "2020-06-30", recordedAt: "2020-07-03 10:00:00+00"}
      ]
    });
    const told = [
      {cancelled_by_seller_id: "V1", cancel_reason: "price"},
      {cancelled_by_seller_id: "V2", cancel_reason: "bug"}
    ];
    const lines = (given["staging.order_lines"] ?? []).map((line, index) => ({...line, ...told[index]}));
    expect(await runModel("marts.cancelled_units", {...given, "staging.order_lines": lines})).toMatchObject([
      {
        ...{recorded_date: "2020-07-03", first_start_date: "2020-01-02"},
        ...{cancelled_by_seller_id: "V1", cancel_reason: "price"}
      }
    ]);
  });

  it("is of an order that is known, and keeps what was billed for that order", async () => {
    const cut = {...term, cut: "2020-03-01"};
    const given = tell(
      {id: "A1", signed: "2020-01-01", lines: [cut]},
      {id: "A2", signed: "2020-01-01", lines: [cut]},
      {id: "A3", signed: "2020-01-01", lines: [cut]}
    );
    const rows = await runModel("marts.cancelled_units", {
      ...given,
      "staging.orders": (given["staging.orders"] ?? []).slice(0, 2),
      "staging.invoices": [{invoice_line_id: "E1", order_id: "A1", line_no: 1, amount_cents: 30}]
    });
    expect(rows.map(({order_id, kept_cents}) => [order_id, kept_cents])).toEqual([
      ["A1", 30n],
      ["A2", 0n]
    ]);
  });

  it("is an explicit downgrade when the system calls all of it MO-", async () => {
    const partial = {...term, cut: "2020-03-01", scope: "partial" as const};
    const mixed = {...partial, cut: "2020-05-01"};
    const rows = await runModel(
      "marts.cancelled_units",
      tell({id: "A1", signed: "2020-01-01", lines: [partial, mixed, {...mixed, scope: "total"}]})
    );
    expect(rows.map(({is_explicit_partial}) => is_explicit_partial)).toEqual([true, false]);
  });

  it("keeps what was billed and not credited, never less than nothing", async () => {
    const lines = [
      {...term, cut: "2020-03-01"},
      {...term, cut: "2020-05-01"},
      {...term, cut: "2020-07-01"}
    ];
    const rows = await runModel("marts.cancelled_units", {
      ...tell({id: "A1", signed: "2020-01-01", lines}),
      "staging.invoices": [
        {invoice_line_id: "E1", order_id: "A1", line_no: 1, amount_cents: 1000},
        {invoice_line_id: "E2", order_id: "A1", line_no: 1, amount_cents: -836},
        {invoice_line_id: "E3", order_id: "A1", line_no: 2, amount_cents: -50}
      ]
    });
    expect(rows.map(({kept_cents}) => kept_cents)).toEqual([164n, 0n, 0n]);
  });

  it("counts a one-off line as delivered only when it was", async () => {
    const goods = {amount: 500, start: "2020-01-01", cut: "2020-02-01"};
    const rows = await runModel(
      "marts.cancelled_units",
      tell(
        {id: "A1", signed: "2020-01-01", lines: [goods]},
        {id: "A2", signed: "2020-01-01", lines: [{...goods, delivered: "2020-01-05"}]}
      )
    );
    expect(rows.map(({delivered_cents}) => delivered_cents)).toEqual([0n, 500n]);
  });
});
