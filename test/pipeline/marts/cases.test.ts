import {describe, expect, it} from "vitest";
import {type Given, runModel} from "../../support/models.ts";
import {type OrderStory, tell} from "./story.ts";

const request = {
  case_id: "K1",
  customer_id: "C1",
  order_id: "X",
  kind: "churn_request",
  status: "closed",
  opened_at: "2020-06-01 08:00:00+00",
  closed_at: "2020-06-20 08:00:00+00",
  outcome: "saved",
  owner_seller_id: "V1"
};
const term = {amount: 36600, start: "2020-01-01", end: "2021-01-01"};
const order = (...lines: OrderStory["lines"]): OrderStory => ({id: "X", signed: "2019-12-15", lines});

describe("marts.case_episodes", () => {
  const episodes = async (...cases: object[]) =>
    runModel("marts.case_episodes", {"staging.cases": cases.map((more) => ({...request, ...more}))});

  it("is one request while cases follow each other within 30 days", async () => {
    const rows = await episodes(
      {first_channel: "field"},
      {
        case_id: "K2",
        kind: "downsell",
        first_channel: "retention",
        opened_at: "2020-07-01 08:00:00+00",
        closed_at: null,
        outcome: "open",
        owner_seller_id: "V2"
      },
      {case_id: "K3", opened_at: "2020-08-01 08:00:00+00"}
    );
    expect(rows).toMatchObject([
      {
        case_id: "K1",
        case_ids: ["K1", "K2"],
        opened_date: "2020-06-01",
        closed_date: null,
        crm_outcome: "open",
        kind: "churn_request",
        first_channel: "field",
        owner_seller_id: "V2"
      },
      {case_id: "K3", case_ids: ["K3"], closed_date: "2020-06-20"}
    ]);
  });

  it("keeps customers, and orders of a customer, apart", async () => {
    expect(
      await episodes({}, {case_id: "K2", customer_id: "C2"}, {case_id: "K3", order_id: "Y"})
    ).toHaveLength(3);
    expect(await episodes({order_id: null}, {case_id: "K2", order_id: null})).toMatchObject([
      {order_id: null}
    ]);
  });

  it("leaves out duplicates, mistakes and losses before the service began", async () => {
    expect(
      await episodes(
        {status: "duplicate"},
        {case_id: "K2", status: "error"},
        {case_id: "K3", outcome: "prechurn_lost"}
      )
    ).toEqual([]);
  });

  it("opens on the local day", async () => {
    expect(await episodes({opened_at: "2020-05-31 22:30:00+00"})).toMatchObject([
      {opened_date: "2020-06-01"}
    ]);
  });
});

describe("marts.case_units", () => {
  const unit = {
    cancellation_id: "X@1",
    order_id: "X",
    customer_id: "C1",
    interval_start_date: "2020-06-10",
    interval_end_date: "2020-07-01"
  };
  const episode = {
    case_id: "K1",
    case_ids: ["K1"],
    customer_id: "C1",
    order_id: "X",
    opened_date: "2020-06-01"
  };
  const belongs = async (episodes: object[], more: object = {}) => {
    const given: Given = {
      "marts.cancelled_units": [{...unit, ...more}],
      "marts.case_episodes": episodes.map((other) => ({...episode, ...other}))
    };
    return (await runModel("marts.case_units", given)).map(({case_id}) => case_id);
  };

  it("goes to the last request about its order that was open by then", async () => {
    expect(await belongs([{}, {case_id: "K2", opened_date: "2020-06-15"}])).toEqual(["K2"]);
    expect(await belongs([{}, {case_id: "K2", opened_date: "2020-07-02"}])).toEqual(["K1"]);
    expect(await belongs([{order_id: "Y"}])).toEqual([]);
  });

  it("goes to no request that had been given its time", async () => {
    expect(await belongs([{opened_date: "2020-04-11"}])).toEqual(["K1"]);
    expect(await belongs([{opened_date: "2020-04-10"}])).toEqual([]);
    expect(await belongs([{opened_date: "2020-04-10", closed_date: "2020-06-10"}])).toEqual(["K1"]);
  });

  it("goes to the request that its order names, before any other", async () => {
    const named = {case_id: "K0", case_ids: ["K0", "K9"], order_id: null, opened_date: "2019-01-01"};
    expect(await belongs([{}, named], {case_id: "K9"})).toEqual(["K0"]);
  });
});

