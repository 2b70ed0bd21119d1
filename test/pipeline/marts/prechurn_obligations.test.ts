// A customer who answers nobody while being onboarded (D6), and the churn request that ends it (D7).
import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";
import vectors from "../../vectors.json" with {type: "json"};

const silent = {
  system: "salesforce_cases",
  case_id: "K1",
  customer_id: "C1",
  kind: "potential_churn",
  status: "closed",
  outcome: "prechurn_lost",
  opened_at: "2022-03-01 08:00:00+00",
  closed_at: "2022-03-18 10:00:00+00"
};

const request = {
  ...silent,
  case_id: "K2",
  kind: "churn_request",
  opened_at: "2022-03-18 10:30:00+00",
  closed_at: "2022-03-21 09:00:00+00",
  letter_received: false,
  fiscal_churn_received_on: "2022-03-18",
  ped: "2023-03-18",
  case_origin: "Sales process"
};

const ATTEMPT = {
  system: "contacts",
  contact_id: "1",
  customer_id: "C1",
  case_id: "K1",
  at: "2022-03-02 09:00:00+00",
  direction: "outbound",
  medium: "phone"
};

const event = (at: string, field: string, value: string, actor_role = "AM"): Partial<Row> => ({
  system: "salesforce_cases",
  case_id: "K2",
  at: `2022-03-${at}+00`,
  field,
  value,
  actor_role,
  actor_name: actor_role
});

const HISTORY = [
  event("18 10:30:00", "created", "", "AM"),
  event("18 10:31:00", "fiscal_churn_received_on", "18/03/2022"),
  event("18 10:32:00", "ped", "18/03/2023"),
  event("21 08:00:00", "case_origin", "Sales process", "Team leader AM"),
  event("21 09:00:00", "status", "Not recover", "AM junior")
];

function told(changes: {request?: Partial<Row>; silent?: Partial<Row>; events?: Partial<Row>[]} = {}): Given {
  return {
    "staging.cases": [
      {...silent, ...changes.silent},
      {...request, ...changes.request}
    ],
    "staging.contacts": [ATTEMPT],
    "staging.case_events": changes.events ?? HISTORY,
    "marts.case_stakes": []
  };
}

async function duties(given: Given, asOf = "2022-12-31"): Promise<Record<string, Row>> {
  const rows = await runModel("marts.prechurn_obligations", given, {asOf});
  return Object.fromEntries(rows.map((row) => [String(row.rule), row]));
}

/** Rules whose duty was not done although everything is known. */
async function missed(given: Given): Promise<string[]> {
  const rows = Object.values(await duties(given));
  return rows
    .filter(({done_date, missing_field}) => done_date === null && missing_field === null)
    .map(({rule}) => String(rule));
}

