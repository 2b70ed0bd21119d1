import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Coalitions, shapley} from "../../reports/components/shapley.ts";
import vectors from "../vectors.json" with {type: "json"};

/** Random values of all groups of so many players. */
const games = fc.integer({min: 1, max: 5}).chain((count) => {
  const players = ["A", "B", "C", "D", "E"].slice(0, count);
  const groups = players
    .reduce<string[][]>((found, name) => found.concat(found.map((members) => [...members, name])), [[]])
    .slice(1);
  return fc
    .array(fc.integer({min: -1_000_000, max: 1_000_000}), {
      minLength: groups.length,
      maxLength: groups.length
    })
    .map((values) => ({
      players,
      kept: Object.fromEntries(groups.map((group, index) => [group.join("+"), values[index] ?? 0]))
    }));
});

describe("shapley", () => {
  it.each([
    [vectors.shapley2_0, ["I", "R"], {"I+R": 10000}],
    [vectors.shapley2_MO, ["I", "R"], {I: 80000, "I+R": 10000}],
    [vectors.shapley2_S2, ["I", "R"], {I: 20000, "I+R": 30000}],
    [vectors.shapley3, ["D", "I", "R"], {I: 80000, "I+R": 10000, "D+I": 120000, "D+I+R": 130000}]
  ])("gives %j", (expected, players, kept) => {
    const shares = shapley(players, kept);
    for (const [player, share] of Object.entries(expected)) expect(shares[player]).toBeCloseTo(share, 6);
  });

  it("shares out exactly what all keep together", () => {
    fc.assert(
      fc.property(games, ({players, kept}) => {
        const sum = Object.values(shapley(players, kept)).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(kept[players.join("+")] ?? 0, 4);
      })
    );
  });

  it("gives players who add alike alike, and one who adds nothing nothing", () => {
    fc.assert(
      fc.property(games, ({players, kept}) => {
        const twins: Coalitions = {};
        for (const [group, value] of Object.entries(kept)) {
          const members = group.split("+");
          for (const more of [["X"], ["Y"]]) twins[[...members, ...more].sort().join("+")] = value + 7;
          twins[[...members, "X", "Y"].sort().join("+")] = value + 11;
          twins[group] = value;
          // Z adds nothing to any group, so that it changes no value.
        }
        Object.assign(twins, {X: 7, Y: 7, "X+Y": 11});
        const withNobody: Coalitions = {...twins};
        for (const [group, value] of Object.entries(twins)) withNobody[`${group}+Z`] = value;
        const shares = shapley([...players, "X", "Y", "Z"], withNobody);
        expect(shares.X).toBeCloseTo(shares.Y ?? NaN, 6);
        expect(shares.Z).toBeCloseTo(0, 6);
      }),
      {numRuns: 30}
    );
  });
});
