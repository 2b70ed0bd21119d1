// Rows of the published results on alerts (reports/data/*.sql).

export type AlertKind = "churn_risk" | "red_alert" | "nps" | "other";
export type Handled = "all" | "handled" | "not_handled" | "unknown";

/** Alerts of a kind, by what makes them handled; figures are null when they are withheld. */
export interface AlertHandling {
  rule: "sum_up" | "board";
  source_channel: string;
  kind: AlertKind;
  first_date: Date;
  last_date: Date;
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

export interface AlertDay {
  alert_date: Date;
  source_channel: string;
  alerts: number;
  handled_alerts: number;
  premature_ticks: number;
  unticked_alerts: number;
  unknown_alerts: number;
}

/** Alerts that went one way: kind, case, outcome. */
export interface AlertFlow {
  kind: "churn_risk" | "red_alert";
  case_state: "new" | "existing" | "none";
  outcome: string;
  alerts: number;
  case_delay_days: number | null;
  outcome_delay_days: number | null;
}

/** Median delays; null where nothing has come so far. */
export interface AlertDelay {
  kind: "all" | "churn_risk" | "red_alert";
  alerts: number;
  cases: number;
  case_delay_days: number | null;
  outcomes: number;
  outcome_delay_days: number | null;
  tasks: number;
  task_delay_days: number | null;
}

export interface AlertLead {
  handled: Exclude<Handled, "all">;
  /** First day of a week of days. */
  from_days: number;
  requests: number;
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

export interface NpsBand {
  scale: "S1" | "S3" | "standard";
  band: string;
  lowest: number;
  highest: number;
  answers: number;
  all_answers: number;
  first_date: Date;
  last_date: Date;
}

export interface RequestField {
  field: string;
  requests: number;
  filled_requests: number;
  filled_rate: number | null;
}
