import {html} from "htl";
import {rateCell} from "./channels.js";
import {choice} from "./choice.js";
import {amountColumn, countColumn, dateColumn, textColumn} from "./columns.js";
import {asOf, emptyCard, type Context} from "./frame.js";
import type {Finding, ProcessItem, ProcessRate} from "./process-results.js";
import {placeOf} from "./reconciliation.js";
import {CHANNELS} from "./saves.js";
import type {Say} from "./say.js";
import {plainTable, searchTable, type Column} from "./table.js";

/** The questions, in the order in which a cancellation meets them. */
export const FINDINGS: Finding[] = [
  "not_told",
  "short_notice",
  "seller_not_first",
  "whole_cut",
  "not_traced",
  "delegated",
  "accounting_only"
];

const isWhole = ({channel, period}: ProcessRate): boolean => channel === "all" && period === "all";

/** Each question over all channels and months, in order. */
function wholesOf(rows: ProcessRate[]): ProcessRate[] {
  return FINDINGS.flatMap((finding) => rows.filter((row) => row.finding === finding && isWhole(row)));
}

/** Each question over all channels and months: its rate, what is not known, and what those cancellations lost. */
export function processTable(rows: ProcessRate[], {say, about}: Context): HTMLElement {
  const wholes = wholesOf(rows);
  if (wholes.length === 0) return emptyCard(say.text("process.empty"), say.text("process.empty.detail"));
  return html`<section class="card">
    <h3>${say.text("process.table.finding")}</h3>
    <p class="subtitle">${say.text("process.subtitle", {currency: say.currency})}</p>
    ${plainTable(wholes, {
      columns: [
        textColumn("finding", say.text("process.column.finding"), (row: ProcessRate) =>
          say.name("process_finding", row.finding)
        ),
        ...rateColumns(say)
      ],
      label: say.text("process.subtitle", {currency: say.currency})
    })}
    <p class="notes">
      ${[say.text("process.note"), say.text("process.unknown"), asOf(about, say)].join(" · ")}
    </p>
    <details>
      <summary>${say.text("card.definition")}</summary>
      <p>${say.text("process.definition")}</p>
    </details>
  </section>`;
}

/** The way that lost most, among those with enough cancellations that are known. */
export function costliest(rows: ProcessRate[]): ProcessRate | null {
  const sure = rows.filter((row) => !row.is_hidden && !row.is_fragile && (row.found_loss_cents ?? 0) > 0);
  return (
    sure.sort(
      (a, b) =>
        (b.found_loss_cents ?? 0) - (a.found_loss_cents ?? 0) ||
        FINDINGS.indexOf(a.finding) - FINDINGS.indexOf(b.finding)
    )[0] ?? null
  );
}

/** "Telesales was not told of 38 % of its cancellations (…), which lost 210 k€"; else the way that lost most. */
export function processFinding(rows: ProcessRate[], say: Say): string {
  const wholes = wholesOf(rows);
  const untold = wholes.find(({finding}) => finding === "not_told");
  if (untold?.found_rate != null)
    return say.text("process.finding", {
      rate: say.percent(untold.found_rate),
      found: say.number(untold.found_cancellations),
      all: say.number(untold.known_cancellations),
      lost: say.short(untold.found_loss_cents)
    });
  const most = costliest(wholes);
  if (most === null) return say.text("process.finding.none");
  return say.text("process.finding.other", {
    finding: say.name("process_finding", most.finding),
    rate: say.percent(most.found_rate),
    lost: say.short(most.found_loss_cents)
  });
}

/** Two of the questions that matter most for what an order is worth: a case, and what was asked for. */
export function processLead(rows: ProcessRate[], say: Say): HTMLElement {
  const wholes = wholesOf(rows);
  const find = (finding: Finding) => wholes.find((row) => row.finding === finding);
  const [traced, whole] = [find("not_traced"), find("whole_cut")];
  if (traced === undefined) return html`<p class="lead">${say.text("process.empty.detail")}</p>`;
  return html`<p class="lead">
    ${say.text("process.lead", {
      rate: say.percent(traced.found_rate),
      lost: say.short(traced.found_loss_cents)
    })}
    ${
      whole === undefined
        ? ""
        : say.text("process.lead.whole", {
            rate: say.percent(whole.found_rate),
            known: say.number(whole.known_cancellations),
            unknown: say.number(whole.unknown_cancellations)
          })
    }
  </p>`;
}

