import {html} from "htl";
import {countColumn, textColumn} from "./columns.js";
import {comparedText, pointsText} from "./compared.js";
import {cutName, emptyAdvice} from "./filter-words.js";
import type {CutContext} from "./filters.js";
import {asOf, emptyCard, type Context} from "./frame.js";
import type {SaveCut} from "./save-results.js";
import {inOrder, isWithheld, widestGap} from "./saves.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";

/** Channels, in their fixed order. */
export function channelsOf(rows: SaveCut[]): SaveCut[] {
  return inOrder(rows.filter(({channel}) => channel !== "all")) as SaveCut[];
}

/** All channels together. */
export function companyOf(rows: SaveCut[]): SaveCut | null {
  return rows.find(({channel}) => channel === "all") ?? null;
}

export interface CutOptions extends Context, CutContext {
  /** The same in the period that it is compared with; null where nothing is compared. */
  before?: SaveCut[] | null;
}

/** "Retention keeps 57 % of its customers (50 to 63) and 33 % of their CA (25 to 41); 218 mature cases, 2025". */
export function channelsFinding(rows: SaveCut[], {say, about, filters, before, isEmpty}: CutOptions): string {
  if (rows.length === 0) return say.text(isEmpty === true ? "saves.finding.none" : "filters.empty");
  const row = widestGap(channelsOf(rows)) as SaveCut | null;
  if (row === null) return isWithheld(rows) ? companyFinding(rows, say) : say.text("saves.finding.none");
  const other = before?.find(({channel}) => channel === row.channel);
  const finding = say.text("channels.finding", {
    channel: say.text(`channel.${row.channel}.the`),
    customers: say.percent(row.kept_rate),
    customers_interval: withInterval(row.kept_low, row.kept_high, say),
    ca: say.percent(row.kept_ca_rate),
    ca_interval: withInterval(row.kept_ca_low, row.kept_ca_high, say),
    cases: say.number(row.mature_cases),
    period: spanOf({say, about, filters})
  });
  return finding + keptCompared(row, other, {say, filters});
}

/** What all channels keep together, where no channel is shown alone. */
function companyFinding(rows: SaveCut[], say: Say): string {
  const company = companyOf(rows);
  return say.text("channels.finding.withheld", {
    customers: say.percent(company?.kept_rate ?? null),
    ca: say.percent(company?.kept_ca_rate ?? null)
  });
}

/** "; customers kept: 3 points more than a year before"; nothing over few cases. */
function keptCompared(
  now: SaveCut,
  before: SaveCut | null | undefined,
  {say, filters}: Pick<CutOptions, "say" | "filters">
): string {
  if (before == null || [now, before].some((row) => row.is_hidden || row.is_fragile)) return "";
  const compared = {now: now.kept_rate, before: before.kept_rate};
  const show = (difference: number): string => pointsText(difference, say);
  return comparedText(compared, {what: "compared.kept", filters, say, show});
}

/** " (50 % – 63 %)"; nothing where there is no interval. */
function withInterval(low: number | null, high: number | null, say: Say): string {
  return low === null ? "" : ` (${interval(low, high, say)})`;
}

function spanOf({say, about, filters}: Pick<CutOptions, "say" | "about" | "filters">): string {
  const isAll = filters.from === null && cutName(filters, say) === say.text("filters.period.all");
  return isAll
    ? say.text("channels.until", {date: say.date(about.as_of)})
    : say.text("channels.in", {period: cutName(filters, say)});
}

/** How many cases, when, and what all channels keep of them. */
export function channelsLead(
  rows: SaveCut[],
  {say, about, filters, before, isEmpty}: CutOptions
): HTMLElement {
  const company = companyOf(rows);
  if (company === null)
    return html`<p class="lead">
      ${isEmpty === true ? say.text("saves.empty.detail") : emptyAdvice(filters, say)}
    </p>`;
  if (company.is_hidden) return html`<p class="lead">${say.text("channels.few")}</p>`;
  const values = {
    mature: say.number(company.mature_cases),
    period: spanOf({say, about, filters}),
    rate: say.percent(company.kept_rate),
    interval: interval(company.kept_low, company.kept_high, say)
  };
  const durable = {durable: say.percent(company.durable_second_rate)};
  const open = {
    share: say.percent(company.kept_share),
    least: say.percent(company.least_rate),
    most: say.percent(company.most_rate)
  };
  const compared = keptCompared(company, before == null ? null : companyOf(before), {say, filters});
  const sentences = [
    `${say.text("channels.lead", values)}${compared}.`,
    company.durable_second_rate === null ? "" : say.text("channels.lead.durable", durable),
    company.kept_share === null ? "" : say.text("channels.lead.open", open)
  ];
  return html`<p class="lead">${sentences.filter((sentence) => sentence !== "").join(" ")}</p>`;
}

