import fc from "fast-check";
import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runSelect} from "../../support/models.ts";

/** A segment of customers: how many there are and how many leave, with what each is worth, in two periods. */
interface Segment {
  before: [customers: number, lost: number, value: number];
  after: [customers: number, lost: number, value: number];
}

async function split(segments: readonly Segment[]) {
  const rows = segments.map(({before, after}, place) => `(${[place, ...before, ...after].join(", ")})`);
  return runSelect(`
    with
      told as (from (values ${rows.join(", ")}) as told (place, n0, x0, v0, n1, x1, v1)),
      parts as (
        select place, n0 / sum(n0) over () as s0, n1 / sum(n1) over () as s1, x0 / nullif(n0, 0) as r0, x1 / nullif(n1, 0) as r1, v0, v1
        from told
      ),
      filled as (
        select * replace (coalesce(r0, r1, 0) as r0, coalesce(r1, r0, 0) as r1),
          coalesce(r0, 0) as known_r0, coalesce(r1, 0) as known_r1, r0 as told_r0, r1 as told_r1
        from parts
      )
    select
      kitagawa_mix(s0, s1, told_r0, told_r1) as mix,
      kitagawa_rate(s0, s1, told_r0, told_r1) as rate,
      s1 * known_r1 - s0 * known_r0 as change,
      das_gupta_part(s0, s1, r0, r1, v0, v1) as three_mix,
      das_gupta_part(r0, r1, s0, s1, v0, v1) as three_rate,
      das_gupta_part(v0, v1, s0, s1, r0, r1) as three_value,
      s1 * r1 * v1 - s0 * r0 * v0 as three_change
    from filled order by place`);
}

const total = (rows: Record<string, unknown>[], key: string): number =>
  rows.reduce((sum, row) => sum + Number(row[key]), 0);

const VECTOR: Segment[] = [
  {before: [500, 20, 50], after: [350, 14, 52]},
  {before: [300, 24, 80], after: [350, 28, 75]},
  {before: [200, 30, 120], after: [300, 48, 130]}
];

describe("the change between two periods", () => {
  it("is split into mix and rate as in the vector", async () => {
    const {mix, rate, mix_total, rate_total, R0, R1} = vectors.kitagawa;
    const rows = await split(VECTOR);
    rows.forEach((row, place) => {
      expect(row.mix).toBeCloseTo(mix[place] ?? NaN, 12);
      expect(row.rate).toBeCloseTo(rate[place] ?? NaN, 12);
    });
    expect(total(rows, "mix")).toBeCloseTo(mix_total, 12);
    expect(total(rows, "rate")).toBeCloseTo(rate_total, 12);
    expect(total(rows, "mix") + total(rows, "rate")).toBeCloseTo(R1 - R0, 12);
  });

  it("in value is split into mix, rate and value as in the vector", async () => {
    // The vector is in euros of a hundred customers.
    const {delta, mix, rate, value} = vectors.kitagawa.dasgupta;
    const rows = await split(VECTOR);
    expect(100 * total(rows, "three_mix")).toBeCloseTo(mix, 9);
    expect(100 * total(rows, "three_rate")).toBeCloseTo(rate, 9);
    expect(100 * total(rows, "three_value")).toBeCloseTo(value, 9);
    expect(100 * total(rows, "three_change")).toBeCloseTo(delta, 9);
  });

  const period = fc
    .record({
      customers: fc.integer({min: 0, max: 900}),
      share: fc.double({min: 0, max: 1, noNaN: true}),
      value: fc.integer({min: 0, max: 500})
    })
    .map(({customers, share, value}): Segment["before"] => [customers, Math.floor(customers * share), value]);
  const story = fc
    .array(fc.record({before: period, after: period}), {minLength: 1, maxLength: 6})
    .filter(
      (segments) => segments.some(({before}) => before[0] > 0) && segments.some(({after}) => after[0] > 0)
    );

  it("is the sum of its parts, and turns round when the periods change places", async () => {
    await fc.assert(
      fc.asyncProperty(story, async (segments) => {
        const rows = await split(segments);
        expect(Math.abs(total(rows, "mix") + total(rows, "rate") - total(rows, "change"))).toBeLessThan(
          1e-12
        );
        const three = total(rows, "three_mix") + total(rows, "three_rate") + total(rows, "three_value");
        expect(Math.abs(three - total(rows, "three_change"))).toBeLessThan(1e-9);
        const turned = await split(segments.map(({before, after}) => ({before: after, after: before})));
        for (const key of ["mix", "rate", "three_mix", "three_rate", "three_value"])
          rows.forEach((row, place) =>
            expect(Math.abs(Number(row[key]) + Number(turned[place]?.[key]))).toBeLessThan(1e-10)
          );
      }),
      {numRuns: 40}
    );
  });
});