describe("marts.case_stakes", () => {
  const stakes = async (orders: OrderStory[], more: object = {}) =>
    runModel("marts.case_stakes", {...tell(...orders), "staging.cases": [{...request, ...more}]});

  it("is what was still to be delivered when the case was opened", async () => {
    expect(await stakes([order(term)])).toMatchObject([
      {at_risk_ca_cents: 21400n, at_risk_parc_cents: 36600n, uncut_ca_cents: 21400n, uncut_parc_cents: 36600n}
    ]);
  });

  it("counts lines to come, and none that have ended", async () => {
    const lines = [
      {amount: 1000, start: "2020-09-01", end: "2021-09-01"},
      {amount: 1000, start: "2019-01-01", end: "2020-06-01"},
      {amount: 1000, start: "2020-01-01", end: "2021-01-01", cut: "2020-06-01"}
    ];
    expect(await stakes([order(...lines)])).toMatchObject([
      {at_risk_ca_cents: 1000n, at_risk_parc_cents: 1000n}
    ]);
  });

  it("is about the customer when the case names no order, and about orders signed by then", async () => {
    const other: OrderStory = {...order(term), id: "Y"};
    const later: OrderStory = {...order(term), id: "Z", signed: "2020-06-02"};
    expect(await stakes([{...order(term), signed: "2020-06-01"}])).toMatchObject([
      {at_risk_parc_cents: 36600n}
    ]);
    expect(await stakes([order(term), other, later])).toMatchObject([{at_risk_parc_cents: 36600n}]);
    expect(await stakes([order(term), other, later], {order_id: null})).toMatchObject([
      {at_risk_parc_cents: 73200n}
    ]);
  });

  it("is nothing where nothing is left, and never less", async () => {
    const discount = {...term, amount: -36600};
    const nothing = {at_risk_ca_cents: 0n, at_risk_parc_cents: 0n};
    expect(await stakes([order({...term, amount: 0})])).toMatchObject([nothing]);
    expect(await stakes([order(discount)])).toMatchObject([nothing]);
  });

  it("leaves what the case's own cancellation did not cut", async () => {
    const lines = [term, {...term, cut: "2020-07-01"}, {...term, cut: "2020-12-01"}];
    expect(await stakes([order(...lines)])).toMatchObject([
      {
        at_risk_ca_cents: 64200n,
        uncut_ca_cents: 42800n,
        at_risk_parc_cents: 109800n,
        uncut_parc_cents: 73200n
      }
    ]);
  });
});

