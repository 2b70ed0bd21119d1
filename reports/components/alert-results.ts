// Rows of the published results on alerts (reports/data/*.sql).

export type AlertKind = "churn_risk" | "red_alert" | "nps" | "other";
export type Handled = "all" | "handled" | "not_handled" | "unknown";

/** A cell of `alert_handling`: counts of a week. */
export interface HandlingCell {
  month: Date;
  /** First day of the week. */
  week: Date;
  brand: string;
  value_band: string;
  rule: "sum_up" | "board";
  source_channel: string;
  kind: AlertKind;
  alerts: number;
  unknown_alerts: number;
  known_alerts: number;
  ticked_alerts: number;
  strict_alerts: number;
  lenient_alerts: number;
  handled_alerts: number;
  premature_ticks: number;
  unticked_alerts: number;
}

/** Alerts of a kind, by what makes them handled; figures are null when they are withheld. */
export interface AlertHandling {
  rule: HandlingCell["rule"];
  source_channel: string;
  kind: AlertKind;
  alerts: number;
  unknown_alerts: number;
  known_alerts: number;
  ticked_alerts: number | null;
  strict_alerts: number | null;
  lenient_alerts: number | null;
  handled_alerts: number | null;
  handled_rate: number | null;
  handled_low: number | null;
  handled_high: number | null;
  premature_ticks: number | null;
  unticked_alerts: number | null;
  is_fragile: boolean;
  is_hidden: boolean;
}

export type AlertWeek = Pick<
  HandlingCell,
  "week" | "alerts" | "handled_alerts" | "premature_ticks" | "unticked_alerts" | "unknown_alerts"
>;

/** A cell of `alert_flow`. */
export interface FlowCell {
  month: Date;
  brand: string;
  value_band: string;
  kind: "churn_risk" | "red_alert";
  case_state: "new" | "existing" | "none";
  outcome: string;
  /** Days as text, or none. */
  case_days: string;
  outcome_days: string;
  alerts: number;
}

/** Alerts that went one way: kind, case, outcome; median delays. */
export interface AlertFlow {
  kind: FlowCell["kind"];
  case_state: FlowCell["case_state"];
  outcome: string;
  alerts: number;
  case_delay_days: number | null;
  outcome_delay_days: number | null;
}

/** Median delays of all alerts; null where nothing has come so far. */
export type AlertDelays = Pick<AlertFlow, "case_delay_days" | "outcome_delay_days">;

/** A cell of `alert_outcomes`. */
export interface OutcomeCell {
  month: Date;
  alert_date: Date;
  brand: string;
  value_band: string;
  /** counted, or why not. */
  exclusion: string;
  handled: Exclude<Handled, "all">;
  /** Days until the request, as text, or none. */
  lead_days: string;
  episodes: number;
  true_episodes: number;
}

/** A cell of `alert_risk_days`. */
export interface RiskDayCell {
  month: Date;
  alert_date: Date;
  brand: string;
  value_band: string;
  customers: number;
  requests: number;
}

/** A cell of `alert_requests`. */
export interface RequestCell {
  month: Date;
  brand: string;
  value_band: string;
  announced: Exclude<Handled, "all"> | "none";
  requests: number;
}

/** How often a request follows, beside how often one comes at all; figures are null when they are withheld. */
export interface AlertPrecision {
  handled: Handled;
  episodes: number;
  true_episodes: number | null;
  precision_rate: number | null;
  precision_low: number | null;
  precision_high: number | null;
  base_customers: number;
  base_requests: number;
  base_rate: number | null;
  lift: number | null;
  requests: number;
  announced_requests: number | null;
  recall_rate: number | null;
  is_fragile: boolean;
  is_hidden: boolean;
}

export interface AlertLead {
  handled: Exclude<Handled, "all">;
  /** First day of a week of days. */
  from_days: number;
  requests: number;
}

/** Days from alert to request: their median and quarters; null where there is none, or too few to be shown. */
export interface LeadDays {
  low: number | null;
  median: number | null;
  high: number | null;
}

/** How well red alerts announce requests; figures are null when they are withheld. */
export interface AlertQuality {
  handled: Handled;
  episodes: number;
  true_episodes: number | null;
  precision_rate: number | null;
  precision_low: number | null;
  precision_high: number | null;
  base_customers: number;
  base_requests: number;
  base_rate: number | null;
  lift: number | null;
  requests: number;
  announced_requests: number | null;
  recall_rate: number | null;
  recall_low: number | null;
  recall_high: number | null;
  controls: number;
  control_requests: number;
  risk_ratio: number | null;
  risk_ratio_low: number | null;
  risk_ratio_high: number | null;
  brier: number | null;
  lead_days_low: number | null;
  lead_days_median: number | null;
  lead_days_high: number | null;
  is_fragile: boolean;
  is_hidden: boolean;
}

export interface AlertExclusion {
  exclusion: string;
  episodes: number;
}

export interface AlertEpisode {
  episode_id: string;
  alert_date: Date;
  customer_id: string | null;
  customer_name: string | null;
  customer_source: string;
  brand: string;
  /** Month of the first alert. */
  month: Date;
  value_band: string;
  source_channel: string;
  alerts: number;
  announcements: number;
  reason: string | null;
  appointment_date: Date | null;
  /** R0 to R6, joined by ` + `. */
  conditions: string;
  decision: "attach" | "create" | "note";
  case_id: string | null;
  task_date: Date | null;
  due_date: Date | null;
  meeting_date: Date | null;
  meeting_timing: string;
  is_meeting_in_place: boolean | null;
  is_handled: boolean | null;
  is_premature_tick: boolean;
  is_unticked: boolean;
  exclusion: string | null;
  request_date: Date | null;
  lead_days: number | null;
  file_name: string | null;
  source_line: number | null;
}

/** A cell of `nps_bands`. */
export interface NpsCell {
  month: Date;
  brand: string;
  value_band: string;
  /** 0 to 10, as text. */
  score: string;
  alarm_band: string;
  action_band: string;
  standard_band: string;
  answers: number;
}

export interface NpsBand {
  scale: "S1" | "S3" | "standard";
  band: string;
  lowest: number;
  highest: number;
  answers: number;
  all_answers: number;
}

/** A cell of `request_forms`. */
export interface FormCell {
  month: Date;
  brand: string;
  field: string;
  requests: number;
  filled_requests: number;
}

export type RequestField = Omit<FormCell, "month" | "brand"> & {filled_rate: number | null};
