import {FINDINGS, type ProcessCell, type ProcessItem} from "../../reports/components/process-rates.ts";

export interface ProcessFixture {
  process_cells: ProcessCell[];
  process_items: ProcessItem[];
}

const SOLENE = {brand: "Solène", family: "Site", motive: "price", value_band: "under 500"};
const MARLY = {brand: "Marly", family: "Booster", motive: "bug", value_band: "2 000 and above"};
const MONTHS = Array.from({length: 24}, (_, index) => new Date(Date.UTC(2024, 5 + index, 1)));

/** What the page on the way of cancellations reads; nothing without cancellations. */
export function makeProcess(cancellations: boolean): ProcessFixture {
  if (!cancellations) return {process_cells: [], process_items: []};
  return {
    process_cells: FINDINGS.flatMap((finding, place) =>
      MONTHS.flatMap((month, index) => [
        cellOf({finding, month, channel: "telesales", all: index === 14 ? 1 : 11, found: place}, SOLENE),
        cellOf({finding, month, channel: "field", all: index === 14 ? 2 : 9, found: 2}, MARLY),
        // A channel with too few in a year.
        ...(index % 12 === 6
          ? [cellOf({finding, month, channel: "dvr", all: 4, found: index > 12 ? 1 : 2}, SOLENE)]
          : [])
      ])
    ),
    process_items: FINDINGS.flatMap((finding) =>
      Array.from({length: 6}, (_, index) => itemOf(finding, index))
    )
  };
}

interface Told extends Pick<ProcessCell, "finding" | "month" | "channel"> {
  all: number;
  found: number;
}

function cellOf({finding, month, channel, all, found}: Told, cut: typeof SOLENE): ProcessCell {
  const counted = Math.min(all, found);
  return {
    ...{finding, month, channel, ...cut},
    cancellations: all + 1,
    known_cancellations: all,
    found_cancellations: counted,
    noticed_cancellations: finding === "not_told" ? all : 0,
    notice_days: finding === "not_told" ? 21 * all : 0,
    found_loss_cents: counted * 51_234,
    found_loss_parc_cents: counted * 48_000
  };
}

function itemOf(finding: ProcessItem["finding"], index: number): ProcessItem {
  return {
    finding,
    cancellation_id: `A${index}@2026-05-0${index + 1}`,
    order_id: `A${index}`,
    customer_id: `CL${index}`,
    customer_name: index === 2 ? null : `Client ${index}`,
    month: new Date(Date.UTC(2026, 4)),
    ...(index < 2 ? MARLY : SOLENE),
    channel: index < 2 ? "field" : "telesales",
    done_date: new Date(Date.UTC(2026, 4, index + 1)),
    notice_days: index === 0 ? null : index,
    case_id: index % 2 === 0 ? null : `K${index}`,
    loss_company_cents: 123_456 - 100 * index,
    loss_parc_cents: index === 3 ? null : 100_000,
    file_name: "atropos_commandes_2026-05-31.csv",
    source_line: 12 + index
  };
}
