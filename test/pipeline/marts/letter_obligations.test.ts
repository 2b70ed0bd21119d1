// Deadlines of letters on the model itself: the vectors of the methods, and every day of twelve years.
import {Temporal} from "temporal-polyfill";
import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel, type RunModelOptions} from "../../support/models.ts";
import vectors from "../../vectors.json" with {type: "json"};

const SPLIT = 15;

function letter(customer: string, brand: string, received: string, more: Partial<Row> = {}): Partial<Row> {
  return {customer_id: customer, brand, received_date: received, ...more};
}

const about = (customer: string, received: string, more: Partial<Row> = {}): Partial<Row> => ({
  case_id: `K-${customer}`,
  customer_id: customer,
  brand: "Wavy",
  status: "in_progress",
  outcome: "open",
  letter_received: true,
  fiscal_churn_received_on: received,
  opened_at: `${received} 10:00:00+00`,
  ...more
});

async function obligations(given: Given, options?: RunModelOptions): Promise<Row[]> {
  return runModel("marts.letter_obligations", {"marts.case_stakes": [], ...given}, options);
}

const ofLetters = (...letters: Partial<Row>[]): Given => ({"staging.letters": letters});

describe("deadlines of letters", () => {
  it("agree with every vector", async () => {
    const letters = vectors.deadlines.flatMap(({received}) => [
      letter("T", "Treatwell", received),
      letter("W", "Wavy", received)
    ]);
    const rows = await obligations(ofLetters(...letters));
    const found = new Map(
      rows.map(({customer_id, trigger_date, deadline_date}) => [
        `${String(customer_id)} ${String(trigger_date)}`,
        deadline_date
      ])
    );
    expect(found.size).toBe(2 * vectors.deadlines.length);
    for (const {received, treatwell_ped, wavy_lost_by} of vectors.deadlines) {
      expect([received, found.get(`T ${received}`)]).toEqual([received, treatwell_ped]);
      expect([received, found.get(`W ${received}`)]).toEqual([received, wavy_lost_by]);
    }
  });

  it("are reckoned alike by a calendar of its own, on every day from 2019 to 2030", async () => {
    const days = daysBetween("2019-01-01", "2030-12-31");
    expect(days).toHaveLength(4383);
    const letters = days
      .map(String)
      .flatMap((day) => [letter("T", "Treatwell", day), letter("W", "Wavy", day)]);
    const rows = await obligations(ofLetters(...letters));
    const found = rows.map(({brand, trigger_date, rule, computation, deadline_date}) =>
      [brand, trigger_date, rule, computation, deadline_date].join(" ")
    );
    expect(found.sort()).toEqual(days.flatMap((day) => [treatwell(day), wavy(day)]).sort());

    // What the methods count of these windows (10.2).
    const windows = (brand: string) =>
      rows
        .filter((row) => row.brand === brand)
        .map(({trigger_date, deadline_date}) => daysFrom(String(trigger_date), String(deadline_date)));
    expect([Math.min(...windows("Treatwell")), Math.max(...windows("Treatwell"))]).toEqual([13, 46]);
    expect([Math.min(...windows("Wavy")), Math.max(...windows("Wavy"))]).toEqual([28, 31]);
    const clamped = rows.filter((row) => row.brand === "Wavy" && row.deadline_date === "2021-02-28");
    expect(clamped.map(({trigger_date}) => trigger_date)).toEqual([
      "2021-01-28",
      "2021-01-29",
      "2021-01-30",
      "2021-01-31"
    ]);
  }, 60_000);

  it("leave out the day itself where the policy says so", async () => {
    const policies = [
      {name: "deadline.inclusive", value: "true", valid_from: "2000-01-01"},
      {name: "deadline.inclusive", value: "false", valid_from: "2020-10-16"},
      {name: "letter_ghost.policy", value: "wait", valid_from: "2000-01-01"}
    ];
    const rows = await obligations({
      ...ofLetters(letter("W", "Wavy", "2020-10-15"), letter("W", "Wavy", "2020-10-16")),
      "lookups.policies": policies
    });
    expect(rows.map(({deadline_date}) => deadline_date)).toEqual(["2020-11-15", "2020-11-15"]);
  });

  it("go by the split day and the regime in force on the day of receipt", async () => {
    const rows = await obligations({
      ...ofLetters(letter("M", "marly", "2020-10-05"), letter("M", "MARLY", "2021-10-12")),
      "lookups.parameters": [
        {name: "letter.split_day", value: 15, valid_from: "2000-01-01"},
        {name: "letter.split_day", value: 10, valid_from: "2021-01-01"}
      ],
      "lookups.letter_regimes": [
        {brand: "Marly", regime: "same_day", valid_from: "2000-01-01", source_line: 2},
        {brand: "Marly", regime: "month_end", valid_from: "2021-01-01", source_line: 3}
      ]
    });
    expect(rows).toMatchObject([
      {rule: "D2", trigger_date: "2021-10-12", deadline_date: "2021-11-30", computation: "next_month_end"},
      {rule: "D3", trigger_date: "2020-10-05", deadline_date: "2020-11-05"}
    ]);
  });

  it("cannot be computed for a brand of which nobody has said when its contracts end", async () => {
    expect(await obligations(ofLetters(letter("C", "Autre", "2020-10-05")))).toMatchObject([
      {rule: "D1_D3", deadline_date: null, computation: "none", missing_field: "letter_regimes.regime"}
    ]);
  });
});

