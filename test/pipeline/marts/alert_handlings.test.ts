import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, type Row, runModel} from "../../support/models.ts";

const RULES = [
  {system: "slack_messages", kind: "churn_risk", rule: "sum_up", valid_from: "2000-01-01"},
  {system: "asana", kind: "churn_risk", rule: "board", valid_from: "2000-01-01"}
];

/** Policies in force, one of them on trial. */
function policies(tick: string): Partial<Row>[] {
  return [
    {name: "tick.policy", value: tick, valid_from: "2000-01-01"},
    {name: "nps.scale", value: "S3", valid_from: "2000-01-01"}
  ];
}

async function handlings(given: Given, tick = "strict"): Promise<Row[]> {
  return runModel("marts.alert_handlings", {
    "lookups.handled_rules": RULES,
    "lookups.policies": policies(tick),
    ...given
  });
}

const message = {
  system: "slack_messages",
  kind: "churn_risk",
  alert_date: "2021-04-01",
  is_ticked: true
};

describe("an alert of the channel", () => {
  it("is handled in the rows of the truth table, and ticked too early in all others", async () => {
    const alerts = vectors.alert_handled.map((_, place) => ({
      ...message,
      alert_id: `a${place}`,
      customer_id: `C${place}`
    }));
    const facts = (name: "rdv" | "created" | "attempt" | "task", make: (id: string) => Partial<Row>) =>
      vectors.alert_handled.flatMap((row, place) => (row[name] === 1 ? [make(String(place))] : []));
    // A case that is assigned and not created cannot be told; a meeting decides without one.
    const given = {
      "marts.alert_messages": alerts,
      "staging.cases": vectors.alert_handled.flatMap(({created, assigned}, place) =>
        created === 1
          ? [
              {
                case_id: `K${place}`,
                customer_id: `C${place}`,
                status: "new",
                owner_name: assigned === 1 ? "Zoé" : null,
                opened_at: "2021-04-02 10:00:00+00"
              }
            ]
          : []
      ),
      "staging.contacts": facts("attempt", (id) => ({
        system: "s",
        contact_id: id,
        customer_id: `C${id}`,
        direction: "outbound",
        is_automatic: false,
        at: "2021-04-03 10:00:00+00"
      })),
      "marts.customer_tasks": vectors.alert_handled.flatMap(({rdv, task}, place) =>
        rdv === 1 || task === 1
          ? [
              {
                task_id: `T${place}`,
                customer_id: `C${place}`,
                kind: "churn_risk",
                created_date: "2021-04-01",
                task_date: "2021-04-01",
                meeting_made_date: rdv === 1 ? "2021-04-05" : null
              }
            ]
          : []
      )
    };
    for (const tick of ["strict", "lenient"] as const) {
      const rows = new Map((await handlings(given, tick)).map((row) => [row.alert_id, row]));
      vectors.alert_handled.forEach((row, place) => {
        const isHandled = row[tick] === 1;
        expect([row, rows.get(`a${place}`)?.is_handled]).toEqual([row, isHandled]);
        expect(rows.get(`a${place}`)).toMatchObject({is_premature_tick: !isHandled, is_unticked: false});
      });
    }
  });

  it("is handled on the day of its last step, or of the meeting", async () => {
    const steps = {
      alert_id: "a",
      alert_date: "2021-04-01",
      rule: "sum_up",
      has_customer: true,
      case_date: "2021-04-01",
      assigned_date: "2021-04-01",
      attempt_date: "2021-04-06"
    };
    const on = async (step: Partial<Row>) =>
      (
        await handlings({
          "marts.alert_messages": [{...message, alert_id: "a"}],
          "marts.alert_steps": [{...steps, ...step}]
        })
      )[0];
    expect(await on({})).toMatchObject({is_handled: false, handled_date: null});
    expect(await on({task_set_date: "2021-04-02"})).toMatchObject({handled_date: "2021-04-06"});
    expect(await on({meeting_made_date: "2021-04-09"})).toMatchObject({handled_date: "2021-04-09"});
  });

  it("counts what is done for days after it, and nothing that was done before", async () => {
    const call = async (at: string) =>
      (
        await handlings({
          "marts.alert_messages": [{...message, alert_id: "a", customer_id: "C"}],
          "staging.contacts": [
            {system: "s", contact_id: "1", customer_id: "C", direction: "outbound", is_automatic: false, at}
          ]
        })
      )[0]?.has_attempt;
    expect(await call("2021-03-31 10:00:00+00")).toBe(false);
    expect(await call("2021-05-01 10:00:00+00")).toBe(true);
    expect(await call("2021-05-02 10:00:00+00")).toBe(false);
  });

  it("is handled and not ticked, or nothing at all where nobody knows the customer", async () => {
    const steps = {alert_id: "a", rule: "sum_up", alert_date: "2021-04-01", meeting_made_date: "2021-04-02"};
    const [unticked] = await handlings({
      "marts.alert_messages": [{...message, alert_id: "a", is_ticked: false}],
      "marts.alert_steps": [{...steps, has_customer: true}]
    });
    expect(unticked).toMatchObject({is_handled: true, is_unticked: true, is_premature_tick: false});
    const [unknown] = await handlings({
      "marts.alert_messages": [{...message, alert_id: "a"}],
      "marts.alert_steps": [{alert_id: "a", rule: "sum_up", alert_date: "2021-04-01", has_customer: false}]
    });
    expect(unknown).toMatchObject({is_handled: null, is_unticked: false, is_premature_tick: false});
  });
});

