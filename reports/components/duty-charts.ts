import * as Plot from "@observablehq/plot";
import {amountColumn, countColumn, rateColumn, textColumn} from "./columns.js";
import type {Duty, DutyRate} from "./duties.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

/** Weeks that the calendar shows, from the week before the as-of day on. */
const WEEKS = 7;
const DAY_MS = 86_400_000;

/** Classes of duties that are judged, in the order in which they are drawn. */
const JUDGED = ["met", "early_breach", "late", "missing"] as const;

interface DueDay {
  day: Date;
  week: Date;
  weekday: number;
  count: number;
  stake: number;
}

/** The days of the coming weeks, with how many duties end on each. */
export function dueCalendar(duties: Duty[], {say, about}: Context): HTMLElement {
  const days = calendarDays(duties, about.as_of);
  const coming = duties.filter(({days_left}) => days_left >= 0);
  if (coming.length === 0)
    return emptyCard(say.text("deadlines.calendar.none"), say.text("deadlines.calendar.definition"));
  const busiest = days.reduce((most, day) => (day.count > most.count ? day : most));
  return card(
    fitted((width) => drawCalendar(days, {say, width, today: about.as_of})),
    {
      finding: say.text("deadlines.calendar.finding", {
        count: coming.length,
        day: say.date(busiest.day),
        most: say.number(busiest.count)
      }),
      subtitle: say.text("deadlines.calendar.subtitle"),
      notes: [say.text("deadlines.calendar.note", {count: duties.length - coming.length})],
      definition: say.text("deadlines.calendar.definition"),
      numbers: plainTable(
        days.filter(({count}) => count > 0),
        {
          columns: [
            {
              key: "day",
              label: say.text("deadlines.column.deadline"),
              kind: "when",
              value: (row: DueDay) => row.day,
              show: (row: DueDay) => say.day(row.day)
            },
            countColumn("count", say.text("deadlines.column.duties"), say),
            amountColumn("stake", say.text("deadlines.column.stake"), say)
          ],
          label: say.text("deadlines.calendar.subtitle")
        }
      )
    },
    {say, about}
  );
}

function calendarDays(duties: Duty[], asOf: Date): DueDay[] {
  const monday = asOf.getTime() - ((asOf.getUTCDay() + 6) % 7) * DAY_MS - 7 * DAY_MS;
  return Array.from({length: WEEKS * 7}, (_, index) => {
    const time = monday + index * DAY_MS;
    const own = duties.filter(({deadline_date}) => deadline_date.getTime() === time);
    return {
      day: new Date(time),
      week: new Date(monday + Math.floor(index / 7) * 7 * DAY_MS),
      weekday: index % 7,
      count: own.length,
      stake: own.reduce((total, {at_stake_cents}) => total + (at_stake_cents ?? 0), 0)
    };
  });
}

function drawCalendar(days: DueDay[], {say, width, today}: {say: Say; width: number; today: Date}): Element {
  const most = Math.max(1, ...days.map(({count}) => count));
  const shade = ({count}: DueDay): number => (count === 0 ? 0 : 0.15 + (0.7 * count) / most);
  const weekdays = new Intl.DateTimeFormat(say.locale, {weekday: "short", timeZone: "UTC"});
  const place = {x: "weekday", y: "week"} as const;
  return Plot.plot({
    width,
    height: 46 + WEEKS * 40,
    marginLeft: 74,
    marginTop: 26,
    marginBottom: 4,
    marginRight: 2,
    ariaLabel: say.text("deadlines.calendar.subtitle"),
    x: {
      domain: [0, 1, 2, 3, 4, 5, 6],
      axis: "top",
      label: null,
      tickSize: 0,
      padding: 0.06,
      tickFormat: (index: number) => weekdays.format(days[index]?.day)
    },
    y: {
      type: "band",
      label: null,
      tickSize: 0,
      padding: 0.08,
      tickFormat: (week: Date) => say.day(week).slice(0, 5)
    },
    marks: [
      Plot.cell(days, {
        ...place,
        fill: (day: DueDay) => (day.day < today ? colorOf("missing") : "var(--ink)"),
        fillOpacity: shade,
        stroke: (day: DueDay) => (day.day.getTime() === today.getTime() ? "var(--ink)" : "var(--line)"),
        strokeWidth: (day: DueDay) => (day.day.getTime() === today.getTime() ? 2 : 1)
      }),
      Plot.text(
        days.filter(({count}) => count > 0),
        {
          ...place,
          text: ({count}: DueDay) => say.number(count),
          fill: (day: DueDay) => (shade(day) > 0.5 ? "var(--page)" : "var(--ink)"),
          fontWeight: 600
        }
      ),
      tip(
        days,
        Plot.pointer({
          ...place,
          title: (day: DueDay) =>
            say.text("deadlines.calendar.tip", {
              date: say.date(day.day),
              count: day.count,
              stake: say.short(day.stake)
            })
        })
      )
    ]
  });
}

interface Part {
  rule: string;
  status: (typeof JUDGED)[number];
  count: number;
  share: number;
}

