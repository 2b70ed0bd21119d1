import {html} from "htl";
import {choice} from "./choice.js";
import {countColumn, dateColumn, textColumn} from "./columns.js";
import type {ActionOutcome, ActionVerdict} from "./action-results.js";
import {emptyAdvice} from "./filter-words.js";
import {passes, type CutContext, type Filters} from "./filters.js";
import {asOf, emptyCard, type Context} from "./frame.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";

/** A change, with its sign, for 100 customers and a year. */
export function signed(value: number | null, say: Say): string {
  if (value === null) return say.number(null);
  const rounded = Math.round(value * 10) / 10;
  return rounded === 0 ? say.number(0) : `${rounded > 0 ? "+" : "−"}${say.number(Math.abs(rounded))}`;
}

/** The trials that aim at a chosen motive; all of them where none is chosen. */
export function trialsWithin(rows: ActionVerdict[], filters: Filters): ActionVerdict[] {
  return rows.filter(({motive}) => passes({motive}, filters));
}

/** What is said of all trials together, in a sentence. */
export function actionsFinding(
  rows: ActionVerdict[],
  {say, isEmpty}: Context & Pick<CutContext, "isEmpty">
): string {
  const trials = rows.filter(({outcome}) => outcome === "motive");
  if (trials.length === 0)
    return say.text(isEmpty === true ? "actions_page.finding.none" : "actions_page.finding.filtered");
  const fell = trials.filter(
    ({verdict, is_hidden, is_doubtful}) => verdict === "fell" && !is_hidden && !is_doubtful
  );
  const [first] = fell;
  if (first !== undefined)
    return say.text("actions_page.finding.fell", {
      count: fell.length,
      all: trials.length,
      action: first.action,
      motive: say.name("motive", first.motive),
      effect: signed(first.effect, say),
      low: signed(first.low, say),
      high: signed(first.high, say)
    });
  if (trials.every(({verdict}) => verdict === "not_measurable")) return volumeFinding(trials, say);
  return say.text("actions_page.finding.flat", {count: trials.length});
}

/** That a volume shows nothing, with the least fall that the best placed trial would show. */
function volumeFinding(trials: ActionVerdict[], say: Say): string {
  const falls = trials.flatMap(({detectable_fall: fall}) => (fall === null ? [] : [fall]));
  return falls.length === 0
    ? say.text("actions_page.finding.blind")
    : say.text("actions_page.finding.volume", {fall: say.number(Math.min(...falls))});
}

/** How one trial stands, in a sentence. */
export function verdictText(row: ActionVerdict, say: Say): string {
  if (row.is_hidden && row.verdict !== "unknown_units") return say.text("actions.hidden");
  if (row.verdict === "not_measurable")
    return row.detectable_fall === null
      ? say.text("actions.verdict.blind")
      : say.text("actions.verdict.not_measurable", {fall: say.number(row.detectable_fall)});
  const told = say.text(`actions.verdict.${row.verdict}`);
  return row.is_doubtful && row.effect !== null ? `${told} (${say.text("actions.doubtful")})` : told;
}

function shortVerdict(
  {verdict, is_hidden: isHidden, is_doubtful: isDoubtful, effect}: ActionVerdict,
  say: Say
): string {
  const told = say.text(`actions.short.${isHidden && verdict !== "unknown_units" ? "hidden" : verdict}`);
  return isDoubtful && effect !== null ? `${told} (${say.text("actions.doubtful")})` : told;
}

/** The trial that the pictures are about, and the outcome. */
export function trialChoice(rows: ActionVerdict[], {say}: Context): HTMLElement & {value: string} {
  const trials = rows.filter(({outcome}) => outcome === "motive");
  const best = trials.find(({verdict}) => verdict === "fell") ?? trials[0];
  return choice({
    label: say.text("actions.trial"),
    parameter: "action",
    options: trials.map(({trial_id, action}) => ({value: trial_id, label: action})),
    initial: best?.trial_id ?? ""
  });
}

export function outcomeChoice({say}: Context): HTMLElement & {value: string} {
  const options: ActionOutcome[] = ["motive", "churn"];
  return choice({
    label: say.text("actions.outcome"),
    parameter: "outcome",
    options: options.map((value) => ({value, label: say.text(`actions.outcome.${value}`)})),
    initial: "motive"
  });
}

