// The families of duties about cases, sites, gifts and refunds.
import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";

describe("marts.ghosted_letter_obligations", () => {
  const end = (outcome: string, closed: string, more: Given = {}): Promise<Row[]> =>
    runModel(
      "marts.obligations",
      {
        "staging.letters": [
          {customer_id: "C1", brand: "Treatwell", received_date: "2020-10-05", lost_date: "2020-10-31"}
        ],
        "staging.cases": [
          {
            ...{case_id: "K1", customer_id: "C1", status: "closed", outcome, letter_received: true},
            ...{fiscal_churn_received_on: "2020-10-05", opened_at: "2020-10-06 08:00:00+00"},
            closed_at: `${closed} 08:00:00+00`
          }
        ],
        ...more
      },
      {asOf: "2020-12-31"}
    ).then((rows) => rows.filter(({rule}) => rule === "D5"));

  it.each([
    ["lost", "2020-10-12", {status: "met", observed_value: "lost", days_early: null}],
    ["ghost", "2020-10-21", {status: "early_breach", observed_value: "ghost", days_early: 10n}],
    ["ghost", "2020-10-31", {status: "missing", expected_value: "lost"}],
    ["ghost", "2020-11-09", {status: "missing", days_late: 61n}]
  ])("judges a case closed as %s on %s", async (outcome, closed, judged) => {
    expect(await end(outcome, closed)).toMatchObject([{deadline_date: "2020-10-31", ...judged}]);
  });

  it("asks nothing of a case that kept the customer", async () => {
    expect(await end("saved", "2020-10-21")).toEqual([]);
  });

  it("has no first day under the policy of not waiting: what is wrong then is the ghost alone", async () => {
    const policies = [
      {name: "deadline.inclusive", value: "true", valid_from: "2000-01-01"},
      {name: "cut.rule_valid_from", value: "2000-01-01", valid_from: "2000-01-01"},
      {name: "letter_ghost.policy", value: "at_once", valid_from: "2000-01-01"}
    ];
    expect(await end("ghost", "2020-10-21", {"lookups.policies": policies})).toMatchObject([
      {status: "missing", earliest_date: null}
    ]);
  });
});

describe("marts.ped_obligations", () => {
  const keyIn = async (...letters: Partial<Row>[]): Promise<Row[]> => {
    const letter = {customer_id: "C1", brand: "Treatwell", received_date: "2020-10-05"};
    const rows = await runModel(
      "marts.obligations",
      {"staging.letters": letters.map((told) => ({...letter, ...told}))},
      {asOf: "2020-11-15"}
    );
    return rows.filter(({rule}) => /b$/.test(String(rule)));
  };

  it("finds a day of effect that is not the last of its month, once that has passed", async () => {
    const right = {customer_id: "C2", received_date: "2020-10-16", ped: "2020-11-30"};
    expect(
      await keyIn({ped: "2020-11-05"}, right, {customer_id: "C3", received_date: "2020-10-16"})
    ).toMatchObject([
      {rule: "D1b", status: "missing", expected_value: "2020-10-31", observed_value: "2020-11-05"},
      {rule: "D2b", status: "met", observed_value: "2020-11-30"},
      {rule: "D2b", status: "pending", observed_value: null}
    ]);
  });

  it("asks nothing where contracts end a month after the letter, nor of what nobody delivers", async () => {
    expect(await keyIn({brand: "Wavy", ped: "2020-10-31"})).toEqual([]);
    expect(await keyIn({})).toMatchObject([{status: "not_computable", missing_field: "letters.ped"}]);
  });
});

