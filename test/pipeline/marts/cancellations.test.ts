import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runModel} from "../../support/models.ts";
import {LR1, LR3, type OrderStory, tell} from "./story.ts";

/** What of an order was invoiced, less what was credited. */
const billed = (order: string, cents: number) => ({
  "staging.invoices": [{invoice_line_id: "E1", order_id: order, amount_cents: cents, kind: "invoice"}]
});

describe("marts.cancellations", () => {
  it("measures LR1, where nothing delivered was billed", async () => {
    const {B, V, RB, L_booked, parcX, parcY, parc_loss, horizon} = vectors.LR1;
    const given = {...tell(...LR1), ...billed("another", 0)};
    expect(await runModel("marts.cancellations", given)).toMatchObject([
      {
        booked_cents: BigInt(B),
        delivered_cents: BigInt(V),
        kept_cents: 0n,
        rebooked_cents: BigInt(RB),
        rebooked_in_term_cents: BigInt(horizon.Y_in_window),
        loss_booked_cents: BigInt(L_booked),
        loss_company_cents: BigInt(L_booked),
        loss_horizon_cents: BigInt(horizon.L_horizon),
        extension_cents: BigInt(horizon.extension),
        leak_cents: BigInt(vectors.LR1.leak_delivered_not_billed),
        parc_before_cents: BigInt(parcX),
        parc_after_cents: BigInt(parcY),
        loss_parc_cents: BigInt(parc_loss),
        type: "downgrade",
        group_id: "X@2020-07-01",
        chain_id: "X@2020-07-01",
        rebooked_date: "2020-07-01"
      }
    ]);
  });

  it("measures LR1 with what was delivered billed", async () => {
    const {kept, L_billed} = vectors.LR1b_prorated;
    expect(await runModel("marts.cancellations", {...tell(...LR1), ...billed("X", kept)})).toMatchObject([
      {kept_cents: BigInt(kept), loss_company_cents: BigInt(L_billed), leak_cents: 0n}
    ]);
  });

  it("measures LR3, where parc and booked CA hide the loss", async () => {
    const {L_booked, parc_loss, leak, V, RB, horizon} = vectors.LR3;
    const free = {...tell(...LR3), ...billed("another", 0)};
    expect(await runModel("marts.cancellations", free)).toMatchObject([
      {
        loss_booked_cents: BigInt(L_booked),
        loss_parc_cents: BigInt(parc_loss),
        leak_cents: BigInt(leak),
        loss_horizon_cents: BigInt(horizon.L_horizon_no_proration),
        type: "like_for_like"
      }
    ]);
    const prorated = {...tell(...LR3), ...billed("X", V)};
    expect(await runModel("marts.cancellations", prorated)).toMatchObject([
      {
        loss_horizon_cents: BigInt(horizon.L_horizon_prorated),
        loss_company_cents: BigInt(-V),
        rebooked_cents: BigInt(RB)
      }
    ]);
  });

  it("loses 700 when 1 000 become 300", async () => {
    const old: OrderStory = {
      id: "X",
      signed: "2020-01-15",
      lines: [{amount: 100000, start: "2020-02-01", end: "2021-02-01", cut: "2020-07-01"}]
    };
    const fresh = {
      id: "Y",
      signed: "2020-07-01",
      lines: [{amount: 30000, start: "2020-07-01", end: "2021-07-01"}]
    };
    expect(await runModel("marts.cancellations", tell(old, fresh))).toMatchObject([
      {loss_booked_cents: 70000n}
    ]);
  });

  it("cannot say what leaked when nobody delivers invoices", async () => {
    expect(await runModel("marts.cancellations", tell(...LR1))).toMatchObject([
      {leak_cents: null, kept_cents: 0n}
    ]);
  });

  it("loses all that is not rebooked, and does not call an MO- unlinked", async () => {
    const cut = {amount: 1000, start: "2020-01-01", end: "2021-01-01", cut: "2020-07-01"};
    const rows = await runModel(
      "marts.cancellations",
      tell(
        {id: "A1", signed: "2020-01-01", lines: [cut]},
        {id: "A2", customer: "C2", signed: "2020-01-01", lines: [{...cut, scope: "partial"}]}
      )
    );
    expect(rows).toMatchObject([
      {
        type: "unlinked",
        class: null,
        group_id: null,
        chain_id: "A1@2020-07-01",
        rebooked_cents: 0n,
        rebooked_in_term_cents: 0n,
        loss_booked_cents: 1000n,
        parc_after_cents: 0n,
        loss_parc_cents: 1000n,
        rebooked_date: null
      },
      {type: "explicit_mo", class: null}
    ]);
  });

  it.each([
    ["2020-08-29", false],
    ["2020-08-30", true]
  ])("is settled 60 days after the cut: on %s, %s", async (asOf, isMature) => {
    const rows = await runModel("marts.cancellations", tell(...LR1), {asOf});
    expect(rows).toMatchObject([{is_mature: isMature}]);
  });

  it("carries the weakest class of its links and the first signature", async () => {
    const link = {
      cancellation_id: "X",
      group_id: "X",
      allocated_cents: 1,
      in_term_cents: 1,
      parc_cents: 0,
      type: "split"
    };
    const rows = await runModel("marts.cancellations", {
      "marts.cancelled_units": [{cancellation_id: "X", booked_cents: 10, kept_cents: 0, parc_cents: 0}],
      "marts.booked_orders": [
        {order_id: "Y1", signed_date: "2020-07-09"},
        {order_id: "Y2", signed_date: "2020-07-02"}
      ],
      "marts.rebookings": [
        {...link, rebooked_order_id: "Y1", class: "A"},
        {...link, rebooked_order_id: "Y2", class: "C"}
      ]
    });
    expect(rows).toMatchObject([{class: "C", rebooked_cents: 2n, rebooked_date: "2020-07-02"}]);
  });
});
