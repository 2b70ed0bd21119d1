import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {discreteQuantile, interpolatedQuantile} from "../../reports/components/quantiles.ts";
import vectors from "../vectors.json" with {type: "json"};

const counted = (values: readonly number[]) => values.map((value) => ({value, count: 1}));

describe("quantiles of counts", () => {
  it("have the median lead of the reference alerts", () => {
    expect(interpolatedQuantile(counted(vectors.alerts.lead_days.x), 0.5)).toBe(
      vectors.alerts.lead_days.median
    );
  });

  it("lie between two values in proportion, or on one of them", () => {
    const values = counted([1, 2, 3, 10]);
    expect(interpolatedQuantile(values, 0.25)).toBe(1.75);
    expect(interpolatedQuantile(values, 0.75)).toBe(4.75);
    expect(discreteQuantile(values, 0.5)).toBe(2);
    expect(discreteQuantile(values, 0.9)).toBe(10);
  });

  it("count a value as often as it occurs, in any order, and tell nothing of nothing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(20), fc.nat(5)), {maxLength: 8}),
        fc.constantFrom(0.25, 0.5, 0.9),
        (pairs, share) => {
          const counts = pairs.map(([value, count]) => ({value, count}));
          const all = counts
            .flatMap(({value, count}) => Array.from({length: count}, () => value))
            .sort((a, b) => a - b);
          const place = (all.length - 1) * share;
          const [low = NaN, high = NaN] = [all[Math.floor(place)], all[Math.ceil(place)]];
          if (all.length === 0) {
            expect(interpolatedQuantile(counts, share)).toBeNull();
            expect(discreteQuantile(counts, share)).toBeNull();
          } else {
            expect(interpolatedQuantile(counts, share)).toBeCloseTo(
              low + (high - low) * (place - Math.floor(place)),
              12
            );
            const reached = discreteQuantile(counts, share) ?? NaN;
            expect(all.filter((value) => value <= reached).length / all.length).toBeGreaterThanOrEqual(share);
            expect(all.filter((value) => value < reached).length / all.length).toBeLessThan(share);
          }
        }
      )
    );
  });
});
