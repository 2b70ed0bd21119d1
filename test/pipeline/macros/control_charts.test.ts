import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runSelect} from "../../support/models.ts";

describe("scores of a control chart", () => {
  it("are those of the vector, and so is Laney's sigma", async () => {
    const {x, n, pbar, z, sigma_z} = vectors.pchart;
    const rows = await runSelect(`
      with weeks as (from (values ${x.map((events, week) => `(${week}, ${events}, ${n[week]})`).join(", ")}) as weeks (week, x, n)),
        scored as (select week, x, n, sum(x) over () / sum(n) over () as centre from weeks)
      select centre, share_score(x, n, centre) as z,
        laney_sigma(list(share_score(x, n, centre) order by week) over ()) as sigma
      from scored order by week`);
    rows.forEach((row, week) => expect(row.z).toBeCloseTo(z[week] ?? NaN, 4));
    expect(rows[0]?.centre).toBeCloseTo(pbar, 12);
    expect(rows[0]?.sigma).toBeCloseTo(sigma_z, 9);
  });

  it("leave weeks without cases out", async () => {
    const [row] = await runSelect(`
      select share_score(0, 0, .1) as empty, share_score(0, 5, 0) as flat, rate_score(0, 0, .1) as unexposed,
        laney_sigma([1.0, null, 2.128]) as sigma, laney_sigma([1.0]) as alone`);
    expect(row).toMatchObject({empty: null, flat: null, unexposed: null, alone: null});
    expect(row?.sigma).toBeCloseTo(1, 12);
  });
});
