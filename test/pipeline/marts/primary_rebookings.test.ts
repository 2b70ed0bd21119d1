import fc from "fast-check";
import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runModel} from "../../support/models.ts";
import {numbersOf, type Pair, type Sides, tellPairs} from "./pairs.ts";

/** Links pairs; both sides by name, in the order of units, with those approximate marked. */
async function link(pairs: Pair[], sides: Sides = {}): Promise<string[]> {
  const rows = await runModel("marts.primary_rebookings", tellPairs(pairs, sides));
  const names = (side: "x" | "y") =>
    new Map([...numbersOf(pairs.map((pair) => pair[side]))].map(([name, number]) => [number, name]));
  return rows.map(
    ({unit_no, order_no, is_approximate}) =>
      `${names("x").get(Number(unit_no))}-${names("y").get(Number(order_no))}${is_approximate === true ? " ~" : ""}`
  );
}

/** One assignment: what it is worth, smaller first, and its pairs. */
interface Assignment {
  worth: number[];
  links: string[];
}

/** Whether an assignment goes before another: by worth, then by the list of its pairs. */
function isBetter(one: Assignment, other: Assignment): boolean {
  const keys = ({worth, links}: Assignment): (number | string)[] => [...worth, ...links];
  for (const [index, key] of keys(one).entries()) {
    const against = keys(other)[index];
    if (key !== against) return against !== undefined && key < against;
  }
  return false;
}

/** The best assignment of all, by trying every one. */
function best(pairs: Pair[], sides: Sides): string[] {
  const units = [...new Set(pairs.map(({x}) => x))].sort();
  let found: Assignment = {worth: [0, 0, 0], links: []};
  const distance = ({x, y}: Pair): number =>
    Math.abs((sides.units?.[x]?.cents ?? 1000) - (sides.orders?.[y]?.cents ?? 1000));
  const go = (index: number, used: Set<string>, {worth, links}: Assignment): void => {
    const unit = units[index];
    if (unit === undefined) {
      if (isBetter({worth, links}, found)) found = {worth, links};
      return;
    }
    go(index + 1, used, {worth, links});
    for (const pair of pairs.filter(({x, y, score}) => x === unit && score > 0 && !used.has(y))) {
      const [score = 0, gap = 0, cents = 0] = worth;
      go(index + 1, new Set([...used, pair.y]), {
        worth: [score - pair.score, gap + Math.abs(pair.gap ?? 0), cents + distance(pair)],
        links: [...links, `${pair.x}-${pair.y}`]
      });
    }
  };
  go(0, new Set(), {worth: [0, 0, 0], links: []});
  return found.links;
}

/** The greedy assignment, written the plain way; pairs in order of preference. */
function greedy(pairs: Pair[]): string[] {
  const used = new Set<string>();
  const taken: string[] = [];
  for (const {x, y, score} of pairs) {
    if (score <= 0 || used.has(x) || used.has(y)) continue;
    used.add(x).add(y);
    taken.push(`${x}-${y} ~`);
  }
  return taken.sort();
}