describe("marts.prechurn_obligations", () => {
  it("finds nothing to say of a silent onboarding that was ended by the book", async () => {
    const rows = await duties(told());
    expect(Object.keys(rows)).toEqual([
      ...["D6a", "D6b", "D6c", "D6d", "D6e", "D6f"],
      ...["D7a", "D7b", "D7c"]
    ]);
    expect(await missed(told())).toEqual([]);
    expect(rows.D6a).toMatchObject({
      subject_id: "K1",
      trigger_date: "2022-03-02",
      earliest_date: "2022-03-16",
      deadline_date: "2022-03-23",
      done_date: "2022-03-18"
    });
    expect(rows.D6b).toMatchObject({subject_id: "K1", deadline_date: "2022-03-18", done_date: "2022-03-18"});
    expect(rows.D7c).toMatchObject({
      subject_id: "K2",
      expected_value: "am_junior, team_leader",
      observed_value: "am_junior"
    });
  });

  it("expects the loss a year after the receipt, as the vectors have it", async () => {
    for (const {received, ped_n1} of vectors.deadlines) {
      const on = {opened_at: `${received} 10:00:00+00`, fiscal_churn_received_on: received, ped: null};
      const before = {closed_at: `${received} 09:00:00+00`};
      const {D6d} = await duties(told({request: {...on, closed_at: null}, silent: before}), "2030-12-31");
      expect(D6d).toMatchObject({expected_value: ped_n1, observed_value: null, done_date: null});
    }
  });

  it.each([
    ["the day of receipt is another one", {fiscal_churn_received_on: "2022-03-17"}, ["D6c", "D6d"]],
    ["the loss is set for this year", {ped: "2022-03-31"}, ["D6d"]],
    ["a letter is said to have come", {letter_received: true}, ["D6e"]]
  ])("says so when %s", async (_, changed, rules) => {
    expect(await missed(told({request: changed}))).toEqual(rules);
  });

  it("counts the year from the engagement where that is the policy", async () => {
    const {D6d} = await duties({
      ...told(),
      "staging.customers": [{customer_id: "C1"}],
      "staging.contracts": [{customer_id: "C1", status: "signed", service_start_date: "2022-02-01"}],
      "lookups.policies": [{name: "prechurn.ped_base", value: "engagement", valid_from: "2000-01-01"}]
    });
    expect(D6d).toMatchObject({expected_value: "2023-02-01", done_date: null});
  });

  it("misses the request that nobody opened, and calls it late after that day", async () => {
    const [first] = told()["staging.cases"] ?? [];
    const alone = await duties({...told(), "staging.cases": [first ?? {}], "staging.case_events": []});
    expect(Object.keys(alone)).toEqual(["D6a", "D6b"]);
    expect(alone.D6b).toMatchObject({done_date: null, missing_field: null});
    const late = {opened_at: "2022-03-20 10:00:00+00", fiscal_churn_received_on: "2022-03-20"};
    expect((await duties(told({request: late}))).D6b).toMatchObject({done_date: "2022-03-20"});
  });

  it("does not let an account manager give the origin or pass the request as lost", async () => {
    const by = (step: number, role: string) =>
      HISTORY.map((known, place) => (place === step ? {...known, actor_role: role} : known));
    expect(await missed(told({events: by(3, "AM")}))).toEqual(["D7b"]);
    expect(await missed(told({events: by(4, "AM")}))).toEqual(["D7c"]);
    expect(await missed(told({events: by(4, "Directrice")}))).toEqual(["D7c"]);
    const {D7b} = await duties(told({events: by(3, "AM")}));
    expect(D7b).toMatchObject({observed_value: "account_manager", done_date: null, missing_field: null});
  });

  it("follows the roles in force on the day of the step", async () => {
    const roles = (valid_to: string | null) => ({
      "lookups.allowed_roles": [
        {step: "origin", role: "team_leader", valid_from: "2000-01-01"},
        {step: "lost", role: "team_leader", valid_from: "2000-01-01"},
        {step: "lost", role: "am_junior", valid_from: "2000-01-01", valid_to}
      ]
    });
    expect(await missed({...told(), ...roles("2022-03-22")})).toEqual([]);
    expect(await missed({...told(), ...roles("2022-03-21")})).toEqual(["D7c"]);
  });

  it("keeps the order of the steps", async () => {
    const moved = (step: number, at: string) =>
      HISTORY.map((known, place) => (place === step ? {...known, at: `2022-03-${at}+00`} : known));
    for (const step of [1, 2])
      expect(await missed(told({events: moved(step, "21 08:30:00")}))).toEqual(["D7a"]);
    expect(await missed(told({events: moved(3, "21 09:30:00")}))).toEqual(["D7a"]);
    expect(await missed(told({events: moved(2, "21 08:00:00")}))).toEqual([]);
    const {D7a} = await duties(told({events: moved(3, "18 10:31:30")}));
    expect(D7a).toMatchObject({
      expected_value: "ped, fiscal_churn_received_on, origin, lost",
      observed_value: "fiscal_churn_received_on, origin, ped, lost",
      done_date: null
    });
  });

  it("takes a field that never changed for one that was filled in at the creation", async () => {
    const without = (field: string) => HISTORY.filter((known) => known.field !== field);
    expect(await missed(told({events: without("ped")}))).toEqual([]);
    expect(await missed(told({events: without("case_origin")}))).toEqual(["D6f", "D7a", "D7b"]);
    const created = without("case_origin").map((known) =>
      known.field === "created" ? {...known, actor_role: "Team leader AM"} : known
    );
    expect((await duties(told({events: created}))).D6f).toMatchObject({done_date: "2022-03-18"});
  });

  it("says that nothing can be told where no history is delivered, or no role", async () => {
    const rows = await duties(told({events: []}));
    const unknown = Object.values(rows).filter(({missing_field}) => missing_field !== null);
    expect(unknown.map(({rule, missing_field}) => [rule, missing_field])).toEqual([
      ["D6f", "case_events.at"],
      ["D7a", "case_events.at"],
      ["D7b", "case_events.at"],
      ["D7c", "case_events.at"]
    ]);
    const nobody = HISTORY.map((known) => ({...known, actor_role: null}));
    expect((await duties(told({events: nobody}))).D7c).toMatchObject({
      missing_field: "case_events.actor_role"
    });
  });

  it("holds requests with that origin to order and roles only, when no silent onboarding came before", async () => {
    const given = told({silent: {outcome: "saved"}});
    expect(Object.keys(await duties(given))).toEqual(["D7a", "D7b", "D7c"]);
    const other = told({silent: {outcome: "saved"}, request: {case_origin: "Courrier"}});
    expect(await duties(other)).toEqual({});
  });

  it("gives each silent onboarding a request of its own", async () => {
    const rows = await runModel("marts.prechurn_obligations", {
      ...told(),
      "staging.cases": [silent, {...silent, case_id: "K0", closed_at: "2022-03-17 10:00:00+00"}, request]
    });
    const requests = rows.filter(({rule}) => rule === "D6b");
    expect(requests.map(({subject_id, done_date}) => [subject_id, done_date])).toEqual([
      ["K0", null],
      ["K1", "2022-03-18"]
    ]);
  });

  it("follows an open case of a customer being onboarded", async () => {
    const open = {...silent, outcome: "open", status: "assigned", closed_at: null};
    const onboarding = [{customer_id: "C1", onboarding_start_date: "2022-02-20"}];
    const given = {...told(), "staging.cases": [open], "staging.onboardings": onboarding};
    expect((await duties(given)).D6a).toMatchObject({deadline_date: "2022-03-23", done_date: null});
    expect(await duties({...given, "staging.onboardings": []})).toEqual({});
  });
});
