import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {type OrderStory, tell} from "./story.ts";

const term = {amount: 200000, start: "2020-02-01", end: "2021-02-01"};
const old: OrderStory = {id: "X", signed: "2020-01-15", seller: "V1", lines: [{...term, cut: "2020-07-01"}]};
const fresh: OrderStory = {
  id: "Y",
  signed: "2020-07-01",
  seller: "V9",
  lines: [{amount: 100000, start: "2020-07-01", end: "2021-07-01"}]
};

/** The pairs that are compared, with the evidence. */
async function pair(...orders: OrderStory[]) {
  return runModel("marts.rebooking_candidates", tell(...orders));
}

describe("who is compared", () => {
  it("pairs a cancelled unit with a later order of its customer", async () => {
    expect(await pair(old, fresh)).toMatchObject([
      {cancellation_id: "X@2020-07-01", rebooked_order_id: "Y", gap_days: 0n, is_declared: false}
    ]);
  });

  it("never pairs across customers, with itself, or with an earlier order", async () => {
    expect(await pair(old, {...fresh, customer: "C2"})).toEqual([]);
    expect(await pair({...old, signed: "2020-06-20"})).toEqual([]);
    expect(await pair({...old, signed: "2020-07-02"}, fresh)).toEqual([]);
  });

  it("pairs orders of one day in the order of their ids", async () => {
    expect(await pair({...old, signed: "2020-07-01"}, fresh)).toHaveLength(1);
    expect(await pair({...old, signed: "2020-07-01"}, {...fresh, id: "A"})).toEqual([]);
  });

  it.each([
    ["2020-05-31", []],
    ["2020-06-01", [-30]],
    ["2020-08-30", [60]],
    ["2020-08-31", []]
  ])("an order signed on %s is %j days from a cut of 1 July", async (signed, gaps) => {
    expect((await pair(old, {...fresh, signed})).map(({gap_days}) => Number(gap_days))).toEqual(gaps);
  });

  it("is no day away while a cancellation of a week takes its course", async () => {
    const quick = {...term, cut: "2020-07-01", requested: "2020-06-28", recordedAt: "2020-07-05 08:00:00+00"};
    const gap = async (signed: string) =>
      (await pair({...old, lines: [quick]}, {...fresh, signed})).map(({gap_days}) => gap_days);
    expect(await gap("2020-06-28")).toEqual([0n]);
    expect(await gap("2020-07-03")).toEqual([0n]);
    expect(await gap("2020-07-05")).toEqual([0n]);
    expect(await gap("2020-07-06")).toEqual([1n]);
    expect(await gap("2020-06-27")).toEqual([-1n]);
  });

  it.each([
    ["2020-06-09", -1],
    ["2020-06-10", 0],
    ["2020-06-15", 5],
    ["2020-06-20", 10],
    ["2020-06-21", -10],
    ["2020-07-01", 0],
    ["2020-07-10", 9],
    ["2020-07-11", -9],
    ["2020-07-20", 0],
    ["2020-07-21", 1]
  ])(
    "of a cancellation that takes weeks, an order of %s is %i days from the nearest day",
    async (signed, days) => {
      const slow = {
        ...term,
        cut: "2020-07-01",
        requested: "2020-06-10",
        recordedAt: "2020-07-20 08:00:00+00"
      };
      expect(await pair({...old, lines: [slow]}, {...fresh, signed})).toMatchObject([
        {gap_days: BigInt(days)}
      ]);
    }
  );

  it("never lies beyond the window while a cancellation of many months takes its course", async () => {
    const endless = {...term, cut: "2020-10-01", requested: "2020-02-01"};
    const gap = async (signed: string) =>
      (await pair({...old, lines: [endless]}, {...fresh, signed})).map(({gap_days}) => gap_days);
    expect(await gap("2020-05-25")).toEqual([60n]);
    expect(await gap("2020-07-20")).toEqual([-30n]);
  });

  it("compares no order that goes on with another one of the customer", async () => {
    const other: OrderStory = {
      id: "W",
      signed: "2019-06-15",
      lines: [{amount: 100000, start: "2019-07-01", end: "2020-07-01"}]
    };
    expect(await pair(old, other, fresh)).toEqual([]);
    expect(
      await pair(old, other, {...fresh, lines: fresh.lines.map((line) => ({...line, start: "2020-07-02"}))})
    ).toHaveLength(1);
    const given = {...fresh, replaces: "X"};
    expect(await pair(old, other, given)).toMatchObject([{rebooked_order_id: "Y", is_declared: true}]);
  });

  it("leaves out an MO-, and what is worth nothing", async () => {
    expect(await pair({...old, lines: [{...term, cut: "2020-07-01", scope: "partial"}]}, fresh)).toEqual([]);
    expect(await pair(old, {...fresh, lines: [{...term, amount: 0}]})).toEqual([]);
    expect(await pair({...old, lines: [{...term, amount: 0, cut: "2020-07-01"}]}, fresh)).toEqual([]);
  });

  it.each([
    ["2021-01-31", 1],
    ["2021-02-01", 0],
    ["2021-03-03", 0],
    ["2021-03-04", 1]
  ])(
    "an order that starts on %s is compared with one that would have ended on 1 February: %i",
    async (start, pairs) => {
      const late = {...old, lines: [{...term, cut: "2021-01-20"}]};
      expect(await pair(late, {...fresh, signed: "2021-01-20", lines: [{...term, start}]})).toHaveLength(
        pairs
      );
    }
  );

  it("compares orders that have no end to be renewed at", async () => {
    const goods = {amount: 500, start: "2020-06-30"};
    expect(
      await pair({...old, lines: [{...goods, cut: "2020-07-01"}]}, {...fresh, lines: [goods]})
    ).toHaveLength(1);
  });
});

