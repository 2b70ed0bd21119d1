import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";
import {type OrderStory, tell} from "./story.ts";

const service = {amount: 120000, start: "2021-01-01", end: "2022-01-01"};
const cut = {...service, cut: "2021-07-01", recordedAt: "2021-06-20 10:00:00+00"};

/** An order of telesales, cut whole. */
function order(more: Partial<OrderStory> = {}): OrderStory {
  return {id: "X", signed: "2020-12-20", seller: "V1", channel: "telesales", lines: [cut], ...more};
}

const request = {
  system: "story",
  request_id: "R1",
  customer_id: "C1",
  order_id: "X",
  created_at: "2021-06-10 08:00:00+00",
  recipient_id: "V1",
  recipient_channel: "telesales"
};

async function found(given: Given): Promise<Record<string, unknown>> {
  const rows = await runModel("marts.process_findings", given);
  return Object.fromEntries(rows.map((row: Row) => [String(row.finding), row.is_found]));
}

describe("telesales", () => {
  it("was told when a request came by the day of the record, and how many days before", async () => {
    const given = {...tell(order()), "staging.requests": [request]};
    const rows = await runModel("marts.cancellation_processes", given);
    expect(rows).toMatchObject([{told_date: "2021-06-10", done_date: "2021-06-20", notice_days: 10n}]);
    expect(await found(given)).toMatchObject({not_told: false, short_notice: false});
  });

  it("was not told by a request after it, about another order, or to another channel", async () => {
    for (const other of [
      {created_at: "2021-06-21 08:00:00+00"},
      {order_id: "Y"},
      {recipient_channel: "field", recipient_id: "V9"},
      {created_at: "2021-02-01 08:00:00+00"}
    ]) {
      const given = {...tell(order()), "staging.requests": [{...request, ...other}]};
      expect(await found(given), JSON.stringify(other)).toMatchObject({not_told: true});
    }
  });

  it("was told by a request about the customer that names no order", async () => {
    const given = {...tell(order()), "staging.requests": [{...request, order_id: null}]};
    expect(await found(given)).toMatchObject({not_told: false});
  });

  it("has too few days when told a day before", async () => {
    const late = {...request, created_at: "2021-06-19 08:00:00+00"};
    const given = {...tell(order()), "staging.requests": [late]};
    expect(await found(given)).toMatchObject({not_told: false, short_notice: true});
  });

  it("is not asked about the orders of others, and unknown where nobody delivers requests", async () => {
    expect(
      await found({...tell(order({channel: "field"})), "staging.requests": [request]})
    ).not.toHaveProperty("not_told");
    expect(await found(tell(order()))).toMatchObject({not_told: null});
  });
});

describe("the original seller", () => {
  const cases = [
    {
      case_id: "K1",
      customer_id: "C1",
      order_id: "X",
      status: "closed",
      outcome: "lost",
      opened_at: "2021-06-09 08:00:00+00",
      closed_at: "2021-06-20 08:00:00+00"
    }
  ];
  const call = {
    system: "story",
    contact_id: "N1",
    customer_id: "C1",
    direction: "outbound",
    is_automatic: false
  };

  it("acted first by taking charge of the request before anybody else called", async () => {
    const taken = {...request, taken_at: "2021-06-11 08:00:00+00"};
    const given = {...tell(order()), "staging.cases": cases, "staging.requests": [taken]};
    expect(await found(given)).toMatchObject({seller_not_first: false});
    const other = [{...call, adviser_id: "V8", at: "2021-06-10 09:00:00+00"}];
    expect(await found({...given, "staging.contacts": other})).toMatchObject({seller_not_first: true});
    const late = [{...call, adviser_id: "V8", at: "2021-06-12 09:00:00+00"}];
    expect(await found({...given, "staging.contacts": late})).toMatchObject({seller_not_first: false});
  });

  it("did not when the request was left lying, and is unknown without any trace", async () => {
    expect(await found({...tell(order()), "staging.requests": [request]})).toMatchObject({
      seller_not_first: true
    });
    expect(await found(tell(order()))).toMatchObject({seller_not_first: null});
  });
});

describe("what was cut", () => {
  const other = {...cut, requested: "2021-06-09"};

  it("is more than was asked for where only some lines carry a request", async () => {
    expect(await found(tell(order({lines: [cut, other]})))).toMatchObject({whole_cut: true});
  });

  it("is what was asked for by an MO-, and unknown where all lines look alike", async () => {
    const partial = {...cut, scope: "partial" as const};
    expect(await found(tell(order({lines: [partial, service]})))).toMatchObject({whole_cut: false});
    expect(await found(tell(order({lines: [cut, cut]})))).toMatchObject({whole_cut: null});
    expect(await found(tell(order()))).not.toHaveProperty("whole_cut");
  });
});

describe("the trace of a cancellation", () => {
  it("is a case of the CRM; without cases nobody knows", async () => {
    const cases = [
      {
        case_id: "K1",
        customer_id: "C1",
        order_id: "X",
        status: "open",
        outcome: "open",
        opened_at: "2021-06-09 08:00:00+00"
      }
    ];
    expect(await found({...tell(order()), "staging.cases": cases})).toMatchObject({not_traced: false});
    expect(
      await found({...tell(order()), "staging.cases": [{...cases[0], customer_id: "C2", order_id: "Z"}]})
    ).toMatchObject({not_traced: true});
    expect(await found(tell(order()))).toMatchObject({not_traced: null});
  });

  it("counts delegated orders, and those of which nobody says whose they are apart", async () => {
    const given = tell(order());
    const assigned = (assignment: string): Given => ({
      ...given,
      "staging.orders": (given["staging.orders"] ?? []).map((row) => ({...row, assignment}))
    });
    expect(await found(assigned("delegated"))).toMatchObject({delegated: true});
    expect(await found(assigned("seller"))).toMatchObject({delegated: false});
    expect(await found(assigned("unknown"))).toMatchObject({delegated: null});
  });
});

describe("marts.process_rates", () => {
  const finding = {
    finding: "not_told",
    channel: "telesales",
    done_date: "2021-06-20",
    loss_company_cents: 100,
    loss_parc_cents: 50
  };

  it("has what is not known beside the rate, and what those that were found lost", async () => {
    const rows = await runModel("marts.process_rates", {
      "marts.process_findings": [
        {...finding, cancellation_id: "A", is_found: true},
        {...finding, cancellation_id: "B", is_found: true, loss_company_cents: 30, loss_parc_cents: null},
        {...finding, cancellation_id: "C", is_found: false},
        {...finding, cancellation_id: "D", is_found: null}
      ]
    });
    expect(rows.map(({channel, period}) => [channel, period])).toEqual([
      ["all", "2021-06"],
      ["all", "all"],
      ["telesales", "2021-06"],
      ["telesales", "all"]
    ]);
    for (const row of rows)
      expect(row).toMatchObject({
        cancellations: 4n,
        known_cancellations: 3n,
        unknown_cancellations: 1n,
        found_cancellations: 2n,
        found_loss_cents: 130n,
        found_loss_parc_cents: 50n,
        loss_cents: 330n
      });
    expect(rows[0]?.found_rate).toBeCloseTo(2 / 3, 12);
  });
});
