import {FINDINGS} from "../../reports/components/process.ts";
import type {ProcessItem, ProcessRate} from "../../reports/components/process-results.ts";

export interface ProcessFixture {
  process_rates: ProcessRate[];
  process_items: ProcessItem[];
}

const CHANNELS = ["telesales", "field", "dvr"];
const MONTHS = Array.from({length: 14}, (_, index) => new Date(Date.UTC(2025, 3 + index, 1)));

/** What the section on the way of cancellations reads; nothing without cancellations. */
export function makeProcess(cancellations: boolean): ProcessFixture {
  if (!cancellations) return {process_rates: [], process_items: []};
  return {
    process_rates: FINDINGS.flatMap((finding, place) => [
      ...["all", ...CHANNELS].map((channel, index) =>
        rateOf({finding, channel, all: index === 0 ? 250 : index === 3 ? 4 : 123, found: 40 + 5 * place})
      ),
      ...MONTHS.map((month, index) =>
        rateOf({finding, channel: "all", month, all: index === 2 ? 3 : 12 + index, found: 2 + (index % 4)})
      )
    ]),
    process_items: FINDINGS.flatMap((finding) =>
      Array.from({length: 6}, (_, index) => itemOf(finding, index))
    )
  };
}

interface Told {
  finding: ProcessRate["finding"];
  channel: string;
  month?: Date;
  all: number;
  found: number;
}

function rateOf({finding, channel, month, all, found}: Told): ProcessRate {
  const isHidden = all < 5;
  const shown = (value: number): number | null => (isHidden ? null : value);
  const rate = found / all;
  return {
    finding,
    channel,
    period: month === undefined ? "all" : month.toISOString().slice(0, 7),
    month: month ?? null,
    cancellations: all + 10,
    known_cancellations: all,
    unknown_cancellations: 10,
    found_cancellations: shown(found),
    found_rate: shown(rate),
    found_low: shown(Math.max(0, rate - 1 / Math.sqrt(all))),
    found_high: shown(Math.min(1, rate + 1 / Math.sqrt(all))),
    found_loss_cents: shown(found * 51_234),
    found_loss_parc_cents: shown(found * 48_000),
    loss_cents: all * 50_000,
    median_notice_days: finding === "not_told" ? 21.5 : null,
    is_fragile: all >= 5 && all < 20,
    is_hidden: isHidden
  };
}

function itemOf(finding: ProcessItem["finding"], index: number): ProcessItem {
  return {
    finding,
    cancellation_id: `A${index}@2026-05-0${index + 1}`,
    order_id: `A${index}`,
    customer_id: `CL${index}`,
    customer_name: index === 2 ? null : `Client ${index}`,
    channel: "telesales",
    done_date: new Date(Date.UTC(2026, 4, index + 1)),
    notice_days: index === 0 ? null : index,
    case_id: index % 2 === 0 ? null : `K${index}`,
    loss_company_cents: 123_456 - 100 * index,
    loss_parc_cents: index === 3 ? null : 100_000,
    file_name: "atropos_commandes_2026-05-31.csv",
    source_line: 12 + index
  };
}
