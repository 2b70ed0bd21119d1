import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

const line = {
  order_id: "A1",
  line_no: 1,
  customer_id: "C1",
  signed_date: "2020-01-10",
  recorded_at: "2020-01-10 09:00:00+00",
  term_start_date: "2020-02-01",
  source_file_id: "f1",
  source_line: 2,
  extracted_date: "2020-01-31"
};
const second = {...line, line_no: 2, source_line: 3};

describe("atropos_commandes.orders", () => {
  const header = {
    customer_id: "C1",
    brand: "Solène",
    signed_date: "2020-01-10",
    seller_id: "V1",
    channel_label: "Télévente",
    assignment_label: "Vendeur",
    status_label: "Annulée",
    modifies_order_id: "A0",
    replaces_order_id: "B0"
  };

  it("makes one order of its lines, each field from the first line that carries it", async () => {
    const other = Object.fromEntries(Object.keys(header).map((field) => [field, "zz"]));
    const rows = await runModel("atropos_commandes.orders", {
      "sources.atropos_commandes": [
        {
          ...second,
          ...other,
          signed_date: "2021-01-01",
          case_id: "K7",
          recorded_at: "2020-01-11 09:00:00+00"
        },
        {...second, line_no: 3, source_line: 4, case_id: "K1"},
        {...line, ...header, case_id: null}
      ]
    });
    expect(rows).toMatchObject([
      {
        system: "atropos_commandes",
        order_id: "A1",
        ...header,
        case_id: "K7",
        recorded_at: "2020-01-10 09:00:00+00",
        source_line: 2n
      }
    ]);
  });

  it("keeps a version for each file", async () => {
    const rows = await runModel("atropos_commandes.orders", {
      "sources.atropos_commandes": [line, {...line, source_file_id: "f2", extracted_date: "2020-02-29"}]
    });
    expect(rows).toMatchObject([{source_file_id: "f1"}, {source_file_id: "f2"}]);
  });
});

describe("atropos_commandes.order_lines", () => {
  it("takes a line with an end as recurring unless the export says otherwise", async () => {
    const rows = await runModel("atropos_commandes.order_lines", {
      "sources.atropos_commandes": [
        {...line, line_no: 1, term_end_date: "2021-02-01", is_recurring: null},
        {...line, line_no: 2, term_end_date: null, is_recurring: null},
        {...line, line_no: 3, term_end_date: "2021-02-01", is_recurring: false}
      ]
    });
    expect(rows.map(({is_recurring}) => is_recurring)).toEqual([true, false, false]);
  });

  it("takes the day of publication as that of delivery, and the cancellation as the cut", async () => {
    const rows = await runModel("atropos_commandes.order_lines", {
      "sources.atropos_commandes": [{...line, cancel_date: "2020-07-01", amount_cents: 60000n}]
    });
    expect(rows).toMatchObject([
      {delivered_date: "2020-02-01", cut_date: "2020-07-01", amount_cents: 60000n}
    ]);
  });
});

describe("atropos_commandes.customers", () => {
  it("lists a customer once a file, known since the first order", async () => {
    const rows = await runModel("atropos_commandes.customers", {
      "sources.atropos_commandes": [
        {
          ...line,
          customer_name: "Salon Rive",
          brand: "Solène",
          postcode: "37000",
          recorded_at: "2020-03-01 00:00:00+00"
        },
        {
          ...second,
          customer_name: "Salon",
          brand: "Marly",
          postcode: "44000",
          recorded_at: "2020-01-10 00:00:00+00"
        }
      ]
    });
    expect(rows).toMatchObject([
      {
        customer_id: "C1",
        name: "Salon Rive",
        brand: "Solène",
        postcode: "37000",
        recorded_at: "2020-01-10 00:00:00+00",
        source_line: 2n
      }
    ]);
  });
});
