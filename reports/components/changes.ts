import * as Plot from "@observablehq/plot";
import {html} from "htl";
import {periodOf} from "./bridge.js";
import {countColumn, textColumn} from "./columns.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import type {LossChange} from "./motive-results.js";
import {picking} from "./pick.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

export type Cut = LossChange["cut"];

/** Below so many cases in a period nothing is said of it. */
const FRAGILE = 20;
/** Changes below half a tenth of a point are none. */
const NOTHING = 0.0005;

export interface ChangeTotal {
  cases_before: number;
  cases_after: number;
  rate_before: number;
  rate_after: number;
  mix: number;
  rate: number;
  /** Cents a case. */
  mix_amount: number;
  rate_amount: number;
  value_amount: number;
}

/** Rows of one comparison and one cut, those with most effect first; few together last. */
export function changesOf(rows: LossChange[], comparison: string, cut: Cut): LossChange[] {
  const effect = ({mix, rate}: LossChange) => Math.abs(mix) + Math.abs(rate);
  const isFew = ({segment}: LossChange) => Number(segment === "few");
  return rows
    .filter((row) => row.comparison === comparison && row.cut === cut)
    .sort((a, b) => isFew(a) - isFew(b) || effect(b) - effect(a) || (a.segment < b.segment ? -1 : 1));
}

/** The change as a whole: its parts add up to it. Null without cases. */
export function totalOf(rows: LossChange[]): ChangeTotal | null {
  const sum = (
    key:
      | "cases_before"
      | "cases_after"
      | "lost_before"
      | "lost_after"
      | "mix"
      | "rate"
      | "mix_amount"
      | "rate_amount"
      | "value_amount"
  ) => rows.reduce((total, row) => total + row[key], 0);
  if (sum("cases_before") === 0 || sum("cases_after") === 0) return null;
  return {
    cases_before: sum("cases_before"),
    cases_after: sum("cases_after"),
    rate_before: sum("lost_before") / sum("cases_before"),
    rate_after: sum("lost_after") / sum("cases_after"),
    mix: sum("mix"),
    rate: sum("rate"),
    mix_amount: sum("mix_amount"),
    rate_amount: sum("rate_amount"),
    value_amount: sum("value_amount")
  };
}

/** The answer of the page: how the share lost changed, and how much of it is mix and rate. */
export function changesFinding(rows: LossChange[], comparison: string, say: Say): string {
  const total = totalOf(changesOf(rows, comparison, "motive"));
  if (total === null || Math.min(total.cases_before, total.cases_after) < FRAGILE)
    return say.text("changes.finding.none");
  const change = total.rate_after - total.rate_before;
  const direction = Math.abs(change) < NOTHING ? "flat" : change > 0 ? "up" : "down";
  return say.text(`changes.finding.${direction}`, {
    change: points(Math.abs(change), say, false),
    rate: say.percent(total.rate_after),
    mix: points(total.mix, say),
    saving: points(total.rate, say)
  });
}

/** Below the answer: the periods, and what a case lost more or less. */
export function changesLead(rows: LossChange[], comparison: string, say: Say): HTMLElement {
  const told = changesOf(rows, comparison, "motive");
  const [first] = told;
  const total = totalOf(told);
  if (first === undefined || total === null)
    return html`<p class="lead">${say.text("changes.lead.none")}</p>`;
  const periods = {
    after: periodOf([first.after_first_month, first.after_last_month], say),
    before: periodOf([first.before_first_month, first.before_last_month], say),
    cases_after: say.number(total.cases_after),
    cases_before: say.number(total.cases_before)
  };
  // Some readers get cases without their euros: no change of them is told then.
  const amounts = [total.mix_amount, total.rate_amount, total.value_amount];
  const isTold = amounts.some((amount) => Math.abs(amount) > 0);
  return html`<p class="lead">
    ${
      isTold
        ? say.text("changes.lead", {
            ...periods,
            amount: say.shortChange(total.mix_amount + total.rate_amount + total.value_amount),
            mix: say.shortChange(total.mix_amount),
            saving: say.shortChange(total.rate_amount),
            value: say.shortChange(total.value_amount)
          })
        : say.text("changes.lead.cases", periods)
    }
  </p>`;
}

/** A difference of rates in points, with its sign. */
export function points(difference: number, say: Say, isSigned = true): string {
  const shown = say.number(Math.abs(Math.round(difference * 1000) / 10));
  const sign = !isSigned || Math.round(difference * 1000) === 0 ? "" : difference < 0 ? "−" : "+";
  return say.text("changes.points", {points: `${sign}${shown}`});
}

