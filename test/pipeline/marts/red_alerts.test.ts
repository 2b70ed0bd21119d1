import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";

const red = {kind: "red_alert", customer_id: "C", reason: "Planity", appointment_date: "2021-04-11"};

async function decide(given: Given, policy = "union"): Promise<Row> {
  const [row = {}] = await runModel("marts.red_alert_decisions", {
    "marts.alert_messages": [{...red, alert_id: "a", alert_date: "2021-04-01"}],
    "lookups.policies": [
      {name: "redalert.policy", value: policy, valid_from: "2000-01-01"},
      {name: "nps.scale", value: "S3", valid_from: "2000-01-01"}
    ],
    ...given
  });
  return row;
}

const contact = {
  customer_id: "C",
  direction: "inbound",
  system: "s",
  contact_id: "1",
  at: "2021-03-20 10:00:00+00"
};
const nps = {alert_id: "n", customer_id: "C", alert_date: "2021-02-01"};
const closed = {case_id: "K", customer_id: "C", status: "closed", opened_at: "2020-12-01 10:00:00+00"};

describe("the decision table", () => {
  it("comes to a note and a task when nothing else speaks of trouble", async () => {
    expect(await decide({})).toMatchObject({
      is_alone: true,
      decision: "note",
      task_from_date: "2021-04-02",
      task_date: "2021-04-04",
      meeting_after_from_date: "2021-04-12",
      meeting_after_until_date: "2021-04-18",
      meeting_before_until_date: "2021-04-10"
    });
  });

  it("R1: takes several different alerts within 7 days for a churn risk, and the same one again for none", async () => {
    const twice = (second: Partial<Row>) => ({
      "marts.alert_messages": [
        {...red, alert_id: "b", alert_date: "2021-03-25"},
        {...red, alert_id: "c", alert_date: "2021-04-01", ...second}
      ]
    });
    const last = async (second: Partial<Row>) =>
      (await runModel("marts.red_alert_decisions", twice(second))).at(-1);
    expect(await last({reason: "Kiute"})).toMatchObject({is_repeated: true, decision: "create"});
    expect(await last({})).toMatchObject({is_repeated: false, decision: "note"});
    expect(await last({reason: "Kiute", alert_date: "2021-04-02"})).toMatchObject({is_repeated: false});
  });

  it("R2: attaches to an open case, and creates where one ended within 90 days", async () => {
    const open = {...closed, status: "assigned"};
    expect(await decide({"staging.cases": [open]})).toMatchObject({
      has_open_case: true,
      decision: "attach"
    });
    const ended = async (at: string) => decide({"staging.cases": [{...closed, closed_at: at}]});
    expect(await ended("2021-01-01 10:00:00+00")).toMatchObject({has_recent_case: true, decision: "create"});
    expect(await ended("2020-12-31 10:00:00+00")).toMatchObject({has_recent_case: false, decision: "note"});
  });

  it("R3: creates where the reason is explicit", async () => {
    const told = [{...red, alert_id: "a", alert_date: "2021-04-01", reason: "Planity formation"}];
    expect(await decide({"marts.alert_messages": told})).toMatchObject({
      is_explicit: true,
      decision: "create"
    });
  });

  it("R4: creates where a ticket is not solved, or trouble is recent", async () => {
    const old = {...contact, motive: "Facturation", at: "2020-06-01 10:00:00+00"};
    const of = async (rows: Partial<Row>[]) => decide({"staging.contacts": rows});
    expect(await of([{...old, was_resolved: false}])).toMatchObject({has_trouble: true, decision: "create"});
    const again = {...old, contact_id: "2", at: "2020-06-05 10:00:00+00", was_resolved: true};
    expect(await of([{...old, was_resolved: false}, again])).toMatchObject({has_trouble: false});
    const before = {...old, contact_id: "0", at: "2020-05-25 10:00:00+00", was_resolved: true};
    expect(await of([before, {...old, was_resolved: false}])).toMatchObject({has_trouble: true});
    const solved = {...contact, motive: "Demande de résiliation", was_resolved: true};
    expect(await of([solved])).toMatchObject({has_trouble: true, has_open_bug: false});
    expect(await of([{...solved, at: "2021-03-01 10:00:00+00"}])).toMatchObject({has_trouble: false});
    expect(await of([{...solved, direction: "outbound"}])).toMatchObject({has_trouble: false});
  });

  it("R5: creates where the last NPS answer within 90 days was low", async () => {
    const answered = async (rows: Partial<Row>[]) => decide({"marts.nps_answers": rows});
    expect(await answered([{...nps, is_low: true}])).toMatchObject({has_low_nps: true, decision: "create"});
    expect(await answered([{...nps, is_low: true, alert_date: "2020-12-01"}])).toMatchObject({
      has_low_nps: false
    });
    const later = {...nps, alert_id: "o", alert_date: "2021-03-01", is_low: false};
    expect(await answered([{...nps, is_low: true}, later])).toMatchObject({has_low_nps: false});
  });

  it("R6: creates where a bug is open, however old", async () => {
    const bug = {
      ...contact,
      motive: "Bug / dysfonctionnement",
      was_resolved: false,
      at: "2020-01-01 10:00:00+00"
    };
    expect(await decide({"staging.contacts": [bug]})).toMatchObject({has_open_bug: true, decision: "create"});
    expect(await decide({"staging.contacts": [{...bug, was_resolved: true}]})).toMatchObject({
      has_open_bug: false,
      decision: "note"
    });
  });

  it("stores every condition and lets only those of the policy decide", async () => {
    const low = {"marts.nps_answers": [{...nps, is_low: true}]};
    expect(await decide(low, "S1")).toMatchObject({has_low_nps: true, decision: "note"});
    expect(await decide(low, "S3")).toMatchObject({has_low_nps: true, decision: "create"});
    const explicit = {
      "marts.alert_messages": [{...red, alert_id: "a", alert_date: "2021-04-01", reason: "Planity photos"}]
    };
    expect(await decide(explicit, "S3")).toMatchObject({is_explicit: true, decision: "note"});
  });
});

