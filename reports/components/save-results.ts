import type {SaveRate} from "./results.js";

/** Rows of the published results on saves, one interface a file of `reports/data`; money is in cents. */

/** A channel, or all, in a period of opening and a part of a cut. */
export interface SaveCut extends SaveRate {
  /** all, a year (yyyy) or a quarter (yyyy-Qq). */
  period: string;
  cut: "all" | "brand" | "family" | "value_band" | "is_delegated";
  cut_value: string;
  kept_share: number | null;
  kept_share_low: number | null;
  kept_share_high: number | null;
  least_rate: number | null;
  most_rate: number | null;
  kept_ca_low: number | null;
  kept_ca_high: number | null;
  kept_parc_low: number | null;
  kept_parc_high: number | null;
  durable_first_rate: number | null;
  durable_second_rate: number | null;
  durable_second_low: number | null;
  durable_second_high: number | null;
  durable_third_rate: number | null;
  adjusted_rate: number | null;
  adjusted_low: number | null;
  adjusted_high: number | null;
  share_without_brand: number | null;
  share_without_band: number | null;
  share_without_motive: number | null;
}

export interface SaveCurve {
  channel: string;
  days: number;
  at_risk_cases: number;
  saved_share: number;
  saved_partial_share: number;
  lost_share: number;
  ghost_share: number;
  unknown_share: number;
  open_share: number;
}

export interface SaveSurvival {
  channel: string;
  days: number;
  at_risk_saves: number;
  lasting_share: number;
  lasting_low: number | null;
  lasting_high: number | null;
}

export interface SellerOutcome {
  channel: string;
  /** A number of no meaning: nobody is named, nobody is ranked. */
  place: number;
  cases: number;
  kept_cases: number;
  kept_rate: number;
  target: number;
  signal: "within" | "alert_below" | "alert_above" | "alarm_below" | "alarm_above";
  is_overdispersed: boolean;
  alert_low: number;
  alert_high: number;
  alarm_low: number;
  alarm_high: number;
  wide_alert_low: number;
  wide_alert_high: number;
  wide_alarm_low: number;
  wide_alarm_high: number;
  observed_to_expected: number | null;
  ratio_low: number | null;
  ratio_high: number | null;
}

export interface ChannelTransfer {
  first_channel: string;
  channel: string;
  cases: number | null;
  mature_cases: number | null;
  kept_cases: number | null;
  is_hidden: boolean;
}

export interface ChannelDifference {
  channel: string;
  other_channel: string;
  difference: number;
  difference_low: number;
  difference_high: number;
  adjusted_difference: number;
  adjusted_low: number;
  adjusted_high: number;
}

export interface SaveContrast {
  contrast: "first_response" | "letter_day" | "cut_scope";
  side: string;
  mature_cases: number | null;
  kept_cases: number | null;
  kept_rate: number | null;
  kept_low: number | null;
  kept_high: number | null;
  at_risk_ca_cents: number | null;
  kept_ca_cents: number | null;
  median_days_to_outcome: number | null;
  median_delay_days: number | null;
  /** Against the side that the question holds others against; null for that side. */
  difference: number | null;
  difference_low: number | null;
  difference_high: number | null;
}