function rateColumns(say: Say): Column<ProcessRate>[] {
  const label = (key: string) => say.text(`process.column.${key}`);
  return [
    {
      key: "found_rate",
      label: label("found_rate"),
      kind: "right",
      value: (row) => row.found_rate,
      show: (row) =>
        rateCell(
          row.found_rate,
          [row.found_low, row.found_high],
          say.text("channels.parts", {
            kept: say.number(row.found_cancellations),
            all: say.number(row.known_cancellations)
          }),
          say
        )
    },
    countColumn("unknown_cancellations", label("unknown_cancellations"), say),
    amountColumn("found_loss_cents", label("found_loss_cents"), say),
    amountColumn("found_loss_parc_cents", label("found_loss_parc_cents"), say)
  ];
}

/** One of the questions, to be followed by channel, by month and down to the cancellations. */
export function processChoice(rows: ProcessRate[], {say}: Context): HTMLElement & {value: string} {
  const asked = FINDINGS.filter((finding) => rows.some((row) => row.finding === finding));
  return choice({
    label: say.text("process.choice"),
    parameter: "way",
    options: (asked.length === 0 ? FINDINGS.slice(0, 1) : asked).map((finding) => ({
      value: finding,
      label: say.name("process_short", finding)
    })),
    initial: asked[0] ?? "not_told"
  });
}

/** The question by channel of the sale, in their fixed order. */
export function processChannels(
  rows: ProcessRate[],
  finding: string,
  {say, about}: Context
): HTMLElement | "" {
  const channels = [...CHANNELS, "all"].flatMap((channel) =>
    rows.filter((row) => row.finding === finding && row.period === "all" && row.channel === channel)
  );
  if (channels.length === 0) return "";
  return html`<section class="card">
    <h3>${say.name("process_finding", finding)}</h3>
    <p class="subtitle">${say.text("process.channels.subtitle", {currency: say.currency})}</p>
    ${plainTable(channels, {
      columns: [
        textColumn("channel", say.text("column.channel"), (row: ProcessRate) =>
          row.channel === "all" ? say.text("process.all") : say.name("channel", row.channel)
        ),
        ...rateColumns(say),
        countColumn("median_notice_days", say.text("process.column.median_notice_days"), say)
      ],
      label: say.text("process.channels.subtitle", {currency: say.currency})
    })}
    <p class="notes">${[say.text("process.hidden"), asOf(about, say)].join(" · ")}</p>
  </section>`;
}

/** The cancellations of the last year that took that way, by what they lost, down to the line. */
export function processItems(rows: ProcessItem[], finding: string, {say, about}: Context): HTMLElement | "" {
  const items = rows.filter((row) => row.finding === finding);
  if (items.length === 0) return "";
  const label = (key: string) => say.text(`process.column.${key}`);
  return html`<section class="card">
    <h3>${say.text("process.items.finding", {count: items.length})}</h3>
    <p class="subtitle">${say.text("process.items.subtitle", {currency: say.currency})}</p>
    ${searchTable(items, {
      say,
      columns: [
        textColumn(
          "customer",
          say.text("column.customer"),
          (row: ProcessItem) => row.customer_name ?? row.customer_id
        ),
        {
          key: "order_id",
          label: label("order_id"),
          kind: "code",
          value: (row) => row.order_id,
          show: (row) => row.order_id
        },
        textColumn("channel", say.text("column.channel"), (row: ProcessItem) =>
          say.name("channel", row.channel)
        ),
        dateColumn("done_date", label("done_date"), say),
        countColumn("notice_days", label("notice_days"), say),
        textColumn("case_id", label("case_id"), (row: ProcessItem) => row.case_id ?? "–"),
        amountColumn("loss_company_cents", label("found_loss_cents"), say),
        amountColumn("loss_parc_cents", label("found_loss_parc_cents"), say),
        textColumn("place", label("place"), (row: ProcessItem) =>
          placeOf(row.file_name, row.source_line, say)
        )
      ],
      label: say.text("process.items.subtitle", {currency: say.currency}),
      placeholder: say.text("process.search"),
      searched: (row) => [row.customer_name, row.customer_id, row.order_id, row.case_id].join(" "),
      sort: {key: "loss_company_cents", descending: true}
    })}
    <p class="notes">${asOf(about, say)}</p>
  </section>`;
}