describe("marts.domain_obligations", () => {
  const site = {order_id: "O1", line_no: 1, family: "Site", term_end_date: "2021-09-01", amount_cents: 100};
  const cut = {cut_date: "2020-10-01", cancel_recorded_at: "2020-10-02 09:00:00+00"};
  const domain = {system: "gandi", domain: "a.example", customer_id: "C1"};
  const lose = (
    domains: Partial<Row>,
    lines: Partial<Row>[] = [{...site, ...cut}],
    more: Given = {}
  ): Promise<Row[]> =>
    runModel(
      "marts.obligations",
      {
        "staging.orders": [{order_id: "O1", customer_id: "C1", seller_id: "V1"}],
        "staging.order_lines": lines,
        "staging.domains": [{...domain, ...domains}],
        ...more
      },
      {asOf: "2020-10-31"}
    ).then((rows) => rows.filter(({rule}) => rule === "D12"));
  const stopped = (at: string): Partial<Row> => ({
    is_auto_renewed: false,
    auto_renew_changed_at: `${at} 12:00:00+00`
  });

  it.each([
    ["2020-09-30", {status: "met"}],
    ["2020-10-03", {status: "met", computation: "days_after"}],
    ["2020-10-04", {status: "late", days_late: 1n}]
  ])("judges a renewal stopped on %s, the site having been lost on 2 October", async (at, judged) => {
    expect(await lose(stopped(at))).toMatchObject([
      {subject_id: "gandi|a.example", trigger_date: "2020-10-02", deadline_date: "2020-10-03", ...judged}
    ]);
  });

  it("is missing while the domain is renewed, whatever the follow file says", async () => {
    const letters = [
      {customer_id: "C1", brand: "Wavy", received_date: "2020-09-01", domain_stopped_date: "2020-10-02"}
    ];
    expect(await lose({is_auto_renewed: true}, undefined, {"staging.letters": letters})).toMatchObject([
      {status: "missing"}
    ]);
    expect(await lose({}, undefined, {"staging.letters": letters})).toMatchObject([{status: "met"}]);
    expect(await lose({})).toMatchObject([
      {status: "not_computable", missing_field: "domains.is_auto_renewed"}
    ]);
    expect(await lose({is_auto_renewed: false})).toMatchObject([
      {missing_field: "domains.auto_renew_changed_at"}
    ]);
  });

  it("asks nothing while another site lasts, or where none was cut", async () => {
    const lasting = {...site, line_no: 2, term_end_date: "2020-10-03"};
    expect(await lose({}, [{...site, ...cut}, lasting])).toEqual([]);
    expect(
      await lose({}, [
        {...site, ...cut},
        {...lasting, term_end_date: "2020-10-02"}
      ])
    ).toHaveLength(1);
    expect(await lose({}, [site])).toEqual([]);
    expect(await lose({}, [{...site, ...cut, family: "Siteline"}])).toEqual([]);
  });

  it("goes by the account passed as lost where no order tells of a site", async () => {
    const letters = [
      {customer_id: "C1", brand: "Wavy", received_date: "2020-09-01", lost_date: "2020-10-01"}
    ];
    expect(await lose(stopped("2020-10-01"), [], {"staging.letters": letters})).toMatchObject([
      {trigger_field: "letters.lost_date", deadline_date: "2020-10-02", status: "met"}
    ]);
  });
});

describe("marts.gift_obligations", () => {
  const give = (asked: string, start: string | null, invoiced?: string): Promise<Row[]> =>
    runModel(
      "marts.obligations",
      {
        "staging.orders": [{order_id: "O1", customer_id: "C1", signed_date: asked}],
        "staging.order_lines": [
          {
            order_id: "O1",
            line_no: 1,
            family: "Mobile",
            product: "Pack SMS",
            amount_cents: 0,
            term_start_date: start
          }
        ],
        "staging.invoices": [{order_id: "O1", line_no: 1, invoice_date: invoiced ?? null}]
      },
      {asOf: "2022-03-01"}
    );

  // 17 and 31 January: methods 10.2.
  it.each(["2022-01-17", "2022-01-31", "2022-01-01"])(
    "asked on %s counts from 1 January, invoiced on 1 February",
    async (asked) => {
      expect(await give(asked, "2022-01-01", "2022-02-01")).toMatchObject([
        {rule: "D11a", status: "met", expected_value: "2022-01-01", observed_value: "2022-01-01"},
        {rule: "D11b", status: "met", deadline_date: "2022-02-01"}
      ]);
    }
  );

  it("is wrong from another day, and invoiced too early, too late or never", async () => {
    expect(await give("2022-01-17", "2022-02-01", "2022-01-31")).toMatchObject([
      {rule: "D11a", status: "missing", observed_value: "2022-02-01"},
      {rule: "D11b", status: "early_breach"}
    ]);
    expect(await give("2022-01-17", "2022-01-17", "2022-02-05")).toMatchObject([
      {rule: "D11a", status: "missing"},
      {rule: "D11b", status: "late", days_late: 4n}
    ]);
    expect(await give("2022-01-17", null)).toMatchObject([
      {rule: "D11a", status: "not_computable", missing_field: "order_lines.term_start_date"},
      {rule: "D11b", status: "missing"}
    ]);
  });
});

