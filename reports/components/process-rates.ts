import type {Cube} from "./cube.js";
import {anyTime} from "./empty-cut.js";
import type {Filters} from "./filters.js";
import type {About} from "./results.js";
import {wilson} from "./wilson.js";
import {withhold} from "./withheld.js";

/** The questions asked of the way that cancellations took through the company, in the order in which one meets them. */
export const FINDINGS = [
  "not_told",
  "short_notice",
  "seller_not_first",
  "whole_cut",
  "not_traced",
  "delegated",
  "accounting_only"
] as const;
export type Finding = (typeof FINDINGS)[number];

/** A cell of `process_cells`. */
export interface ProcessCell {
  finding: Finding;
  /** Month in which the cancellations were recorded. */
  month: Date;
  brand: string;
  channel: string;
  family: string;
  motive: string;
  value_band: string;
  cancellations: number;
  known_cancellations: number;
  found_cancellations: number;
  noticed_cancellations: number;
  notice_days: number;
  found_loss_cents: number;
  found_loss_parc_cents: number;
}

/** How often cancellations took that way; figures are null when they rest on too few. */
export interface ProcessRate {
  finding: Finding;
  cancellations: number;
  known_cancellations: number;
  unknown_cancellations: number;
  found_cancellations: number | null;
  found_rate: number | null;
  found_low: number | null;
  found_high: number | null;
  found_loss_cents: number | null;
  found_loss_parc_cents: number | null;
  /** Days of notice, on average; null where nobody was told. */
  mean_notice_days: number | null;
  /** Rate in the period compared with; null where nothing is, or it rests on too few. */
  before_rate: number | null;
  is_fragile: boolean;
  is_hidden: boolean;
}

/** The same of one channel of the sale, or of all. */
export interface ChannelProcess extends ProcessRate {
  channel: string;
}

/** The same of one month. */
export interface MonthProcess extends ProcessRate {
  month: Date;
}

/** A cancellation that took that way: a row of `process_items`. */
export interface ProcessItem {
  finding: Finding;
  cancellation_id: string;
  order_id: string;
  customer_id: string;
  customer_name: string | null;
  month: Date;
  brand: string;
  channel: string;
  family: string;
  motive: string;
  value_band: string;
  done_date: Date;
  notice_days: number | null;
  case_id: string | null;
  loss_company_cents: number;
  loss_parc_cents: number | null;
  file_name: string | null;
  source_line: number | null;
}

type Sums = Omit<ProcessCell, "month" | "brand" | "channel" | "family" | "motive" | "value_band">;
type Limits = Pick<About, "hidden_below" | "fragile_below">;

const known = ({known_cancellations}: Sums): number => known_cancellations;

/** Each question over all that is filtered, in order, beside the period compared with. */
export function processRates(
  cube: Cube<ProcessCell>,
  {filters, before, about}: {filters: Filters; before: Filters | null; about: Limits}
): ProcessRate[] {
  const sums = cube.where(filters).by("finding");
  const sumsBefore = before === null ? [] : cube.where(before).by("finding");
  return FINDINGS.flatMap((finding) =>
    sums
      .filter((row) => row.finding === finding)
      .map((row) => {
        const other = sumsBefore.find((each) => each.finding === finding);
        const rate = other === undefined ? null : rateOf(other, about, isFew(other, about)).found_rate;
        return {...rateOf(row, about, isFew(row, about)), before_rate: rate};
      })
  );
}

/** A question by channel of the sale; where one channel is withheld alone, so is the next smallest. */
export function channelProcesses(
  cube: Cube<ProcessCell>,
  finding: Finding,
  {filters, about}: {filters: Filters; about: Limits}
): ChannelProcess[] {
  const rows = cube.where(filters, {finding}).by("channel", "finding");
  const withheld = withhold(rows, known, about.hidden_below);
  return rows.map((row) => ({...rateOf(row, about, withheld.has(row)), channel: row.channel}));
}

/** A question month by month, whatever the period. */
export function monthProcesses(
  cube: Cube<ProcessCell>,
  finding: Finding,
  {filters, about}: {filters: Filters; about: Limits}
): MonthProcess[] {
  const rows = cube.where(anyTime(filters), {finding}).by("month", "finding");
  return rows.map((row) => ({...rateOf(row, about, isFew(row, about)), month: row.month}));
}

const isFew = (sums: Sums, {hidden_below}: Limits): boolean => known(sums) < hidden_below;

function rateOf(sums: Sums, {fragile_below}: Limits, isHidden: boolean): ProcessRate {
  const {found_cancellations: found, noticed_cancellations: noticed} = sums;
  const told = <T>(value: T): T | null => (isHidden ? null : value);
  const bounds = wilson(found, known(sums));
  return {
    ...{finding: sums.finding, cancellations: sums.cancellations, known_cancellations: known(sums)},
    unknown_cancellations: sums.cancellations - known(sums),
    found_cancellations: told(found),
    found_rate: told(known(sums) === 0 ? null : found / known(sums)),
    found_low: told(bounds?.[0] ?? null),
    found_high: told(bounds?.[1] ?? null),
    found_loss_cents: told(sums.found_loss_cents),
    found_loss_parc_cents: told(sums.found_loss_parc_cents),
    mean_notice_days: told(noticed === 0 ? null : Math.round((10 * sums.notice_days) / noticed) / 10),
    before_rate: null,
    is_fragile: !isHidden && known(sums) < fragile_below,
    is_hidden: isHidden
  };
}
