import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";

const AS_OF = {asOf: "2021-12-31"};
const order = {order_id: "O", customer_id: "C"};
const line = {
  order_id: "O",
  line_no: 1,
  term_start_date: "2021-01-01",
  term_end_date: "2022-01-01",
  parc_cents: 60000
};
const request = {
  case_id: "K",
  customer_id: "C",
  kind: "churn_request",
  status: "new",
  opened_at: "2021-04-15 10:00:00+00"
};
const episode = {episode_id: "a", customer_id: "C", alert_date: "2021-04-01", is_handled: false};

function given(changes: Given = {}): Given {
  return {
    "lookups.watched_systems": [{system: "zendesk_sell", valid_from: "2000-01-01"}],
    "staging.customers": [{customer_id: "C", brand: "Marly", systems: ["zendesk_sell"]}],
    "staging.orders": [order],
    "staging.order_lines": [line],
    "staging.cases": [request],
    "marts.alert_episodes": [episode],
    ...changes
  };
}

async function outcome(changes: Given = {}): Promise<Row> {
  const [row = {}] = await runModel("marts.alert_outcomes", given(changes), AS_OF);
  return row;
}

describe("marts.alert_outcomes", () => {
  it("sets an episode beside the next request within 60 days", async () => {
    expect(await outcome()).toMatchObject({
      is_counted: true,
      is_true: true,
      request_date: "2021-04-15",
      lead_days: 14n,
      brand: null,
      value_band: "500 to 1 000",
      tenure_band: "3-12m"
    });
    const late = [{...request, opened_at: "2021-06-01 10:00:00+00"}];
    expect(await outcome({"staging.cases": late})).toMatchObject({is_true: false, lead_days: null});
    const last = [{...request, opened_at: "2021-05-31 10:00:00+00"}];
    expect(await outcome({"staging.cases": last})).toMatchObject({is_true: true, lead_days: 60n});
  });

  it("takes a letter for a request, and a churn risk that nobody asked for, or a downsell, for none", async () => {
    const of = async (cells: Partial<Row>) =>
      (await outcome({"staging.cases": [{...request, ...cells}]})).lead_days;
    expect(await of({kind: "potential_churn"})).toBe(null);
    expect(await of({kind: "downsell"})).toBe(null);
    const wrote = {letter_received: true, fiscal_churn_received_on: "2021-04-11"};
    expect(await of({kind: "potential_churn", ...wrote})).toBe(10n);
    expect(await of(wrote)).toBe(10n);
    const letters = [{customer_id: "C", received_date: "2021-04-06", system: "f", brand: "Marly"}];
    expect(await outcome({"staging.cases": [], "staging.letters": letters})).toMatchObject({lead_days: 5n});
  });

  it("excludes what can say nothing, with the reason", async () => {
    const why = async (changes: Given) => (await outcome(changes)).exclusion;
    expect(await why({"marts.alert_episodes": [{...episode, customer_id: null}]})).toBe("no_customer");
    expect(await why({"lookups.watched_systems": [{system: "other", valid_from: "2000-01-01"}]})).toBe(
      "not_watched"
    );
    expect(await why({"staging.order_lines": [{...line, cut_date: "2021-03-01"}], "staging.cases": []})).toBe(
      "not_live"
    );
    const risk = {...request, kind: "potential_churn", opened_at: "2021-03-20 10:00:00+00"};
    expect(await why({"staging.cases": [risk]})).toBe("open_case");
    const asked = {...request, opened_at: "2021-03-20 10:00:00+00"};
    expect(await why({"staging.cases": [asked]})).toBe("after_request");
    expect(await why({"staging.cases": [{...request, opened_at: "2021-04-01 10:00:00+00"}]})).toBe(
      "after_request"
    );
    expect(
      await why({"marts.alert_episodes": [{...episode, alert_date: "2021-11-02"}], "staging.cases": []})
    ).toBe("immature");
  });

  it("does not exclude an alert because of the churn risk that it leads to", async () => {
    const risk = {...request, case_id: "R", kind: "potential_churn", opened_at: "2021-04-01 10:00:00+00"};
    expect(await outcome({"staging.cases": [risk, request]})).toMatchObject({
      is_counted: true,
      lead_days: 14n
    });
  });

  it("counts as handled only what was handled within 7 days and before the request", async () => {
    const of = async (cells: Partial<Row>) =>
      (await outcome({"marts.alert_episodes": [{...episode, is_handled: true, ...cells}]})).is_handled;
    expect(await of({handled_date: "2021-04-08"})).toBe(true);
    expect(await of({handled_date: "2021-04-09"})).toBe(false);
    expect(await of({handled_date: "2021-04-08", alert_date: "2021-04-08"})).toBe(true);
    expect(await of({is_handled: null, handled_date: null})).toBe(null);
    const soon = [{...request, opened_at: "2021-04-03 10:00:00+00"}];
    const [row] = await runModel(
      "marts.alert_outcomes",
      given({
        "staging.cases": soon,
        "marts.alert_episodes": [{...episode, is_handled: true, handled_date: "2021-04-03"}]
      }),
      AS_OF
    );
    expect(row?.is_handled).toBe(false);
  });
});

describe("marts.alert_risk_sets", () => {
  it("counts customers at risk and those who ask within the horizon, on the day of the alert", async () => {
    const ids = ["C", "D", "E", "F", "G"];
    const rows = await runModel(
      "marts.alert_risk_sets",
      given({
        "staging.customers": ids.map((customer_id) => ({
          customer_id,
          brand: "Marly",
          systems: ["zendesk_sell"]
        })),
        "staging.orders": ids.map((customer_id) => ({order_id: `O${customer_id}`, customer_id})),
        "staging.order_lines": ids.map((id) => ({
          ...line,
          order_id: `O${id}`,
          // F has left before the alert.
          cut_date: id === "F" ? "2021-03-01" : null
        })),
        "staging.cases": [
          request,
          // D asks on the last day of the horizon, twice; E too late; G has a case open.
          {...request, case_id: "D1", customer_id: "D", opened_at: "2021-05-10 10:00:00+00"},
          {...request, case_id: "D2", customer_id: "D", opened_at: "2021-05-31 10:00:00+00"},
          {...request, case_id: "E1", customer_id: "E", opened_at: "2021-06-01 10:00:00+00"},
          {...request, case_id: "G1", customer_id: "G", opened_at: "2021-03-10 10:00:00+00"}
        ],
        "marts.alert_outcomes": [{episode_id: "a", alert_date: "2021-04-01", is_counted: true}]
      }),
      AS_OF
    );
    expect(rows).toEqual([
      {
        alert_date: "2021-04-01",
        brand: "Marly",
        value_band: "500 to 1 000",
        tenure_band: "3-12m",
        customers: 3n,
        requests: 2n
      }
    ]);
  });
});
