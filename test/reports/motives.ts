import type {
  IncidentRatio,
  LossChange,
  LossMonth,
  MotiveChannel,
  MotiveDetail,
  MotiveLabel,
  MotiveMonth,
  MotiveWeek,
  Occasion
} from "../../reports/components/motive-results.ts";

/** The published results on motives. */
export interface MotiveFixture {
  motive_months: MotiveMonth[];
  motive_channels: MotiveChannel[];
  motive_charts: MotiveWeek[];
  motive_labels: MotiveLabel[];
  motive_details: MotiveDetail[];
  loss_changes: LossChange[];
  incident_ratios: IncidentRatio[];
  loss_months: LossMonth[];
  occasions: Occasion[];
}

const MOTIVES = ["price", "oversell", "competitor", "bug", "support", "UNMAPPED", "MISSING"];
const CHANNELS = ["telesales", "field", "retention"];
const COUNTINGS = ["primary", "fractional", "mention"] as const;
const MONTHS = 26;
const WEEK = 604_800_000;
const BASELINE_WEEKS = 52;

/** Results on motives of a company in which bugs grow; none when nobody delivers cases. */
export function makeMotives(hasCases: boolean): MotiveFixture {
  if (!hasCases)
    return {
      ...{motive_months: [], motive_channels: [], motive_charts: [], motive_labels: []},
      ...{motive_details: [], loss_changes: [], incident_ratios: [], loss_months: [], occasions: []}
    };
  return {
    motive_months: Array.from({length: MONTHS}, (_, index) => new Date(Date.UTC(2024, 4 + index, 1))).flatMap(
      (month) =>
        MOTIVES.flatMap((motive, place) =>
          COUNTINGS.map((counting) => makeMonth(month, motive, place, counting))
        )
    ),
    motive_channels: MOTIVES.flatMap((motive, place) =>
      CHANNELS.map((channel, column) => makeCell(motive, channel, place + column))
    ),
    motive_charts: MOTIVES.flatMap((motive, place) => makeWeeks(motive, place)),
    motive_labels: [
      makeLabel("Divers (à préciser)", 40, false),
      makeLabel("Tarif", 3, true),
      {...makeLabel("Prix", 12, true), motive: "price"}
    ],
    motive_details: [
      makeDetail("competitor", "none", 90),
      makeDetail("competitor", "Vorquenne", 20),
      makeDetail("competitor", "few", 8),
      makeDetail("tenure_band", "1-2y", 30),
      makeDetail("tenure_band", "3-12m", 20)
    ],
    loss_changes: (["previous", "year_before"] as const).flatMap((comparison) => [
      ...makeChanges(comparison, "motive", ["price", "bug", "MISSING", "few"]),
      ...makeChanges(comparison, "channel", CHANNELS),
      ...makeChanges(comparison, "brand", ["Solène", "Marly"]),
      ...makeChanges(comparison, "family", ["Site", "Booster"])
    ]),
    incident_ratios: Array.from({length: 15}, (_, lag) => makeRatio(lag)),
    loss_months: Array.from({length: 12}, (_, index) => makeLossMonth(index)),
    occasions: [
      {
        kind: "action",
        name: "Appel de bienvenue",
        first_date: new Date(Date.UTC(2025, 2, 3)),
        end_date: null
      },
      makeOutage("Agenda", 10),
      makeOutage("Caisse", 200)
    ]
  };
}

function makeMonth(
  month: Date,
  motive: string,
  place: number,
  counting: (typeof COUNTINGS)[number]
): MotiveMonth {
  const parts = (counting === "mention" ? 3 : 2) * (9 - place) * 1260;
  return {
    ...{
      month,
      counting,
      motive,
      motive_family: motive === "bug" ? "product" : motive === "oversell" ? "sales" : motive
    },
    case_parts: parts,
    lost_parts: 1260 * (9 - place),
    at_risk_ca_cents: 250_000 * (9 - place),
    lost_ca_cents: 100_000 * (9 - place),
    kept_ca_cents: 120_000 * (9 - place)
  };
}

