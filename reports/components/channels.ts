import {html} from "htl";
import {choice} from "./choice.js";
import {countColumn, textColumn} from "./columns.js";
import {asOf, emptyCard, type Context} from "./frame.js";
import type {SaveCut} from "./save-results.js";
import {inOrder, widestGap} from "./saves.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";

/** Whole channels in a period, in their fixed order. */
export function channelsOf(rows: SaveCut[], period: string): SaveCut[] {
  return inOrder(rows.filter((row) => isWhole(row, period) && row.channel !== "all")) as SaveCut[];
}

/** All channels together in a period. */
export function companyOf(rows: SaveCut[], period: string): SaveCut | null {
  return rows.find((row) => isWhole(row, period) && row.channel === "all") ?? null;
}

function isWhole(row: SaveCut, period: string): boolean {
  return row.period === period && row.cut === "all";
}

/** Which period of opening is looked at. */
export function periodOf(rows: SaveCut[], {say}: Context): HTMLElement & {value: string} {
  const periods = [...new Set(rows.map(({period}) => period))].filter((period) => /^\d{4}$/.test(period));
  return choice({
    label: say.text("channels.period"),
    parameter: "period",
    options: ["all", ...periods.sort()].map((period) => ({value: period, label: nameOf(period, say)})),
    initial: "all"
  });
}

function nameOf(period: string, say: Say): string {
  return period === "all" ? say.text("channels.period.all") : period;
}

/** "Retention keeps 57 % of its customers (50 to 63) and 33 % of their CA (25 to 41); 218 mature cases, 2025". */
export function channelsFinding(rows: SaveCut[], period: string, {say, about}: Context): string {
  const row = widestGap(channelsOf(rows, period)) as SaveCut | null;
  if (row === null) return say.text("saves.finding.none");
  return say.text("channels.finding", {
    channel: say.text(`channel.${row.channel}.the`),
    customers: say.percent(row.kept_rate),
    customers_interval: interval(row.kept_low, row.kept_high, say),
    ca: say.percent(row.kept_ca_rate),
    ca_interval: interval(row.kept_ca_low, row.kept_ca_high, say),
    cases: say.number(row.mature_cases),
    period: spanOf(period, {say, about})
  });
}

function spanOf(period: string, {say, about}: Context): string {
  return period === "all"
    ? say.text("channels.until", {date: say.date(about.as_of)})
    : say.text("channels.in", {period});
}

/** How many cases, when, and what all channels keep of them. */
export function channelsLead(rows: SaveCut[], period: string, {say, about}: Context): HTMLElement {
  const company = companyOf(rows, period);
  if (company === null) return html`<p class="lead">${say.text("saves.empty.detail")}</p>`;
  return html`<p class="lead">
    ${say.text("channels.lead", {
      mature: say.number(company.mature_cases),
      period: spanOf(period, {say, about}),
      rate: say.percent(company.kept_rate),
      interval: interval(company.kept_low, company.kept_high, say),
      durable: say.percent(company.durable_second_rate)
    })}
    ${
      company.kept_share === null
        ? ""
        : say.text("channels.lead.open", {
            share: say.percent(company.kept_share),
            least: say.percent(company.least_rate),
            most: say.percent(company.most_rate)
          })
    }
  </p>`;
}

/** Every channel with its rates side by side, each with its interval and its parts. */
export function channelsTable(rows: SaveCut[], period: string, {say, about}: Context): HTMLElement {
  const channels = channelsOf(rows, period);
  if (channels.length === 0) return emptyCard(say.text("saves.empty"), say.text("saves.empty.detail"));
  const company = companyOf(rows, period);
  return html`<section class="card">
    <h3>${say.text("channels.table.finding")}</h3>
    <p class="subtitle">${say.text("channels.table.subtitle")}</p>
    ${plainTable([...channels, ...(company === null ? [] : [company])], {
      columns: columnsOf(say),
      label: say.text("channels.table.finding")
    })}
    <p class="notes">
      ${[say.text("channels.table.closed"), ...collapsedNotes(channels, say), asOf(about, say)].join(" · ")}
    </p>
  </section>`;
}

function columnsOf(say: Say): Column<SaveCut>[] {
  const label = (key: string) => say.text(`channels.column.${key}`);
  const rate = (
    key: string,
    value: (row: SaveCut) => number | null,
    bounds: (row: SaveCut) => [number | null, number | null],
    parts?: (row: SaveCut) => string
  ): Column<SaveCut> => ({
    key,
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
