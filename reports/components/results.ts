/** Rows of the published results, one interface a file of `reports/data`; money is in cents. */

export interface About {
  as_of: Date;
  company: string;
  currency: string;
  first_month: Date | null;
  last_month: Date | null;
  customers: number;
  orders: number;
  cancellations: number;
  rebookings: number;
  files: number;
  records: number;
  quarantined: number;
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

export interface SaveRate {
  channel: string;
  cases: number;
  open_cases: number;
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

export interface CancellationMonth {
  month: Date;
  cancellations: number;
  rebooked_cancellations: number;
  booked_cents: number;
  kept_cents: number;
  rebooked_cents: number;
  loss_company_cents: number;
  loss_rebooked_cents: number;
  loss_horizon_cents: number;
  /** Null when no system delivers invoices. */
  leak_cents: number | null;
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

/** Who bears the drop of rebookings and who has the credit, under one rule: a channel, house, unknown or other. */
export interface AttributionParty {
  rule: string;
  measure: string;
  holder: string;
  is_prorated: boolean;
  rebookings: number;
  reversal_cents: number;
  credit_cents: number;
  cents: number;
}

/** What can be attributed, by how sure the link is; class D is only possible. */
export interface AttributionCoverage {
  measure: string;
  class: LinkClass | "D";
  is_attributed: boolean;
  rebookings: number;
  unmeasured: number;
  booked_cents: number;
  kept_cents: number;
}

/** How often the desk is credited for what costs the company; null shares where there are too few. */
export interface Incentive {
  rule: string;
  period: string;
  month: Date | null;
  team: string;
  rebookings: number;
  judged_rebookings: number;
  perverse_rebookings: number | null;
  possible_rebookings: number | null;
  perverse_rate: number | null;
  possible_rate: number | null;
  credit_cents: number;
  perverse_credit_rate: number | null;
  possible_credit_rate: number | null;
  company_cents: number;
  mo_gap_low_cents: number | null;
  mo_gap_high_cents: number | null;
  premium_cents: number | null;
  is_hidden: boolean;
  is_fragile: boolean;
}

/** The premium of a rebooking beside what the company has of it. */
export interface RebookingResult {
  cancellation_id: string;
  rebooked_order_id: string;
  group_id: string;
  channel: string;
  class: LinkClass;
  premium_cents: number | null;
  company_cents: number;
  loss_horizon_cents: number;
  mo_gap_low_cents: number | null;
  mo_gap_high_cents: number | null;
}

/** What a party would be paid under a rule and a plan. */
export interface SimulatedPay {
  rule: string;
  plan: string;
  holder: string;
  earned_cents: number;
  taken_back_cents: number;
  clawed_back_cents: number;
  cents: number;
}

/** How many rebookings would pay for the one who makes them. */
export interface SimulatedRebookings {
  rule: string;
  plan: string;
  is_current_plan: boolean;
  /** 0 to 1, as the cap; null for none. */
  ca_rate: number;
  parc_rate: number;
  clawback_days: number | null;
  cap_rate: number | null;
  rebookings: number;
  paying_rebookings: number;
  worse_rebookings: number;
}

/** A seller with enough rebookings to be told of. */
export interface AttributionSeller {
  rule: string;
  measure: string;
  seller_id: string;
  seller: string;
  /** Null, as all below, where they are too few to be told of. */
  rebookings: number | null;
  sure_rebookings: number | null;
  reversal_cents: number | null;
  credit_cents: number | null;
  cents: number | null;
}

/** An order that was cancelled and rebooked, of a seller with enough of them to be told of. */
export interface SheetRow {
  cancellation_id: string;
  rebooked_order_id: string;
  cancelled_order_id: string;
  group_id: string;
  cancel_date: Date;
  seller: string;
  rebooking_seller: string | null;
  rebooking_channel: string;
  motive: string;
  cancel_reason: string | null;
  company_cents: number;
  mo_gap_low_cents: number | null;
  mo_gap_high_cents: number | null;
  class: LinkClass;
}
