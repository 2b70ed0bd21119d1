import {describe, expect, it} from "vitest";
import {rankMotives} from "../../reports/components/motives.ts";
import {gapDays} from "../../reports/components/gaps.ts";
import {channelOf, medianShare} from "../../reports/components/pairs.ts";
import {totalsOf} from "../../reports/components/rebookings.ts";
import type {ReasonCount} from "../../reports/components/motive-results.ts";
import type {RebookingGroup, SaveRate} from "../../reports/components/results.ts";
import {inOrder, widestGap} from "../../reports/components/saves.ts";
import {makeFixture, makeSaveRates} from "./fixture.ts";

const {rebooking_groups: groups} = makeFixture({groups: 30});
const rates = makeSaveRates();

function motive(name: string, lost_ca_cents: number): ReasonCount {
  return {
    motive: name,
    cases: 2,
    lost_cases: 1,
    at_risk_ca_cents: 1000,
    lost_ca_cents,
    case_share: 0.1,
    lost_ca_share: 0.1,
    raw_labels: null
  };
}

describe("motives", () => {
  it("are ranked by lost euros, what has no motive last and outside the shares", () => {
    const ranked = rankMotives([
      motive("MISSING", 900),
      motive("bug", 100),
      motive("UNMAPPED", 50),
      motive("price", 250)
    ]);
    expect(ranked.map(({motive, cumulative_share}) => [motive, cumulative_share])).toEqual([
      ["price", 250 / 1300],
      ["bug", 350 / 1300],
      ["UNMAPPED", null],
      ["MISSING", null]
    ]);
  });

  it("are ranked by name where they lost the same", () => {
    expect(rankMotives([motive("ux", 5), motive("bug", 5)]).map((row) => row.motive)).toEqual(["bug", "ux"]);
  });

  it("beyond eight are added up, and nothing is lost", () => {
    const ranked = rankMotives(Array.from({length: 12}, (_, index) => motive(`m${index}`, 100 - index)));
    expect(ranked).toHaveLength(9);
    expect(ranked.at(-1)).toMatchObject({motive: "other_4", cases: 8, lost_ca_cents: 92 + 91 + 90 + 89});
    expect(ranked.at(-1)?.cumulative_share).toBeCloseTo(1);
  });
});

describe("channels", () => {
  it("keep their order, whatever their rates, and are left out without cases", () => {
    const shuffled = [...rates].reverse();
    const none = {...rates[0], channel: "house", cases: 0} as SaveRate;
    expect(inOrder([...shuffled, none]).map((row) => row.channel)).toEqual([
      "telesales",
      "field",
      "retention",
      "customer_service",
      "dvr"
    ]);
  });

  it("with few cases make no headline", () => {
    expect(widestGap(rates)?.channel).toBe("retention");
    expect(widestGap(rates.filter((row) => row.is_fragile || row.is_hidden))).toBeNull();
  });
});

describe("rebookings", () => {
  it("are added up so that old = rebooked + lost", () => {
    const totals = totalsOf(groups);
    expect(totals.count).toBe(30);
    expect(totals.old_cents).toBe(totals.rebooked_cents + totals.loss_ca_cents);
  });

  it("have no leak where nobody delivers invoices", () => {
    expect(totalsOf(groups.map((row) => ({...row, leak_cents: null}))).leak_cents).toBeNull();
  });

  it("keep a median share of the old amount", () => {
    const share = (old_cents: number, new_cents: number) => ({old_cents, new_cents}) as RebookingGroup;
    expect(medianShare([share(100, 10), share(100, 90), share(100, 50)])).toBe(0.5);
    expect(medianShare([share(0, 10)])).toBeNull();
  });

  it("of several channels, or of none, are grey", () => {
    const of = (rebooking_channel: string | null) => channelOf({rebooking_channel} as RebookingGroup);
    expect([of("retention"), of("field + retention"), of(null)]).toEqual(["retention", "unknown", "unknown"]);
  });

  it("are counted a day of distance, possible links apart", () => {
    const gap = (gap_days: number, code: string) => ({gap_days, class: code}) as RebookingGroup;
    expect(gapDays([gap(3, "A"), gap(-2, "B"), gap(3, "C")])).toEqual([
      {gap_days: -2, sure: 1, possible: 0},
      {gap_days: 3, sure: 1, possible: 1}
    ]);
  });
});