describe("a request of the board", () => {
  const request = {...message, system: "asana", alert_id: "asana/1", task_id: "1", customer_id: "C"};
  const board = {system: "asana", task_id: "1", kind: "churn_risk", created_date: "2021-04-01"};

  it("is handled when a meeting is made or it is resolved, whatever else is done", async () => {
    const of = async (cells: Partial<Row>, isTicked: boolean) =>
      (
        await handlings({
          "marts.alert_messages": [{...request, is_ticked: isTicked}],
          "marts.board_requests": [{...board, ...cells}]
        })
      )[0];
    expect(await of({}, false)).toMatchObject({rule: "board", is_handled: false});
    expect(await of({resolved_date: "2021-04-03"}, true)).toMatchObject({
      is_handled: true,
      handled_date: "2021-04-03",
      is_premature_tick: false
    });
    expect(await of({meeting_made_date: "2021-04-02"}, false)).toMatchObject({
      is_handled: true,
      is_unticked: true
    });
  });
});

describe("marts.alert_obligations", () => {
  const given = (alert: Partial<Row>, steps: Partial<Row>): Given => ({
    "lookups.policies": [
      ...policies("strict"),
      {name: "redalert.policy", value: "union", valid_from: "2000-01-01"}
    ],
    "marts.alert_messages": [{...message, alert_id: "a", customer_id: "C", ...alert}],
    "marts.alert_steps": [{alert_id: "a", ...steps}],
    "staging.tasks": [{system: "asana", task_id: "0", created_date: "2021-01-01"}]
  });
  const red = {kind: "red_alert", reason: "Planity", appointment_date: "2021-04-11"};

  it("asks for the task of a churn risk the same day, and for that of a red alert within its days", async () => {
    const [risk] = await runModel("marts.alert_obligations", given({}, {task_date: "2021-04-02"}));
    expect(risk).toMatchObject({
      rule: "D13",
      subject_id: "a",
      earliest_date: null,
      deadline_date: "2021-04-01",
      computation: "same_day",
      done_date: "2021-04-02",
      missing_field: null
    });
    const [alert] = await runModel("marts.alert_obligations", given(red, {}));
    expect(alert).toMatchObject({
      rule: "D14",
      earliest_date: "2021-04-02",
      deadline_date: "2021-04-04",
      computation: "before_appointment",
      done_date: null
    });
  });

  it("names what is missing where it cannot be told", async () => {
    const missing = async (alert: Partial<Row>) =>
      (await runModel("marts.alert_obligations", given(alert, {})))[0];
    expect(await missing({...red, appointment_date: null})).toMatchObject({
      missing_field: "alerts.appointment_at",
      deadline_date: null
    });
    expect(await missing({customer_id: null})).toMatchObject({missing_field: "alerts.customer_id"});
    expect(await missing({alert_date: "2020-12-31"})).toMatchObject({missing_field: "tasks.created_date"});
  });

  it("is judged with all others", async () => {
    const status = async (alert: Partial<Row>, taskDate: string | null) =>
      (await runModel("marts.obligations", given(alert, {task_date: taskDate}), {asOf: "2021-04-04"}))[0];
    expect(await status(red, "2021-04-01")).toMatchObject({status: "early_breach", days_early: 1n});
    expect(await status(red, "2021-04-04")).toMatchObject({status: "met"});
    expect(await status(red, "2021-04-06")).toMatchObject({status: "late", days_late: 2n});
    expect(await status(red, null)).toMatchObject({status: "pending", days_left: 0n});
    expect(await status({}, null)).toMatchObject({status: "missing", days_late: 3n});
  });
});
