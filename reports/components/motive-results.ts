// Rows of the published results on motives, on what changed and on outages (reports/data/*.sql).

export interface ReasonCount {
  motive: string;
  cases: number;
  lost_cases: number;
  at_risk_ca_cents: number;
  lost_ca_cents: number;
  case_share: number | null;
  lost_ca_share: number | null;
  raw_labels: string | null;
}

/** A motive in a month, by a way of counting. */
export interface MotiveMonth {
  month: Date;
  counting: "primary" | "fractional" | "mention";
  motive: string;
  motive_family: string;
  /** Cases in 2520ths. */
  case_parts: number;
  lost_parts: number;
  at_risk_ca_cents: number;
  lost_ca_cents: number;
  kept_ca_cents: number;
}

/** A main motive in a channel over the last twelve months; figures are null when they are withheld. */
export interface MotiveChannel {
  motive: string;
  channel: string;
  cases: number | null;
  at_risk_ca_cents: number | null;
  lost_ca_cents: number | null;
  is_hidden: boolean;
}

/** A week of the control chart of a motive. */
export interface MotiveWeek {
  motive: string;
  week: Date;
  events: number;
  cases: number;
  /** Null in a week without cases. */
  level: number | null;
  centre: number;
  low: number | null;
  high: number | null;
  is_monitored: boolean;
  is_beyond: boolean;
  is_signal: boolean;
  is_discovery: boolean;
  is_drift: boolean;
}

export interface MotiveLabel {
  system: string;
  brand: string;
  raw_label: string;
  motive: string;
  cases: number;
  at_risk_ca_cents: number;
  first_date: Date;
  last_date: Date;
  is_new: boolean;
}

/** What cases name beside their motive, over the last twelve months. */
export interface MotiveDetail {
  cut: "competitor" | "missing_feature" | "tenure_band";
  value: string;
  cases: number;
  at_risk_ca_cents: number;
  lost_ca_cents: number;
}

export interface LossChange {
  comparison: "previous" | "year_before";
  cut: "motive" | "channel" | "brand" | "family";
  segment: string;
  before_first_month: Date;
  before_last_month: Date;
  after_first_month: Date;
  after_last_month: Date;
  cases_before: number;
  cases_after: number;
  lost_before: number;
  lost_after: number;
  lost_before_cents: number;
  lost_after_cents: number;
  mix: number;
  rate: number;
  /** Cents a case. */
  mix_amount: number;
  rate_amount: number;
  value_amount: number;
}

export interface IncidentRatio {
  lag_days: number;
  exposed_cases: number | null;
  exposed_days: number;
  other_cases: number | null;
  other_days: number;
  ratio: number | null;
  low: number | null;
  high: number | null;
  /** Whether it stands out among all lags that were declared. */
  is_discovery: boolean;
  is_hidden: boolean;
}

/** Cases opened in a month of which every case has had its time; nulls where they are too few to be shown. */
export interface LossMonth {
  month: Date;
  cases: number | null;
  lost_cases: number | null;
  /** Bounds of the share lost, 0 to 1. */
  low: number | null;
  high: number | null;
}

/** An outage of an application, or an action. */
export interface Occasion {
  kind: "outage" | "action";
  name: string;
  first_date: Date;
  /** First day after it; null while it lasts. */
  end_date: Date | null;
}