describe("the case behind both orders", () => {
  const known = {system: "story", case_id: "K", customer_id: "C1", kind: "churn_request"};
  const level = async (opened: string, {lines, ...order}: OrderStory) => {
    const given = tell({...old, caseId: "K"}, {...order, lines, caseId: "K"});
    const cases = [{...known, opened_at: `${opened} 08:00:00+00`, closed_at: `${opened} 09:00:00+00`}];
    const [row] = await runModel("marts.rebooking_candidates", {...given, "staging.cases": cases});
    return row?.case_level;
  };

  it("is the same when the new order answers it, kept or cancelled again", async () => {
    expect(await level("2020-06-20", fresh)).toBe("same_case");
    expect(await level("2020-07-04", fresh)).toBe("same_case");
    const again = fresh.lines.map((line) => ({...line, cut: "2020-11-01"}));
    expect(await level("2020-06-20", {...fresh, lines: again})).toBe("same_case");
  });

  it("says nothing of a new order that it has ended, rather than led to", async () => {
    const ended = fresh.lines.map((line) => ({...line, cut: "2020-07-10"}));
    expect(await level("2020-07-04", {...fresh, lines: ended})).toBe("none");
  });
});

describe("what is declared", () => {
  it("is kept whatever the dates, the amounts and the kind of cut", async () => {
    const partial: OrderStory = {...old, lines: [{...term, cut: "2020-07-01", scope: "partial"}]};
    expect(await pair(partial, {...fresh, signed: "2020-12-01", replaces: "X"})).toMatchObject([
      {is_declared: true, gap_days: 153n}
    ]);
    expect(await pair(old, {...fresh, modifies: "X"})).toMatchObject([{is_declared: true}]);
  });

  it("is kept from all other units of the customer", async () => {
    const other: OrderStory = {...old, id: "W"};
    const rows = await pair(old, other, {...fresh, replaces: "X"});
    expect(rows.map(({cancelled_order_id}) => cancelled_order_id)).toEqual(["X"]);
    expect(await pair(other, {...fresh, modifies: "an order that goes on"})).toEqual([]);
  });

  it("means the nearest cut of an order that was cut on several days", async () => {
    const twice: OrderStory = {
      ...old,
      lines: [
        {...term, cut: "2020-03-01"},
        {...term, cut: "2020-06-25"}
      ]
    };
    expect(await pair(twice, {...fresh, replaces: "X"})).toMatchObject([{cancellation_id: "X@2020-06-25"}]);
  });

  it("prefers the order that is replaced to the one that is amended", async () => {
    const other: OrderStory = {...old, id: "W"};
    const rows = await pair(old, other, {...fresh, replaces: "X", modifies: "W"});
    expect(rows).toMatchObject([{cancelled_order_id: "X"}]);
  });
});

describe("how they compare", () => {
  const lines = (...families: (string | null)[]) => families.map((family) => ({...term, family}));
  const cut = (...families: (string | null)[]) =>
    lines(...families).map((line) => ({...line, cut: "2020-07-01"}));

  it.each([
    [["Site", "Booster"], ["Booster", "Site", "Site"], "same_set"],
    [["Site", "Booster"], ["Booster"], "subset"],
    [["Site"], ["Site", "Booster"], "partial"],
    [["Site", "Connect"], ["Site", "Booster"], "partial"],
    [["Site"], ["Booster"], "none"],
    [["Site"], [null], null],
    [[null], ["Site"], null]
  ])("families %j against %j are %s", async (before, after, level) => {
    const [row] = await pair({...old, lines: cut(...before)}, {...fresh, lines: lines(...after)});
    expect(row?.family_level).toBe(level);
  });

  it("sets the new amount against the old one", async () => {
    expect(await pair(old, fresh)).toMatchObject([
      {old_cents: 200000n, new_cents: 100000n, amount_level: "50_98"}
    ]);
  });

  it.each([
    [{channel: "retention", seller: null}, "retention"],
    [{channel: "retention", seller: "V1"}, "retention"],
    [{channel: "field", seller: "V1"}, "same_seller"],
    [{channel: "field", seller: "V2"}, "other"],
    [{channel: "field", seller: null}, null]
  ])("an order signed by %j is signed by %s", async (by, level) => {
    expect(await pair(old, {...fresh, ...by})).toMatchObject([{seller_level: level}]);
  });

  it("has no seller to compare with when the old one is unknown", async () => {
    expect(await pair({...old, seller: null}, fresh)).toMatchObject([{seller_level: null}]);
  });

  it("looks for a case behind both, and says nothing when no system delivers cases", async () => {
    const ofAnother = {case_id: "K9", customer_id: "C9", opened_at: "2020-06-20 00:00:00+00"};
    const open = {case_id: "K1", customer_id: "C1", opened_at: "2020-06-20 00:00:00+00"};
    const level = async (cases: (typeof open)[], caseId?: string) => {
      const named = caseId === undefined ? {} : {caseId};
      const given = {...tell({...old, ...named}, {...fresh, ...named}), "staging.cases": cases};
      return (await runModel("marts.rebooking_candidates", given))[0]?.case_level;
    };
    expect(await level([])).toBe(null);
    expect(await level([ofAnother])).toBe("none");
    expect(await level([open])).toBe("open_case");
    expect(await level([open], "K1")).toBe("same_case");
  });
});