describe("who a letter binds", () => {
  it("is nobody once the customer is kept, by the case or by the word of the follow file", async () => {
    const rows = await obligations({
      "staging.letters": [
        letter("C1", "Wavy", "2020-10-05"),
        letter("C2", "Wavy", "2020-10-05", {call_outcome: "Sauvé"}),
        letter("C3", "Wavy", "2020-10-05", {call_outcome: "Sauvé"}),
        letter("C4", "Wavy", "2020-10-05")
      ],
      "staging.cases": [
        about("C1", "2020-10-05", {outcome: "saved_partial"}),
        about("C3", "2020-10-05", {outcome: "lost", owner_name: "Léa"}),
        about("C4", "2020-10-06", {outcome: "saved", letter_received: false})
      ]
    });
    expect(rows).toMatchObject([
      {customer_id: "C3", case_id: "K-C3", owner_name: "Léa"},
      {customer_id: "C4", case_id: null}
    ]);
  });

  it("goes by the follow file, and by the case where no letter stands there", async () => {
    const closed = {outcome: "lost", closed_at: "2020-11-05 23:30:00+00"};
    const rows = await obligations({
      "staging.letters": [letter("C1", "Wavy", "2020-10-05")],
      "staging.cases": [about("C1", "2020-10-05", closed), about("C2", "2020-10-05", closed)]
    });
    expect(rows).toMatchObject([
      {subject_kind: "case", subject_id: "case|K-C2", done_field: "cases.closed_at", done_date: "2020-11-06"},
      {subject_kind: "letter", subject_id: "C1|Wavy|2020-10-05", done_date: null, case_id: "K-C1"}
    ]);
  });

  it("takes no day of a fiscal churn for a letter where none came", async () => {
    const rows = await obligations({
      "staging.cases": [
        about("C1", "2020-10-05", {letter_received: false}),
        about("C2", "2020-10-05", {letter_received: null}),
        about("C3", "2020-10-05", {status: "duplicate"})
      ]
    });
    expect(rows).toEqual([]);
  });

  it("takes of several cases about one letter that of its brand, then the last", async () => {
    const rows = await obligations({
      "staging.letters": [letter("C1", "Wavy", "2020-10-05")],
      "staging.cases": [
        about("C1", "2020-10-05", {case_id: "K1"}),
        about("C1", "2020-10-05", {case_id: "K2", opened_at: "2020-10-07 10:00:00+00"}),
        about("C1", "2020-10-05", {case_id: "K3", opened_at: "2020-10-09 10:00:00+00", brand: "Treatwell"})
      ]
    });
    expect(rows).toMatchObject([{case_id: "K2"}]);
  });
});

function daysBetween(first: string, last: string): Temporal.PlainDate[] {
  const start = Temporal.PlainDate.from(first);
  return Array.from({length: daysFrom(first, last) + 1}, (_, days) => start.add({days}));
}

function daysFrom(one: string, other: string): number {
  return Temporal.PlainDate.from(one).until(Temporal.PlainDate.from(other)).days;
}

/** Rule, formula and deadline of a Treatwell letter, as S2 tells them, by a calendar that knows nothing of the SQL. */
function treatwell(received: Temporal.PlainDate): string {
  const isEarly = received.day <= SPLIT;
  const month = received.toPlainYearMonth().add({months: isEarly ? 0 : 1});
  const ped = month.toPlainDate({day: month.daysInMonth});
  return ["Treatwell", received, isEarly ? "D1 month_end" : "D2 next_month_end", ped].join(" ");
}

function wavy(received: Temporal.PlainDate): string {
  const month = received.toPlainYearMonth().add({months: 1});
  const day = month.toPlainDate({day: Math.min(received.day, month.daysInMonth)});
  return ["Wavy", received, "D3 same_day_next_month", day].join(" ");
}
