import {html} from "htl";
import {amountColumn, countColumn, dateColumn, textColumn} from "./columns.js";
import {comparedText} from "./compared.js";
import {dutyCalendar, formulaOf, isoDay, teamsOf, type Duty, type EarlyDuty} from "./duties.js";
import {isLetter, type DutyCell, type DutyRate} from "./duty-rates.js";
import {anyTime, emptyCut} from "./empty-cut.js";
import {cutName, emptyAdvice} from "./filter-words.js";
import type {Filters} from "./filters.js";
import {asOf, type Context} from "./frame.js";
import {calendarFile} from "./ics.js";
import {saveFile, slug} from "./save-file.js";
import type {Say} from "./say.js";
import {searchTable, type Column} from "./table.js";

export interface DeadlineOptions extends Context {
  filters: Filters;
}

/** What the first lines are said of, all as filtered. */
export interface DeadlineFigures {
  /** Duties that wait. */
  duties: Duty[];
  rates: DutyRate[];
  /** Letters that were closed too early. */
  early: EarlyLetters;
  /** Those of the period compared with; null where nothing is compared. */
  earlyBefore: EarlyLetters | null;
  /** Whether nothing was delivered at all. */
  isEmpty: boolean;
}

type EarlyLetters = Pick<DutyCell, "early_breaches" | "days_early">;

/** The answer of the page: what ends this week, and what was closed before its time in the period. */
export function deadlinesFinding(figures: DeadlineFigures, {say, filters}: DeadlineOptions): string {
  const {duties, rates, early, earlyBefore, isEmpty} = figures;
  if (isEmpty) return say.text("deadlines.finding.none");
  if (rates.length === 0 && duties.length === 0) return say.text("filters.empty");
  const due = duties.filter(({is_due_this_week}) => is_due_this_week);
  const first = nextOf(due.filter(isLetter).length, due.length, say);
  const second = say.text("deadlines.finding.early", {
    count: early.early_breaches,
    period: cutName(filters, say)
  });
  const compared = {now: early.early_breaches, before: earlyBefore?.early_breaches ?? null};
  return (
    `${first}${say.text("deadlines.finding.join")}${second}` +
    comparedText(compared, {what: "compared.early", filters, say, show: say.number})
  );
}

function nextOf(letters: number, due: number, say: Say): string {
  if (letters > 0) return say.text("deadlines.finding.letters", {count: letters});
  return due === 0 ? say.text("deadlines.finding.nothing") : say.text("deadlines.finding.due", {count: due});
}

/** Below the answer: what is overdue, what the early closings gave away, and what nobody can judge. */
export function deadlinesLead(
  {duties, rates, early, isEmpty}: DeadlineFigures,
  {say, filters}: DeadlineOptions
): HTMLElement {
  if (!isEmpty && rates.length === 0 && duties.length === 0)
    return html`<p class="lead">${emptyAdvice(filters, say)}</p>`;
  const overdue = duties.filter(({days_left}) => days_left < 0);
  const unknown = rates.reduce((total, {not_computable}) => total + not_computable, 0);
  const sentences = [
    ...(overdue.length === 0 ? [] : [say.text("deadlines.lead.overdue", {count: overdue.length})]),
    ...(early.days_early === 0 ? [] : [say.text("deadlines.lead.early", {count: early.days_early})]),
    ...(unknown === 0 ? [] : [say.text("deadlines.lead.unknown", {count: unknown})])
  ];
  return html`<p class="lead">${sentences.join(" ")}</p>`;
}

/** What is to be done, by owner and day, with the reason of the day and the line that made it due. */
export function dueTable(duties: Duty[], {say, about, filters}: DeadlineOptions): HTMLElement {
  if (duties.length === 0)
    return emptyCut(
      anyTime(filters),
      say,
      say.text("deadlines.list.none"),
      say.text("deadlines.list.definition")
    );
  const columns: Column<Duty>[] = [
    textColumn(
      "owner",
      say.text("deadlines.column.owner"),
      (row) => row.owner_name ?? say.text("due.nobody")
    ),
    dateColumn("deadline_date", say.text("deadlines.column.deadline"), say),
    {
      ...countColumn("days_left", say.text("deadlines.column.days_left"), say),
      show: (row) =>
        row.days_left < 0 ? html`<strong>${say.number(row.days_left)}</strong>` : say.number(row.days_left)
    },
    ruleColumn<Duty>(say, (row) => computationOf(row, say)),
    customerColumn(say),
    amountColumn("at_stake_cents", say.text("deadlines.column.stake"), say),
    sourceColumn(say)
  ];
  const label = say.text("deadlines.list", {count: duties.length});
  return html`<section class="card">
    <h3>${label}</h3>
    <p class="subtitle">${say.text("deadlines.list.subtitle", {currency: say.currency})}</p>
    ${searchTable(duties, {
      say,
      columns,
      label,
      placeholder: say.text("deadlines.search"),
      searched: (row) =>
        [
          row.owner_name,
          row.team,
          row.rule,
          say.name("rule", row.rule),
          row.customer_name,
          row.customer_id,
          row.subject_id
        ].join(" "),
      sort: {key: "days_left", descending: false}
    })}
    ${downloads(duties, {say, about})}
    <p class="notes">${[say.text("deadlines.list.definition"), asOf(about, say)].join(" · ")}</p>
  </section>`;
}

