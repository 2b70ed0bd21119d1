import * as Plot from "@observablehq/plot";
import {amountColumn, countColumn} from "./columns.js";
import type {Duty} from "./duties.js";
import {anyTime, emptyCut} from "./empty-cut.js";
import type {Filters} from "./filters.js";
import {card, fitted, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";
import {tip} from "./tip.js";

/** Weeks that the calendar shows, from the week before the as-of day on. */
const WEEKS = 7;
const DAY_MS = 86_400_000;

interface DueDay {
  day: Date;
  week: Date;
  weekday: number;
  count: number;
  stake: number;
}

/** The days of the coming weeks, with how many duties end on each. */
export function dueCalendar(
  duties: Duty[],
  {say, about, filters}: Context & {filters: Filters}
): HTMLElement {
  const days = calendarDays(duties, about.as_of);
  const coming = duties.filter(({days_left}) => days_left >= 0);
  if (coming.length === 0)
    return emptyCut(
      anyTime(filters),
      say,
      say.text("deadlines.calendar.none"),
      say.text("deadlines.calendar.definition")
    );
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