describe("marts.refund_obligations", () => {
  it("shows each refund, with who handled the last case, and what nobody delivers", async () => {
    const rows = await runModel("marts.obligations", {
      "staging.payments": [
        {
          system: "bank",
          payment_id: "1",
          customer_id: "C1",
          charged_date: "2021-03-01",
          refunded_cents: 1200
        },
        {system: "bank", payment_id: "2", customer_id: "C1", charged_date: "2021-04-01", refunded_cents: 0}
      ],
      "staging.cases": [
        {
          case_id: "K1",
          customer_id: "C1",
          owner_seller_id: "V1",
          opened_at: "2021-02-01 08:00:00+00",
          status: "error"
        },
        {
          case_id: "K2",
          customer_id: "C1",
          owner_seller_id: "V2",
          opened_at: "2021-02-03 08:00:00+00",
          status: "error"
        }
      ]
    });
    expect(rows).toMatchObject([
      {
        ...{
          obligation_id: "D8|refund|bank|1",
          status: "not_computable",
          owner_seller_id: "V2",
          case_id: "K2"
        },
        missing_field: "finance_tickets.created_by"
      }
    ]);
  });
});

describe("marts.case_obligations", () => {
  const key = async (cases: Partial<Row>, more: Given = {}): Promise<Row[]> => {
    const known = {system: "crm", case_id: "K1", customer_id: "C1", opened_at: "2021-03-10 23:30:00+00"};
    const others = {system: "crm", case_id: "K0", status: "error", mrr_cents: 1};
    return runModel("marts.obligations", {
      "staging.cases": [{...known, status: "new", outcome: "open", ...cases}, others],
      "staging.customers": [{customer_id: "C1"}],
      "staging.invoices": [
        {
          ...{invoice_line_id: "1", customer_id: "C1", order_id: "O1", invoice_date: "2021-01-01"},
          ...{service_start_date: "2021-01-01", service_end_date: "2022-01-01", amount_cents: 120000}
        }
      ],
      ...more
    });
  };

  it.each([
    [10000, {status: "met", expected_value: "100.00", observed_value: "100.00", deadline_date: "2021-03-11"}],
    [10001, {status: "missing", observed_value: "100.01"}],
    [12000, {status: "missing", observed_value: "120.00 (VAT)"}],
    [null, {status: "missing", observed_value: null}]
  ])("finds an amount of %s cents where 100.00 are billed a month", async (mrr_cents, judged) => {
    expect((await key({mrr_cents})).filter(({rule}) => rule === "D16")).toMatchObject([judged]);
  });

  it("cannot tell amounts that a system never delivers, or where nothing is billed", async () => {
    const others = await key({system: "other", mrr_cents: null});
    expect(others.find(({rule}) => rule === "D16")).toMatchObject({missing_field: "cases.mrr_cents"});
    const unbilled = await key({mrr_cents: 100}, {"staging.invoices": []});
    expect(unbilled.find(({rule}) => rule === "D16")).toMatchObject({missing_field: "invoices.amount_cents"});
  });

  it.each([
    ["2021-01-15", {status: "met", expected_value: "2021-01-15 (contract)"}],
    ["2021-01-16", {status: "missing", observed_value: "2021-01-16"}],
    [null, {status: "missing", observed_value: null}]
  ])(
    "finds an engagement noted as of %s where the contract says 15 January",
    async (engagement_date, judged) => {
      const others = {system: "crm", case_id: "K0", status: "error", engagement_date: "2020-01-01"};
      const known = {system: "crm", case_id: "K1", customer_id: "C1", opened_at: "2021-03-10 08:00:00+00"};
      const rows = await runModel("marts.obligations", {
        "staging.customers": [{customer_id: "C1"}],
        "staging.contracts": [
          {customer_id: "C1", contract_id: "1", status: "signed", service_start_date: "2021-01-15"}
        ],
        "staging.cases": [{...known, status: "new", outcome: "open", engagement_date}, others]
      });
      expect(rows[0]).toMatchObject({rule: "D15", ...judged});
    }
  );

  it("cannot tell a day of engagement that nobody delivers, or that nothing tells", async () => {
    const contracts = [
      {customer_id: "C1", contract_id: "1", status: "signed", service_start_date: "2021-01-15"}
    ];
    const [known] = await key({}, {"staging.contracts": contracts});
    expect(known).toMatchObject({
      ...{rule: "D15", status: "not_computable", missing_field: "cases.engagement_date"},
      expected_value: "2021-01-15 (contract)"
    });
    const noted = await key({engagement_date: "2021-01-15"});
    expect(noted[0]).toMatchObject({rule: "D15", missing_field: "contracts.service_start_date"});
  });
});