describe("marts.case_outcomes", () => {
  const fresh: OrderStory = {
    id: "Y",
    signed: "2020-07-03",
    replaces: "X",
    lines: [{amount: 10000, start: "2020-07-03", end: "2021-07-03"}]
  };
  const cut = {...term, cut: "2020-07-01"};
  const outcome = async (orders: OrderStory[], more: object = {}, asOf = "2022-12-31") =>
    runModel("marts.case_outcomes", {...tell(...orders), "staging.cases": [{...request, ...more}]}, {asOf});

  it("keeps all of what was at risk when nothing was cut", async () => {
    expect(await outcome([order(term)])).toMatchObject([
      {
        outcome: "saved",
        outcome_date: "2020-06-20",
        days_to_outcome: 19n,
        kept_ca_cents: 21400n,
        kept_parc_cents: 36600n
      }
    ]);
  });

  it.each(["saved", "lost", "open"])(
    "is saved in part when the order was rebooked, though the CRM says %s",
    async (crm) => {
      expect(await outcome([order(cut), fresh], {outcome: crm})).toMatchObject([
        {
          outcome: "saved_partial",
          crm_outcome: crm,
          outcome_date: "2020-07-03",
          at_risk_ca_cents: 21400n,
          kept_ca_cents: 10000n,
          kept_parc_cents: 10000n
        }
      ]);
    }
  );

  it("keeps what was rebooked when nothing was at risk any more in parc", async () => {
    const ended = {
      amount: 1000,
      start: "2019-01-01",
      end: "2020-01-01",
      isRecurring: false,
      cut: "2020-07-01"
    };
    expect(await outcome([order(ended), fresh])).toMatchObject([
      {
        outcome: "saved_partial",
        at_risk_ca_cents: 0n,
        at_risk_parc_cents: 0n,
        kept_ca_cents: 0n,
        kept_parc_cents: 0n
      }
    ]);
  });

  it("never keeps more than was at risk", async () => {
    const larger = {...fresh, lines: [{amount: 90000, start: "2020-07-03", end: "2021-07-03"}]};
    expect(await outcome([order(cut), larger])).toMatchObject([
      {kept_ca_cents: 21400n, kept_parc_cents: 36600n}
    ]);
  });

  it("is saved in part when some of it was cut, by an MO- or not", async () => {
    const expected = {
      outcome_date: "2020-06-20",
      at_risk_ca_cents: 42800n,
      kept_ca_cents: 21400n,
      kept_parc_cents: 36600n
    };
    const partial = {...cut, scope: "partial" as const};
    expect(await outcome([order(term, partial)])).toMatchObject([{outcome: "saved_partial", ...expected}]);
    expect(await outcome([order(term, cut)])).toMatchObject([{outcome: "saved_partial", ...expected}]);
  });

  it("is lost when all of it was cut and nothing rebooked, though the CRM says saved", async () => {
    expect(await outcome([order(cut)])).toMatchObject([
      {outcome: "lost", crm_outcome: "saved", kept_ca_cents: 0n}
    ]);
    expect(await outcome([order({...term, cut: "2020-12-01"})])).toMatchObject([{outcome: "saved"}]);
  });

  it.each(["lost", "ghost", "open", "unknown"])("keeps nothing when it is %s", async (crm) => {
    expect(await outcome([order(term)], {outcome: crm})).toMatchObject([{outcome: crm, kept_ca_cents: 0n}]);
  });

  it("is not eligible when the order was only written again", async () => {
    const again = {...fresh, lines: [{...term, product: "Site"}]};
    expect(await outcome([order({...cut, product: "Site"}), again])).toEqual([]);
    const alsoCut = {...term, product: "Site", cut: "2020-06-25"};
    expect(await outcome([order({...cut, product: "Site"}, alsoCut), again])).toEqual([]);
  });

  it("is mature, and timely, after 60 days and not before", async () => {
    const sixty = {closed_at: "2020-07-31 08:00:00+00"};
    expect(await outcome([order(term)], sixty, "2020-07-31")).toMatchObject([
      {is_mature: true, is_timely: true}
    ]);
    expect(await outcome([order(term)], sixty, "2020-07-30")).toMatchObject([{is_mature: false}]);
    const late = {closed_at: "2020-08-01 08:00:00+00"};
    expect(await outcome([order(term)], late)).toMatchObject([{is_mature: true, is_timely: false}]);
    expect(await outcome([order(term)], {closed_at: null, outcome: "open"})).toMatchObject([
      {is_timely: false}
    ]);
  });

  it("belongs to the channel in which its owner was on the last day", async () => {
    const channel = async (more: object, asOf = "2022-12-31") => {
      const given: Given = {
        "staging.cases": [{...request, ...more}],
        "staging.sellers": [
          {seller_id: "V1", channel: "telesales", valid_from: "2020-01-01", valid_to: "2020-06-20"},
          {seller_id: "V1", channel: "retention", valid_from: "2020-06-20", valid_to: "2020-12-01"}
        ]
      };
      return (await runModel("marts.case_outcomes", given, {asOf}))[0]?.owner_channel;
    };
    expect(await channel({closed_at: "2020-06-19 08:00:00+00"})).toBe("telesales");
    expect(await channel({})).toBe("retention");
    expect(await channel({closed_at: null}, "2020-11-30")).toBe("retention");
    expect(await channel({closed_at: null}, "2020-12-01")).toBe("unknown");
    expect(await channel({closed_at: "2019-06-19 08:00:00+00"})).toBe("unknown");
    expect(await channel({owner_seller_id: null})).toBe("unknown");
  });
});
