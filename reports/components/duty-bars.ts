import * as Plot from "@observablehq/plot";
import {amountColumn, countColumn, rateColumn, textColumn} from "./columns.js";
import type {DutyRate} from "./duty-rates.js";
import {emptyCut} from "./empty-cut.js";
import {cutName} from "./filter-words.js";
import type {Filters} from "./filters.js";
import {card, fitted, legend, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {BELOW_NAME, ruleNames} from "./rule-names.js";
import {tip} from "./tip.js";

/** Classes of duties that are judged, in the order in which they are drawn. */
const JUDGED = ["met", "early_breach", "late", "missing"] as const;

interface Part {
  rule: string;
  status: (typeof JUDGED)[number];
  count: number;
  share: number;
}

/** How the duties of each rule were met: a bar a rule, those that cannot be judged beside it in the table. */
export function statusBars(
  rates: DutyRate[],
  {say, about, filters}: Context & {filters: Filters}
): HTMLElement {
  const shown = rates.filter(({is_hidden}) => !is_hidden);
  if (shown.length === 0)
    return emptyCut(filters, say, say.text("deadlines.rules.none"), say.text("deadlines.rules.definition"));
  const isCompared = shown.some(({before_rate}) => before_rate !== null);
  return card(
    fitted((width) => drawBars(shown, {say, width})),
    {
      finding: barsFinding(shown, say),
      subtitle: say.text("deadlines.rules.subtitle"),
      legend: legend([
        ...JUDGED.map((status) => ({
          label: say.name("duty_status", status),
          color: colorOf(status),
          shape: "square"
        })),
        ...(isCompared ? [{label: say.text("deadlines.rules.before"), shape: "circle hollow"}] : [])
      ]),
      notes: [
        cutName(filters, say),
        say.text("deadlines.rules.note", {count: rates.length - shown.length}),
        ...(shown.some(({is_fragile}) => is_fragile) ? [say.text("deadlines.rules.fragile")] : [])
      ],
      definition: say.text("deadlines.rules.definition"),
      numbers: plainTable(rates, {
        columns: rateColumns(say, isCompared),
        label: say.text("deadlines.rules.subtitle")
      })
    },
    {say, about}
  );
}

/** The rule with most duties not met, among those with enough of them. */
function barsFinding(rates: DutyRate[], say: Say): string {
  const broken = (rate: DutyRate): number => (rate.judged ?? 0) - (rate.met ?? 0);
  const sure = rates.filter((rate) => !rate.is_fragile && broken(rate) > 0);
  const [worst] = sure.sort((a, b) => broken(b) - broken(a) || (a.rule < b.rule ? -1 : 1));
  if (worst === undefined) return say.text("deadlines.rules.finding.none");
  return say.text("deadlines.rules.finding", {
    rule: `${say.name("rule", worst.rule)} (${worst.rule})`,
    met: say.number(worst.met),
    judged: say.number(worst.judged),
    rate: say.percent(worst.met_rate)
  });
}

function partsOf(rate: DutyRate): Part[] {
  const counts = {met: rate.met, early_breach: rate.early_breaches, late: rate.late, missing: rate.missing};
  return JUDGED.map((status) => ({
    rule: rate.rule,
    status,
    count: counts[status] ?? 0,
    share: (counts[status] ?? 0) / Math.max(1, rate.judged ?? 0)
  })).filter(({count}) => count > 0);
}

function drawBars(rates: DutyRate[], {say, width}: {say: Say; width: number}): Element {
  const phone = width < 480;
  const domain = rates.map(({rule}) => rule);
  const name = (rule: string): string => `${say.name("rule", rule)} (${rule})`;
  /** Below the name of the rule where that stands above its bar. */
  const dy = phone ? 8 : 0;
  const judged = new Map(rates.map((rate) => [rate.rule, rate]));
  const whole = (rule: string): string => {
    const rate = judged.get(rule);
    return `${say.number(rate?.met ?? 0)} / ${say.number(rate?.judged ?? 0)}`;
  };
  return Plot.plot({
    width,
    height: 40 + rates.length * (phone ? 38 : 26),
    marginLeft: phone ? 8 : 330,
    marginRight: 76,
    marginTop: 4,
    ariaLabel: say.text("deadlines.rules.subtitle"),
    x: {
      domain: [0, 1],
      label: null,
      grid: true,
      ticks: phone ? 3 : 6,
      tickFormat: (share: number) => say.percent(share)
    },
    y: phone ? {domain, axis: null, padding: 0} : {domain, label: null, tickSize: 0, tickFormat: name},
    marks: [
      Plot.barX(
        rates.flatMap(partsOf),
        Plot.stackX({
          x: "share",
          y: "rule",
          order: [...JUDGED],
          z: "status",
          fill: (part: Part) => colorOf(part.status),
          ...(phone ? BELOW_NAME : {inset: 0.5})
        })
      ),
      Plot.ruleY(rates, {
        x1: "met_low",
        x2: "met_high",
        y: "rule",
        dy,
        stroke: "var(--ink)",
        strokeWidth: 1.5
      }),
      ...(phone ? [ruleNames(domain, say)] : []),
      Plot.dot(
        rates.filter(({before_rate}) => before_rate !== null),
        {x: "before_rate", y: "rule", dy, r: 4.5, fill: "var(--card)", stroke: "var(--ink)", strokeWidth: 1.6}
      ),
      Plot.text(rates, {
        x: 1,
        y: "rule",
        text: ({rule}: DutyRate) => whole(rule),
        textAnchor: "start",
        dx: 6,
        dy,
        fill: "var(--ink-soft)"
      }),
      tip(
        rates,
        Plot.pointerY({
          x: 0.5,
          y: "rule",
          title: (rate: DutyRate) =>
            [
              `${say.name("rule", rate.rule)} (${rate.rule})`,
              `${whole(rate.rule)} = ${say.percent(rate.met_rate)} [${say.percent(rate.met_low)} – ${say.percent(rate.met_high)}]`,
              ...(rate.before_rate === null
                ? []
                : [say.text("filters.before", {before: say.percent(rate.before_rate)})]),
              ...partsOf(rate).map(
                ({status, count}) => `${say.name("duty_status", status)}: ${say.number(count)}`
              )
            ].join("\n")
        })
      )
    ]
  });
}

function rateColumns(say: Say, isCompared: boolean): Column<DutyRate>[] {
  const count = (
    key:
      | "met"
      | "early_breaches"
      | "late"
      | "missing"
      | "judged"
      | "pending"
      | "not_computable"
      | "days_late"
      | "days_early"
  ) => countColumn(key, say.text(`deadlines.column.${key}`), say);
  const rate = (key: "met_rate" | "met_low" | "met_high" | "before_rate") =>
    rateColumn(key, say.text(`deadlines.column.${key}`), say);
  return [
    textColumn(
      "rule",
      say.text("deadlines.column.rule"),
      (row) => `${say.name("rule", row.rule)} (${row.rule})`
    ),
    ...(["met", "judged"] as const).map(count),
    ...(["met_rate", "met_low", "met_high"] as const).map(rate),
    ...(isCompared ? [rate("before_rate")] : []),
    ...(["early_breaches", "days_early"] as const).map(count),
    amountColumn("early_stake_cents", say.text("deadlines.column.early_stake"), say),
    ...(["late", "missing", "days_late"] as const).map(count),
    amountColumn("late_stake_cents", say.text("deadlines.column.late_stake"), say),
    ...(["pending", "not_computable"] as const).map(count),
    textColumn("missing_fields", say.text("deadlines.column.missing_fields"), (row) => row.missing_fields)
  ];
}
