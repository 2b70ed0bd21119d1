import {PROFILES, type Profile} from "../../pipeline/sample/plans.ts";
import type {Calibration} from "./calibration.ts";
import {f1, judgeGoals, percent, precision, recall, share, type Spread, spreadOf, worldsOf} from "./goals.ts";
import type {Measures, Pairs} from "./measures.ts";
import {table, withSection} from "./page.ts";

const SECTION = "## Linkage";

export interface ReportOptions {
  seeds: readonly number[];
  calibrationSeeds: readonly number[];
  customers: number;
  rates: readonly number[];
  calibrations: ReadonlyMap<Profile, Calibration>;
  /** The day of the measurement, yyyy-mm-dd. */
  date: string;
}

/** Puts the section on the linkage into the text of the evaluation page, in place of the one it has. */
export function withLinkageSection(
  page: string,
  measured: readonly Measures[],
  options: ReportOptions
): Promise<string> {
  return withSection(page, SECTION, linkageSection(measured, options));
}

function linkageSection(measured: readonly Measures[], options: ReportOptions): string {
  const {seeds, calibrationSeeds, customers, rates, date} = options;
  const percents = rates.map((rate) => `${100 * rate}`).join(", ");
  return [
    SECTION,
    `How well cancelled orders are paired with the orders that replace them, and what that does to the net loss of CA,
on invented companies whose truth is known. \`npm run eval:linkage\`, ${date}: seeds ${rangeOf(seeds)}, ${customers}
customers each, ${percents} % of the cancellations rebooked; recall and false links calibrated on seeds
${rangeOf(calibrationSeeds)}.`,
    "### Tolerances",
    table(
      ["what", "tolerance", "measured", "reached"],
      judgeGoals(measured).map(({what, goal, measured: value, isReached}) => [
        what,
        goal,
        value,
        isReached ? "reached" : "**not reached**"
      ])
    ),
    METHOD,
    "### Pairs",
    pairTable(measured, rates),
    "### Classes and units, 30 % rebooked",
    classTable(measured),
    "### Net loss of CA",
    moneyTable(measured, rates),
    "### Calibration",
    calibrationTable(options.calibrations)
  ].join("\n\n");
}

const METHOD = `Only settled cancellations are judged, MO- apart, as of the last day that the generator tells. Pairs that
an order declares itself need no linkage and are left out of precision and recall; amounts count everything. The naive
rule takes the first order that the customer signs within 30 days of the cancellation. The best weights are those that
the truth itself gives for each company (every level's share among true and among other pairs): no estimator can know
them. Worlds: unrelated orders per customer and year .15, .35, .90 and .35; cancellations with a case .85, .70, .45, and
no cases delivered; orders without families, and without seller, 0, 5, 10 and 5 %. Customers with two keys are not
united. Errors of the loss are relative to booked − kept − truly rebooked; a plus is a loss overstated. Brackets hold
the lowest and the highest seed. The readers of the audit answer with the truth.

False links, looked at one by one in the standard world of seed 1: three in four are unrelated orders, signed within
days of one of the days of a cancellation; most others are orders that replace another cancelled one of the customer. The
correction takes them out of the money, not out of the pairs.

Generator and linkage belong to one project: on real data expect less, and measure it with an audit.`;

function pairTable(measured: readonly Measures[], rates: readonly number[]): string {
  const rows = eachWorld(measured, rates).flatMap(({profile, rate, worlds}) => [
    [name(profile), rate, "linkage", ...pairCells(worlds.map(({pairs}) => pairs))],
    [name(profile), rate, "naive, 30 days", ...pairCells(worlds.map(({naive}) => naive))],
    ...bestCells(profile, rate, worlds)
  ]);
  return table(["world", "rebooked", "method", "precision", "recall", "F1"], rows);
}

function bestCells(profile: Profile, rate: string, worlds: Measures[]): string[][] {
  const best = worlds.flatMap(({oracle}) => (oracle === null ? [] : [oracle]));
  return best.length === 0 ? [] : [[name(profile), rate, "best weights", ...pairCells(best)]];
}

function pairCells(pairs: readonly Pairs[]): string[] {
  return [
    showShare(spreadOf(pairs.map(precision))),
    showShare(spreadOf(pairs.map(recall))),
    share(spreadOf(pairs.map(f1)).mean)
  ];
}

function classTable(measured: readonly Measures[]): string {
  const rows = PROFILES.map((profile) => {
    const worlds = worldsOf(measured, profile, 0.3);
    const mean = (of: (measures: Measures) => number): string => share(spreadOf(worlds.map(of)).mean);
    return [
      name(profile),
      mean(({classes}) => precision(classes.A)),
      mean(({classes}) => precision(classes.B)),
      mean(({classes}) => precision(classes.C)),
      mean(({detection}) => precision(detection)),
      mean(({detection}) => recall(detection)),
      mean(({exact_units, units}) => exact_units / units),
      mean(({rebook_rate}) => rebook_rate),
      mean(({true_rebook_rate}) => true_rebook_rate)
    ];
  });
  const head = ["A", "B", "C"].map((letter) => `class ${letter}, precision`);
  return table(
    [
      "world",
      ...head,
      "unit rebooked or not, precision",
      "recall",
      "all orders of a unit right",
      "rebook rate",
      "true"
    ],
    rows
  );
}

function moneyTable(measured: readonly Measures[], rates: readonly number[]): string {
  const rows = eachWorld(measured, rates).map(({profile, rate, worlds}) => {
    const audits = worlds.flatMap(({audit_error}) => (audit_error === null ? [] : [audit_error]));
    const {mean, sd} = spreadOf(audits);
    const covered = worlds.filter(({audit_covers}) => audit_covers === true).length;
    return [
      name(profile),
      rate,
      showError(spreadOf(worlds.map(({naive_error}) => naive_error))),
      showError(spreadOf(worlds.map(({raw_error}) => raw_error))),
      showError(spreadOf(worlds.map(({corrected_error}) => corrected_error))),
      `${percent(mean)} ± ${percent(sd, false)}`,
      `${covered}/${worlds.length}`
    ];
  });
  return table(
    [
      "world",
      "rebooked",
      "naive",
      "raw",
      "corrected",
      "audit of 300, mean ± sd",
      "its 95 % interval holds the truth"
    ],
    rows
  );
}

function calibrationTable(calibrations: ReadonlyMap<Profile, Calibration>): string {
  const rows = [...calibrations].map(([profile, {recall_bp, false_bp, ratio_bp}]) => [
    name(profile),
    ...[recall_bp, false_bp, ratio_bp].map((value) => (value / 10_000).toFixed(4))
  ]);
  return table(["world", "k", "b", "ρ"], rows);
}

function eachWorld(
  measured: readonly Measures[],
  rates: readonly number[]
): {profile: Profile; rate: string; worlds: Measures[]}[] {
  return PROFILES.flatMap((profile) =>
    rates.map((rate) => ({profile, rate: `${100 * rate} %`, worlds: worldsOf(measured, profile, rate)}))
  );
}

const name = (profile: Profile): string => profile.replaceAll("_", " ");
const rangeOf = (seeds: readonly number[]): string => `${seeds[0]} to ${seeds.at(-1)}`;
const showShare = ({mean, low, high}: Spread): string => `${share(mean)} [${share(low)}, ${share(high)}]`;
const showError = ({mean, low, high}: Spread): string =>
  `${percent(mean)} [${percent(low)}, ${percent(high)}]`;
