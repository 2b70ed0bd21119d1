import {html} from "htl";
import {colorOf} from "./palette.js";
import {card, legend, type Context} from "./frame.js";
import {bridgeOf, hasParc, hasView, stepsOf, type Bridge, type Measure, type Step} from "./movements.js";
import type {MovementKind, MovementMonth} from "./results.js";
import type {Say} from "./say.js";
import type {Column} from "./table.js";
import {holdTable} from "./table-source.js";

export interface BridgeOptions extends Context {
  months: Date[];
}

/** Opening to closing, as the systems book it beside what it is in truth, for CA and for parc. */
export function bridges(rows: MovementMonth[], {months, say, about}: BridgeOptions): HTMLElement {
  const measures: Measure[] = hasParc(rows) ? ["ca_cents", "parc_cents"] : ["ca_cents"];
  const pairs = measures.map((measure) => ({
    measure,
    booked: bridgeOf(rows, "as_booked", measure, months),
    economic: bridgeOf(rows, "economic", measure, months),
    isTold: hasView(rows, "as_booked")
  }));
  const tables = pairs.map((pair) => bridgeTable(pair, say));
  const balances = pairs.flatMap(({booked, economic}) => [booked.balance, economic.balance]);
  return card(
    html`<div class="bridges">${tables}</div>`,
    {
      finding: bridgeFinding(rows, months, say),
      subtitle: say.text("bridge.subtitle"),
      legend: bridgeLegend(measures, say),
      notes: [periodOf(months, say), ...transitNote(pairs, say), balanceNote(balances, say)],
      definition: say.text("bridge.definition")
    },
    {say, about}
  );
}

/** CA booked as churn, and how much of it comes from customers who in truth stayed. */
export function misbookedChurn(rows: MovementMonth[], months: Date[]): {booked: number; misbooked: number} {
  const booked = -bridgeOf(rows, "as_booked", "ca_cents", months).values.churn;
  const economic = -bridgeOf(rows, "economic", "ca_cents", months).values.churn;
  return {booked, misbooked: booked - economic};
}

function bridgeFinding(rows: MovementMonth[], months: Date[], say: Say): string {
  const {booked, misbooked} = misbookedChurn(rows, months);
  if (!hasView(rows, "as_booked")) return say.text("bridge.finding.withheld");
  if (booked <= 0) return say.text("bridge.finding.no_churn");
  if (misbooked <= 0) return say.text("bridge.finding.all_churn", {booked: say.short(booked)});
  return say.text("bridge.finding", {
    booked: say.short(booked),
    misbooked: say.short(misbooked),
    share: say.percent(misbooked / booked)
  });
}

interface Pair {
  measure: Measure;
  booked: Bridge;
  economic: Bridge;
  /** Whether what is booked is told: else its places are empty. */
  isTold: boolean;
}

function bridgeTable({measure, booked, economic, isTold}: Pair, say: Say): HTMLElement {
  const steps = {booked: stepsOf(booked), economic: stepsOf(economic)};
  const scale = scaleOf([...steps.booked, ...steps.economic]);
  const name = say.text(`measure.${measure}`);
  const element = html`<table class="bridge">
    <caption>
      ${name}
    </caption>
    <colgroup>
      <col class="step" />
      <col class="amount" />
      <col />
      <col class="amount" />
      <col />
      <col class="amount" />
    </colgroup>
    <thead>
      <tr>
        <th scope="col"><span class="sr-only">${say.text("bridge.step")}</span></th>
        <th scope="col" colspan="2">${say.text("bridge.as_booked")}</th>
        <th scope="col" colspan="2">${say.text("bridge.economic")}</th>
        <th scope="col" class="number">${say.text("bridge.difference")}</th>
      </tr>
    </thead>
    <tbody>
      ${steps.booked.map((step, index) => bridgeRow(step, steps.economic[index] as Step, {measure, scale, isTold, say}))}
    </tbody>
  </table>`;
  const rows = steps.booked.map((step, index) => ({
    kind: step.kind,
    booked: isTold ? step.value : null,
    economic: steps.economic[index]?.value ?? 0
  }));
  return holdTable(element, {label: name, columns: takenColumns(say), rows: () => rows});
}

interface TakenStep {
  kind: string;
  booked: number | null;
  economic: number;
}

/** The bridge as it is taken away: to the cent. */
function takenColumns(say: Say): Column<TakenStep>[] {
  const amount = (key: string, label: string, value: (row: TakenStep) => number | null) => ({
    key,
    label: say.text(label),
    value,
    show: (row: TakenStep) => say.amount(value(row))
  });
  return [
    {
      key: "step",
      label: say.text("bridge.step"),
      value: ({kind}) => kind,
      show: ({kind}) => say.text(`movement.${kind}`)
    },
    amount("booked", "bridge.as_booked", ({booked}) => booked),
    amount("economic", "bridge.economic", ({economic}) => economic),
    amount("difference", "bridge.difference", ({booked, economic}) =>
      booked === null ? null : economic - booked
    )
  ];
}

