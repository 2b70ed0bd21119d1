import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

const order = {
  system: "atropos",
  order_id: "A1",
  customer_id: "C1",
  signed_date: "2020-01-10",
  source_file_id: "f1",
  source_line: 2,
  extracted_date: "2020-01-31"
};
const line = {system: "atropos", order_id: "A1", line_no: 1, source_file_id: "f1", source_line: 2};

describe("staging.orders", () => {
  it("takes the latest version", async () => {
    const rows = await runModel("staging.orders", {
      "entities.orders": [
        {...order, seller_id: "V2", source_file_id: "f0", extracted_date: "2020-02-29"},
        {...order, seller_id: "V1"}
      ]
    });
    expect(rows).toMatchObject([{order_id: "A1", seller_id: "V2", source_file_id: "f0"}]);
  });

  it("brings labels to the shared words, and keeps what it does not know beside", async () => {
    const rows = await runModel("staging.orders", {
      "entities.orders": [
        {
          ...order,
          order_id: "A1",
          channel_label: "TELEVENTE",
          assignment_label: "DVR déléguée",
          status_label: "En cours"
        },
        {...order, order_id: "A2", channel_label: "Boutique", assignment_label: null, status_label: "Gelée"}
      ]
    });
    expect(rows).toMatchObject([
      {channel: "telesales", assignment: "delegated", status: "active"},
      {
        channel: "unknown",
        channel_label: "Boutique",
        assignment: "unknown",
        status: "unknown",
        status_label: "Gelée"
      }
    ]);
  });

  it("carries its last cancellation", async () => {
    const rows = await runModel("staging.orders", {
      "entities.orders": [{...order, status_label: "Annulée"}],
      "entities.order_lines": [
        {...line, line_no: 1, cut_date: "2020-05-01", cancel_scope_label: "MO-", cancel_reason: "first"},
        {...line, line_no: 2, cut_date: "2020-07-01", cancel_scope_label: "Totale", cancel_reason: "second"}
      ]
    });
    expect(rows).toMatchObject([
      {status: "cancelled", cancel_date: "2020-07-01", cancel_scope: "total", cancel_reason: "second"}
    ]);
  });

  it("keeps the day of the request where not all lines were asked for", async () => {
    const cut = {...line, cut_date: "2020-05-01", cancel_scope_label: "Totale"};
    const rows = await runModel("staging.orders", {
      "entities.orders": [{...order, status_label: "Annulée"}],
      "entities.order_lines": [
        {...cut, line_no: 1},
        {...cut, line_no: 2, cancel_requested_date: "2020-04-20"}
      ]
    });
    expect(rows).toMatchObject([{cancel_date: "2020-05-01", cancel_requested_date: "2020-04-20"}]);
  });

  it("is active as long as its cancellation is not known, or has no date", async () => {
    const later = {...line, cut_date: "2020-07-01", cancel_recorded_at: "2020-07-01 08:00:00+00"};
    const given = {
      "entities.orders": [
        {...order, status_label: "Annulée"},
        {...order, order_id: "A2", status_label: "Annulée"},
        {...order, order_id: "A3", status_label: "Terminée"}
      ],
      "entities.order_lines": [later]
    };
    const before = await runModel("staging.orders", given, {asOf: "2020-06-30"});
    expect(before).toMatchObject([
      {status: "active", cancel_date: null, cancel_scope: null},
      {status: "active"},
      {status: "ended"}
    ]);
    const after = await runModel("staging.orders", given, {asOf: "2020-07-01"});
    expect(after).toMatchObject([{status: "cancelled", cancel_date: "2020-07-01"}, {status: "active"}, {}]);
  });
});
