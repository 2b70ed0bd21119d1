import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

describe("marts.case_cells", () => {
  const cut = {month: "2020-07-01", brand: "Marly", channel: "field", family: "Site"};
  const mature = {is_mature: true, is_timely: true, at_risk_ca_cents: 100, kept_ca_cents: 0};

  it("counts cases by what they are cut by, euros of mature ones alone", async () => {
    const rows = await runModel("marts.case_cells", {
      "marts.case_outcomes": [
        {case_id: "K1", outcome: "saved_partial", ...mature, kept_ca_cents: 40},
        {case_id: "K2", outcome: "lost", ...mature},
        // Lost too late to count as settled, and still at risk.
        {case_id: "K3", outcome: "lost", ...mature, is_timely: false},
        {case_id: "K4", outcome: "open", ...mature, is_mature: false, is_timely: false},
        {case_id: "K5", outcome: "ghost", ...mature}
      ],
      "marts.case_cuts": ["K1", "K2", "K3", "K4", "K5"].map((case_id) => ({...cut, case_id})),
      "marts.case_strata": ["K1", "K2", "K3", "K4", "K5"].map((case_id) => ({
        case_id,
        motive: case_id === "K5" ? "bug" : "price",
        value_band: "under 500"
      }))
    });
    const [bug, price] = [...rows].sort((a, b) => (String(a.motive) < String(b.motive) ? -1 : 1));
    expect(bug).toMatchObject({...cut, motive: "bug", cases: 1n, ghost_cases: 1n, gone_ca_cents: 100n});
    expect(price).toMatchObject({
      ...{cases: 4n, open_cases: 1n, mature_cases: 3n, saved_partial_cases: 1n, lost_cases: 1n},
      ...{ever_kept_cases: 1n, closed_cases: 3n, at_risk_ca_cents: 300n, kept_ca_cents: 40n},
      gone_ca_cents: 100n
    });
  });
});

describe("marts.cancellation_cuts", () => {
  it("takes the family with the largest amount cut, the motive of the case and the band of the amount", async () => {
    const line = {order_id: "A1", cut_date: "2020-07-10"};
    const unit = {customer_id: "C1", channel: "field", cancel_date: "2020-07-10"};
    const rows = await runModel("marts.cancellation_cuts", {
      "marts.cancellations": [
        {...unit, cancellation_id: "A1@2020-07-10", booked_cents: 90_000},
        {...unit, cancellation_id: "A2@2020-07-10", customer_id: "C2", channel: null, booked_cents: 200_000}
      ],
      "staging.order_lines": [
        {...line, line_no: 1, family: "Site", amount_cents: 40_000},
        {...line, line_no: 2, family: "Booster", amount_cents: 30_000},
        {...line, line_no: 3, family: "Booster", amount_cents: 20_000},
        {...line, line_no: 4, family: "Site", amount_cents: 900_000, cut_date: null}
      ],
      "staging.customers": [{customer_id: "C1", brand: "Marly"}],
      "marts.case_units": [{cancellation_id: "A1@2020-07-10", case_id: "K1"}],
      "marts.case_motives": [{case_id: "K1", motive: "price"}],
      "lookups.value_bands": [
        {band: "small", lower_cents: 0, upper_cents: 200_000, valid_from: "2000-01-01"},
        {band: "large", lower_cents: 200_000, valid_from: "2000-01-01"}
      ]
    });
    const unknown = {brand: "unknown", channel: "unknown", family: "unknown", motive: "MISSING"};
    expect(rows).toMatchObject([
      {
        month: "2020-07-01",
        brand: "Marly",
        channel: "field",
        family: "Booster",
        motive: "price",
        value_band: "small"
      },
      {...unknown, value_band: "large"}
    ]);
  });
});
