import fc from "fast-check";
import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runSelect} from "../../support/models.ts";

/** Shares each total by its weights: one group of rows each, all in one query. */
async function share(groups: {total: bigint; weights: bigint[]}[]): Promise<bigint[][]> {
  const values = groups.flatMap(({total, weights}, group) =>
    weights.map((weight, place) => `(${group}, ${place}, ${total}::bigint, ${weight}::bigint)`)
  );
  const rows = await runSelect(`
    with parts as (
      select *, sum(weight) over (partition by group_no) as whole
      from (values ${values.join(", ")}) as parts (group_no, place, total, weight)
    )
    select group_no, largest_remainder_cents(total, weight, whole, group_no, place)::bigint as cents
    from parts
    order by group_no, place`);
  return groups.map((_, group) =>
    rows.filter((row) => row.group_no === group).map(({cents}) => cents as bigint)
  );
}

describe("largest_remainder_cents", () => {
  it.each(vectors.money.largest_remainder)("shares $total by $w as $out", async ({total, w, out}) => {
    expect(await share([{total: BigInt(total), weights: w.map(BigInt)}])).toEqual([out.map(BigInt)]);
  });

  it("gives parts that sum to the whole, each within a cent of its share", async () => {
    const group = fc.record({
      total: fc.bigInt({min: -1_000_000_000_000n, max: 1_000_000_000_000n}),
      weights: fc
        .array(fc.bigInt({min: 0n, max: 1_000_000_000n}), {minLength: 1, maxLength: 12})
        .filter((weights) => weights.some((weight) => weight > 0n))
    });
    await fc.assert(
      fc.asyncProperty(fc.array(group, {minLength: 10, maxLength: 20}), async (groups) => {
        const shared = await share(groups);
        for (const [index, {total, weights}] of groups.entries()) {
          const parts = shared[index] ?? [];
          const whole = weights.reduce((sum, weight) => sum + weight, 0n);
          expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total);
          for (const [place, weight] of weights.entries()) {
            const distance = (parts[place] ?? 0n) * whole - total * weight;
            expect(distance < whole && distance > -whole).toBe(true);
          }
        }
      }),
      {numRuns: 25}
    );
  });
});
