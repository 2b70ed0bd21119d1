import fc from "fast-check";
import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runModel} from "../../support/models.ts";

interface Pair {
  x: string;
  y: string;
  score: number;
  isDeclared?: boolean;
}

/** Links pairs, given in the order of preference. */
async function link(pairs: Pair[]): Promise<string[]> {
  const rows = await runModel("marts.primary_rebookings", {
    "marts.rebooking_candidates": pairs.map(({x, y, score, isDeclared = false}, index) => ({
      cancellation_id: x,
      rebooked_order_id: y,
      score,
      is_declared: isDeclared,
      preference: index + 1
    }))
  });
  return rows.map(({cancellation_id, rebooked_order_id}) => [cancellation_id, rebooked_order_id].join("-"));
}

/** The greedy assignment, written the plain way. */
function greedy(pairs: Pair[]): string[] {
  const used = new Set<string>();
  const taken: string[] = [];
  for (const {x, y, score} of pairs) {
    if (score <= 0 || used.has(x) || used.has(y)) continue;
    used.add(x).add(y);
    taken.push(`${x}-${y}`);
  }
  return taken.sort();
}

describe("marts.primary_rebookings", () => {
  it("gives every unit one order and every order one unit, the best first", async () => {
    const pairs = [
      {x: "X1", y: "Y1", score: 900},
      {x: "X1", y: "Y2", score: 800},
      {x: "X2", y: "Y1", score: 700},
      {x: "X3", y: "Y2", score: 600},
      {x: "X3", y: "Y3", score: 500}
    ];
    expect(await link(pairs)).toEqual(["X1-Y1", "X3-Y2"]);
  });

  it("takes the greedy assignment of the vector, whose best assignment is another one", async () => {
    const pairs = Object.entries(vectors.assign.scores).map(([pair, score]) => {
      const [x = "", y = ""] = pair.split("-");
      return {x, y, score};
    });
    const total = (links: string[]) =>
      links.reduce((sum, name) => sum + vectors.assign.scores[name as "X1-Y1"], 0);
    expect(total(await link(pairs))).toBe(vectors.assign.greedy_total);
    expect(total(vectors.assign.optimal)).toBe(vectors.assign.optimal_total);
  });

  it("leaves out pairs that are no more likely than not", async () => {
    expect(
      await link([
        {x: "X1", y: "Y1", score: 1},
        {x: "X2", y: "Y2", score: 0}
      ])
    ).toEqual(["X1-Y1"]);
  });

  it("takes what is declared first, whatever its score; its unit takes no other order here", async () => {
    const pairs = [
      {x: "X1", y: "Y1", score: 900},
      {x: "X1", y: "Y2", score: -300, isDeclared: true},
      {x: "X1", y: "Y3", score: -400, isDeclared: true},
      {x: "X2", y: "Y1", score: 10}
    ];
    expect(await link(pairs)).toEqual(["X1-Y2", "X2-Y1"]);
  });

  it("goes on until no pair is left: a chain of second choices needs a round each", async () => {
    const pairs = Array.from({length: 12}, (_, index) => [
      {x: `X${index}`, y: `Y${index}`, score: 100},
      {x: `X${index + 1}`, y: `Y${index}`, score: 100}
    ]).flat();
    expect(await link(pairs)).toEqual(greedy(pairs));
  });

  it("is the greedy assignment, whatever the pairs", async () => {
    const pair = fc.record({
      x: fc.integer({min: 0, max: 6}),
      y: fc.integer({min: 0, max: 6}),
      score: fc.integer({min: -20, max: 100})
    });
    const pairs = fc
      .uniqueArray(pair, {maxLength: 30, selector: ({x, y}) => `${x}-${y}`})
      .map((list) =>
        list.map(({x, y, score}) => ({x: `X${x}`, y: `Y${y}`, score})).sort((a, b) => b.score - a.score)
      );
    await fc.assert(
      fc.asyncProperty(pairs, async (list) => {
        expect((await link(list)).sort()).toEqual(greedy(list));
      }),
      {numRuns: 40}
    );
  });
});
