import type {SaveRate} from "../../reports/components/results.ts";
import type {
  ChannelDifference,
  ChannelTransfer,
  SaveContrast,
  SaveCurve,
  SaveCut,
  SaveSurvival,
  SellerOutcome
} from "../../reports/components/save-results.ts";

interface Saves {
  save_cuts: SaveCut[];
  save_contrasts: SaveContrast[];
  save_curves: SaveCurve[];
  save_survivals: SaveSurvival[];
  seller_outcomes: SellerOutcome[];
  channel_transfers: ChannelTransfer[];
  channel_differences: ChannelDifference[];
}

const BIG = ["telesales", "field", "retention"];

/** All that the page on channels reads, made from the rates of the overview; nothing without cases. */
export function makeSaves(rates: SaveRate[]): Saves {
  const channels = rates.map(({channel}) => channel);
  const none = rates.length === 0;
  return {
    save_cuts: none
      ? []
      : [...rates, companyOf(rates)].flatMap((row) =>
          ["all", "2025", "2026"].map((period) => cutOf(row, period))
        ),
    save_contrasts: none ? [] : makeContrasts(),
    save_curves: none ? [] : ["all", ...BIG].flatMap(curvesOf),
    save_survivals: none ? [] : ["all", ...BIG].flatMap(survivalsOf),
    seller_outcomes: none ? [] : BIG.flatMap(sellersOf),
    channel_transfers: channels.flatMap((first_channel) =>
      channels.map((channel) => transferOf(first_channel, channel))
    ),
    channel_differences: none
      ? []
      : [differenceOf("field", "retention"), differenceOf("retention", "telesales")]
  };
}

function companyOf(rates: SaveRate[]): SaveRate {
  const sum = (key: "cases" | "open_cases" | "mature_cases" | "kept_cases"): number =>
    rates.reduce((total, row) => total + (row[key] ?? 0), 0);
  const [first] = rates as [SaveRate];
  const rate = sum("kept_cases") / sum("mature_cases");
  return {
    ...first,
    channel: "all",
    cases: sum("cases"),
    open_cases: sum("open_cases"),
    mature_cases: sum("mature_cases"),
    kept_cases: sum("kept_cases"),
    kept_rate: rate,
    kept_low: rate - 0.04,
    kept_high: rate + 0.04,
    is_fragile: false,
    is_hidden: false
  };
}

function cutOf(row: SaveRate, period: string): SaveCut {
  const near = (value: number | null, distance: number): number | null =>
    value === null ? null : Math.min(1, Math.max(0, value + distance));
  const adjusted = row.channel === "all" ? null : near(row.kept_rate, -0.03);
  return {
    ...row,
    period,
    cut: "all",
    cut_value: "all",
    kept_share: near(row.kept_rate, 0.01),
    kept_share_low: near(row.kept_rate, -0.05),
    kept_share_high: near(row.kept_rate, 0.07),
    least_rate: near(row.kept_rate, -0.02),
    most_rate: near(row.kept_rate, 0.04),
    kept_ca_low: near(row.kept_ca_rate, -0.06),
    kept_ca_high: near(row.kept_ca_rate, 0.06),
    kept_parc_low: near(row.kept_parc_rate, -0.06),
    kept_parc_high: near(row.kept_parc_rate, 0.06),
    durable_first_rate: near(row.kept_rate, -0.02),
    durable_second_rate: near(row.kept_rate, -0.06),
    durable_second_low: near(row.kept_rate, -0.1),
    durable_second_high: near(row.kept_rate, -0.02),
    durable_third_rate: near(row.kept_rate, -0.12),
    adjusted_rate: adjusted,
    adjusted_low: near(adjusted, -0.06),
    adjusted_high: near(adjusted, 0.06),
    share_without_brand: adjusted === null ? null : 0.12,
    share_without_band: adjusted === null ? null : 0.03,
    share_without_motive: adjusted === null ? null : 0
  };
}

