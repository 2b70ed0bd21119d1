/** A question asked of the way that cancellations took through the company. */
export type Finding =
  | "not_told"
  | "short_notice"
  | "seller_not_first"
  | "whole_cut"
  | "not_traced"
  | "delegated"
  | "accounting_only";

/** How often cancellations of a channel, or of all, took that way, in a month or at any time. */
export interface ProcessRate {
  finding: Finding;
  channel: string;
  /** A month (yyyy-mm), or all. */
  period: string;
  month: Date | null;
  cancellations: number;
  known_cancellations: number;
  unknown_cancellations: number;
  found_cancellations: number | null;
  found_rate: number | null;
  found_low: number | null;
  found_high: number | null;
  found_loss_cents: number | null;
  found_loss_parc_cents: number | null;
  loss_cents: number;
  median_notice_days: number | null;
  is_fragile: boolean;
  is_hidden: boolean;
}

/** A cancellation that took that way. */
export interface ProcessItem {
  finding: Finding;
  cancellation_id: string;
  order_id: string;
  customer_id: string;
  customer_name: string | null;
  channel: string;
  done_date: Date;
  notice_days: number | null;
  case_id: string | null;
  loss_company_cents: number;
  loss_parc_cents: number | null;
  file_name: string | null;
  source_line: number | null;
}
