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

describe("atoms", () => {
  const DAYS = [
    {name: "year", isDay: true},
    {name: "channel", isDay: false},
    {name: "month", isDay: true}
  ];
  const labels = (entries: Entry[], levels = DAYS) =>
    partition(entries, levels, LIMITS).atoms.map(({label, entries: {length}}) => [label.join(" "), length]);

  it("are cut by one thing after the other, in the order of the values", () => {
    const entries = [
      ...crowd(20, {levels: ["2025", "field", "2025-02"]}),
      ...crowd(11, {levels: ["2025", "field", "2025-01"]}, 100),
      ...crowd(30, {levels: ["2024", "telesales", "2024-01"]}, 200),
      ...crowd(30, {levels: ["2024", "field", "2024-01"]}, 300)
    ];
    expect(labels(entries)).toEqual([
      ["2024 field 2024-01", 30],
      ["2024 telesales 2024-01", 30],
      ["2025 field 2025-01", 11],
      ["2025 field 2025-02", 20]
    ]);
    expect(labels(entries, [])).toEqual([["", 91]]);
  });

  it("tell no finer day where the coarser one is withheld, though a channel is told there", () => {
    const entries = [
      ...crowd(10, {levels: ["2024", "field", "2024-01"]}),
      ...crowd(10, {levels: ["2025", "field", "2025-01"]}, 100)
    ];
    expect(labels(entries)).toEqual([["withheld field withheld", 20]]);
    // A day may well be told where what is withheld is no day.
    const channels = [
      ...crowd(10, {levels: ["2024", "field", "2024-01"]}),
      ...crowd(10, {levels: ["2024", "dvr", "2024-01"]}, 100)
    ];
    expect(labels(channels)).toEqual([["2024 withheld 2024-01", 20]]);
  });

  it("give up the value of the fewest customers, and of two alike the first by name", () => {
    const of = (channel: string, size: number, from: number, customers = size): Entry[] =>
      crowd(size, {levels: [channel]}, from).map((entry, index) => ({
        ...entry,
        customer: `c${from + (index % customers)}`
      }));
    const cut = (...parts: Entry[][]) => labels(parts.flat(), LEVELS).map(([channel]) => channel);
    expect(cut(of("a", 40, 0, 12), of("b", 20, 100), of("c", 3, 200))).toEqual(["b", "withheld"]);
    expect(cut(of("b", 20, 100), of("a", 20, 0), of("c", 3, 200))).toEqual(["b", "withheld"]);
    expect(cut(of("a", 20, 0), of("b", 20, 100), of("c", 11, 200))).toEqual(["a", "b", "c"]);
  });

  it("keep what was delivered as withheld with what is", () => {
    const entries = [
      ...crowd(20, {levels: ["withheld"]}),
      ...crowd(20, {levels: ["field"]}, 100),
      ...crowd(3, {levels: ["dvr"]}, 200)
    ];
    expect(labels(entries, LEVELS)).toEqual([
      ["field", 20],
      ["withheld", 23]
    ]);
  });

  it("hold back those of whom too few are alike, and hold rare ones apart from the others", () => {
    const {atoms, held} = partition(
      [
        ...crowd(285),
        ...crowd(10, {measures: [2, 10_000]}, 300),
        ...crowd(14, {measures: [3, 10_000]}, 400),
        ...crowd(16, {measures: [4, 10_000]}, 500)
      ],
      [],
      LIMITS
    );
    expect(held.map(({measures}) => measures[0])).toEqual(Array<number>(10).fill(2));
    // A twentieth of 325 customers is 16.25.
    expect(atoms.map(({entries}) => entries.length)).toEqual([285, 30]);
    const {atoms: all} = partition([...crowd(285), ...crowd(15, {measures: [4, 10_000]}, 500)], [], LIMITS);
    expect(all.map(({entries}) => entries.length)).toEqual([300]);
    expect(partition([], [], LIMITS)).toEqual({atoms: [], held: []});
  });
});

describe("nothing at all", () => {
  it("tells of no one", () => {
    expect(isSafe([], LIMITS)).toBe(true);
    expect(isCrowd([], LIMITS)).toBe(true);
  });
});

describe("what nobody sold", () => {
  it("makes a sum larger, and is nobody's part of it", () => {
    const by = (count: number): Entry[] =>
      crowd(20).map((entry, index) => ({...entry, seller: index < count ? null : `s${index}`}));
    expect(isCrowd(by(15), LIMITS)).toBe(true);
    expect(isCrowd(by(16), LIMITS)).toBe(false);
    // Nearly all of it is nobody's.
    const large = by(14).map((entry) =>
      entry.seller === null ? {...entry, measures: [1, 1_000_000]} : entry
    );
    expect(isCrowd(large, LIMITS)).toBe(true);
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

  it("counts builds, and adds atoms behind those that are there", () => {
    expect(first).toMatchObject({builds: 1, atoms: [["field"]]});
    const {memory, held} = update(
      first,
      [...crowd(40), ...crowd(11, {}, 100), ...crowd(1, {measures: [9, 1]}, 200)],
      rules
    );
    expect(memory).toMatchObject({builds: 2, atoms: [["field"], ["field"]]});
    expect(memory.records.map(({id}) => id)).toEqual([...memory.records.map(({id}) => id)].sort());
    expect(new Set(memory.records.slice(40).map(({atom}) => atom))).toEqual(new Set([1]));
    expect(held.map(({id}) => id)).toEqual(["r200"]);
  });

  it("holds those apart that changed in another build, in another measure, or to something else", () => {
    const patterns = (...builds: Entry[][]): string[] => {
      const memory = builds.reduce((before, entries) => update(before, entries, rules).memory, first);
      const all = new Set(memory.records.map(({pattern}) => pattern));
      return [...all].filter((pattern) => pattern !== first.records[0]?.pattern);
    };
    const changed = (from: number, measures: number[]): Entry[] => [
      ...crowd(from),
      ...crowd(12, {measures}, from),
      ...crowd(40 - 12 - from, {}, from + 12)
    ];
    const sum = patterns(changed(0, [1, 20_000]));
    const others = [
      patterns(changed(0, [2, 10_000])),
      patterns(crowd(28)),
      patterns(crowd(40), changed(0, [1, 20_000])),
      patterns(changed(0, [1, 20_000]), changed(0, [1, 30_000]))
    ];
    expect(new Set([...sum, ...others.flat()]).size).toBe(5);
    expect(sum[0]).toMatch(/^[0-9a-f]{24}$/);
    expect(patterns(changed(0, [1, 20_000]), changed(0, [1, 20_000]))).toEqual(sum);
    expect(patterns(changed(14, [1, 20_000]))).toEqual(sum);
  });

  it("gives up the smallest of the changes where those who stay are too few", () => {
    const moved = [
      ...crowd(5),
      ...crowd(11, {measures: [1, 20_000]}, 5),
      ...crowd(12, {measures: [2, 10_000]}, 16),
      ...crowd(12, {measures: [3, 10_000]}, 28)
    ];
    const {records} = update(first, moved, rules).memory;
    const counts = records.map(({measures}) => measures[0]);
    expect([1, 2, 3].map((value) => counts.filter((count) => count === value).length)).toEqual([16, 12, 12]);
    expect(records.every(({measures}) => measures[1] === 10_000)).toBe(true);
  });

  it("tells what it kept once it comes together with more", () => {
    const second = update(first, change(6), rules).memory;
    expect(sum(update(second, change(12), rules).memory)).toBe(520_000);
  });
});
