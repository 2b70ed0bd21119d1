import * as Plot from "@observablehq/plot";
import {amountColumn, countColumn, textColumn} from "./columns.js";
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

const SIDES = ["early_breach", "late"] as const;

/** What hung on one side of a rule: below zero where it was done too early, so that it is drawn to the left. */
interface Stake {
  rule: string;
  side: (typeof SIDES)[number];
  cents: number;
}

/** Euros a year that hung on what was done too early and too late, by rule. */
export function dutyStakes(
  rates: DutyRate[],
  {say, about, filters}: Context & {filters: Filters}
): HTMLElement {
  const stakes = stakesOf(rates);
  if (stakes.length === 0)
    return emptyCut(filters, say, say.text("deadlines.stakes.none"), say.text("deadlines.stakes.definition"));
  const sum = (side: string): number =>
    stakes.filter((stake) => stake.side === side).reduce((total, {cents}) => total + Math.abs(cents), 0);
  const rules = new Set(stakes.map(({rule}) => rule));
  const drawn = rates.filter(({rule}) => rules.has(rule));
  return card(
    fitted((width) => draw(stakes, {say, width})),
    {
      finding: say.text("deadlines.stakes.finding", {
        early: say.short(sum("early_breach")),
        late: say.short(sum("late"))
      }),
      subtitle: say.text("deadlines.stakes.subtitle"),
      legend: legend(
        SIDES.map((side) => ({
          label: say.text(`deadlines.stakes.${side}`),
          color: colorOf(side),
          shape: "square"
        }))
      ),
      notes: [cutName(filters, say)],
      definition: say.text("deadlines.stakes.definition"),
      numbers: plainTable(drawn, {columns: columnsOf(say), label: say.text("deadlines.stakes.subtitle")})
    },
    {say, about}
  );
}

function stakesOf(rates: DutyRate[]): Stake[] {
  return rates
    .flatMap(({rule, early_stake_cents, late_stake_cents}): Stake[] => [
      {rule, side: "early_breach", cents: -(early_stake_cents ?? 0)},
      {rule, side: "late", cents: late_stake_cents ?? 0}
    ])
    .filter(({cents}) => cents !== 0);
}

function draw(stakes: Stake[], {say, width}: {say: Say; width: number}): Element {
  const rules = [...new Set(stakes.map(({rule}) => rule))];
  const most = Math.max(...stakes.map(({cents}) => Math.abs(cents)));
  const label = (side: Stake["side"]) =>
    Plot.text(
      stakes.filter((stake) => stake.side === side),
      {
        x: "cents",
        y: "rule",
        dx: side === "late" ? 4 : -4,
        dy: 8,
        textAnchor: side === "late" ? "start" : "end",
        fill: "var(--ink-soft)",
        fontSize: 11,
        text: ({cents}: Stake) => say.short(Math.abs(cents))
      }
    );
  return Plot.plot({
    width,
    height: 12 + rules.length * 38,
    marginLeft: 8,
    marginRight: 8,
    marginTop: 4,
    marginBottom: 8,
    ariaLabel: say.text("deadlines.stakes.subtitle"),
    x: {axis: null, domain: [-1.45 * most, 1.45 * most]},
    y: {domain: rules, axis: null, padding: 0},
    marks: [
      Plot.barX(stakes, {x: "cents", y: "rule", fill: ({side}: Stake) => colorOf(side), ...BELOW_NAME}),
      // Zero stands beside the bars only: names go on over it.
      Plot.tickX(rules, {
        x: 0,
        y: (rule: string) => rule,
        stroke: "var(--ink)",
        insetTop: 17,
        insetBottom: 2
      }),
      ruleNames(rules, say),
      ...SIDES.map(label),
      tip(
        stakes,
        Plot.pointer({
          x: "cents",
          y: "rule",
          title: ({rule, side, cents}: Stake) =>
            `${say.name("rule", rule)} (${rule})\n${say.text(`deadlines.stakes.${side}`)}: ${say.short(Math.abs(cents))}`
        })
      )
    ]
  });
}

function columnsOf(say: Say): Column<DutyRate>[] {
  const label = (key: string) => say.text(`deadlines.column.${key}`);
  return [
    textColumn("rule", label("rule"), ({rule}: DutyRate) => `${say.name("rule", rule)} (${rule})`),
    countColumn("early_breaches", label("early_breaches"), say),
    amountColumn("early_stake_cents", label("early_stake"), say),
    countColumn("late", label("late"), say),
    countColumn("missing", label("missing"), say),
    amountColumn("late_stake_cents", label("late_stake"), say)
  ];
}