describe("marts.red_alerts", () => {
  it("puts alerts at most 7 days apart into one episode, each after the one before", async () => {
    const days = ["2021-01-01", "2021-01-08", "2021-01-15", "2021-01-23"];
    const rows = await runModel("marts.red_alerts", {
      "marts.alert_messages": days.map((alert_date, place) => ({
        ...red,
        alert_id: `a${place}`,
        alert_date
      }))
    });
    expect(rows.map(({episode_id}) => episode_id)).toEqual(["a0", "a0", "a0", "a3"]);
    expect(rows.map(({is_repetition}) => is_repetition)).toEqual([false, true, true, false]);
  });

  it("keeps alerts of nobody apart", async () => {
    const rows = await runModel("marts.red_alerts", {
      "marts.alert_messages": ["a", "b"].map((alert_id) => ({
        ...red,
        customer_id: null,
        alert_id,
        alert_date: "2021-01-01"
      }))
    });
    expect(rows.map(({episode_id}) => episode_id)).toEqual(["a", "b"]);
  });
});

describe("the meeting of an episode", () => {
  const episode = {
    customer_id: "C",
    alert_date: "2021-04-01",
    appointment_date: "2021-04-11",
    is_repetition: false
  };

  it.each([
    ["2021-04-10", "before", "before"],
    ["2021-04-11", "same_day", null],
    ["2021-04-12", "after", "after"],
    ["2021-04-18", "after", "after"],
    ["2021-04-19", "long_after", null]
  ])("on %s comes %s", async (meeting_date, meeting_timing, inPlaceUnder) => {
    for (const policy of ["after", "before"]) {
      const [row] = await runModel("marts.alert_episodes", {
        "marts.red_alerts": [{...episode, alert_id: "a", episode_id: "a"}],
        "marts.red_alert_decisions": [{alert_id: "a"}],
        "marts.alert_steps": [{alert_id: "a", meeting_date}],
        "lookups.policies": [{name: "redalert.meeting", value: policy, valid_from: "2000-01-01"}]
      });
      expect(row).toMatchObject({meeting_timing, is_meeting_in_place: policy === inPlaceUnder});
    }
  });

  it("is nowhere while there is none, and cannot be placed without a day of the competitor", async () => {
    const [none, unknown] = await runModel("marts.alert_episodes", {
      "marts.red_alerts": ["a", "b"].map((id) => ({
        ...episode,
        alert_id: id,
        episode_id: id,
        appointment_date: null
      })),
      "marts.red_alert_decisions": [{alert_id: "a"}, {alert_id: "b"}],
      "marts.alert_steps": [{alert_id: "a"}, {alert_id: "b", meeting_date: "2021-04-12"}]
    });
    expect(none).toMatchObject({meeting_timing: "none", is_meeting_in_place: null});
    expect(unknown).toMatchObject({meeting_timing: "unknown", is_meeting_in_place: null});
  });
});
