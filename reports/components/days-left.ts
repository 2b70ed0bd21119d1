import * as Plot from "@observablehq/plot";
import {amountColumn, countColumn, textColumn} from "./columns.js";
import type {Duty} from "./duties.js";
import {compareRules} from "./duty-rates.js";
import {anyTime, emptyCut} from "./empty-cut.js";
import type {Filters} from "./filters.js";
import {card, fitted, legend, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {ruleNames} from "./rule-names.js";
import {tip} from "./tip.js";

/** Days of the week to come, the first of which is the as-of day. */
const SOON = 7;
/** Days of the month to come. */
const MONTH = 30;

/** Duties of a rule that have the same number of days left. */
interface Heap {
  rule: string;
  days_left: number;
  count: number;
  stake: number;
}

/** Duties of a rule by how much time is left; `stake` in cents a year. */
export interface RuleDays {
  rule: string;
  overdue: number;
  soon: number;
  month: number;
  later: number;
  stake: number;
}

/** Days left of all that is to be done, a row a rule: what is overdue to the left of today. */
export function daysLeft(duties: Duty[], {say, about, filters}: Context & {filters: Filters}): HTMLElement {
  if (duties.length === 0)
    return emptyCut(
      anyTime(filters),
      say,
      say.text("deadlines.list.none"),
      say.text("deadlines.list.definition")
    );
  const days = duties.map(({days_left}) => days_left);
  const overdue = days.filter((left) => left < 0);
  const soon = days.filter((left) => left >= 0 && left < SOON);
  const first = say.text("deadlines.left.soon", {count: soon.length});
  return card(
    fitted((width) => draw(duties, {say, width})),
    {
      finding:
        overdue.length === 0
          ? first
          : `${first}${say.text("deadlines.finding.join")}${say.text("deadlines.left.overdue", {
              count: overdue.length,
              days: say.text("deadlines.left.days", {count: -Math.min(...overdue)})
            })}`,
      subtitle: say.text("deadlines.left.subtitle"),
      legend: legend([
        {label: say.text("deadlines.left.is_overdue"), color: colorOf("missing"), shape: "circle"},
        {label: say.text("deadlines.left.is_pending"), shape: "circle"}
      ]),
      definition: say.text("deadlines.list.definition"),
      numbers: plainTable(ruleDays(duties), {
        columns: columnsOf(say),
        label: say.text("deadlines.left.subtitle")
      })
    },
    {say, about}
  );
}

/** How many duties of each rule are overdue, end within a week, a month, or later. */
export function ruleDays(duties: Duty[]): RuleDays[] {
  return rulesOf(duties).map((rule) => {
    const own = duties.filter((duty) => duty.rule === rule);
    const within = (from: number, below: number): number =>
      own.filter(({days_left}) => days_left >= from && days_left < below).length;
    return {
      rule,
      overdue: within(-Infinity, 0),
      soon: within(0, SOON),
      month: within(SOON, MONTH),
      later: within(MONTH, Infinity),
      stake: own.reduce((total, {at_stake_cents}) => total + (at_stake_cents ?? 0), 0)
    };
  });
}

function rulesOf(duties: Duty[]): string[] {
  return [...new Set(duties.map(({rule}) => rule))].sort(compareRules);
}

function heapsOf(duties: Duty[]): Heap[] {
  const heaps = new Map<string, Heap>();
  for (const {rule, days_left, at_stake_cents} of duties) {
    const key = `${rule} ${days_left}`;
    const heap = heaps.get(key) ?? {rule, days_left, count: 0, stake: 0};
    heaps.set(key, {...heap, count: heap.count + 1, stake: heap.stake + (at_stake_cents ?? 0)});
  }
  return [...heaps.values()];
}

function draw(duties: Duty[], {say, width}: {say: Say; width: number}): Element {
  const isNarrow = width < 480;
  const rules = rulesOf(duties);
  const name = (rule: string): string => `${say.name("rule", rule)} (${rule})`;
  return Plot.plot({
    width,
    height: 52 + rules.length * (isNarrow ? 38 : 30),
    marginLeft: isNarrow ? 8 : 330,
    marginRight: 14,
    marginTop: 22,
    marginBottom: 30,
    ariaLabel: say.text("deadlines.left.subtitle"),
    x: {
      label: null,
      grid: true,
      ticks: isNarrow ? 5 : 9,
      tickFormat: (days: number) => say.number(days),
      insetLeft: 10,
      insetRight: 10
    },
    y: isNarrow ? {domain: rules, axis: null} : {domain: rules, label: null, tickSize: 0, tickFormat: name},
    r: {range: [0, 11], domain: [0, 8], clamp: true},
    marks: [
      Plot.ruleX([0], {stroke: "var(--ink)"}),
      ...(isNarrow ? [ruleNames(rules, say)] : []),
      Plot.text([0], {
        x: (day: number) => day,
        frameAnchor: "top",
        dy: -18,
        text: () => say.text("deadlines.left.today")
      }),
      Plot.dot(heapsOf(duties), {
        x: "days_left",
        y: "rule",
        dy: isNarrow ? 8 : 0,
        r: "count",
        fill: ({days_left}: Heap) => (days_left < 0 ? colorOf("missing") : "var(--ink)"),
        fillOpacity: 0.75,
        stroke: "var(--card)"
      }),
      tip(
        heapsOf(duties),
        Plot.pointer({
          x: "days_left",
          y: "rule",
          title: ({rule, days_left, count, stake}: Heap) =>
            [
              `${say.name("rule", rule)} (${rule})`,
              days_left < 0
                ? say.text("due.overdue", {count: -days_left})
                : say.text("due.left", {count: days_left}),
              say.text("deadlines.left.tip", {count, stake: say.short(stake)})
            ].join("\n")
        })
      )
    ]
  });
}

function columnsOf(say: Say): Column<RuleDays>[] {
  const count = (key: "overdue" | "soon" | "month" | "later") =>
    countColumn(key, say.text(`deadlines.left.${key}.column`), say);
  return [
    textColumn(
      "rule",
      say.text("deadlines.column.rule"),
      ({rule}: RuleDays) => `${say.name("rule", rule)} (${rule})`
    ),
    ...(["overdue", "soon", "month", "later"] as const).map(count),
    amountColumn("stake", say.text("deadlines.column.stake"), say)
  ];
}