function curvesOf(channel: string, index: number): SaveCurve[] {
  return Array.from({length: 14}, (_, step): SaveCurve => {
    const days = 6 * step;
    const came = (share: number, mean: number): number => share * (1 - Math.exp(-days / mean));
    const shares = {
      saved_share: came(0.2 + 0.02 * index, 12),
      saved_partial_share: came(0.18, 15),
      lost_share: came(0.35, 30),
      ghost_share: came(0.15, 20),
      unknown_share: 0
    };
    const ended = Object.values(shares).reduce((sum, share) => sum + share, 0);
    return {channel, days, at_risk_cases: 200 - 13 * step, ...shares, open_share: 1 - ended};
  });
}

function survivalsOf(channel: string, index: number): SaveSurvival[] {
  return Array.from({length: 21}, (_, step): SaveSurvival => {
    const share = Math.exp((-0.0016 - 0.0004 * index) * 10 * step);
    return {
      channel,
      days: 10 * step,
      at_risk_saves: 120 - 5 * step,
      lasting_share: share,
      lasting_low: step === 0 ? null : Math.max(0, share - 0.06),
      lasting_high: step === 0 ? null : Math.min(1, share + 0.05)
    };
  });
}

function sellersOf(channel: string, index: number): SellerOutcome[] {
  const target = 0.4 + 0.1 * index;
  return Array.from({length: 6}, (_, place): SellerOutcome => {
    const cases = 20 + 9 * place;
    const half = Math.sqrt((target * (1 - target)) / cases);
    const rate = target + (place === 5 ? 2.4 : 0.5 * (place - 2)) * half;
    return {
      channel,
      place: place + 1,
      cases,
      kept_cases: Math.round(rate * cases),
      kept_rate: rate,
      target,
      signal: place === 5 ? "alert_above" : "within",
      is_overdispersed: false,
      alert_low: target - 1.96 * half,
      alert_high: target + 1.96 * half,
      alarm_low: Math.max(0, target - 3.09 * half),
      alarm_high: Math.min(1, target + 3.09 * half),
      wide_alert_low: Math.max(0, target - 2.5 * half),
      wide_alert_high: Math.min(1, target + 2.5 * half),
      wide_alarm_low: 0,
      wide_alarm_high: 1,
      observed_to_expected: rate / target,
      ratio_low: (0.8 * rate) / target,
      ratio_high: (1.2 * rate) / target
    };
  });
}

function transferOf(first_channel: string, channel: string): ChannelTransfer {
  const isSmall = first_channel === "dvr" || channel === "dvr";
  return {
    first_channel,
    channel,
    cases: isSmall ? null : 20 + 3 * channel.length,
    mature_cases: isSmall ? null : 18,
    kept_cases: isSmall ? null : 8,
    is_hidden: isSmall
  };
}

function differenceOf(channel: string, other_channel: string): ChannelDifference {
  return {
    channel,
    other_channel,
    difference: -0.2,
    difference_low: -0.32,
    difference_high: -0.06,
    adjusted_difference: 0.1,
    adjusted_low: -0.04,
    adjusted_high: 0.24
  };
}

function makeContrasts(): SaveContrast[] {
  const side = (contrast: SaveContrast["contrast"], name: string, rate: number | null): SaveContrast => {
    const isFirst = ["retention_desk", "until_split", "no_cut"].includes(name);
    const known = <T>(value: T): T | null => (rate === null ? null : value);
    return {
      contrast,
      side: name,
      mature_cases: known(60),
      kept_cases: known(Math.round(60 * (rate ?? 0))),
      kept_rate: rate,
      kept_low: known(Math.max(0, (rate ?? 0) - 0.12)),
      kept_high: known(Math.min(1, (rate ?? 0) + 0.12)),
      at_risk_ca_cents: known(6_000_000),
      kept_ca_cents: known(2_100_000),
      median_days_to_outcome: known(19),
      median_delay_days: name === "nobody" ? null : known(2),
      difference: isFirst ? null : known(0.08),
      difference_low: isFirst ? null : known(-0.06),
      difference_high: isFirst ? null : known(0.21)
    };
  };
  return [
    side("first_response", "retention_desk", 0.45),
    side("first_response", "original_seller", 0.53),
    side("first_response", "other", null),
    side("first_response", "nobody", 0.3),
    side("letter_day", "until_split", 0.25),
    side("letter_day", "after_split", 0.33),
    side("cut_scope", "no_cut", 0.4),
    side("cut_scope", "partial_cut", 0.9),
    side("cut_scope", "total_cut", 0.2)
  ];
}