/** Every channel with its rates side by side, each with its interval and its parts. */
export function channelsTable(rows: SaveCut[], {say, about, filters, isEmpty}: CutOptions): HTMLElement {
  const channels = channelsOf(rows);
  if (channels.length === 0 && isEmpty === true)
    return emptyCard(say.text("saves.empty"), say.text("saves.empty.detail"));
  if (channels.length === 0) return emptyCard(say.text("filters.empty"), emptyAdvice(filters, say));
  const company = companyOf(rows);
  const isPublished = channels.some(({kept_share}) => kept_share !== null);
  return html`<section class="card">
    <h3>${say.text("channels.table.finding")}</h3>
    <p class="subtitle">${say.text("channels.table.subtitle")}</p>
    ${plainTable([...channels, ...(company === null ? [] : [company])], {
      columns: columnsOf(say).filter(
        ({key, value}) => key === "kept" || channels.some((row) => value(row) !== null)
      ),
      label: say.text("channels.table.finding")
    })}
    <p class="notes">
      ${[
        ...(isPublished ? [] : [say.text("channels.table.unpublished")]),
        say.text("channels.table.closed"),
        ...collapsedNotes(channels, say),
        asOf(about, say)
      ].join(" · ")}
    </p>
  </section>`;
}

/** The published rate that a column shows. */
const RATES = {
  kept: "kept_rate",
  incidence: "kept_share",
  ca: "kept_ca_rate",
  parc: "kept_parc_rate",
  durable: "durable_second_rate",
  adjusted: "adjusted_rate",
  closed: "closed_rate"
};

function columnsOf(say: Say): Column<SaveCut>[] {
  const label = (key: string) => say.text(`channels.column.${key}`);
  const rate = (
    key: keyof typeof RATES,
    value: (row: SaveCut) => number | null,
    bounds: (row: SaveCut) => [number | null, number | null],
    parts?: (row: SaveCut) => string
  ): Column<SaveCut> => ({
    key,
    column: RATES[key],
    label: label(key),
    kind: "right",
    value,
    show: (row) => rateCell(value(row), bounds(row), parts?.(row) ?? "", say)
  });
  const of = (kept: string, all: string): string => say.text("channels.parts", {kept, all});
  return [
    textColumn("channel", say.text("column.channel"), (row: SaveCut) => say.name("channel", row.channel)),
    countColumn("cases", label("cases"), say),
    rate(
      "kept",
      (row) => row.kept_rate,
      (row) => [row.kept_low, row.kept_high],
      (row) => of(say.number(row.kept_cases), say.number(row.mature_cases))
    ),
    rate(
      "incidence",
      (row) => row.kept_share,
      (row) => [row.kept_share_low, row.kept_share_high],
      (row) =>
        row.least_rate === null
          ? ""
          : say.text("channels.bounds", {
              least: say.percent(row.least_rate),
              most: say.percent(row.most_rate)
            })
    ),
    rate(
      "ca",
      (row) => row.kept_ca_rate,
      (row) => [row.kept_ca_low, row.kept_ca_high],
      (row) => of(say.short(row.kept_ca_cents), say.short(row.at_risk_ca_cents))
    ),
    rate(
      "parc",
      (row) => row.kept_parc_rate,
      (row) => [row.kept_parc_low, row.kept_parc_high],
      (row) => of(say.short(row.kept_parc_cents), say.short(row.at_risk_parc_cents))
    ),
    rate(
      "durable",
      (row) => row.durable_second_rate,
      (row) => [row.durable_second_low, row.durable_second_high],
      (row) =>
        row.durable_first_rate === null
          ? ""
          : say.text("channels.durable", {
              first: say.percent(row.durable_first_rate),
              third: say.percent(row.durable_third_rate)
            })
    ),
    rate(
      "adjusted",
      (row) => row.adjusted_rate,
      (row) => [row.adjusted_low, row.adjusted_high]
    ),
    rate(
      "closed",
      (row) => row.closed_rate,
      () => [null, null]
    )
  ];
}

/** A rate in bold, its interval and its parts below. */
export function rateCell(
  rate: number | null,
  [low, high]: [number | null, number | null],
  parts: string,
  say: Say
): Node | string {
  if (rate === null) return "–";
  return html`<strong>${say.percent(rate)}</strong>${
      low === null || high === null ? "" : html`<br /><span class="soft">${interval(low, high, say)}</span>`
    }${parts === "" ? "" : html`<br /><span class="soft">${parts}</span>`}`;
}

/** "50 % – 63 %" on one line; a dash when there is none. */
export function interval(low: number | null, high: number | null, say: Say): string {
  return low === null || high === null ? "–" : `${say.percent(low)}\u00a0–\u00a0${say.percent(high)}`;
}

/** What had to be left out of the adjustment of each channel. */
function collapsedNotes(channels: SaveCut[], say: Say): string[] {
  return channels.flatMap((row) => {
    if (row.adjusted_rate === null) return [];
    const shares = [row.share_without_brand, row.share_without_band, row.share_without_motive];
    if (shares.every((share) => (share ?? 0) < 0.005)) return [];
    return [
      say.text("channels.collapsed", {
        channel: say.name("channel", row.channel),
        brand: say.percent(row.share_without_brand),
        band: say.percent(row.share_without_band),
        motive: say.percent(row.share_without_motive)
      })
    ];
  });
}
