import fc from "fast-check";
import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runSelect} from "../../support/models.ts";

/** Evaluates one expression. */
async function evaluate(expression: string): Promise<unknown> {
  const [row] = await runSelect(`select (${expression})::bigint as value`);
  return row?.value;
}

describe("prorata_cents", () => {
  it.each(vectors.money.prorata)(
    "delivers $delivered of $A when cut on $c",
    async ({A, s, e, c, delivered}) => {
      expect(await evaluate(`prorata_cents(${A}, date '${s}', date '${e}', date '${c}')`)).toBe(
        BigInt(delivered)
      );
    }
  );

  it("treats a discount like an amount, with its sign", async () => {
    expect(
      await evaluate("prorata_cents(-200000, date '2020-01-15', date '2021-01-15', date '2020-09-01')")
    ).toBe(-125683n);
  });

  it("delivers a term of no days whole, on its day", async () => {
    expect(
      await evaluate("prorata_cents(500, date '2020-01-15', date '2020-01-15', date '2020-01-15')")
    ).toBe(0n);
    expect(
      await evaluate("prorata_cents(500, date '2020-01-15', date '2020-01-15', date '2020-01-16')")
    ).toBe(500n);
  });

  it("is the integer formula, never exceeds the amount and never shrinks as the cut moves on", async () => {
    const term = fc.record({
      amount: fc.bigInt({min: 0n, max: 1_000_000_000_000_000n}),
      days: fc.integer({min: 1, max: 4000}),
      cut: fc.integer({min: -100, max: 4100})
    });
    await fc.assert(
      fc.asyncProperty(fc.array(term, {minLength: 40, maxLength: 80}), async (terms) => {
        const values = terms
          .map(({amount, days, cut}, index) => `(${index}, ${amount}, ${days}, ${cut})`)
          .join(", ");
        const rows = await runSelect(`
          select
            prorata_cents(amount::bigint, date '2000-02-29', date '2000-02-29' + days, date '2000-02-29' + cut)::bigint as delivered,
            prorata_cents(amount::bigint, date '2000-02-29', date '2000-02-29' + days, date '2000-02-29' + cut + 1)::bigint as day_later
          from (values ${values}) as terms (place, amount, days, cut)
          order by place`);
        for (const [index, {amount, days, cut}] of terms.entries()) {
          const served = BigInt(Math.max(0, Math.min(cut, days)));
          const delivered = (2n * amount * served + BigInt(days)) / (2n * BigInt(days));
          expect(rows[index]).toMatchObject({delivered});
          expect(amount - delivered >= 0n && delivered >= 0n).toBe(true);
          expect((rows[index]?.day_later as bigint) >= delivered).toBe(true);
        }
      }),
      {numRuns: 25}
    );
  });
});

describe("delivered_cents", () => {
  it("delivers a one-off line on its day, or not at all", async () => {
    const line = "date '2020-01-10', null, false, date '2020-03-01'";
    expect(await evaluate(`delivered_cents(500, ${line}, date '2020-03-01')`)).toBe(0n);
    expect(await evaluate(`delivered_cents(500, ${line}, date '2020-03-02')`)).toBe(500n);
    expect(
      await evaluate("delivered_cents(500, date '2020-01-10', null, false, null, date '2020-03-02')")
    ).toBe(0n);
  });

  it("delivers a line with an end day by day, recurring or not", async () => {
    const line = "20000, date '2020-07-01', date '2022-07-01'";
    expect(await evaluate(`delivered_cents(${line}, true, null, date '2021-07-01')`)).toBe(10000n);
    expect(await evaluate(`delivered_cents(${line}, null, date '2020-07-01', date '2021-07-01')`)).toBe(
      10000n
    );
  });

  it("takes a line of which it is not told whether it recurs as one-off", async () => {
    const line = "500, date '2020-01-10', null, null, date '2020-03-01'";
    expect(await evaluate(`delivered_cents(${line}, date '2020-03-02')`)).toBe(500n);
  });

  it("counts the year under way of a recurring line without end", async () => {
    const line = "36500, date '2018-07-01', null, true, null";
    expect(await evaluate(`delivered_cents(${line}, date '2021-07-11')`)).toBe(1000n);
    expect(await evaluate(`delivered_cents(${line}, date '2018-07-11')`)).toBe(1000n);
    expect(await evaluate(`delivered_cents(${line}, date '2018-06-01')`)).toBe(0n);
  });
});

describe("delivered_between_cents", () => {
  it("is what falls between the two days", async () => {
    const line = "10000, date '2020-07-01', date '2021-07-01', true, null";
    expect(await evaluate(`delivered_between_cents(${line}, date '2020-07-01', date '2021-03-01')`)).toBe(
      6658n
    );
    expect(await evaluate(`delivered_between_cents(${line}, date '2021-03-01', date '2021-07-01')`)).toBe(
      3342n
    );
  });

  it("counts the days of a line with an end, recurring or not", async () => {
    const line = "20000, date '2020-07-01', date '2022-07-01', false, date '2020-07-01'";
    expect(await evaluate(`delivered_between_cents(${line}, date '2021-07-01', date '2023-01-01')`)).toBe(
      10000n
    );
  });

  it("takes a one-off line as delivered when it starts, unless the day is known", async () => {
    const days = "date '2020-07-01', date '2020-08-01'";
    expect(
      await evaluate(`delivered_between_cents(500, date '2020-07-01', null, false, null, ${days})`)
    ).toBe(500n);
    expect(
      await evaluate(`delivered_between_cents(500, date '2020-06-30', null, false, null, ${days})`)
    ).toBe(0n);
    // A line of which it is not told whether it recurs is one-off.
    expect(await evaluate(`delivered_between_cents(500, date '2020-07-01', null, null, null, ${days})`)).toBe(
      500n
    );
    const early = "date '2020-06-30'";
    expect(
      await evaluate(`delivered_between_cents(500, date '2020-07-01', null, false, ${early}, ${days})`)
    ).toBe(0n);
    const late = "date '2020-08-01'";
    expect(
      await evaluate(`delivered_between_cents(500, date '2020-07-01', null, false, ${late}, ${days})`)
    ).toBe(0n);
  });

  it("counts the first year of a recurring line without end", async () => {
    const line = "36500, date '2021-01-01', null, true, null";
    expect(await evaluate(`delivered_between_cents(${line}, date '2021-01-01', date '2025-01-01')`)).toBe(
      36500n
    );
    expect(await evaluate(`delivered_between_cents(${line}, date '2021-01-11', date '2021-01-21')`)).toBe(
      1000n
    );
  });
});