/** Every trial with its design: on whom, beside whom, since when, what it could show and what it shows. */
export function actionsTable(
  rows: ActionVerdict[],
  {say, about, filters, isEmpty}: Context & CutContext
): HTMLElement {
  if (rows.length === 0 && isEmpty === true)
    return emptyCard(say.text("actions.empty"), say.text("actions.empty.detail"));
  if (rows.length === 0) return emptyCard(say.text("filters.empty"), emptyAdvice(filters, say));
  const trials = rows.filter(({outcome}) => outcome === "motive");
  const churn = new Map(
    rows.flatMap((row) => (row.outcome === "churn" ? [[row.trial_id, row] as const] : []))
  );
  return html`<section class="card">
    <h3>${say.text("actions.designs", {count: trials.length})}</h3>
    <p class="subtitle">${say.text("actions.designs.subtitle")}</p>
    ${plainTable(trials, {columns: designColumns(churn, say), label: say.text("actions.designs.subtitle")})}
    <p class="notes">
      ${[say.text("actions.note.intention"), say.text("actions.note.chance"), asOf(about, say)].join(" · ")}
    </p>
    <details>
      <summary>${say.text("card.definition")}</summary>
      <p>${say.text("actions.definition")}</p>
    </details>
  </section>`;
}

function designColumns(churn: Map<string, ActionVerdict>, say: Say): Column<ActionVerdict>[] {
  const label = (key: string) => say.text(`actions.column.${key}`);
  const change = (
    key: string,
    rowOf: (row: ActionVerdict) => ActionVerdict | undefined
  ): Column<ActionVerdict> => ({
    key,
    label: label(key),
    kind: "right",
    value: (row) => rowOf(row)?.effect ?? null,
    show: (row) => interval(rowOf(row), say)
  });
  return [
    textColumn("action", label("action"), (row: ActionVerdict) => row.action),
    textColumn("verdict", label("verdict"), (row: ActionVerdict) => shortVerdict(row, say)),
    change("effect", (row) => row),
    change("churn", (row) => churn.get(row.trial_id)),
    {
      key: "detectable",
      label: label("detectable"),
      kind: "right",
      value: (row) => row.detectable_fall,
      show: (row) => detectable(row, say)
    },
    textColumn("motive", say.text("column.motive"), (row: ActionVerdict) => say.name("motive", row.motive)),
    textColumn("unit", label("unit"), (row: ActionVerdict) => unitsText(row, say)),
    dateColumn("start_date", label("start"), say),
    countColumn("exposed_customers", label("exposed"), say),
    countColumn("compared_customers", label("compared"), say),
    textColumn("placebos", label("placebos"), (row: ActionVerdict) => placeboText(row, say)),
    textColumn("slope", label("slope"), (row: ActionVerdict) => slopeText(row, say))
  ];
}

function interval(row: ActionVerdict | undefined, say: Say): Node | string {
  if (row?.effect == null) return say.number(null);
  return html`<strong>${signed(row.effect, say)}</strong><br /><span class="soft"
      >${signed(row.low, say)} … ${signed(row.high, say)}</span
    >`;
}

function detectable(
  {detectable_fall: fall, baseline_rate: rate, is_hidden: isHidden}: ActionVerdict,
  say: Say
): string {
  if (rate === null || isHidden) return say.number(null);
  if (fall === null) return say.text("actions.blind", {rate: say.number(rate)});
  return say.text("actions.fall", {fall: say.number(fall), rate: say.number(rate)});
}

function unitsText({unit, exposed_units, compared_units, declared_starts}: ActionVerdict, say: Say): string {
  const units = say.text("actions.units", {
    unit: say.name("actions.unit", unit),
    exposed: say.number(exposed_units),
    compared: say.number(compared_units)
  });
  return declared_starts > 1 ? `${units}, ${say.text("actions.steps", {count: declared_starts})}` : units;
}

function placeboText({placebos, failed_placebos}: ActionVerdict, say: Say): string {
  if (placebos === 0) return say.text("actions.placebos.none");
  return say.text("actions.placebos", {failed: say.number(failed_placebos), count: placebos});
}

function slopeText({slope, slope_low, slope_high}: ActionVerdict, say: Say): string {
  if (slope === null || slope_low === null || slope_high === null) return say.number(null);
  const isSteady = slope_low <= 0 && slope_high >= 0;
  return say.text(isSteady ? "actions.slope.steady" : "actions.slope.apart", {slope: signed(slope, say)});
}
