// A silent churn risk (D4): when it may be given up, after which efforts, and with which note.
import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";
import vectors from "../../vectors.json" with {type: "json"};

const risk = {
  system: "salesforce_cases",
  case_id: "K1",
  customer_id: "C1",
  kind: "potential_churn",
  status: "closed",
  outcome: "ghost",
  opened_at: "2022-03-01 08:00:00+00",
  closed_at: "2022-03-18 10:00:00+00",
  letter_received: false,
  has_note: true,
  parc_at_risk_cents: 60000,
  source_file_id: "f1",
  source_line: 12
};

const contact = (at: string, medium: string, more: Partial<Row> = {}): Partial<Row> => ({
  system: "contacts",
  contact_id: `${at} ${medium}`,
  customer_id: "C1",
  case_id: "K1",
  at: `2022-${at}+00`,
  direction: "outbound",
  medium,
  is_automatic: false,
  ...more
});

// Paris is an hour ahead of UTC in the winter: a call at 11:30 UTC is one of the afternoon.
const EFFORTS = [
  contact("03-02 09:00:00", "phone", {called_line: "salon"}),
  contact("03-03 15:00:00", "phone", {called_line: "salon"}),
  contact("03-07 09:00:00", "phone", {called_line: "mobile"}),
  contact("03-08 11:30:00", "phone", {called_line: "mobile"}),
  contact("03-09 09:00:00", "sms"),
  contact("03-10 09:00:00", "email")
];

const told = (cases: Partial<Row>[], contacts: Partial<Row>[] = EFFORTS): Given => ({
  "staging.cases": cases,
  "staging.contacts": contacts,
  "marts.case_stakes": []
});

async function duties(given: Given, asOf = "2022-12-31"): Promise<Record<string, Row>> {
  const rows = await runModel("marts.ghost_obligations", given, {asOf});
  return Object.fromEntries(rows.map((row) => [String(row.rule), row]));
}

