import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, type Row, runModel} from "../../support/models.ts";

const MONDAY = Date.UTC(2021, 0, 4);

/** The Monday so many weeks after 4 January 2021. */
const week = (index: number): string => new Date(MONDAY + index * 604_800_000).toISOString().slice(0, 10);

/** Weeks of one motive, the first of which are the baseline. */
function tellWeeks(events: readonly number[], baseline: number, cases: readonly number[] = []): Given {
  return {
    "lookups.chart_baselines": [
      {motive: "bug", from_date: week(0), until_date: week(baseline), valid_from: "2000-01-01"}
    ],
    "marts.reason_weeks": events.map((count, index) => ({
      counting: "primary",
      motive: "bug",
      week: week(index),
      events: count,
      cases: cases[index] ?? 100,
      customers: 4000
    }))
  };
}

const charts = async (given: Given, chart = "share"): Promise<Row[]> =>
  (await runModel("marts.reason_charts", given)).filter((row) => row.chart === chart);

const QUIET = [10, 11, 9, 12, 8, 10, 11, 9, 10, 12, 8, 10];

const signals = (rows: Row[]): unknown[] =>
  rows.flatMap((row, index) => (row.is_signal === true ? [index] : []));

describe("the control chart of a share", () => {
  it("has the limits of the vector, and its one week beyond them", async () => {
    const {x, n, pbar, z, week10, sigma_z, out_p} = vectors.pchart;
    const rows = await charts(tellWeeks(x, 12, n));
    rows.forEach((row, index) => expect(row.score).toBeCloseTo(z[index] ?? NaN, 4));
    expect(rows[9]?.centre).toBeCloseTo(pbar, 12);
    expect(rows[9]?.level).toBeCloseTo(week10.p, 12);
    expect(rows[9]?.high).toBeCloseTo(week10.UCL, 9);
    expect(rows[9]?.low).toBe(week10.LCL);
    // Laney's sigma is below 1 here, and limits never get narrower.
    expect(sigma_z).toBeLessThan(1);
    expect(rows[9]?.sigma).toBe(1);
    expect(rows.flatMap((row, index) => (row.is_beyond === true ? [index + 1] : []))).toEqual(out_p);
  });

  it("widens its limits where the baseline scatters more than by counting alone", async () => {
    const rows = await charts(tellWeeks([2, 20, 3, 19, 2, 20, 3, 19, 2, 20, 3, 19, 23], 12));
    expect(rows[12]?.sigma).toBeGreaterThan(3);
    expect(rows[12]?.is_beyond).toBe(false);
    expect(rows[12]?.high).toBeGreaterThan(0.3);
  });

  it("stays silent within its baseline, and is frozen after it", async () => {
    const rows = await charts(tellWeeks([...QUIET.slice(0, 11), 40, 30, 30], 12));
    expect(signals(rows)).toEqual([12, 13]);
    expect(new Set(rows.map(({centre}) => centre)).size).toBe(1);
    expect(rows[11]).toMatchObject({is_beyond: true, is_monitored: false, p_value: null});
  });

  it("tells eight weeks on one side, from the eighth on", async () => {
    expect(signals(await charts(tellWeeks([...QUIET, 11, 12, 11, 12, 11, 12, 11], 12)))).toEqual([]);
    expect(signals(await charts(tellWeeks([...QUIET, 11, 12, 11, 12, 11, 12, 11, 12, 11], 12)))).toEqual([
      19, 20
    ]);
    expect(signals(await charts(tellWeeks([...QUIET, 11, 12, 11, 12, 9, 12, 11, 12, 11], 12)))).toEqual([]);
  });

  it("tells six weeks that each rise, or each fall", async () => {
    expect(signals(await charts(tellWeeks([...QUIET, 6, 8, 9, 12, 14, 16], 12)))).toEqual([17]);
    expect(signals(await charts(tellWeeks([...QUIET, 16, 14, 12, 9, 8, 6], 12)))).toEqual([17]);
    expect(signals(await charts(tellWeeks([...QUIET, 6, 8, 8, 12, 14, 16], 12)))).toEqual([]);
  });

  it("has no limits over too short a baseline, or for too rare a motive", async () => {
    expect((await charts(tellWeeks([...QUIET.slice(1), 60], 11))).map(({score}) => score)).not.toContain(0);
    expect(new Set((await charts(tellWeeks([...QUIET.slice(1), 60], 11))).map(({high}) => high))).toEqual(
      new Set([null])
    );
    const rare = await charts(tellWeeks([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 60], 12));
    expect(signals(rare)).toEqual([]);
  });

  it("leaves a week without cases out", async () => {
    const rows = await charts(tellWeeks([...QUIET, 0, 30], 12, [...QUIET.map(() => 100), 0, 100]));
    expect(rows[12]).toMatchObject({level: null, score: null, is_signal: false});
    expect(signals(rows)).toEqual([13]);
  });
});

