import {html} from "htl";
import {dateColumn, textColumn} from "./columns.js";
import {asOf, card, emptyCard, type Context} from "./frame.js";
import {linkTo} from "./links.js";
import type {Setting, WorkedExample} from "./results.js";
import type {Say} from "./say.js";
import {addressOf} from "./story.js";
import {plainTable, searchTable, type Column} from "./table.js";

/** The answer of the page: what became of the worked example. */
export function glossaryFinding(example: WorkedExample | undefined, say: Say): string {
  if (example?.mo_gap_horizon_low_cents === undefined || example.mo_gap_horizon_low_cents === null)
    return say.text("glossary.finding.none");
  return say.text("glossary.finding", {
    booked: say.money(example.booked_cents),
    rebooked: say.money(example.rebooked_cents),
    loss: say.money(example.loss_horizon_cents),
    asked: between(example.unavoidable_low_cents, example.unavoidable_high_cents, say.money, say),
    gap: between(example.mo_gap_horizon_low_cents, example.mo_gap_horizon_high_cents, say.money, say)
  });
}

export function glossaryLead(settings: Setting[], {say, about}: Context): HTMLElement {
  return html`<p class="lead">
    ${say.text("glossary.lead", {count: settings.length, date: say.date(about.as_of)})}
  </p>`;
}

/** Goes to the word that the address names: it may stand below what is still being drawn. */
export function goToTerm(): void {
  const id = decodeURIComponent(location.hash.slice(1));
  if (id !== "") requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView());
}

/** A figure of the example: its column, the formula of the methods and its value, or the bounds of it. */
interface Line {
  key: string;
  formula: string;
  value: [number | null, number | null];
}

function linesOf(example: WorkedExample): Line[] {
  const line = (key: keyof WorkedExample & `${string}_cents`, formula: string): Line => ({
    key,
    formula,
    value: [example[key], example[key]]
  });
  return [
    line("booked_cents", "B"),
    line("delivered_cents", "V"),
    line("kept_cents", "kept"),
    line("rebooked_cents", "a"),
    line("rebooked_in_term_cents", "aH"),
    line("leak_cents", "V − kept"),
    line("loss_booked_cents", "B − a"),
    line("loss_company_cents", "B − kept − a"),
    {
      key: "unavoidable_cents",
      formula: "B − MO",
      value: [example.unavoidable_low_cents, example.unavoidable_high_cents]
    },
    {
      key: "mo_gap_cents",
      formula: "MO − kept − a",
      value: [example.mo_gap_low_cents, example.mo_gap_high_cents]
    },
    line("loss_horizon_cents", "B − kept − aH"),
    {
      key: "mo_gap_horizon_cents",
      formula: "MO − kept − aH",
      value: [example.mo_gap_horizon_low_cents, example.mo_gap_horizon_high_cents]
    },
    line("extension_cents", "a − aH"),
    line("parc_before_cents", "P"),
    line("parc_after_cents", "P′"),
    line("loss_parc_cents", "P − P′")
  ];
}

/** The example line by line: what a figure is, its column, its formula and its amount. */
export function workedExample(example: WorkedExample | undefined, {say, about}: Context): HTMLElement {
  if (example === undefined) return emptyCard(say.text("example.empty"), say.text("example.empty.detail"));
  const columns: Column<Line>[] = [
    textColumn("what", say.text("example.column.what"), ({key}) => say.text(`example.${key}`)),
    {
      key: "formula",
      label: say.text("example.column.formula"),
      value: ({formula}) => formula,
      show: ({formula}) => html`<code>${formula}</code>`
    },
    {
      key: "column",
      label: say.text("example.column.column"),
      value: ({key}) => key,
      show: ({key}) => html`<code>${key}</code>`
    },
    {
      key: "amount",
      label: say.text("example.column.amount"),
      kind: "right",
      value: ({value: [low]}) => low,
      show: ({value: [low, high]}) => between(low, high, say.amount, say)
    }
  ];
  return card(
    plainTable(linesOf(example), {columns, label: say.text("example.label", {currency: say.currency})}),
    {
      finding: say.text("example.finding", {
        old: example.order_id,
        new: example.rebooked_order_id,
        date: say.date(example.cancel_date),
        loss: say.money(example.loss_horizon_cents)
      }),
      subtitle: say.text("example.subtitle"),
      legend: html`<p class="legend">
        <a href=${linkTo(`./cancel-and-rebook${addressOf(example.group_id)}`)}
          >${say.text("example.story")}</a
        >
      </p>`
    },
    {say, about}
  );
}

function between(
  low: number | null,
  high: number | null,
  show: (cents: number | null) => string,
  say: Say
): string {
  return low === high ? show(low) : say.text("example.range", {low: show(low), high: show(high)});
}

/** Every parameter and policy in force: value, since when, source and meaning; each can be linked to. */
export function settingsTable(rows: Setting[], {say, about}: Context): HTMLElement {
  const ours = rows.filter(({source}) => source === "choice").length;
  return html`<section class="card">
    <h3>${say.text("parameters.finding", {ours, count: rows.length})}</h3>
    <p class="subtitle">${say.text("parameters.subtitle")}</p>
    ${searchTable(rows, {
      say,
      columns: settingColumns(say),
      label: say.text("parameters.table"),
      placeholder: say.text("parameters.search"),
      searched: (row) => `${row.name} ${row.meaning} ${row.source}`,
      sort: {key: "name", descending: false}
    })}
    <p class="notes">${asOf(about, say)}</p>
  </section>`;
}

function settingColumns(say: Say): Column<Setting>[] {
  const valueOf = ({number_value, text_value}: Setting) =>
    number_value === null ? (text_value ?? "") : say.exact(number_value);
  return [
    {
      key: "name",
      label: say.text("parameters.column.name"),
      value: ({name}) => name,
      show: ({name}) => html`<code>${name}</code>`
    },
    {
      key: "value",
      label: say.text("parameters.column.value"),
      kind: "right",
      value: ({number_value, text_value}) => number_value ?? text_value,
      show: valueOf
    },
    {
      ...dateColumn("valid_from", say.text("parameters.column.valid_from"), say),
      show: (row) => sinceOf(row, say)
    },
    textColumn("source", say.text("parameters.column.source"), ({source}) => sourceOf(source, say)),
    {
      key: "meaning",
      label: say.text("parameters.column.meaning"),
      value: ({meaning}) => meaning,
      // As it stands in the table that people edit, which is written in English.
      show: ({meaning}) => html`<span lang="en">${meaning}</span>`
    }
  ];
}

/** The first day of all tables stands for a rule that nobody has seen begin. */
const ALWAYS = Date.UTC(2000, 0, 1);

function sinceOf({valid_from}: Setting, say: Say): string {
  return valid_from.getTime() <= ALWAYS ? say.text("parameters.always") : say.day(valid_from);
}

function sourceOf(source: string, say: Say): string {
  if (source === "choice") return say.text("parameters.choice");
  const section = /^methods (.*)$/.exec(source)?.[1];
  return section === undefined ? source : say.text("parameters.methods", {section: `§${section}`});
}