/** What was closed before its time, with the days that were given away. */
export function earlyTable(rows: EarlyDuty[], {say, about, filters}: DeadlineOptions): HTMLElement {
  if (rows.length === 0)
    return emptyCut(filters, say, say.text("deadlines.early.none"), say.text("deadlines.early.definition"));
  const days = rows.reduce((total, {days_early}) => total + days_early, 0);
  const stake = rows.reduce((total, {at_stake_cents}) => total + (at_stake_cents ?? 0), 0);
  const label = say.text("deadlines.early", {
    count: rows.length,
    days: say.number(days),
    stake: say.short(stake)
  });
  const columns: Column<EarlyDuty>[] = [
    customerColumn(say),
    ruleColumn<EarlyDuty>(say),
    textColumn(
      "owner",
      say.text("deadlines.column.owner"),
      (row) => row.owner_name ?? say.text("due.nobody")
    ),
    dateColumn("trigger_date", say.text("deadlines.column.trigger"), say),
    dateColumn("earliest_date", say.text("deadlines.column.earliest"), say),
    dateColumn("done_date", say.text("deadlines.column.done"), say),
    countColumn("days_early", say.text("deadlines.column.days_early"), say),
    amountColumn("at_stake_cents", say.text("deadlines.column.stake"), say),
    sourceColumn(say)
  ];
  return html`<section class="card">
    <h3>${label}</h3>
    <p class="subtitle">${say.text("deadlines.early.subtitle", {currency: say.currency})}</p>
    ${searchTable(rows, {
      say,
      columns,
      label,
      placeholder: say.text("deadlines.search"),
      searched: (row) =>
        [row.customer_name, row.customer_id, row.owner_name, row.rule, row.subject_id].join(" "),
      sort: {key: "days_early", descending: true}
    })}
    <p class="notes">
      ${[cutName(filters, say), say.text("deadlines.early.definition"), asOf(about, say)].join(" · ")}
    </p>
  </section>`;
}

/** A calendar file for each team: what the calendars of a site hold is what the command writes. */
function downloads(duties: Duty[], {say, about}: Context): HTMLElement {
  const buttons = teamsOf(duties).map(([team, own]) => {
    const text = calendarFile(dutyCalendar(own, {team, asOf: isoDay(about.as_of), say}));
    const name = team ?? say.text("due.no_team");
    const save = (): void =>
      saveFile(new Blob([text], {type: "text/calendar;charset=utf-8"}), `${slug(name) || "ressac"}.ics`);
    return html`<button type="button" class="chip" onclick=${save}>${name} (${own.length})</button>`;
  });
  return html`<div class="downloads chips">
    <span>${say.text("deadlines.calendars")}</span>
    ${buttons}
  </div>`;
}

function customerColumn(say: Say): Column<Pick<Duty, "customer_name" | "customer_id" | "subject_id">> {
  return textColumn(
    "customer",
    say.text("column.customer"),
    (row) => row.customer_name ?? row.customer_id ?? row.subject_id
  );
}

function sourceColumn(say: Say): Column<Pick<Duty, "file_name" | "source_line">> {
  return {
    ...textColumn<Pick<Duty, "file_name" | "source_line">>(
      "source",
      say.text("reconciliation.column.source"),
      (row) =>
        row.file_name === null || row.source_line === null
          ? ""
          : say.text("story.event.source", {file: row.file_name, line: String(row.source_line)})
    ),
    kind: "code"
  };
}

/** A rule by its name, with what more there is to say below. */
function ruleColumn<Row extends {rule: string}>(say: Say, more?: (row: Row) => string): Column<Row> {
  const name = ({rule}: Row): string => `${say.name("rule", rule)} (${rule})`;
  return {
    key: "rule",
    label: say.text("deadlines.column.rule"),
    value: name,
    show: (row) =>
      html`<span class="duty"
        >${name(row)}${more === undefined ? "" : html`<small>${more(row)}</small>`}</span
      >`
  };
}

/** How a deadline follows from what made it due. */
function computationOf(duty: Duty, say: Say): string {
  const field = say.name("trigger", duty.trigger_field);
  const trigger = say.text("due.trigger", {field, date: say.day(duty.trigger_date)});
  return `${formulaOf(duty, say)} (${trigger})`;
}
