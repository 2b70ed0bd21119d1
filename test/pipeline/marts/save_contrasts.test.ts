import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, type Row, runModel} from "../../support/models.ts";

const opened = {case_id: "K1", opened_at: "2021-05-03 08:00:00+00"};
const outcome = {case_id: "K1", customer_id: "C1", opened_date: "2021-05-03", outcome_date: "2021-05-20"};

describe("marts.first_responses", () => {
  const first = async (given: {
    contacts?: Partial<Row>[];
    events?: Partial<Row>[];
  }): Promise<Row | undefined> => {
    const tables: Given = {
      "marts.case_outcomes": [outcome],
      "marts.case_stakes": [{case_id: "K1", seller_ids: ["V1"]}],
      "staging.cases": [opened],
      "staging.contacts": (given.contacts ?? []).map((more, index) => ({
        contact_id: `T${index}`,
        customer_id: "C1",
        direction: "outbound",
        is_automatic: false,
        ...more
      })),
      "staging.case_events": (given.events ?? []).map((more) => ({case_id: "K1", field: "stage", ...more})),
      "staging.sellers": [
        {seller_id: "V9", channel: "retention", valid_from: "2020-01-01"},
        {seller_id: "V5", channel: "customer_service", valid_from: "2020-01-01"}
      ]
    };
    return (await runModel("marts.first_responses", tables))[0];
  };

  it("is the first person who calls or takes a step, whoever that is", async () => {
    const call = {adviser_id: "V9", at: "2021-05-05 08:00:00+00"};
    expect(await first({contacts: [call]})).toMatchObject({responder: "retention_desk", delay_days: 2n});
    const step = {actor_seller_id: "V1", at: "2021-05-04 08:00:00+00"};
    expect(await first({contacts: [call], events: [step]})).toMatchObject({
      responder: "original_seller",
      seller_id: "V1",
      delay_days: 1n
    });
    expect(await first({contacts: [{...call, adviser_id: "V5"}]})).toMatchObject({responder: "other"});
  });

  it("is no message of a machine, no call of the customer, and nothing before the request or after its end", async () => {
    const call = {adviser_id: "V9", at: "2021-05-05 08:00:00+00"};
    for (const more of [
      {is_automatic: true},
      {direction: "inbound"},
      {at: "2021-05-03 07:59:59+00"},
      {at: "2021-05-21 08:00:00+00"}
    ])
      expect(await first({contacts: [{...call, ...more}]})).toMatchObject({
        responder: "nobody",
        responded_at: null,
        delay_days: null
      });
    const close = {actor_seller_id: "V1", at: "2021-05-20 08:00:00+00"};
    expect(await first({events: [close]})).toMatchObject({responder: "nobody"});
    expect(await first({events: [{at: "2021-05-04 08:00:00+00"}]})).toMatchObject({responder: "nobody"});
  });
});

describe("marts.case_contrasts", () => {
  const sides = async (given: Given): Promise<(string | null)[]> => {
    const rows = await runModel("marts.case_contrasts", {
      "marts.case_outcomes": [outcome],
      "marts.case_episodes": [{case_id: "K1", case_ids: ["K1", "K2"], customer_id: "C1"}],
      "marts.first_responses": [{case_id: "K1", responder: "other"}],
      ...given
    });
    return rows.map(({contrast, side}) => `${String(contrast)} ${String(side)}`);
  };

  it("compares letters of the seven days until the 15th with those of the seven after", async () => {
    const letter = async (...days: string[]): Promise<(string | null)[]> =>
      (
        await sides({
          "staging.cases": days.map((fiscal_churn_received_on, index) => ({
            case_id: `K${index + 1}`,
            fiscal_churn_received_on
          }))
        })
      ).filter((side) => side?.startsWith("letter_day"));
    expect(await letter("2021-05-08")).toEqual([]);
    expect(await letter("2021-05-09")).toEqual(["letter_day until_split"]);
    expect(await letter("2021-05-15")).toEqual(["letter_day until_split"]);
    expect(await letter("2021-05-16")).toEqual(["letter_day after_split"]);
    expect(await letter("2021-05-22")).toEqual(["letter_day after_split"]);
    expect(await letter("2021-05-23")).toEqual([]);
    expect(await letter("2021-05-16", "2021-05-15")).toEqual(["letter_day until_split"]);
  });

  it("tells apart what was cut: nothing, a part, or all that was at risk", async () => {
    const scope = async (given: Given): Promise<(string | null)[]> =>
      (await sides(given)).filter((side) => side?.startsWith("cut_scope"));
    const cut = {"marts.case_units": [{cancellation_id: "X@1", case_id: "K1"}]};
    const stakes = (uncut: number): Given => ({
      "marts.case_stakes": [{case_id: "K1", uncut_ca_cents: uncut, uncut_parc_cents: 0}]
    });
    expect(await scope({})).toEqual(["cut_scope no_cut"]);
    expect(await scope({...cut, ...stakes(5)})).toEqual(["cut_scope partial_cut"]);
    expect(await scope({...cut, ...stakes(0)})).toEqual(["cut_scope total_cut"]);
  });
});

describe("marts.save_contrasts", () => {
  it("holds each side against one of them, with n and interval", async () => {
    const {a, b, d, lo, hi} = vectors.newcombe[0] ?? {a: [], b: [], d: 0, lo: 0, hi: 0};
    const told = [
      {side: "after_split", kept: a[0] ?? 0, all: a[1] ?? 0},
      {side: "until_split", kept: b[0] ?? 0, all: b[1] ?? 0}
    ].flatMap(({side, kept, all}) =>
      Array.from({length: all}, (_, place) => ({side, case_id: `${side}${place}`, isKept: place < kept}))
    );
    const rows = await runModel("marts.save_contrasts", {
      "marts.case_outcomes": told.map(({case_id, isKept}) => ({
        case_id,
        outcome: isKept ? "saved" : "lost",
        days_to_outcome: isKept ? 10 : 30,
        is_mature: true,
        is_timely: true,
        at_risk_ca_cents: 10,
        kept_ca_cents: isKept ? 10 : 0
      })),
      "marts.case_contrasts": told.map(({case_id, side}) => ({case_id, contrast: "letter_day", side})),
      "marts.first_responses": []
    });
    expect(rows).toMatchObject([
      {
        side: "after_split",
        mature_cases: 70n,
        kept_cases: 56n,
        kept_ca_cents: 560n,
        median_days_to_outcome: 10n
      },
      {side: "until_split", mature_cases: 80n, difference: null, difference_low: null}
    ]);
    expect(rows[0]?.difference).toBeCloseTo(d, 12);
    expect(rows[0]?.difference_low).toBeCloseTo(lo, 9);
    expect(rows[0]?.difference_high).toBeCloseTo(hi, 9);
  });
});