/** Diverging bars of mix and rate, a motive or channel each. */
export function changeBars(
  rows: LossChange[],
  comparison: string,
  {say, about, cut}: Context & {cut: Cut}
): HTMLElement {
  const told = changesOf(rows, comparison, cut);
  const total = totalOf(told);
  if (total === null) return emptyCard(say.text("changes.empty"), say.text("changes.empty.detail"));
  const top = told.filter(({segment}) => !["few", "withheld"].includes(segment))[0];
  const isWithheld = told.some(({segment}) => segment === "withheld");
  return card(
    fitted(
      (width) => bars(told, {say, width, cut}),
      picking(say, ({segment}: Part) => ({[cut]: segment}))
    ),
    {
      finding:
        top === undefined
          ? say.text(isWithheld ? "changes.card.withheld" : "changes.card.none")
          : say.text(isWithheld ? "changes.card.named" : "changes.card", {
              segment: segmentName(top, say),
              mix: points(top.mix, say),
              saving: points(top.rate, say)
            }),
      subtitle: say.text(`changes.subtitle.${cut}`),
      legend: legend([
        {label: say.text("changes.legend.mix"), color: MIX},
        {label: say.text("changes.legend.rate"), color: RATE}
      ]),
      notes: [
        say.text("changes.sum", {
          change: points(total.rate_after - total.rate_before, say),
          mix: points(total.mix, say),
          saving: points(total.rate, say)
        })
      ],
      definition: say.text("changes.definition"),
      numbers: plainTable(told, {columns: changeColumns(say), label: say.text(`changes.subtitle.${cut}`)})
    },
    {say, about}
  );
}

const MIX = "var(--ink-soft)";
const RATE = "var(--color-lost)";

export function segmentName({cut, segment}: Pick<LossChange, "cut" | "segment">, say: Say): string {
  if (segment === "few") return say.text("changes.few");
  if (segment === "withheld") return say.text(`${cut}.withheld`);
  if (cut === "motive") return say.name("motive", segment);
  return cut === "channel" ? say.name("channel", segment) : segment;
}

interface Part {
  row: LossChange;
  segment: string;
  part: "mix" | "rate";
  value: number;
}

function bars(rows: LossChange[], {say, width, cut}: {say: Say; width: number; cut: Cut}): Element {
  const narrow = width < 420;
  const parts = rows.flatMap((row): Part[] => [
    {row, segment: row.segment, part: "mix", value: row.mix},
    {row, segment: row.segment, part: "rate", value: row.rate}
  ]);
  const most = Math.max(0.005, ...parts.map(({value}) => Math.abs(value)));
  // Room for the figures beside the longest bar, which are as wide on a phone.
  const reach = narrow ? 2.1 : 1.5;
  const text = (isLeft: boolean) =>
    Plot.text(
      parts.filter(({value}) => value < 0 === isLeft),
      {
        fy: "segment",
        y: "part",
        x: "value",
        dx: isLeft ? -4 : 4,
        textAnchor: isLeft ? "end" : "start",
        fontSize: 11,
        fill: "var(--ink-soft)",
        text: ({value}: Part) => points(value, say)
      }
    );
  return Plot.plot({
    width,
    height: 20 + rows.length * 40,
    marginLeft: narrow ? 118 : 160,
    marginRight: 8,
    marginTop: 4,
    marginBottom: 8,
    ariaLabel: say.text(`changes.subtitle.${cut}`),
    x: {domain: [-reach * most, reach * most], axis: null},
    y: {domain: ["mix", "rate"], axis: null, padding: 0.15},
    fy: {domain: rows.map(({segment}) => segment), axis: null, padding: 0.25},
    marks: [
      Plot.barX(parts, {
        fy: "segment",
        y: "part",
        x: "value",
        fill: ({part}: Part) => (part === "mix" ? MIX : RATE),
        rx: 1
      }),
      Plot.ruleX([0], {stroke: "var(--ink-faint)"}),
      Plot.text(rows, {
        fy: "segment",
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        lineWidth: narrow ? 9 : 12.5,
        text: (row: LossChange) => segmentName(row, say)
      }),
      text(true),
      text(false),
      tip(
        parts,
        Plot.pointer({fy: "segment", y: "part", x: "value", title: ({row}: Part) => changeTip(row, say)})
      )
    ]
  });
}

function changeTip(row: LossChange, say: Say): string {
  const rate = (lost: number, cases: number) => (cases === 0 ? "–" : say.percent(lost / cases));
  return [
    segmentName(row, say),
    say.text("changes.tip", {
      lost_before: row.lost_before,
      cases_before: row.cases_before,
      rate_before: rate(row.lost_before, row.cases_before),
      lost_after: row.lost_after,
      cases_after: row.cases_after,
      rate_after: rate(row.lost_after, row.cases_after)
    })
  ].join("\n");
}

function changeColumns(say: Say): Column<LossChange>[] {
  const label = (key: string) => say.text(`changes.column.${key}`);
  const part = (key: "mix" | "rate"): Column<LossChange> => ({
    key,
    label: label(key),
    kind: "right",
    value: (row) => row[key],
    show: (row) => points(row[key], say)
  });
  const amount = (key: "mix_amount" | "rate_amount" | "value_amount"): Column<LossChange> => ({
    key,
    label: label(key),
    kind: "right",
    value: (row) => row[key],
    show: (row) => say.amount(row[key])
  });
  return [
    textColumn("segment", label("segment"), (row: LossChange) => segmentName(row, say)),
    countColumn("cases_before", label("cases_before"), say),
    countColumn("lost_before", label("lost_before"), say),
    countColumn("cases_after", label("cases_after"), say),
    countColumn("lost_after", label("lost_after"), say),
    part("mix"),
    part("rate"),
    amount("mix_amount"),
    amount("rate_amount"),
    amount("value_amount")
  ];
}