it("the chart of a rate counts per 1 000 customers", async () => {
  const rows = await charts(tellWeeks([...QUIET, 40], 12), "rate");
  expect(rows[12]).toMatchObject({level: 10, centre: 2.5, is_signal: true});
  // Poisson: (40 − 10) / √10.
  expect(rows[12]?.score).toBeCloseTo(30 / Math.sqrt(10), 9);
});

it("weeks are adjusted for all the motives that are looked at in them", async () => {
  const {"marts.reason_weeks": bugs = []} = tellWeeks([...QUIET, 20], 12);
  const others = ["price", "ux", "support"].flatMap((motive) =>
    bugs.map((row, index) => ({...row, motive, events: index === 12 ? 10 : (row.events ?? 0)}))
  );
  const baseline = {from_date: week(0), until_date: week(12), valid_from: "2000-01-01"};
  const rows = await charts({
    "lookups.chart_baselines": [baseline],
    "marts.reason_weeks": [...bugs, ...others]
  });
  const bug = rows.find((row) => row.motive === "bug" && row.week === week(12));
  expect(bug?.adjusted_p_value).toBeCloseTo(4 * Number(bug?.p_value), 12);
  expect(rows.find((row) => row.motive === "ux" && row.week === week(12))?.adjusted_p_value).toBe(1);
});

describe("marts.reason_scores", () => {
  it("takes the calendar year before for its baseline", async () => {
    const weeks = Array.from({length: 60}, (_, index) => index);
    const rows = await runModel(
      "marts.reason_scores",
      {
        ...tellWeeks(
          weeks.map(() => 10),
          0
        ),
        "lookups.chart_baselines": []
      },
      {asOf: "2022-03-06"}
    );
    const share = rows.filter(({chart}) => chart === "share");
    expect(
      share
        .filter(({is_baseline}) => is_baseline === true)
        .map((row) => row.week)
        .slice(-1)
    ).toEqual(["2021-12-27"]);
    expect(share.filter(({is_monitored}) => is_monitored === true).map((row) => row.week)[0]).toBe(
      "2022-01-03"
    );
    expect(share[0]?.baseline_weeks).toBe(52n);
  });
});

describe("marts.reason_weeks", () => {
  it("gives all motives all weeks that are complete, with those without a case", async () => {
    const rows = await runModel(
      "marts.reason_weeks",
      {
        "marts.case_outcomes": [
          {case_id: "K1", opened_date: "2021-01-05"},
          {case_id: "K2", opened_date: "2021-01-10"},
          {case_id: "K3", opened_date: "2021-01-19"},
          {case_id: "K4", opened_date: "2021-01-26"}
        ],
        "marts.reason_shares": ["K1", "K2", "K3", "K4"].map((case_id, index) => ({
          case_id,
          counting: "primary",
          motive: index === 1 ? "bug" : "price"
        })),
        "marts.movements": [
          {month: "2021-01-01", view: "economic", ledger: "strict", kind: "opening", customers: 30},
          {month: "2021-01-01", view: "economic", ledger: "strict", kind: "closing", customers: 50}
        ]
      },
      {asOf: "2021-01-30"}
    );
    expect(rows.map((row) => [row.motive, row.week, row.events, row.cases])).toEqual([
      ["bug", "2021-01-04", 1n, 2n],
      ["bug", "2021-01-11", 0n, 0n],
      ["bug", "2021-01-18", 0n, 1n],
      ["price", "2021-01-04", 1n, 2n],
      ["price", "2021-01-11", 0n, 0n],
      ["price", "2021-01-18", 1n, 1n]
    ]);
    expect(rows[0]?.customers).toBe(30n);
  });
});

describe("marts.reason_drifts", () => {
  const drifts = async (events: readonly number[]): Promise<Row[]> =>
    (await runModel("marts.reason_drifts", tellWeeks([...QUIET, ...events], 12))).filter(
      (row) => row.chart === "share"
    );

  it("adds up the evidence of each week, and forgets what speaks against growth", async () => {
    const rows = await drifts([4, 15, 15, 15, 15]);
    // 120 of 1 200 cases in the baseline: odds of 1 to 9 against 2 to 9.
    const weight = (events: number) => events * Math.log(2) - 100 * Math.log(1.1);
    expect(rows.map(({evidence}) => evidence)).toEqual(
      [0, 1, 2, 3, 4].map((weeks) => expect.closeTo(weeks * weight(15), 5) as unknown)
    );
    expect(rows.map(({is_drift}) => is_drift)).toEqual(
      [false, false, false, false, true].map((told, place) => told || place * weight(15) >= 3)
    );
  });

  it("says nothing of a motive that stays as it was", async () => {
    expect((await drifts([10, 11, 9, 12, 8, 10, 11, 9])).filter(({is_drift}) => is_drift === true)).toEqual(
      []
    );
  });
});
