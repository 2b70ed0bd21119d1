import {countColumn, rateColumn, textColumn} from "./columns.js";
import {dumbbell} from "./dumbbell.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {picking} from "./pick.js";
import {emptyAdvice} from "./filter-words.js";
import type {CutContext, Filters} from "./filters.js";
import type {SaveRate} from "./results.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";

/** Channels in the order they are always shown in: never by rank. */
export const CHANNELS = ["telesales", "field", "retention", "customer_service", "dvr", "house", "unknown"];

/** Customers kept against euros kept, a channel a line. */
export function saves(
  rows: SaveRate[],
  {say, about, filters, before = null, isEmpty = false}: Context & CutContext & {before?: SaveRate[] | null}
): HTMLElement {
  const channels = inOrder(rows);
  if (channels.length === 0)
    return isEmpty
      ? emptyCard(say.text("saves.empty"), say.text("saves.empty.detail"))
      : emptyCard(say.text("filters.empty"), emptyAdvice(filters, say));
  return card(
    fitted(
      (width) => dumbbell(channels, {say, width, before: before ?? []}),
      picking(say, ({channel}: SaveRate) => ({channel}))
    ),
    {
      finding: savesFinding(channels, say),
      subtitle: say.text("saves.subtitle"),
      legend: savesLegend(say, filters, before),
      notes: [casesNote(channels, say), ...smallNotes(channels, say)],
      definition: say.text("saves.definition"),
      numbers: plainTable(channels, {columns: saveColumns(channels, say), label: say.text("saves.table")})
    },
    {say, about}
  );
}

/** Channels with cases, in their fixed order. */
export function inOrder(rows: SaveRate[]): SaveRate[] {
  const place = (channel: string) =>
    CHANNELS.includes(channel) ? CHANNELS.indexOf(channel) : CHANNELS.length;
  return rows
    .filter((row) => row.cases > 0)
    .sort((a, b) => place(a.channel) - place(b.channel) || (a.channel < b.channel ? -1 : 1));
}

/** The channel where customers kept and euros kept are furthest apart, among those with enough cases. */
export function widestGap(rows: SaveRate[]): SaveRate | null {
  const sure = rows.filter(
    (row) => row.channel !== WITHHELD && !row.is_hidden && !row.is_fragile && gapOf(row) !== null
  );
  return sure.sort((a, b) => (gapOf(b) ?? 0) - (gapOf(a) ?? 0))[0] ?? null;
}

/** What stands in the place of all channels that are not shown to these readers. */
const WITHHELD = "withheld";

export function isWithheld(rows: {channel: string}[]): boolean {
  return rows.some(({channel}) => channel === WITHHELD);
}

function gapOf({kept_rate, kept_ca_rate}: SaveRate): number | null {
  return kept_rate === null || kept_ca_rate === null ? null : kept_rate - kept_ca_rate;
}

/** "Retention keeps 63 % of its customers and 21 % of their euros", or that nothing can be said. */
export function savesFinding(rows: SaveRate[], say: Say): string {
  const row = widestGap(rows);
  if (row === null) return say.text(`saves.finding.${isWithheld(rows) ? "withheld" : "none"}`);
  return say.text("saves.finding", {
    channel: say.text(`channel.${row.channel}.the`),
    customers: say.percent(row.kept_rate),
    ca: say.percent(row.kept_ca_rate)
  });
}

function savesLegend(say: Say, {compare}: Filters, before: SaveRate[] | null): HTMLElement {
  return legend([
    {label: say.text("saves.legend.customers"), shape: "circle"},
    {label: say.text("saves.legend.ca"), shape: "diamond"},
    {label: say.text("saves.legend.crm"), shape: "tick"},
    ...(before === null || compare === null
      ? []
      : [
          {
            label: say.text("saves.legend.before"),
            shape: "bracket"
          }
        ])
  ]);
}

function casesNote(rows: SaveRate[], say: Say): string {
  const sum = (key: "cases" | "mature_cases" | "open_cases") =>
    rows.reduce((total, row) => total + (row[key] ?? 0), 0);
  const values = {mature: say.number(sum("mature_cases")), cases: say.number(sum("cases"))};
  // Withheld from those who get no small sums.
  if (rows.some((row) => row.open_cases === null)) return say.text("saves.note.withheld", values);
  return say.text("saves.note", {...values, open: say.number(sum("open_cases"))});
}

function smallNotes(rows: SaveRate[], say: Say): string[] {
  return rows.some((row) => row.is_fragile) ? [say.text("saves.fragile")] : [];
}

/** Columns of the table under the picture; parc only where there is one. */
function saveColumns(rows: SaveRate[], say: Say): Column<SaveRate>[] {
  const label = (key: string) => say.text(`saves.column.${key}`);
  const count = (key: keyof SaveRate & `${string}_cases`) => countColumn(key, label(key), say);
  const rate = (key: keyof SaveRate & (`kept_${string}rate` | "kept_rate" | "kept_low")) =>
    rateColumn(key, label(key), say);
  const hasParc = rows.some((row) => (row.at_risk_parc_cents ?? 0) > 0);
  return [
    textColumn("channel", say.text("column.channel"), (row: SaveRate) => say.name("channel", row.channel)),
    count("mature_cases"),
    count("saved_cases"),
    count("saved_partial_cases"),
    count("lost_cases"),
    count("ghost_cases"),
    count("open_cases"),
    rate("kept_rate"),
    {...rate("kept_low"), show: (row) => intervalOf(row, say)},
    rate("kept_ca_rate"),
    ...(hasParc ? [rate("kept_parc_rate")] : []),
    count("crm_saved_cases")
  ];
}

function intervalOf(row: SaveRate, say: Say): string {
  if (row.kept_low === null) return say.text("saves.hidden");
  return `${say.percent(row.kept_low)} – ${say.percent(row.kept_high)}`;
}
