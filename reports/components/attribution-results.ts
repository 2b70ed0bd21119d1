// Rows of the published results on attribution, premiums and what they would be (reports/data/*.sql).
import type {LinkClass} from "./results.js";

/** Who bears the drop of rebookings and who has the credit, under one rule: a channel, house, unknown or other. */
export interface AttributionParty {
  rule: string;
  measure: string;
  holder: string;
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

/** A cell of `attribution_parties`: a party in a month and a brand. */
export interface AttributionCell extends AttributionParty {
  month: Date;
  brand: string;
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
