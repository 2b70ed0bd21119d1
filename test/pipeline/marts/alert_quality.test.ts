import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, type Row, runModel} from "../../support/models.ts";

const DAY = {alert_date: "2021-01-10", brand: "Marly", value_band: "low", tenure_band: "new"};

/** Episodes of one day, so many of them true, beside a risk set of that day. */
function world({tp, fp, fn, tn}: {tp: number; fp: number; fn: number; tn: number}): Given {
  const episode = (place: number, isTrue: boolean): Partial<Row> => ({
    ...DAY,
    episode_id: `E${place}`,
    customer_id: `C${place}`,
    is_counted: true,
    is_true: isTrue,
    is_handled: place % 2 === 0,
    request_date: isTrue ? "2021-02-01" : null,
    lead_days: isTrue ? 22 : null
  });
  const episodes = Array.from({length: tp + fp}, (_, place) => episode(place, place < tp));
  const requests = Array.from({length: tp + fn}, (_, place) => ({
    customer_id: place < tp ? `C${place}` : `M${place}`,
    request_date: "2021-02-01",
    from_date: "2020-12-03"
  }));
  return {
    "marts.alert_outcomes": episodes,
    "marts.alert_episodes": [{episode_id: "E0", alert_date: "2020-12-01"}],
    "marts.risk_requests": requests,
    "marts.alert_risk_sets": [{...DAY, customers: tp + fp + fn + tn, requests: tp + fn}]
  };
}

async function quality(given: Given): Promise<Map<unknown, Row>> {
  return new Map((await runModel("marts.alert_quality", given)).map((row) => [row.handled, row]));
}

describe("marts.alert_quality", () => {
  it("gives precision, recall, base rate, lift, risk ratio and Brier score of the reference", async () => {
    const {ppv, recall, base, lift, rr, rr_ci, brier, ...counts} = vectors.alerts;
    const all = (await quality(world(counts))).get("all");
    expect(all).toMatchObject({episodes: 40n, true_episodes: 14n, requests: 62n, announced_requests: 14n});
    expect(all?.precision_rate).toBeCloseTo(ppv, 9);
    expect(all?.recall_rate).toBeCloseTo(recall, 9);
    expect(all?.base_rate).toBeCloseTo(base, 9);
    expect(all?.lift).toBeCloseTo(lift, 9);
    expect(all?.risk_ratio).toBeCloseTo(rr, 9);
    expect(all?.risk_ratio_low).toBeCloseTo(rr_ci[0] ?? 0, 9);
    expect(all?.risk_ratio_high).toBeCloseTo(rr_ci[1] ?? 0, 9);
    expect(all?.brier).toBeCloseTo(brier.val, 9);
  });

  it("splits by what was handled, and takes those alerted out of the controls of both", async () => {
    const rows = await quality(world({tp: 14, fp: 26, fn: 48, tn: 912}));
    expect([...rows.keys()].sort()).toEqual(["all", "handled", "not_handled"]);
    for (const name of ["handled", "not_handled"])
      expect(rows.get(name)).toMatchObject({
        episodes: 20n,
        true_episodes: 7n,
        controls: 960n,
        control_requests: 48n
      });
    expect(rows.get("handled")).toMatchObject({requests: 62n, announced_requests: 7n});
  });

  it("gives the median of the lead", async () => {
    const given = world({tp: 7, fp: 0, fn: 0, tn: 20});
    const {x, median} = vectors.alerts.lead_days;
    given["marts.alert_outcomes"]?.forEach((row, place) => (row.lead_days = x[place] ?? null));
    expect((await quality(given)).get("all")).toMatchObject({lead_days_median: median});
  });

  it("leaves out what is excluded", async () => {
    const given = world({tp: 4, fp: 6, fn: 10, tn: 80});
    given["marts.alert_outcomes"]?.push({
      ...DAY,
      episode_id: "late",
      exclusion: "after_request",
      is_counted: false,
      is_true: true,
      is_handled: true
    });
    expect((await quality(given)).get("all")).toMatchObject({episodes: 10n, true_episodes: 4n});
  });
});
