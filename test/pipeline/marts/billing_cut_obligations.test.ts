import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";
import vectors from "../../vectors.json" with {type: "json"};

interface LossStory {
  customer?: string;
  start: string;
  loss: string;
  cut?: string;
  smsCut?: string;
}

/** A contract, the letter that ended it, and the case that names its order. */
function lose(...losses: LossStory[]): Given {
  const told = losses.map((loss, index) => ({customer: `C${index}`, ...loss}));
  return {
    "marts.case_stakes": [],
    "staging.letters": told.map(({customer, loss, cut, smsCut}) => ({
      ...{customer_id: customer, brand: "Wavy", received_date: loss, lost_date: loss},
      ...{billing_cut_date: cut ?? null, sms_cut_date: smsCut ?? null}
    })),
    "staging.cases": told.map(({customer, loss}) => ({
      ...{case_id: `K${customer}`, customer_id: customer, order_id: `O${customer}`, status: "closed"},
      ...{outcome: "lost", letter_received: true, fiscal_churn_received_on: loss},
      ...{opened_at: `${loss} 08:00:00+00`, closed_at: `${loss} 09:00:00+00`}
    })),
    "staging.orders": told.map(({customer, start}) => ({
      ...{order_id: `O${customer}`, customer_id: customer, signed_date: start}
    })),
    "staging.order_lines": told.map(({customer, start}) => ({
      ...{order_id: `O${customer}`, line_no: 1, term_start_date: start, is_recurring: true, amount_cents: 100}
    }))
  };
}

const duties = (given: Given): Promise<Row[]> => runModel("marts.billing_cut_obligations", given);

describe("marts.billing_cut_obligations", () => {
  it("agrees with every vector", async () => {
    const rows = await duties(
      lose(...vectors.billing_cut.map((vector) => ({...vector, smsCut: "2022-01-01"})))
    );
    for (const [index, {main, sms, start}] of vectors.billing_cut.entries()) {
      const found = rows.filter(({customer_id}) => customer_id === `C${index}`);
      expect(found).toMatchObject([
        {
          rule: "D10",
          deadline_date: sms,
          earliest_date: sms,
          computation: "anchored_month_after_anniversary"
        },
        {rule: "D9", deadline_date: main, earliest_date: main, computation: "anniversary", anchor_date: start}
      ]);
    }
  });

  it("expects the fixed days of the rule before, on losses before it changed", async () => {
    const given = {
      ...lose({start: "2018-11-30", loss: "2019-10-02", cut: "2019-11-05", smsCut: "2019-12-10"}),
      "lookups.policies": [
        {name: "cut.rule_valid_from", value: "2019-10-03", valid_from: "2000-01-01"},
        {name: "letter_ghost.policy", value: "wait", valid_from: "2000-01-01"},
        {name: "deadline.inclusive", value: "true", valid_from: "2000-01-01"}
      ]
    };
    expect(await duties(given)).toMatchObject([
      {rule: "D10", deadline_date: "2019-12-17", expected_value: "2019-12-05 / 2019-12-17"},
      {rule: "D9", deadline_date: "2019-11-05", computation: "fixed_days", done_date: "2019-11-05"}
    ]);
  });

  it("asks nothing about text messages of those who have none", async () => {
    const loss = lose({start: "2020-11-17", loss: "2021-10-02"});
    expect(await duties(loss)).toMatchObject([{rule: "D9"}]);
    const [line] = loss["staging.order_lines"] ?? [];
    const messages = {...line, line_no: 2, product: "Pack SMS 100"};
    const withMessages = {...loss, "staging.order_lines": [line ?? {}, messages]};
    expect(await duties(withMessages)).toMatchObject([
      {rule: "D10", deadline_date: "2021-12-17", done_date: null},
      {rule: "D9"}
    ]);
  });

  it("cannot be computed without a letter, whose file alone tells the cut", async () => {
    const loss = lose({start: "2020-11-17", loss: "2021-10-02"});
    const [known] = loss["staging.cases"] ?? [];
    expect(
      await duties({...loss, "staging.letters": [], "staging.cases": [{...known, letter_received: false}]})
    ).toMatchObject([
      {
        subject_id: "case|KC0",
        missing_field: "letters.billing_cut_date",
        deadline_date: null,
        computation: "none"
      }
    ]);
  });
});

describe("the day from which a contract is counted", () => {
  const order = (id: string, start: string, more: Partial<Row> = {}) => ({
    orders: [{order_id: id, customer_id: "C0", signed_date: start}],
    lines: [{order_id: id, line_no: 1, term_start_date: start, is_recurring: true, amount_cents: 1, ...more}]
  });
  const told = async (...orders: ReturnType<typeof order>[]): Promise<Row | undefined> => {
    const loss = lose({start: "2020-11-17", loss: "2021-10-02"});
    const [known] = loss["staging.cases"] ?? [];
    const rows = await duties({
      ...loss,
      "staging.cases": [{...known, order_id: null}],
      "staging.orders": orders.flatMap(({orders}) => orders),
      "staging.order_lines": orders.flatMap(({lines}) => lines),
      "staging.customers": [{customer_id: "C0"}],
      "staging.onboardings": [{customer_id: "C0", onboarding_start_date: "2020-02-29"}]
    });
    return rows[0];
  };

  it("is that of the only order in force, where the case names none", async () => {
    const ended = order("O1", "2019-05-05", {term_end_date: "2021-10-02"});
    const cut = order("O2", "2019-06-06", {cut_date: "2021-10-02"});
    const later = order("O3", "2021-10-03");
    expect(await told(ended, cut, later, order("O4", "2020-12-24"))).toMatchObject({
      ...{order_id: "O4", anchor_date: "2020-12-24", deadline_date: "2021-12-24"},
      anchor_field: "order_lines.term_start_date"
    });
  });

  it("is not known where several are", async () => {
    expect(await told(order("O1", "2020-05-05"), order("O2", "2020-12-24"))).toMatchObject({
      ...{anchor_date: null, deadline_date: null, missing_field: "cases.order_id"}
    });
  });

  it("is the day of engagement where no order is known", async () => {
    expect(await told()).toMatchObject({
      ...{anchor_date: "2020-02-29", anchor_field: "engagement_dates.onboarding", deadline_date: "2022-02-28"}
    });
  });
});
