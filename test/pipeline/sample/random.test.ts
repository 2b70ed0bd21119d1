import {describe, expect, it} from "vitest";
import {Random} from "../../../pipeline/sample/random.ts";

function draw(seed: number, index: number, count = 5): number[] {
  const random = new Random(seed, index);
  return Array.from({length: count}, () => random.next());
}

describe("random", () => {
  it("gives the same stream for the same seed and index, another one otherwise", () => {
    expect(draw(7, 3)).toEqual(draw(7, 3));
    expect(draw(7, 3)).not.toEqual(draw(7, 4));
    expect(draw(7, 3)).not.toEqual(draw(8, 3));
    expect(draw(7, 3)).not.toEqual(draw(3, 7));
    expect(draw(7 + 2 ** 32, 3)).not.toEqual(draw(7, 3));
  });

  it("is even between 0 and 1, also over the first draws of many streams", () => {
    for (const position of [0, 1, 2]) {
      const firsts = Array.from({length: 20_000}, (_, index) => draw(1, index, 3)[position] ?? -1);
      const tenths = Array.from({length: 10}, (_, tenth) =>
        firsts.filter((x) => Math.floor(x * 10) === tenth)
      );
      for (const {length} of tenths) expect(Math.abs(length - 2_000)).toBeLessThan(4 * Math.sqrt(1_800));
    }
  });

  it("respects weights, bounds and means", () => {
    const random = new Random(1, 1);
    const drawn = Array.from({length: 20_000}, () => ({
      int: random.int(-2, 2),
      letter: random.weighted([
        ["a", 3],
        ["b", 1]
      ] as const),
      wait: random.exponential(12),
      normal: random.normal()
    }));
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(new Set(drawn.map(({int}) => int))).toEqual(new Set([-2, -1, 0, 1, 2]));
    expect(mean(drawn.map(({letter}) => Number(letter === "a")))).toBeCloseTo(0.75, 1);
    expect(Math.abs(mean(drawn.map(({wait}) => wait)) - 12)).toBeLessThan(0.4);
    expect(Math.abs(mean(drawn.map(({normal}) => normal)))).toBeLessThan(0.03);
    expect(Math.abs(mean(drawn.map(({normal}) => normal ** 2)) - 1)).toBeLessThan(0.05);
  });

  it("samples different elements in their order", () => {
    const random = new Random(1, 2);
    for (let turn = 0; turn < 200; turn++) {
      const taken = random.sample([1, 2, 3, 4, 5], 3);
      expect(taken).toHaveLength(3);
      expect([...new Set(taken)].sort()).toEqual(taken);
    }
    expect(random.sample([1, 2], 5)).toEqual([1, 2]);
  });
});
