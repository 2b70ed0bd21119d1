import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

const january = {system: "atropos", source_file_id: "f1", extracted_date: "2020-01-31"};
const march = {system: "atropos", source_file_id: "f0", extracted_date: "2020-03-31"};
const line = {
  order_id: "A1",
  line_no: 1,
  amount_cents: 60000n,
  term_start_date: "2020-02-01",
  term_end_date: "2021-02-01",
  is_recurring: true,
  source_line: 2
};

async function stage(lines: Parameters<typeof runModel>[1][string], asOf?: string) {
  return runModel("staging.order_lines", {"entities.order_lines": lines}, asOf === undefined ? {} : {asOf});
}

describe("versions", () => {
  it("keeps the lines of the latest file that has the order: a line that is gone is gone", async () => {
    const rows = await stage([
      {...line, ...january, line_no: 1},
      {...line, ...january, line_no: 2},
      {...line, ...march, line_no: 1, amount_cents: 50000n}
    ]);
    expect(rows).toMatchObject([{line_no: 1, amount_cents: 50000n, source_file_id: "f0"}]);
  });

  it("takes files of one day for parts of it: an order may stand in two", async () => {
    const rows = await stage([
      {...line, ...january, line_no: 1},
      {...line, ...january, line_no: 2, source_file_id: "f2"}
    ]);
    expect(rows.map(({line_no}) => line_no).sort()).toEqual([1, 2]);
  });

  it("takes the last line where a file has one twice", async () => {
    const rows = await stage([
      {...line, ...january, source_line: 9, product: "last"},
      {...line, ...january, source_line: 2, product: "first"}
    ]);
    expect(rows).toMatchObject([{product: "last"}]);
  });

  it("prefers a dated file to one without a date, and settles ties by the file", async () => {
    const undated = {...line, ...january, extracted_date: null, source_file_id: "z"};
    expect(await stage([undated, {...line, ...january}])).toMatchObject([{source_file_id: "f1"}]);
    expect(
      await stage([
        {...line, ...january, source_file_id: "f2"},
        {...line, ...january}
      ])
    ).toMatchObject([{source_file_id: "f2"}]);
  });

  it("knows on a day only what had been extracted and recorded by then", async () => {
    const versions = [
      {...line, ...january},
      {...line, ...march, amount_cents: 50000n}
    ];
    expect(await stage(versions, "2020-03-30")).toMatchObject([{amount_cents: 60000n}]);
    expect(await stage(versions, "2020-01-30")).toEqual([]);
    expect(await stage([{...line, ...january, recorded_at: "2020-01-31 23:00:00+00"}], "2020-01-31")).toEqual(
      []
    );
  });
});

describe("cancellations", () => {
  const cut = {
    ...line,
    ...march,
    cut_date: "2020-07-01",
    cancel_requested_date: "2020-03-01",
    cancel_recorded_at: "2020-03-20 10:00:00+00",
    cancel_scope_label: "mo-",
    cancelled_by_seller_id: "V9",
    cancel_reason: "Prix"
  };

  it("are there once they are recorded", async () => {
    expect(await stage([cut], "2020-03-31")).toMatchObject([
      {cut_date: "2020-07-01", cancel_scope: "partial", cancelled_by_seller_id: "V9", cancel_reason: "Prix"}
    ]);
  });

  it("are not there before, with nothing of them", async () => {
    const later = {...cut, cancel_recorded_at: "2020-04-02 10:00:00+00"};
    const nothing = {
      cut_date: null,
      cancel_requested_date: null,
      cancel_recorded_at: null,
      cancel_scope: null,
      cancelled_by_seller_id: null,
      cancel_reason: null
    };
    expect(await stage([later], "2020-04-01")).toMatchObject([nothing]);
    expect(await stage([later], "2020-04-02")).toMatchObject([{cut_date: "2020-07-01"}]);
  });

  it("have an unknown scope when nobody says it", async () => {
    expect(await stage([{...cut, cancel_scope_label: null}])).toMatchObject([{cancel_scope: "unknown"}]);
  });
});

it("stores the parc of a line once, annualised", async () => {
  const rows = await stage([
    {...line, ...january, line_no: 1, amount_cents: 5000n, term_end_date: "2020-03-01"},
    {...line, ...january, line_no: 2, is_recurring: false}
  ]);
  expect(rows.map(({parc_cents}) => parc_cents)).toEqual([60000n, 0n]);
});