/** How the duties of each rule were met: a bar a rule, those that cannot be judged beside it in the table. */
export function statusBars(rates: DutyRate[], {say, about}: Context): HTMLElement {
  const shown = rates.filter(({is_hidden}) => !is_hidden);
  if (shown.length === 0)
    return emptyCard(say.text("deadlines.rules.none"), say.text("deadlines.rules.definition"));
  return card(
    fitted((width) => drawBars(shown, {say, width})),
    {
      finding: barsFinding(shown, say),
      subtitle: say.text("deadlines.rules.subtitle"),
      legend: legend(
        JUDGED.map((status) => ({
          label: say.name("duty_status", status),
          color: colorOf(status),
          shape: "square"
        }))
      ),
      notes: [
        say.text("deadlines.rules.note", {count: rates.length - shown.length}),
        ...(shown.some(({is_fragile}) => is_fragile) ? [say.text("deadlines.rules.fragile")] : [])
      ],
      definition: say.text("deadlines.rules.definition"),
      numbers: plainTable(rates, {columns: rateColumns(say), label: say.text("deadlines.rules.subtitle")})
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
  const name = (rule: string): string => (phone ? rule : `${say.name("rule", rule)} (${rule})`);
  const judged = new Map(rates.map((rate) => [rate.rule, rate]));
  const whole = (rule: string): string => {
    const rate = judged.get(rule);
    return `${say.number(rate?.met ?? 0)} / ${say.number(rate?.judged ?? 0)}`;
  };
  return Plot.plot({
    width,
    height: 40 + rates.length * 26,
    marginLeft: phone ? 48 : 330,
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
    y: {domain: rates.map(({rule}) => rule), label: null, tickSize: 0, tickFormat: name},
    marks: [
      Plot.barX(
        rates.flatMap(partsOf),
        Plot.stackX({
          x: "share",
          y: "rule",
          order: [...JUDGED],
          z: "status",
          fill: (part: Part) => colorOf(part.status),
          inset: 0.5
        })
      ),
      Plot.ruleY(rates, {x1: "met_low", x2: "met_high", y: "rule", stroke: "var(--ink)", strokeWidth: 1.5}),
      Plot.text(rates, {
        x: 1,
        y: "rule",
        text: ({rule}: DutyRate) => whole(rule),
        textAnchor: "start",
        dx: 6,
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
              ...partsOf(rate).map(
                ({status, count}) => `${say.name("duty_status", status)}: ${say.number(count)}`
              )
            ].join("\n")
        })
      )
    ]
  });
}

function rateColumns(say: Say): Column<DutyRate>[] {
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
  const rate = (key: "met_rate" | "met_low" | "met_high") =>
    rateColumn(key, say.text(`deadlines.column.${key}`), say);
  return [
    textColumn(
      "rule",
      say.text("deadlines.column.rule"),
      (row) => `${say.name("rule", row.rule)} (${row.rule})`
    ),
    ...(["met", "judged"] as const).map(count),
    ...(["met_rate", "met_low", "met_high"] as const).map(rate),
    ...(["early_breaches", "days_early"] as const).map(count),
    amountColumn("early_stake_cents", say.text("deadlines.column.early_stake"), say),
    ...(["late", "missing", "days_late"] as const).map(count),
    amountColumn("late_stake_cents", say.text("deadlines.column.late_stake"), say),
    ...(["pending", "not_computable"] as const).map(count),
    textColumn("missing_fields", say.text("deadlines.column.missing_fields"), (row) => row.missing_fields)
  ];
}

/** Euros a year that hung on what was done too early and too late, by rule. */
export function dutyStakes(rates: DutyRate[], {say, about}: Context): HTMLElement {
  const parts = rates.flatMap(({rule, early_stake_cents, late_stake_cents}) => [
    {rule, side: "early_breach", cents: -(early_stake_cents ?? 0)},
    {rule, side: "late", cents: late_stake_cents ?? 0}
  ]);
  const shown = parts.filter(({cents}) => cents !== 0);
  if (shown.length === 0)
    return emptyCard(say.text("deadlines.stakes.none"), say.text("deadlines.stakes.definition"));
  const sum = (side: string): number =>
    shown.filter((part) => part.side === side).reduce((total, {cents}) => total + Math.abs(cents), 0);
  const rules = [...new Set(shown.map(({rule}) => rule))];
  return card(
    fitted((width) =>
      Plot.plot({
        width,
        height: 40 + rules.length * 26,
        marginLeft: 48,
        marginRight: 12,
        marginTop: 4,
        ariaLabel: say.text("deadlines.stakes.subtitle"),
        x: {label: null, grid: true, ticks: 5, tickFormat: (cents: number) => say.tick(Math.abs(cents))},
        y: {domain: rules, label: null, tickSize: 0},
        marks: [
          Plot.barX(shown, {
            x: "cents",
            y: "rule",
            fill: ({side}: {side: string}) => colorOf(side),
            inset: 0.5
          }),
          Plot.ruleX([0], {stroke: "var(--ink)"}),
          tip(
            shown,
            Plot.pointer({
              x: "cents",
              y: "rule",
              title: ({rule, side, cents}: {rule: string; side: string; cents: number}) =>
                `${say.name("rule", rule)} (${rule})\n${say.text(`deadlines.stakes.${side}`)}: ${say.short(Math.abs(cents))}`
            })
          )
        ]
      })
    ),
    {
      finding: say.text("deadlines.stakes.finding", {
        early: say.short(sum("early_breach")),
        late: say.short(sum("late"))
      }),
      subtitle: say.text("deadlines.stakes.subtitle"),
      legend: legend(
        ["early_breach", "late"].map((side) => ({
          label: say.text(`deadlines.stakes.${side}`),
          color: colorOf(side),
          shape: "square"
        }))
      ),
      definition: say.text("deadlines.stakes.definition")
    },
    {say, about}
  );
}
