import {html} from "htl";
import {choice} from "./choice.js";
import {amountColumn, countColumn, dateColumn, textColumn} from "./columns.js";
import {comparedText, pointsText} from "./compared.js";
import {emptyCut} from "./empty-cut.js";
import {cutName, emptyAdvice} from "./filter-words.js";
import type {CutContext} from "./filters.js";
import {asOf, card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {comparedColumns, rateColumns} from "./process-columns.js";
import {
  FINDINGS,
  type ChannelProcess,
  type Finding,
  type ProcessItem,
  type ProcessRate
} from "./process-rates.js";
import {processShares} from "./process-shares.js";
import {placeOf} from "./reconciliation.js";
import {CHANNELS} from "./saves.js";
import type {Say} from "./say.js";
import {plainTable, searchTable} from "./table.js";

export type ProcessOptions = Context & CutContext;

/** Each question over what is filtered: its rate, what is not known, and what those cancellations lost. */
export function processTable(
  rates: ProcessRate[],
  {say, about, filters, isEmpty}: ProcessOptions
): HTMLElement {
  if (isEmpty === true) return emptyCard(say.text("process.empty"), say.text("process.empty.detail"));
  if (rates.length === 0) return emptyCard(say.text("filters.empty"), emptyAdvice(filters, say));
  const label = say.text("process.subtitle", {currency: say.currency});
  const isCompared = rates.some(({before_rate}) => before_rate !== null);
  const table = plainTable(rates, {
    columns: [
      textColumn("finding", say.text("process.column.finding"), (row: ProcessRate) =>
        say.name("process_finding", row.finding)
      ),
      ...rateColumns(say),
      ...comparedColumns(rates, say)
    ],
    label
  });
  return card(
    html`<div>${fitted((width) => processShares(rates, {say, width}))} ${table}</div>`,
    {
      finding: say.text("process.table.finding"),
      subtitle: label,
      legend: legend([
        {label: say.text("process.shares.found"), color: "var(--color-ca)", shape: "circle"},
        ...(isCompared
          ? [
              {
                label: say.text("process.column.before_rate"),
                color: "var(--ink-soft)",
                shape: "circle hollow"
              }
            ]
          : [])
      ]),
      notes: [
        cutName(filters, say),
        say.text("process.hidden"),
        say.text("process.note"),
        say.text("process.unknown")
      ],
      definition: say.text("process.definition")
    },
    {say, about}
  );
}

/** The way that lost most, among those with enough cancellations that are known. */
export function costliest(rates: ProcessRate[]): ProcessRate | null {
  const sure = rates.filter((row) => !row.is_hidden && !row.is_fragile && (row.found_loss_cents ?? 0) > 0);
  return (
    sure.sort(
      (a, b) =>
        (b.found_loss_cents ?? 0) - (a.found_loss_cents ?? 0) ||
        FINDINGS.indexOf(a.finding) - FINDINGS.indexOf(b.finding)
    )[0] ?? null
  );
}

/** "Telesales was not told of 38 % of its cancellations (…), which lost 210 k€"; else the way that lost most. */
export function processFinding(rates: ProcessRate[], {say, filters, isEmpty}: ProcessOptions): string {
  if (rates.length === 0) return say.text(isEmpty === true ? "process.finding.none" : "filters.empty");
  const untold = rates.find(({finding}) => finding === "not_told");
  const told = untold?.found_rate == null ? costliest(rates) : untold;
  if (told === null) return say.text("process.finding.none");
  const finding = say.text(told === untold ? "process.finding" : "process.finding.other", {
    finding: say.name("process_finding", told.finding),
    rate: say.percent(told.found_rate),
    found: say.number(told.found_cancellations),
    all: say.number(told.known_cancellations),
    lost: say.short(told.found_loss_cents)
  });
  const compared = {now: told.found_rate, before: told.is_fragile ? null : told.before_rate};
  const show = (difference: number): string => pointsText(difference, say);
  return finding + comparedText(compared, {what: "compared.share", filters, say, show});
}

/** Two of the questions that matter most for what an order is worth: a case, and what was asked for. */
export function processLead(rates: ProcessRate[], {say, filters, isEmpty}: ProcessOptions): HTMLElement {
  if (rates.length === 0)
    return html`<p class="lead">
      ${isEmpty === true ? say.text("process.empty.detail") : emptyAdvice(filters, say)}
    </p>`;
  const find = (finding: Finding) => rates.find((row) => row.finding === finding);
  const [traced, whole] = [find("not_traced"), find("whole_cut")];
  const period = cutName(filters, say);
  const sentences = [
    traced?.found_rate == null
      ? say.text("process.lead.period", {period})
      : say.text("process.lead", {
          period,
          rate: say.percent(traced.found_rate),
          lost: say.short(traced.found_loss_cents)
        }),
    whole?.found_rate == null
      ? ""
      : say.text("process.lead.whole", {
          rate: say.percent(whole.found_rate),
          known: say.number(whole.known_cancellations),
          unknown: say.number(whole.unknown_cancellations)
        })
  ];
  return html`<p class="lead">${sentences.filter((sentence) => sentence !== "").join(" ")}</p>`;
}

/** One of the questions, to be followed by channel, by month and down to the cancellations. */
export function processChoice({say}: Context): HTMLElement & {value: Finding} {
  return choice({
    label: say.text("process.choice"),
    parameter: "way",
    options: FINDINGS.map((finding) => ({value: finding, label: say.name("process_short", finding)})),
    initial: FINDINGS[0]
  }) as HTMLElement & {value: Finding};
}

/** The question by channel of the sale, in their fixed order, all of them last. */
export function processChannels(
  rows: ChannelProcess[],
  whole: ProcessRate | undefined,
  {say, about, filters, finding}: ProcessOptions & {finding: Finding}
): HTMLElement | "" {
  if (whole === undefined) return "";
  const channels = [
    ...CHANNELS.flatMap((channel) => rows.filter((row) => row.channel === channel)),
    {...whole, channel: "all"}
  ];
  const label = say.text("process.channels.subtitle", {currency: say.currency});
  return html`<section class="card">
    <h3>${say.name("process_finding", finding)}</h3>
    <p class="subtitle">${label}</p>
    ${plainTable(channels, {
      columns: [
        textColumn("channel", say.text("column.channel"), (row: ChannelProcess) =>
          row.channel === "all" ? say.text("process.all") : say.name("channel", row.channel)
        ),
        ...rateColumns(say),
        countColumn("mean_notice_days", say.text("process.column.mean_notice_days"), say)
      ],
      label
    })}
    <p class="notes">${[cutName(filters, say), say.text("process.hidden"), asOf(about, say)].join(" · ")}</p>
  </section>`;
}

/** The cancellations of the last year that took that way, by what they lost, down to the line. */
export function processItems(
  rows: ProcessItem[],
  {say, about, filters, finding, isEmpty}: ProcessOptions & {finding: Finding}
): HTMLElement | "" {
  if (isEmpty === true) return "";
  const items = rows.filter((row) => row.finding === finding);
  const subtitle = say.text("process.items.subtitle", {currency: say.currency});
  if (items.length === 0)
    return emptyCut(filters, say, say.text("process.items.none"), say.text("process.items.none.detail"));
  return html`<section class="card">
    <h3>${say.text("process.items.finding", {count: items.length})}</h3>
    <p class="subtitle">${subtitle}</p>
    ${searchTable(items, {
      say,
      columns: itemColumns(say),
      label: subtitle,
      placeholder: say.text("process.search"),
      searched: (row) => [row.customer_name, row.customer_id, row.order_id, row.case_id].join(" "),
      sort: {key: "loss_company_cents", descending: true}
    })}
    <p class="notes">
      ${[cutName(filters, say), say.text("process.items.listed"), asOf(about, say)].join(" · ")}
    </p>
  </section>`;
}

function itemColumns(say: Say) {
  const label = (key: string) => say.text(`process.column.${key}`);
  return [
    textColumn(
      "customer",
      say.text("column.customer"),
      (row: ProcessItem) => row.customer_name ?? row.customer_id
    ),
    {
      key: "order_id",
      label: label("order_id"),
      kind: "code" as const,
      value: (row: ProcessItem) => row.order_id,
      show: (row: ProcessItem) => row.order_id
    },
    textColumn("channel", say.text("column.channel"), (row: ProcessItem) => say.name("channel", row.channel)),
    dateColumn("done_date", label("done_date"), say),
    countColumn("notice_days", label("notice_days"), say),
    textColumn("case_id", label("case_id"), (row: ProcessItem) => row.case_id ?? "–"),
    amountColumn("loss_company_cents", label("found_loss_cents"), say),
    amountColumn("loss_parc_cents", label("found_loss_parc_cents"), say),
    textColumn("place", label("place"), (row: ProcessItem) => placeOf(row.file_name, row.source_line, say))
  ];
}