function makeCell(motive: string, channel: string, place: number): MotiveChannel {
  const isHidden = place > 6;
  const withheld = (value: number) => (isHidden ? null : value);
  return {
    ...{motive, channel, is_hidden: isHidden},
    cases: withheld(60 - 7 * place),
    at_risk_ca_cents: withheld(9_000_000 - 1_000_000 * place),
    lost_ca_cents: withheld(5_000_000 - 600_000 * place)
  };
}

function makeWeeks(motive: string, place: number): MotiveWeek[] {
  const centre = 0.22 - 0.025 * place;
  return Array.from({length: BASELINE_WEEKS + 20}, (_, index) => {
    const isMonitored = index >= BASELINE_WEEKS;
    const grows = motive === "bug" && isMonitored;
    const level = index === 30 ? null : (grows ? 2 : 1) * centre + 0.03 * Math.sin(index + place);
    return {
      ...{
        motive,
        week: new Date(Date.UTC(2025, 0, 6) + index * WEEK),
        centre,
        level,
        is_monitored: isMonitored
      },
      events: level === null ? 0 : Math.round(level * 30),
      cases: level === null ? 0 : 30,
      low: Math.max(0, centre - 0.15),
      high: centre + 0.15,
      is_beyond: grows && index === 60,
      is_signal: grows && index >= 60,
      is_discovery: grows && index === 60,
      is_drift: grows && index >= 57
    };
  });
}

function makeLabel(raw_label: string, cases: number, is_new: boolean): MotiveLabel {
  return {
    ...{system: "salesforce_cases", brand: "Solène", raw_label, motive: "UNMAPPED", cases, is_new},
    at_risk_ca_cents: 90_000 * cases,
    first_date: new Date(Date.UTC(2026, is_new ? 3 : 0, 5)),
    last_date: new Date(Date.UTC(2026, 4, 25))
  };
}

function makeChanges(
  comparison: LossChange["comparison"],
  cut: LossChange["cut"],
  segments: string[]
): LossChange[] {
  const back = comparison === "previous" ? 3 : 12;
  const month = (index: number) => new Date(Date.UTC(2026, index, 1));
  return segments.map((segment, place) => ({
    ...{comparison, cut, segment},
    before_first_month: month(1 - back),
    before_last_month: month(3 - back),
    after_first_month: month(1),
    after_last_month: month(3),
    cases_before: 60 + place,
    cases_after: 66 + place,
    lost_before: 30,
    lost_after: 34,
    lost_before_cents: 3_000_000,
    lost_after_cents: 3_600_000,
    mix: place === 0 ? 0.01 : -0.002,
    rate: 0.004 * (place - 1),
    mix_amount: 900,
    rate_amount: -300,
    value_amount: 1200
  }));
}

function makeRatio(lag_days: number): IncidentRatio {
  const ratio = lag_days === 2 ? 1.8 : 1 + 0.1 * Math.sin(lag_days);
  const isHidden = lag_days === 14;
  return {
    ...{
      lag_days,
      exposed_days: 70_000,
      other_days: 1_500_000,
      is_hidden: isHidden,
      is_discovery: lag_days === 2
    },
    exposed_cases: isHidden ? null : 100 + lag_days,
    other_cases: isHidden ? null : 2000,
    ratio: isHidden ? null : ratio,
    low: isHidden ? null : ratio / 1.25,
    high: isHidden ? null : ratio * 1.25
  };
}

function makeDetail(cut: MotiveDetail["cut"], value: string, cases: number): MotiveDetail {
  return {cut, value, cases, at_risk_ca_cents: 100_000 * cases, lost_ca_cents: 60_000 * cases};
}

function makeLossMonth(index: number): LossMonth {
  const month = new Date(Date.UTC(2025, index, 1));
  if (index === 3) return {month, cases: null, lost_cases: null, low: null, high: null};
  return {month, cases: 40, lost_cases: 12 + (index % 5), low: 0.2, high: 0.5};
}

function makeOutage(name: string, day: number): Occasion {
  const date = (shift: number): Date => new Date(Date.UTC(2025, 0, 1 + day + shift));
  return {kind: "outage", name, first_date: date(0), end_date: date(1)};
}
