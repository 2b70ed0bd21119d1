/** Rows of the published results, one interface a file of `reports/data`; money is in cents. */

export interface About {
  as_of: Date;
  company: string;
  currency: string;
  first_month: Date | null;
  last_month: Date | null;
  /** Null, like the other counts, for those from whom small sums are kept. */
  customers: number | null;
  orders: number | null;
  cancellations: number;
  rebookings: number;
  files: number | null;
  records: number | null;
  quarantined: number | null;
  /** Rates over fewer cases are not shown, and those over fewer than this are shown as fragile. */
  hidden_below: number;
  fragile_below: number;
  /** Kinds of facts that no export tells of, separated by commas. */
  missing_entities: string | null;
}

export type View = "as_booked" | "economic";
export type MovementKind =
  "opening" | "new" | "expansion" | "reactivation" | "contraction" | "churn" | "closing";

export interface MovementMonth {
  month: Date;
  view: View;
  ledger: "strict" | "bridged";
  kind: MovementKind;
  ca_cents: number;
  parc_cents: number;
  customers: number;
}

/** A customer whose CA moved otherwise in truth than as booked; without one, all others of the month. */
export interface MovementDifference {
  month: Date;
  place: number;
  customer_id: string | null;
  customer_name: string | null;
  customers: number;
  booked_won_cents: number;
  booked_lost_cents: number;
  won_cents: number;
  lost_cents: number;
}

/** A parameter or policy in force; its value is a number, or a word. */
export interface Setting {
  name: string;
  number_value: number | null;
  text_value: string | null;
  valid_from: Date;
  source: string;
  meaning: string;
}

/** The rebooking on which the methods are worked; what rests on invoices is null without them. */
export interface WorkedExample {
  cancellation_id: string;
  group_id: string;
  order_id: string;
  rebooked_order_id: string;
  cancel_date: Date;
  booked_cents: number;
  delivered_cents: number;
  kept_cents: number | null;
  rebooked_cents: number;
  rebooked_in_term_cents: number;
  loss_booked_cents: number;
  loss_company_cents: number;
  loss_horizon_cents: number;
  extension_cents: number;
  leak_cents: number | null;
  parc_before_cents: number;
  parc_after_cents: number;
  loss_parc_cents: number;
  unavoidable_low_cents: number;
  unavoidable_high_cents: number;
  mo_gap_low_cents: number | null;
  mo_gap_high_cents: number | null;
  mo_gap_horizon_low_cents: number | null;
  mo_gap_horizon_high_cents: number | null;
}

export interface SaveRate {
  channel: string;
  cases: number;
  open_cases: number | null;
  mature_cases: number;
  saved_cases: number | null;
  saved_partial_cases: number | null;
  lost_cases: number | null;
  ghost_cases: number | null;
  kept_cases: number | null;
  kept_rate: number | null;
  kept_low: number | null;
  kept_high: number | null;
  at_risk_ca_cents: number | null;
  kept_ca_cents: number | null;
  kept_ca_rate: number | null;
  at_risk_parc_cents: number | null;
  kept_parc_cents: number | null;
  kept_parc_rate: number | null;
  closed_rate: number | null;
  crm_saved_cases: number | null;
  /** 5 to 19 mature cases: shown with its interval, never ranked. */
  is_fragile: boolean;
  /** Fewer than 5 mature cases: the figures are withheld. */
  is_hidden: boolean;
}

export interface CancellationMonth {
  month: Date;
  cancellations: number;
  rebooked_cancellations: number;
  booked_cents: number;
  kept_cents: number;
  rebooked_cents: number;
  loss_company_cents: number;
  loss_rebooked_cents: number;
  loss_parc_cents: number;
  is_mature: boolean;
}

export interface OrderBridgeMonth {
  month: Date;
  opening_cents: number;
  cancelled_cents: number;
  transferred_cents: number;
  rebook_contraction_cents: number;
  mo_contraction_cents: number;
  churn_cents: number;
  signed_cents: number;
  arrived_cents: number;
  rebook_expansion_cents: number;
  renewal_cents: number;
  expansion_cents: number;
  new_cents: number;
  reactivation_cents: number;
  /** Cancelled over opening; null where nothing is in force. */
  order_churn_rate: number | null;
  /** Gone over opening. */
  churn_rate: number | null;
  is_mature: boolean;
}

export interface CorrectedRebooking {
  /** `all`, or a month of cancellation. */
  period: string;
  /** Null for all. */
  month: Date | null;
  units: number;
  /** Amounts are null over too few cancellations. */
  booked_cents: number | null;
  kept_cents: number | null;
  identified_cents: number | null;
  rebooked_cents: number | null;
  raw_loss_cents: number | null;
  loss_cents: number | null;
  /** Null without an audit. */
  low_loss_cents: number | null;
  high_loss_cents: number | null;
  is_clipped: boolean;
  calibration: "audit" | "assumed";
  recall: number | null;
  false_share: number | null;
  audited_units: number | null;
  kappa: number | null;
}

/** How sure a link is: declared, then almost certain, probable, possible. */
export type LinkClass = "E" | "A" | "B" | "C";

