import {html} from "htl";
import {interval} from "./channels.js";
import {countColumn, textColumn} from "./columns.js";
import {asOf, emptyCard, type Context} from "./frame.js";
import type {SaveContrast} from "./save-results.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";

/** Questions in the order they are asked, with their sides: the one that others are held against comes first. */
const SIDES: Record<SaveContrast["contrast"], string[]> = {
  first_response: ["retention_desk", "original_seller", "other", "nobody"],
  letter_day: ["until_split", "after_split"],
  cut_scope: ["no_cut", "partial_cut", "total_cut"]
};

/** What became of cases by who first reached the customer, by the day of the letter, and by what was cut. */
export function contrasts(rows: SaveContrast[], {say, about}: Context): HTMLElement {
  if (rows.length === 0) return emptyCard(say.text("contrasts.empty"), say.text("saves.empty.detail"));
  const questions = Object.entries(SIDES).flatMap(([contrast, sides]) => {
    const mine = sides.flatMap((side) =>
      rows.filter((row) => row.contrast === contrast && row.side === side)
    );
    return mine.length === 0 ? [] : [{contrast, mine}];
  });
  return html`<section class="card">
    <h3>${contrastsFinding(rows, say)}</h3>
    <p class="subtitle">${say.text("contrasts.subtitle")}</p>
    ${questions.map(
      ({contrast, mine}) =>
        html`<h4>${say.text(`contrasts.${contrast}`)}</h4>
          ${plainTable(mine, {columns: columnsOf(say), label: say.text(`contrasts.${contrast}`)})}`
    )}
    <p class="notes">${[say.text("contrasts.causal"), asOf(about, say)].join(" · ")}</p>
  </section>`;
}

/** What a month more to talk goes with, or that too few letters came near that day. */
export function contrastsFinding(rows: SaveContrast[], say: Say): string {
  const late = rows.find(({side}) => side === "after_split");
  const early = rows.find(({side}) => side === "until_split");
  if (late?.difference_low == null || late.difference_high === null || early?.kept_rate == null)
    return say.text("contrasts.finding.none");
  const isSure = late.difference_low > 0 || late.difference_high < 0;
  return say.text(isSure ? "contrasts.finding.sure" : "contrasts.finding.unsure", {
    late: say.percent(late.kept_rate),
    early: say.percent(early.kept_rate),
    low: pointsOf(late.difference_low, say),
    high: pointsOf(late.difference_high, say)
  });
}

function columnsOf(say: Say): Column<SaveContrast>[] {
  const label = (key: string) => say.text(`contrasts.column.${key}`);
  return [
    textColumn("side", "", (row: SaveContrast) => say.name("side", row.side)),
    countColumn("mature_cases", label("cases"), say),
    {
      key: "kept_rate",
      label: label("kept"),
      kind: "right",
      value: (row) => row.kept_rate,
      show: (row) =>
        row.kept_rate === null
          ? say.text("saves.hidden")
          : html`<strong>${say.percent(row.kept_rate)}</strong>
              <span class="soft">${interval(row.kept_low, row.kept_high, say)}</span>`
    },
    {
      key: "difference",
      label: label("difference"),
      kind: "right",
      value: (row) => row.difference,
      show: (row) => differenceOf(row, say)
    },
    {
      key: "ca",
      column: "kept_ca_cents",
      label: label("ca"),
      kind: "right",
      value: (row) => row.kept_ca_cents,
      show: (row) =>
        row.at_risk_ca_cents === null
          ? "–"
          : say.text("channels.parts", {
              kept: say.short(row.kept_ca_cents),
              all: say.short(row.at_risk_ca_cents)
            })
    },
    countColumn("median_delay_days", label("delay"), say),
    countColumn("median_days_to_outcome", label("outcome"), say)
  ];
}

function differenceOf(row: SaveContrast, say: Say): Node | string {
  if (row.difference === null || row.difference_low === null || row.difference_high === null) return "–";
  const between = say.text("adjusted.between", {
    low: pointsOf(row.difference_low, say),
    high: pointsOf(row.difference_high, say)
  });
  return html`${say.text("adjusted.points", {value: pointsOf(row.difference, say)})}
    <span class="soft">${between}</span>`;
}

/** A difference of rates in points, with its sign. */
export function pointsOf(value: number, say: Say): string {
  const rounded = Math.round(1000 * value) / 10;
  return `${rounded > 0 ? "+" : ""}${say.number(rounded)}`;
}
