import {expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runSelect} from "../../support/models.ts";

const Z = 1.959963984540054;

it.each(vectors.byar)("bounds a count of $x by Byar", async ({x, lo, hi}) => {
  const [row] = await runSelect(`select byar_low(${x}, ${Z}) as low, byar_high(${x}, ${Z}) as high`);
  expect(row?.low).toBeCloseTo(lo, 9);
  expect(row?.high).toBeCloseTo(hi, 9);
});

it.each(vectors.exact_poisson_95)("bounds a count of %d exactly by %d and %d", async (events, low, high) => {
  const [row] = await runSelect(
    `select poisson_low(${events}, 0.025) as low, poisson_high(${events}, 0.025) as high`
  );
  expect(row?.low).toBeCloseTo(low, 6);
  expect(row?.high).toBeCloseTo(high, 6);
});

// Age bands of a published data set: Byar's bounds carry over to rates standardised on them (Dobson 1991).
it("standardises the published rates by age, with their intervals", async () => {
  const {count, pop, esp2013, refcount, refpop} = vectors.phe_inputs;
  const bands = count.map((events, index) =>
    [events, pop[index], esp2013[index], refcount[index], refpop[index]].join(", ")
  );
  const [row] = await runSelect(`
    with
      bands as (select * from (values (${bands.join("), (")})) as bands (x, n, w, ref_x, ref_n)),
      sums as (
        select
          sum(x) as observed,
          sum(n * (ref_x / ref_n)) as expected,
          100000 * sum(w * (x / n)) / sum(w) as rate,
          100000 * sqrt(sum(x * pow(w / n, 2))) / sum(w) as se
        from bands
      )
    select
      rate,
      rate + se / sqrt(observed) * (byar_low(observed, ${Z}) - observed) as low,
      rate + se / sqrt(observed) * (byar_high(observed, ${Z}) - observed) as high,
      observed / expected as ratio,
      byar_low(observed, ${Z}) / expected as ratio_low,
      byar_high(observed, ${Z}) / expected as ratio_high
    from sums`);
  expect(row?.rate).toBeCloseTo(vectors.phe_dsr.value, 8);
  expect(row?.low).toBeCloseTo(vectors.phe_dsr.lo, 8);
  expect(row?.high).toBeCloseTo(vectors.phe_dsr.hi, 8);
  expect(row?.ratio).toBeCloseTo(vectors.phe_isr.ratio, 9);
  expect(row?.ratio_low).toBeCloseTo(vectors.phe_isr.lo, 9);
  expect(row?.ratio_high).toBeCloseTo(vectors.phe_isr.hi, 9);
});