export interface RebookingGroup {
  group_id: string;
  customer_id: string;
  customer_name: string | null;
  brand: string | null;
  cancel_date: Date;
  /** What it is filtered by: that of the order it grew from. */
  month: Date;
  channel: string;
  family: string;
  motive: string;
  value_band: string;
  new_value_band: string | null;
  first_signed_date: Date;
  gap_days: number;
  cancelled_orders: string;
  rebooked_orders: string;
  old_cents: number;
  new_cents: number;
  rebooked_cents: number;
  loss_ca_cents: number;
  loss_horizon_cents: number;
  /** Null when no system delivers invoices. */
  leak_cents: number | null;
  /** Whether the request of the customer is not known: the low and the high figures are its bounds. */
  is_scope_imputed: boolean;
  unavoidable_low_cents: number;
  unavoidable_high_cents: number;
  /** Null when no system delivers invoices. */
  mo_gap_low_cents: number | null;
  mo_gap_high_cents: number | null;
  avoidable_parc_low_cents: number;
  avoidable_parc_high_cents: number;
  old_parc_cents: number;
  new_parc_cents: number;
  loss_parc_cents: number;
  class: LinkClass;
  type: string;
  original_seller: string | null;
  original_channel: string | null;
  rebooking_seller: string | null;
  rebooking_channel: string | null;
}

export interface RebookingEvidence {
  group_id: string;
  cancellation_id: string;
  cancelled_order_id: string;
  rebooked_order_id: string;
  class: LinkClass;
  type: string;
  score: number | null;
  probability: number | null;
  gap_days: number;
  gap_level: string | null;
  gap_weight: number | null;
  family_level: string | null;
  family_weight: number | null;
  amount_level: string | null;
  amount_weight: number | null;
  seller_level: string | null;
  seller_weight: number | null;
  case_level: string | null;
  case_weight: number | null;
  prior_weight: number | null;
  /** Who has linked them by hand, and why. */
  corrected_by: string | null;
  correction_reason: string | null;
  allocated_cents: number;
}

/** A correction by a person that cannot be applied. */
export interface CorrectionIssue {
  source_line: number;
  action: "link" | "unlink";
  cancellation_id: string;
  rebooked_order_id: string;
  issue: "unknown_cancellation" | "unknown_order" | "other_customer" | "not_later";
}

export interface StoryEvent {
  group_id: string;
  position: number;
  event_date: Date;
  kind: string;
  order_id: string | null;
  detail: string | null;
  amount_cents: number | null;
  parc_cents: number | null;
  seller: string | null;
  channel: string | null;
  file_name: string | null;
  source_line: number | null;
}

export interface FileRead {
  file_id: string;
  name: string;
  source: string;
  extracted_date: Date | null;
  records: number;
  loaded: number;
  quarantined: number;
  skipped: number;
  control_cents: number | null;
}

/** Grain: entity, system. */
export interface EntityCoverage {
  entity: string;
  system: string;
  facts: number;
  first_date: Date | null;
  last_date: Date | null;
  /** Whether the system tells nothing of it, and whether no system does. */
  is_missing: boolean;
  is_entity_missing: boolean;
}

/** Grain: source. */
export interface EngagementSource {
  /** contract, onboarding, first_payment or none. */
  source: string;
  customers: number;
  first_date: Date | null;
  last_date: Date | null;
}

/** Grain: agreement. */
export interface CaseAmounts {
  /** no_amount, not_billed, agrees, with_vat or differs. */
  agreement: string;
  cases: number;
  mrr_cents: number;
  billed_mrr_cents: number;
}

/** Grain: kind, numbering. Amounts are null where nothing is in doubt. */
export interface CustomerKeys {
  kind: string;
  numbering: string;
  is_joined: boolean;
  ids: number;
  booked_cents: number | null;
  billed_cents: number | null;
}

/** Which two systems are compared. */
export type Comparison = "orders_billing" | "billing_ledger";

/** Grain: comparison, status. */
export interface ReconciliationTotal {
  comparison: Comparison;
  status: string;
  items: number;
  first_cents: number;
  second_cents: number;
  above_cents: number;
  below_cents: number;
}

/** Grain: comparison, item_id. */
export interface ReconciliationItem {
  comparison: Comparison;
  item_id: string;
  status: string;
  customer_id: string | null;
  customer_name: string | null;
  is_cancelled: boolean;
  event_date: Date | null;
  first_cents: number;
  expected_low_cents: number;
  expected_high_cents: number;
  second_cents: number;
  difference_cents: number;
  days_apart: number | null;
  first_file_name: string | null;
  first_line: number | null;
  second_file_name: string | null;
  second_line: number | null;
}

/** Grain: order_id. */
export interface UntoldCancellation {
  order_id: string;
  customer_id: string | null;
  customer_name: string | null;
  is_known_order: boolean;
  status_label: string | null;
  seller: string | null;
  channel: string | null;
  from_date: Date | null;
  credit_date: Date;
  documents: string;
  booked_cents: number | null;
  credited_cents: number;
  /** Null when the ledgers have none of its credit notes. */
  ledger_cents: number | null;
  file_name: string | null;
  source_line: number | null;
}
