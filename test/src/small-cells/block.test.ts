import {describe, expect, it} from "vitest";
import {type Entry, isCrowd, isSafe, patternOf} from "../../../src/small-cells/block.ts";
import {partition} from "../../../src/small-cells/partition.ts";
import {NOTHING_PUBLISHED, update} from "../../../src/small-cells/update.ts";

const LIMITS = {customers: 11, sellers: 5, dominance: 0.85, rare: 0.05};
const LEVELS = [{name: "channel", isDay: false}];

/** Cases of as many customers, each of a seller of its own, over 100 euros each. */
function crowd(size: number, change: Partial<Entry> = {}, from = 0): Entry[] {
  return Array.from({length: size}, (_, index) => {
    const measures = change.measures ?? [1, 10_000];
    return {
      id: `r${String(from + index).padStart(3, "0")}`,
      customer: `c${from + index}`,
      seller: `s${index}`,
      levels: ["field"],
      measures,
      pattern: patternOf(measures, ["things", "ca"]),
      ...change
    };
  });
}

describe("a sum", () => {
  it("tells of no one from eleven customers on", () => {
    expect(isCrowd(crowd(10), LIMITS)).toBe(false);
    expect(isCrowd(crowd(11), LIMITS)).toBe(true);
    expect(isCrowd([...crowd(10), ...crowd(1)], LIMITS)).toBe(false);
  });

  it("tells of no one from five sellers on, or where nobody sold", () => {
    const by = (sellers: number): Entry[] =>
      crowd(20).map((entry, index) => ({...entry, seller: `s${index % sellers}`}));
    expect(isCrowd(by(4), LIMITS)).toBe(false);
    expect(isCrowd(by(5), LIMITS)).toBe(true);
    expect(isCrowd(crowd(20, {seller: null}), LIMITS)).toBe(true);
  });

  it("tells of the customer who makes more than 85 % of it", () => {
    const [first, ...others] = crowd(12);
    const with_ = (cents: number): Entry[] => [{...(first as Entry), measures: [1, cents]}, ...others];
    expect(isCrowd(with_(623_333), LIMITS)).toBe(true);
    expect(isCrowd(with_(623_334), LIMITS)).toBe(false);
    expect(isCrowd(with_(-623_334), LIMITS)).toBe(false);
  });

  it("tells of the seller who makes more than 85 % of it", () => {
    const by = crowd(40).map((entry, index) => ({...entry, seller: index < 35 ? "s0" : `s${index}`}));
    expect(isCrowd(by, LIMITS)).toBe(false);
    expect(isCrowd(by.slice(10), LIMITS)).toBe(true);
  });

  it("tells of those who alone have something of a measure", () => {
    expect(isSafe([...crowd(30), ...crowd(10, {measures: [1, 0]}, 50)], LIMITS)).toBe(false);
    expect(isSafe([...crowd(30), ...crowd(11, {measures: [1, 0]}, 50)], LIMITS)).toBe(true);
  });
});

describe("a pattern", () => {
  it("holds apart whose amounts are equal, whatever they are", () => {
    const of = (...measures: number[]): string => patternOf(measures, ["things", "ca", "ca", "parc"]);
    expect(of(1, 500, 500, 500)).toBe(of(1, 80, 80, 7));
    expect(of(1, 500, 400, 500)).not.toBe(of(1, 500, 500, 500));
    expect(of(1, 500, 0, 500)).not.toBe(of(1, 500, 500, 500));
    expect(of(2, 500, 500, 500)).not.toBe(of(1, 500, 500, 500));
  });
});

describe("values with too few", () => {
  it("are withheld together, with the smallest that could have stood", () => {
    const {atoms} = partition(
      [
        ...crowd(5, {levels: ["dvr"]}),
        ...crowd(40, {levels: ["field"]}, 100),
        ...crowd(20, {levels: ["telesales"]}, 200),
        ...crowd(30, {levels: ["retention"]}, 300)
      ],
      LEVELS,
      LIMITS
    );
    expect(atoms.map(({label, entries}) => [label[0], entries.length])).toEqual([
      ["field", 40],
      ["retention", 30],
      ["withheld", 25]
    ]);
  });
});

describe("the next build", () => {
  const rules = {levels: LEVELS, limits: LIMITS};
  const first = update(NOTHING_PUBLISHED, crowd(40), rules).memory;
  const sum = ({records}: typeof first): number =>
    records.reduce((all, {measures}) => all + (measures[1] as number), 0);
  const change = (count: number, cents = 20_000): Entry[] => [
    ...crowd(count, {measures: [1, cents]}),
    ...crowd(40 - count, {}, count)
  ];

  it("tells a change of eleven customers, and keeps that of ten for later", () => {
    expect(sum(update(first, change(10), rules).memory)).toBe(400_000);
    expect(sum(update(first, change(11), rules).memory)).toBe(510_000);
  });

  it("tells no change while those who did not change are too few", () => {
    expect(sum(update(first, change(30), rules).memory)).toBe(400_000);
    expect(sum(update(first, change(29), rules).memory)).toBe(690_000);
  });

  it("tells no change that is nearly that of one customer", () => {
    const [big, ...others] = change(12, 10_001);
    const changed = [{...(big as Entry), measures: [1, 10_100]}, ...others];
    expect(sum(update(first, changed, rules).memory)).toBe(400_000);
  });

  it("keeps what is gone until enough are gone, and what is new until enough are new", () => {
    expect(sum(update(first, crowd(30), rules).memory)).toBe(400_000);
    expect(sum(update(first, crowd(29), rules).memory)).toBe(290_000);
    expect(sum(update(first, crowd(50), rules).memory)).toBe(400_000);
    expect(sum(update(first, crowd(51), rules).memory)).toBe(510_000);
  });

  it("tells what it kept once it comes together with more", () => {
    const second = update(first, change(6), rules).memory;
    expect(sum(update(second, change(12), rules).memory)).toBe(520_000);
  });
});