describe("marts.ghost_obligations", () => {
  it("says when a silent case may be given up, and what was tried by then", async () => {
    const {D4a, D4b, D4c, D4d} = await duties(told([risk]));
    expect(D4a).toMatchObject({
      trigger_date: "2022-03-02",
      earliest_date: "2022-03-16",
      deadline_date: "2022-03-23",
      done_date: "2022-03-18",
      computation: "days_after",
      missing_field: null,
      at_stake_cents: 60000n
    });
    expect(D4b).toMatchObject({deadline_date: "2022-03-18", done_date: "2022-03-10", missing_field: null});
    expect(D4c).toMatchObject({done_date: "2022-03-08", missing_field: null});
    expect(D4d).toMatchObject({trigger_date: "2022-03-18", done_date: "2022-03-18"});
  });

  it("counts the days as the vectors do, whatever the month", async () => {
    for (const {received, ghost14, ghost21} of vectors.deadlines) {
      const first = [
        {...contact("", "phone"), at: `${received} 09:00:00+00`, contact_id: "1"},
        {...contact("", "sms"), at: `${received} 10:00:00+00`, contact_id: "2"}
      ];
      const opened = {...risk, opened_at: `${received} 07:00:00+00`, closed_at: null, outcome: "open"};
      const {D4a} = await duties(told([opened], first));
      expect(D4a).toMatchObject({trigger_date: received, earliest_date: ghost14, deadline_date: ghost21});
    }
  });

  it("begins to count after the last answer", async () => {
    const answered = [...EFFORTS, contact("03-08 12:00:00", "phone", {direction: "inbound"})];
    const {D4a, D4b} = await duties(told([risk], answered));
    expect(D4a).toMatchObject({trigger_date: "2022-03-09", earliest_date: "2022-03-23"});
    expect(D4b).toMatchObject({done_date: null, observed_value: "sms, email"});
  });

  it("passes by what a machine sent, what names another case, and what came before the case", async () => {
    const others = [
      contact("03-01 07:00:00", "phone"),
      contact("03-01 09:00:00", "email", {is_automatic: true}),
      contact("03-01 10:00:00", "phone", {case_id: "K2"}),
      contact("03-30 10:00:00", "phone", {direction: "inbound"})
    ];
    expect((await duties(told([risk], [...EFFORTS, ...others]))).D4a).toMatchObject({
      trigger_date: "2022-03-02"
    });
  });

  it("names the efforts left out, each document by itself", async () => {
    const {D4b, D4c} = await duties(told([risk], EFFORTS.slice(1, 5)));
    expect(D4b).toMatchObject({done_date: null, observed_value: "phone, sms", missing_field: null});
    expect(D4c).toMatchObject({
      done_date: null,
      observed_value: "salon_afternoon, mobile_morning, mobile_afternoon"
    });
  });

  it("says what is not delivered: attempts, the number called, notes", async () => {
    const nothing = await duties(told([{...risk, has_note: null}], []));
    expect(Object.values(nothing).map(({rule, missing_field}) => [rule, missing_field])).toEqual([
      ["D4a", "contacts.at"],
      ["D4b", "contacts.at"],
      ["D4c", "contacts.at"],
      ["D4d", "cases.note"]
    ]);
    const unnamed = EFFORTS.map((effort) => ({...effort, called_line: null}));
    expect((await duties(told([risk], unnamed))).D4c).toMatchObject({missing_field: "contacts.called_line"});
    expect((await duties(told([{...risk, has_note: false}]))).D4d).toMatchObject({
      done_date: null,
      missing_field: null
    });
  });

  it("asks for nothing of a case that ended otherwise in time, and calls it late after", async () => {
    const saved = {...risk, outcome: "saved"};
    expect(await duties(told([{...saved, closed_at: "2022-03-23 10:00:00+00"}]))).toEqual({});
    const late = await duties(told([{...saved, closed_at: "2022-03-24 10:00:00+00"}]));
    expect(late.D4a).toMatchObject({deadline_date: "2022-03-23", done_date: "2022-03-24"});
    expect(late.D4d).toBeUndefined();
  });

  it("follows an open case up to the day on which it should be given up", async () => {
    const open = {...risk, status: "assigned", outcome: "open", closed_at: null};
    const {D4a, D4b, D4d} = await duties(told([open]), "2022-03-20");
    expect(D4a).toMatchObject({deadline_date: "2022-03-23", done_date: null});
    expect(D4b).toMatchObject({deadline_date: "2022-03-23"});
    expect(D4d).toBeUndefined();
  });

  it("leaves letters, requests to leave and onboardings to their own rules", async () => {
    const open = {...risk, outcome: "open", status: "assigned", closed_at: null};
    for (const other of [
      {...risk, letter_received: true},
      {...risk, fiscal_churn_received_on: "2022-03-01"},
      {...risk, kind: "churn_request"},
      {...risk, outcome: "prechurn_lost"},
      {...risk, status: "duplicate"}
    ])
      expect(await duties(told([other]))).toEqual({});
    const onboarding = {customer_id: "C1", onboarding_start_date: "2022-02-20"};
    expect(await duties({...told([open]), "staging.onboardings": [onboarding]})).toEqual({});
    const done = {...onboarding, completed_date: "2022-02-28"};
    expect((await duties({...told([open]), "staging.onboardings": [done]})).D4a).toBeDefined();
  });

  it("follows the numbers and the efforts in force on the day of the first attempt", async () => {
    const rows = await duties({
      ...told([risk]),
      "lookups.parameters": [
        {name: "ghost.min_days", value: 14, valid_from: "2000-01-01"},
        {name: "ghost.max_days", value: 21, valid_from: "2000-01-01"},
        {name: "ghost.min_days", value: 10, valid_from: "2022-03-02"},
        {name: "ghost.max_days", value: 30, valid_from: "2022-03-03"},
        {name: "ghost.noon_hour", value: 12, valid_from: "2000-01-01"}
      ],
      "lookups.policies": [{name: "ghost.effort", value: "S2", valid_from: "2000-01-01"}]
    });
    expect(rows.D4a).toMatchObject({earliest_date: "2022-03-12", deadline_date: "2022-03-23"});
    expect(Object.keys(rows)).toEqual(["D4a", "D4c", "D4d"]);
  });
});
