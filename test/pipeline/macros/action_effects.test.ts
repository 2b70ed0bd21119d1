import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runSelect} from "../../support/models.ts";

describe("the change of those exposed beside that of the others", () => {
  it("is as in the vector, where a fall of a quarter is none that could not be chance", async () => {
    const {did, se, ci} = vectors.did;
    const cells = "120, 1000, 90, 1000, 115, 1000, 110, 1000";
    const [row] = await runSelect(`
      select difference_in_differences(${cells}) as effect, difference_in_differences_se(${cells}) as se,
        effect - parameter('wilson.z') * se as low, effect + parameter('wilson.z') * se as high`);
    expect(row?.effect).toBeCloseTo(did, 9);
    expect(row?.se).toBeCloseTo(se, 9);
    expect(row?.low).toBeCloseTo(ci[0] ?? NaN, 9);
    expect(row?.high).toBeCloseTo(ci[1] ?? NaN, 9);
  });

  it("is none where nobody was at risk", async () => {
    const [row] = await runSelect("select difference_in_differences(0, 0, 1, 9, 1, 9, 1, 9) as effect");
    expect(row?.effect).toBeNull();
  });
});

describe("what a volume can show", () => {
  it("takes as many as in the vectors", async () => {
    const {n_30_36, n_30_35, n_10_8, deff_m20_icc05, n_clustered} = vectors.mde;
    const [row] = await runSelect(`
      select needed_per_arm(.30, .36, .05, .8) as n_30_36, needed_per_arm(.30, .35, .05, .8) as n_30_35,
        needed_per_arm(.10, .08, .05, .8) as n_10_8, design_effect(20, .05) as deff,
        design_effect(20, .05) * needed_per_arm(.30, .36, .05, .8) as n_clustered`);
    expect(row?.n_30_36).toBeCloseTo(n_30_36, 9);
    expect(row?.n_30_35).toBeCloseTo(n_30_35, 9);
    expect(row?.n_10_8).toBeCloseTo(n_10_8, 9);
    expect(Number(row?.deff)).toBeCloseTo(deff_m20_icc05, 9);
    expect(row?.n_clustered).toBeCloseTo(n_clustered, 9);
  });

  it("is found back from the number: 400 in each arm at .30 show .3942 and no less", async () => {
    const [row] = await runSelect(`
      select detectable_above(.30, 400, .05, .8) as above, needed_per_arm(.30, above, .05, .8) as again,
        detectable_below(.30, 400, .05, .8) as below, needed_per_arm(.30, below, .05, .8) as below_again`);
    expect(row?.above).toBeCloseTo(0.3942, 4);
    expect(row?.again).toBeCloseTo(400, 6);
    expect(row?.below).toBeLessThan(0.3);
    expect(row?.below_again).toBeCloseTo(400, 6);
  });

  it("is nothing where not even the end of all cases would be seen", async () => {
    const [row] = await runSelect(
      "select detectable_below(.01, 100, .05, .8) as below, detectable_below(0, 100, .05, .8) as none"
    );
    expect(row).toEqual({below: null, none: null});
  });
});
