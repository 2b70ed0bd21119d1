// What the status of a case promises (methods 10.4).
import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";

const known = {
  system: "salesforce_cases",
  case_id: "K1",
  customer_id: "C1",
  kind: "potential_churn",
  status: "assigned",
  outcome: "open",
  opened_at: "2022-03-01 08:00:00+00",
  recorded_at: "2022-03-04 08:00:00+00"
};

const ATTEMPT = {
  system: "contacts",
  contact_id: "1",
  case_id: "K1",
  at: "2022-03-03 09:00:00+00",
  direction: "outbound",
  medium: "phone"
};

async function duties(
  changed: Partial<Row>,
  given: Given = {},
  asOf = "2022-12-31"
): Promise<Record<string, Row>> {
  const told = {
    "staging.cases": [{...known, ...changed}],
    "staging.contacts": [ATTEMPT],
    "marts.case_stakes": [],
    ...given
  };
  const rows = await runModel("marts.status_obligations", told, {asOf});
  return Object.fromEntries(rows.map((row) => [String(row.rule), row]));
}

const task = (created_date: string) => ({
  "staging.tasks": [{system: "asana", task_id: "1", customer_id: "C1", created_date}]
});
const meeting = (appointment_date: string) => ({
  "staging.letters": [
    {system: "followfile", customer_id: "C1", brand: "X", received_date: "2022-02-28", appointment_date}
  ]
});

describe("marts.status_obligations", () => {
  it("asks for an attempt and a task when a case is assigned", async () => {
    const {T1, T2, ...others} = await duties({});
    expect(others).toEqual({});
    expect(T1).toMatchObject({trigger_date: "2022-03-04", done_date: "2022-03-03", missing_field: null});
    expect(T2).toMatchObject({done_date: null, missing_field: "tasks.case_id"});
    expect((await duties({}, task("2022-03-04"))).T2).toMatchObject({
      done_date: "2022-03-04",
      missing_field: null
    });
    expect((await duties({}, task("2022-03-05"))).T2).toMatchObject({missing_field: "tasks.case_id"});
  });

  it("misses the attempt that no contact tells of, unless no contact names any case", async () => {
    const other = {"staging.contacts": [{...ATTEMPT, case_id: "K2"}]};
    expect((await duties({}, other)).T1).toMatchObject({done_date: null, missing_field: null});
    const none = {"staging.contacts": [{...ATTEMPT, case_id: null}]};
    expect((await duties({}, none)).T1).toMatchObject({missing_field: "contacts.case_id"});
    const machine = {"staging.contacts": [{...ATTEMPT, is_automatic: true}]};
    expect((await duties({}, machine)).T1).toMatchObject({done_date: null, missing_field: null});
    const answer = {"staging.contacts": [{...ATTEMPT, direction: "inbound"}]};
    expect((await duties({}, answer)).T1).toMatchObject({done_date: null, missing_field: null});
  });

  it("goes by the day of the status where a history tells it", async () => {
    const events = [
      {system: "salesforce_cases", case_id: "K1", at: "2022-03-02 09:00:00+00", field: "status"}
    ];
    expect((await duties({}, {"staging.case_events": events})).T1).toMatchObject({
      trigger_date: "2022-03-02",
      done_date: "2022-03-03"
    });
  });

  it("asks for a meeting or a talk when a case is in progress, and for a task once the meeting has passed", async () => {
    const changed = {status: "in_progress"};
    expect(Object.keys(await duties(changed))).toEqual(["T3"]);
    expect((await duties(changed)).T3).toMatchObject({done_date: null, missing_field: "meetings.at"});
    const talk = {"staging.contacts": [{...ATTEMPT, direction: "inbound"}]};
    expect((await duties(changed, talk)).T3).toMatchObject({done_date: "2022-03-04"});
    const met = await duties(changed, {...meeting("2022-03-10"), ...task("2022-03-09")});
    expect(met.T3).toMatchObject({done_date: "2022-03-04"});
    expect(met.T4).toMatchObject({trigger_date: "2022-03-10", done_date: "2022-03-09"});
    expect(Object.keys(await duties(changed, meeting("2022-03-10"), "2022-03-10"))).toEqual(["T3"]);
    expect((await duties(changed, meeting("2022-02-20"))).T3).toMatchObject({done_date: null});
  });

  it("asks for an outcome when a case is closed", async () => {
    const closed = {status: "closed", closed_at: "2022-03-20 08:00:00+00"};
    expect((await duties({...closed, outcome: "saved"})).T5).toMatchObject({done_date: "2022-03-20"});
    expect((await duties({...closed, outcome: "unknown", outcome_label: "Vu"})).T5).toMatchObject({
      trigger_date: "2022-03-20",
      done_date: null,
      observed_value: "Vu",
      missing_field: null
    });
  });

  it("asks for a task when a customer of a pipeline did not come", async () => {
    const deal = {system: "zendesk_sell", status: "in_progress", stage: "No answer"};
    const {W1, W2} = await duties(deal);
    expect(W1).toMatchObject({done_date: "2022-03-04"});
    expect(W2).toMatchObject({done_date: null, missing_field: "tasks.case_id"});
    expect((await duties(deal, task("2022-03-02"))).W2).toMatchObject({done_date: "2022-03-02"});
  });

  it("cannot tell whether a customer came to a meeting that has passed", async () => {
    const deal = {system: "zendesk_sell", status: "in_progress", stage: "Call planned"};
    expect(await duties(deal)).toEqual({});
    expect(await duties(deal, meeting("2022-03-10"))).toMatchObject({
      W1: {trigger_date: "2022-03-10", done_date: null, missing_field: "meetings.was_attended"}
    });
  });
});