interface RowContext {
  measure: Measure;
  scale: (change: number) => number;
  isTold: boolean;
  say: Say;
}

function bridgeRow(booked: Step, economic: Step, {measure, scale, isTold, say}: RowContext): HTMLElement {
  const {kind} = booked;
  const isTotal = kind === "opening" || kind === "closing";
  const difference = economic.value - booked.value;
  const color = colorOfKind(kind, measure);
  const show = (step: Step) => (isTotal ? say.short(step.value, 2) : say.shortChange(step.value, 2));
  return html`<tr class=${isTotal ? "total" : ""}>
    <th scope="row">${say.text(`movement.${kind}`)}</th>
    <td class="number">${isTold ? show(booked) : "–"}</td>
    <td class="bar">${isTold ? bar(booked, {scale, color, say}) : ""}</td>
    <td class="number">${!isTold && kind === "reactivation" ? "–" : show(economic)}</td>
    <td class="bar">${bar(economic, {scale, color, say})}</td>
    <td class=${!isTold || difference === 0 ? "number none" : "number difference"}>
      ${!isTold ? "–" : difference === 0 ? "=" : say.shortChange(difference, 2)}
    </td>
  </tr>`;
}

/** A floating bar and the level it leaves; the opening is that level alone, for all is counted from it. */
function bar(
  step: Step,
  {scale, color, say}: {scale: RowContext["scale"]; color: string; say: Say}
): HTMLElement {
  const percent = (value: number) => `${(100 * value).toFixed(3)}%`;
  const [from, to] = [scale(Math.min(step.from, step.to)), scale(Math.max(step.from, step.to))];
  const fill = {left: percent(from), width: percent(to - from), background: color};
  return html`<span class="track" aria-hidden="true">
    <i class="zero" style=${{left: percent(scale(0))}}></i>
    ${step.kind === "opening" ? "" : html`<i class=${`fill ${step.kind}`} style=${fill}></i>`}
    <i class="level" style=${{left: percent(scale(step.to))}}></i>
    ${step.kind === "closing" ? netLabel(step, to, say) : ""}
  </span>`;
}

/** The net change: beside its bar, or in it where there is no room beside. */
function netLabel(step: Step, end: number, say: Say): HTMLElement {
  const text = say.text("bridge.net", {change: say.shortChange(step.to - step.from)});
  const place = end < 0.7 ? {left: `${100 * end}%`} : {right: `${100 * (1 - end)}%`};
  return html`<b style=${place}>${text}</b>`;
}

/** Where a change stands between the edges of a cell, 0 to 1; the same in both views. */
function scaleOf(steps: Step[]): (change: number) => number {
  const ends = steps.flatMap(({from, to}) => [from, to]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const room = high - low || 1;
  return (change) => 0.01 + (0.98 * (change - low)) / room;
}

/** Who leaves has the colour of the lost, who stays with less that of the partly saved. */
export function colorOfKind(kind: MovementKind, measure: Measure): string {
  if (kind === "churn") return colorOf("lost");
  if (kind === "contraction") return colorOf("saved_partial");
  return colorOf(measure === "parc_cents" ? "parc" : "ca");
}

function bridgeLegend(measures: Measure[], say: Say): HTMLElement {
  const own = measures.map((measure) => ({
    label: say.text("bridge.legend.gains", {measure: say.text(`measure.${measure}.short`)}),
    color: colorOf(measure === "parc_cents" ? "parc" : "ca")
  }));
  return legend([
    ...own,
    {label: say.text("bridge.legend.contraction"), color: colorOf("saved_partial")},
    {label: say.text("bridge.legend.churn"), color: colorOf("lost")}
  ]);
}

export function periodOf(months: Date[], say: Say): string {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return "";
  return say.text("card.period", {from: say.month(first), to: say.month(last)});
}

function balanceNote(balances: number[], say: Say): string {
  const worst = balances.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return say.text(worst === 0 ? "bridge.balanced" : "bridge.unbalanced", {amount: say.money(worst)});
}

/** What was cancelled before a month ends and rebooked after it is counted in truth only. */
function transitNote(pairs: Pair[], say: Say): string[] {
  if (pairs.some(({isTold}) => !isTold)) return [say.text("bridge.withheld")];
  const differs = pairs.some(
    ({booked, economic}) => booked.opening !== economic.opening || booked.closing !== economic.closing
  );
  return differs ? [say.text("bridge.transit")] : [];
}
