// Nobody learns a small sum from what is published, build after build, on invented tables.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Entry, isSafe, type Limits, patternOf, type Unit} from "../../../src/small-cells/block.ts";
import {partition} from "../../../src/small-cells/partition.ts";
import {type Memory, NOTHING_PUBLISHED, update} from "../../../src/small-cells/update.ts";
import {leaveOutSmall} from "../../support/attack.ts";
import {Knowledge, recovered, type Shown, sumOf, type Version} from "../../support/attacker.ts";

const LIMITS: Limits = {customers: 4, sellers: 2, dominance: 0.85, rare: 0.05};
const UNITS: Unit[] = ["things", "things", "ca", "ca"];
const LEVELS = [
  {name: "year", isDay: true},
  {name: "channel", isDay: false},
  {name: "month", isDay: true}
];

const record = fc.record({
  customer: fc.integer({min: 1, max: 40}),
  seller: fc.option(fc.integer({min: 1, max: 6})),
  year: fc.constantFrom("2024", "2025"),
  channel: fc.constantFrom("field", "telesales", "retention"),
  month: fc.integer({min: 1, max: 3}),
  is_kept: fc.boolean(),
  at_risk: fc.constantFrom(0, 100, 1000, 1200, 90_000),
  kept: fc.constantFrom(0, 0.5, 1)
});
type Drawn = typeof record extends fc.Arbitrary<infer T> ? T : never;

function entryOf({customer, seller, year, channel, month, is_kept, at_risk, kept}: Drawn, id: number): Entry {
  const measures = [1, is_kept ? 1 : 0, at_risk, is_kept ? at_risk * kept : 0];
  return {
    id: `r${id}`,
    customer: `c${customer}`,
    seller: seller === null ? null : `s${seller}`,
    levels: [year, channel, `${year}-${month}`],
    measures,
    pattern: patternOf(measures, UNITS)
  };
}

/** Three builds: records come, change and go. */
const builds = fc
  .tuple(
    fc.array(record, {minLength: 30, maxLength: 120}),
    fc.array(record, {minLength: 30, maxLength: 120}),
    fc.array(record, {minLength: 30, maxLength: 120}),
    fc.array(fc.double({min: 0, max: 1, noNaN: true}), {minLength: 120, maxLength: 120}),
    fc.constantFrom(0, 0.02, 0.1, 0.6),
    fc.constantFrom(0, 2, 15)
  )
  .map(([first, second, third, chance, share, growth]) =>
    [first, second, third].map((drawn, build) => {
      // What a record was drawn as first stays, unless its chance says that it changes in this build.
      const size = Math.min(120, first.length + growth * build);
      return Array.from({length: size}, (_, id): Entry | undefined => {
        const changes = build > 0 && (chance[(id * (build + 3)) % 120] as number) < share;
        const own = (changes ? drawn : first)[id % first.length] ?? first[id % first.length];
        return changes && (chance[id] as number) < 0.1 ? undefined : entryOf(own as Drawn, id);
      }).filter((entry) => entry !== undefined);
    })
  );

function shownBy({atoms, records}: Memory): Shown[] {
  const rows = new Map<string, Version[]>();
  for (const version of records) {
    const key = JSON.stringify(atoms[version.atom]);
    rows.set(key, [...(rows.get(key) ?? []), version]);
  }
  return [...rows.values()];
}

function publishAll(all: readonly Entry[][], rules = {levels: LEVELS, limits: LIMITS}): Memory[] {
  const memories: Memory[] = [];
  for (const entries of all)
    memories.push(update(memories.at(-1) ?? NOTHING_PUBLISHED, entries, rules).memory);
  return memories;
}

/** What follows from what is shown of sums over too few. */
function attack(all: readonly Entry[][], shown: readonly Shown[]): string[] {
  const known = new Knowledge(shown.flatMap((row) => UNITS.map((_, measure) => sumOf(row, measure, UNITS))));
  return recovered(known, all, {units: UNITS, least: LIMITS.customers});
}

describe("small cells", () => {
  it("follow from nothing that three builds publish", () => {
    fc.assert(
      fc.property(builds, (all) => {
        expect(attack(all, publishAll(all).flatMap(shownBy))).toEqual([]);
      }),
      {numRuns: 60, seed: 1}
    );
  });

  it("follow from margins when they are only left out", () => {
    let count = 0;
    fc.assert(
      fc.property(builds, (all) => {
        count += attack(
          all,
          all.flatMap((entries) => leaveOutSmall(entries, LIMITS.customers))
        ).length;
      }),
      {numRuns: 10, seed: 1}
    );
    expect(count).toBeGreaterThan(100);
  });

  it("follow from two builds that are each safe when nobody remembers the first", () => {
    let count = 0;
    fc.assert(
      fc.property(builds, (all) => {
        const forgotten = all.flatMap((entries) => publishAll([entries]).flatMap(shownBy));
        count += attack(all, forgotten).length;
      }),
      {numRuns: 10, seed: 1}
    );
    expect(count).toBeGreaterThan(10);
  });
});

describe("atoms", () => {
  it("hold each record once, with others enough in each", () => {
    fc.assert(
      fc.property(builds, ([entries = []]) => {
        const {atoms, held} = partition(entries, LEVELS, LIMITS);
        const ids = [...atoms.flatMap((atom) => atom.entries), ...held].map(({id}) => id).sort();
        expect(ids).toEqual(entries.map(({id}) => id).sort());
        for (const atom of atoms) expect(isSafe(atom.entries, LIMITS)).toBe(true);
      }),
      {numRuns: 60, seed: 1}
    );
  });

  it("are the same whatever the order of the records", () => {
    fc.assert(
      fc.property(builds, fc.func(fc.integer()), ([entries = []], rank) => {
        const shuffled = [...entries].sort((a, b) => rank(a.id) - rank(b.id));
        expect(partition(shuffled, LEVELS, LIMITS)).toEqual(partition(entries, LEVELS, LIMITS));
      }),
      {numRuns: 20, seed: 1}
    );
  });
});
