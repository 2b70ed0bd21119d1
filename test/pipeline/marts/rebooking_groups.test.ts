import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {LR1, type OrderStory, tell} from "./story.ts";

describe("marts.rebooking_groups", () => {
  it("sets old against new", async () => {
    expect(await runModel("marts.rebooking_groups", tell(...LR1))).toMatchObject([
      {
        group_id: "X@2020-07-01",
        customer_id: "C1",
        cancel_date: "2020-07-01",
        first_signed_date: "2020-07-01",
        gap_days: 0n,
        cancelled_orders: "X",
        rebooked_orders: "Y",
        old_cents: 200000n,
        new_cents: 10000n,
        rebooked_cents: 10000n,
        loss_ca_cents: 190000n,
        loss_horizon_cents: 193342n,
        old_parc_cents: 200000n,
        new_parc_cents: 10000n,
        loss_parc_cents: 190000n,
        class: "A",
        type: "downgrade",
        original_seller_ids: "V1",
        rebooking_seller_ids: "V9",
        original_channels: "telesales",
        rebooking_channels: "retention"
      }
    ]);
  });

  it("counts units and orders once, however many links tie them", async () => {
    const old: OrderStory = {
      id: "W",
      signed: "2020-01-10",
      seller: "V2",
      channel: "field",
      lines: [{amount: 50000, start: "2020-02-01", end: "2021-02-01", cut: "2020-07-03"}]
    };
    const fresh: OrderStory = {
      id: "Y",
      signed: "2020-07-02",
      seller: "V9",
      channel: "retention",
      lines: [{amount: 180000, start: "2020-07-01", end: "2021-07-01"}]
    };
    const [x] = LR1;
    const rows = await runModel("marts.rebooking_groups", tell(old, x as OrderStory, fresh));
    expect(rows).toMatchObject([
      {
        cancelled_orders: "X + W",
        rebooked_orders: "Y",
        cancel_date: "2020-07-01",
        old_cents: 250000n,
        new_cents: 180000n,
        rebooked_cents: 180000n,
        loss_ca_cents: 70000n,
        type: "merge",
        original_seller_ids: "V1 + V2",
        original_channels: "field + telesales"
      }
    ]);
  });

  it("is no surer than its weakest link, and of the kind of its first", async () => {
    const unit = {group_id: "X", booked_cents: 10, rebooked_cents: 5};
    const link = {group_id: "X", cancellation_id: "X"};
    const rows = await runModel("marts.rebooking_groups", {
      "marts.cancellations": [{...unit, cancellation_id: "X"}],
      "marts.booked_orders": [
        {order_id: "Y1", signed_date: "2020-07-09"},
        {order_id: "Y2", signed_date: "2020-07-02"}
      ],
      "marts.rebookings": [
        {...link, rebooked_order_id: "Y2", class: "E", role: "primary", type: "split", gap_days: 3},
        {...link, rebooked_order_id: "Y1", class: "B", role: "split", type: "admin_reissue", gap_days: 1}
      ]
    });
    expect(rows).toMatchObject([
      {class: "B", type: "split", gap_days: 3n, rebooked_orders: "Y2 + Y1", first_signed_date: "2020-07-02"}
    ]);
  });
});