describe("marts.primary_rebookings", () => {
  it("takes the assignment of the highest total score, where the best pair first is not it", async () => {
    const pairs = Object.entries(vectors.assign.scores).map(([pair, score]) => {
      const [x = "", y = ""] = pair.split("-");
      return {x, y, score};
    });
    const total = (links: string[]) =>
      links.reduce((sum, name) => sum + vectors.assign.scores[name as "X1-Y1"], 0);
    const links = await link(pairs);
    expect(links).toEqual(vectors.assign.optimal);
    expect(total(links)).toBe(vectors.assign.optimal_total);
    expect(total(["X1-Y1"])).toBe(vectors.assign.greedy_total);
  });

  it("leaves out pairs that are no more likely than not", async () => {
    expect(
      await link([
        {x: "X1", y: "Y1", score: 1},
        {x: "X2", y: "Y2", score: 0}
      ])
    ).toEqual(["X1-Y1"]);
  });

  it("takes what is given first, whatever its score; its unit takes no other order here", async () => {
    const pairs = [
      {x: "X1", y: "Y1", score: 900},
      {x: "X1", y: "Y2", score: -300, isGiven: true},
      {x: "X1", y: "Y3", score: -400, isGiven: true},
      {x: "X2", y: "Y1", score: 10}
    ];
    expect(await link(pairs)).toEqual(["X1-Y2", "X2-Y1"]);
  });

  it("gives an order that a person has linked to several units to the best of them", async () => {
    const pairs = [
      {x: "X1", y: "Y1", score: -300, isGiven: true},
      {x: "X2", y: "Y1", score: 100, isGiven: true}
    ];
    expect(await link(pairs)).toEqual(["X2-Y1"]);
  });

  it("prefers the nearer, then the closer in amount, then the first by name, where scores are equal", async () => {
    const two = (first: Partial<Pair>, second: Partial<Pair>): Pair[] => [
      {x: "X1", y: "Y1", score: 100, ...first},
      {x: "X1", y: "Y2", score: 100, ...second},
      {x: "X2", y: "Y1", score: 50},
      {x: "X2", y: "Y2", score: 50}
    ];
    expect(await link(two({gap: 5}, {gap: -4}))).toEqual(["X1-Y2", "X2-Y1"]);
    const cents = {orders: {Y1: {cents: 1300}, Y2: {cents: 800}}};
    expect(await link(two({}, {}).slice(0, 2), cents)).toEqual(["X1-Y2"]);
    expect(await link(two({}, {}))).toEqual(["X1-Y1", "X2-Y2"]);
  });

  it("goes on until no pair is left: a chain of second choices", async () => {
    const pairs = Array.from({length: 12}, (_, index) => [
      {x: `X${index + 10}`, y: `Y${index + 10}`, score: 100},
      {x: `X${index + 11}`, y: `Y${index + 10}`, score: 100}
    ]).flat();
    expect(await link(pairs)).toEqual(greedy(pairs));
  });

  it("assigns seven units exactly and takes eight best first, marked as approximate", async () => {
    const star = (units: number): Pair[] =>
      Array.from({length: units}, (_, index) => [
        {x: `X${index}`, y: "Y0", score: 900 - index},
        {x: `X${index}`, y: `Z${index}`, score: index === 0 ? 890 : 1}
      ]).flat();
    const seven = await link(star(7));
    expect(seven).toEqual(best(star(7), {}));
    expect(seven[0]).toBe("X0-Z0");
    expect((await link(star(8)))[0]).toBe("X0-Y0 ~");
  });

  it("finds long chains of more than seven units, wherever their names stand", async () => {
    const names = ["c", "a", "h", "b", "i", "e", "j", "d", "g", "f", "k", "l", "m", "n", "o", "p", "q", "r"];
    const pairs = names.slice(1).flatMap((name, index) => [
      {x: name, y: `Y${String(index).padStart(2, "0")}`, score: 50},
      {x: names[index] ?? "", y: `Y${String(index).padStart(2, "0")}`, score: 60}
    ]);
    expect((await link(pairs)).every((name) => name.endsWith("~"))).toBe(true);
  });

  const pair = fc.record({
    x: fc.integer({min: 0, max: 6}).map((number) => `X${number}`),
    y: fc.integer({min: 0, max: 6}).map((number) => `Y${number}`),
    // Few values, so that many are equal and the ties have to decide.
    score: fc.integer({min: -1, max: 4}),
    gap: fc.integer({min: -2, max: 2})
  });

  it("is the best of all assignments, ties included, up to seven units", async () => {
    const story = fc.record({
      pairs: fc.uniqueArray(pair, {maxLength: 16, selector: ({x, y}) => `${x}-${y}`}),
      cents: fc.array(fc.integer({min: 998, max: 1002}), {minLength: 7, maxLength: 7})
    });
    await fc.assert(
      fc.asyncProperty(story, async ({pairs, cents}) => {
        const orders = Object.fromEntries(
          cents
            .map((value, index) => [`Y${index}`, {cents: value}])
            .filter(([name]) => pairs.some(({y}) => y === name))
        ) as NonNullable<Sides["orders"]>;
        expect(await link(pairs, {orders})).toEqual(best(pairs, {orders}));
      }),
      {numRuns: 60, endOnFailure: true}
    );
  });

  it("is the greedy assignment where too many units contend", async () => {
    const crowd = fc
      .uniqueArray(
        fc.record({
          x: fc.integer({min: 10, max: 19}).map((number) => `X${number}`),
          y: fc.integer({min: 0, max: 9}).map((number) => `Y${number}`),
          score: fc.integer({min: 1, max: 100_0})
        }),
        {minLength: 5, maxLength: 40, selector: ({x, y}) => `${x}-${y}`}
      )
      .map((list) => [
        ...list.sort((a, b) => b.score - a.score || (a.x < b.x ? -1 : a.x > b.x ? 1 : a.y < b.y ? -1 : 1)),
        // Everybody wants this one a little: one component of ten.
        ...Array.from({length: 10}, (_, index) => ({x: `X${index + 10}`, y: "Y", score: 0.5}))
      ]);
    await fc.assert(
      fc.asyncProperty(crowd, async (list) => {
        const whole = list.map((each) => ({...each, score: Math.ceil(each.score * 2)}));
        expect((await link(whole)).sort()).toEqual(greedy(whole));
      }),
      {numRuns: 20, endOnFailure: true}
    );
  });
});
