import * as Plot from "@observablehq/plot";
import {html} from "htl";
import {TODAY} from "./attribution.js";
import {amountColumn, countColumn, monthColumn, rateColumn, textColumn} from "./columns.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {linkTo} from "./links.js";
import {colorOf} from "./palette.js";
import {bounds} from "./rebookings.js";
import type {Incentive, RebookingResult} from "./attribution-results.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";
import {addressOf} from "./story.js";
import {tip} from "./tip.js";

/** How often the desk is credited for what costs the company, by month and team, under today's rule. */
export function incentives(rows: Incentive[], {say, about}: Context): HTMLElement {
  const today = rows.filter(({rule}) => rule === TODAY);
  const whole = today.find(({period}) => period === "all");
  if (whole === undefined)
    return emptyCard(say.text("incentives.empty"), say.text("incentives.empty.detail"));
  const months = today.filter(({month}) => month !== null).reverse();
  return html`<section class="card">
    <h3>${incentiveFinding(whole, say)}</h3>
    <p class="subtitle">${incentiveSubtitle(whole, say)}</p>
    ${plainTable(months as (Incentive & {month: Date})[], {
      label: say.text("incentives.table"),
      columns: [
        monthColumn(say),
        textColumn("team", say.text("incentives.column.team"), (row: Incentive) =>
          row.team === "unknown" ? say.name("channel", "unknown") : row.team
        ),
        countColumn("judged_rebookings", say.text("incentives.column.judged_rebookings"), say),
        rateColumn("perverse_rate", say.text("incentives.column.perverse_rate"), say),
        rateColumn("possible_rate", say.text("incentives.column.possible_rate"), say),
        rateColumn("perverse_credit_rate", say.text("incentives.column.perverse_credit_rate"), say),
        amountColumn("credit_cents", say.text("incentives.column.credit_cents"), say),
        amountColumn("company_cents", say.text("incentives.column.company_cents"), say),
        amountColumn("premium_cents", say.text("incentives.column.premium_cents"), say)
      ]
    })}
    <p class="notes">
      ${[say.text("incentives.note"), say.text("card.as_of", {date: say.date(about.as_of)})].join(" · ")}
    </p>
  </section>`;
}

/** The index over all months, as a share with its bounds. */
function incentiveFinding(whole: Incentive, say: Say): string {
  const {perverse_rate: low, possible_rate: high} = whole;
  if (low === null || high === null) return say.text("incentives.finding.few");
  return say.text("incentives.finding", {
    share: bounds([low, high], say.percent, say),
    count: say.number(whole.judged_rebookings)
  });
}

function incentiveSubtitle(whole: Incentive, say: Say): string {
  const {
    perverse_credit_rate: low,
    possible_credit_rate: high,
    mo_gap_low_cents: least,
    mo_gap_high_cents: most
  } = whole;
  if (low === null || high === null || least === null || most === null)
    return say.text("incentives.subtitle.few");
  return say.text("incentives.subtitle", {
    share: bounds([low, high], say.percent, say),
    credit: say.short(whole.credit_cents, 2),
    premium: say.short(whole.premium_cents, 2),
    gap: bounds([least, most], (cents) => say.short(cents, 2), say)
  });
}

/** A rebooking that can be drawn: its premium is known, and so is what an amendment would have kept. */
interface Judged {
  row: RebookingResult;
  premium_cents: number;
  /** What the company kept beyond an amendment, at least and at most; below zero where it kept less. */
  low_cents: number;
  high_cents: number;
  middle_cents: number;
}

/** The premium of each rebooking against what the company has of it: four corners, of which one is everybody's. */
export function quadrants(rows: RebookingResult[], {say, about}: Context): HTMLElement {
  const drawn = rows.flatMap(judge);
  if (drawn.length === 0) return emptyCard(say.text("quadrants.empty"), say.text("quadrants.empty.detail"));
  const paid = drawn.filter((row) => row.premium_cents > 0);
  const values = {
    count: say.number(paid.filter((row) => row.high_cents < 0).length),
    most: say.number(paid.filter((row) => row.low_cents < 0).length),
    all: say.number(drawn.length)
  };
  return card(
    fitted((width) => scatter(drawn, {say, width})),
    {
      finding: say.text("quadrants.finding", values),
      subtitle: say.text("quadrants.subtitle"),
      legend: legend([
        {label: say.text("quadrants.legend.known"), shape: "circle"},
        {label: say.text("quadrants.legend.bounded"), shape: "circle outline"}
      ]),
      notes: [say.text("quadrants.note")],
      definition: say.text("quadrants.definition"),
      numbers: cornersTable(drawn, say)
    },
    {say, about}
  );
}

/** How many rebookings lie in each corner, for sure or within their bounds. */
interface Corner {
  is_paid: boolean;
  rebookings: number;
  worse: number;
  unsure: number;
  premium_cents: number;
}

function cornersTable(drawn: Judged[], say: Say): HTMLElement {
  const corners = [true, false].map((isPaid): Corner => {
    const mine = drawn.filter((row) => row.premium_cents > 0 === isPaid);
    const worse = mine.filter((row) => row.high_cents < 0).length;
    return {
      is_paid: isPaid,
      rebookings: mine.length,
      worse,
      unsure: mine.filter((row) => row.low_cents < 0).length - worse,
      premium_cents: mine.reduce((sum, row) => sum + row.premium_cents, 0)
    };
  });
  return plainTable(corners, {
    label: say.text("quadrants.table", {currency: say.currency}),
    columns: [
      textColumn("is_paid", say.text("quadrants.column.premium"), (row) =>
        say.text(row.is_paid ? "quadrants.paid" : "quadrants.unpaid")
      ),
      countColumn("rebookings", say.text("quadrants.column.rebookings"), say),
      countColumn("worse", say.text("quadrants.column.worse"), say),
      countColumn("unsure", say.text("quadrants.column.unsure"), say),
      amountColumn("premium_cents", say.text("quadrants.column.premium_cents"), say)
    ]
  });
}

function judge(row: RebookingResult): Judged[] {
  const {premium_cents, mo_gap_low_cents: least, mo_gap_high_cents: most} = row;
  if (premium_cents === null || least === null || most === null) return [];
  return [{row, premium_cents, low_cents: -most, high_cents: -least, middle_cents: -(least + most) / 2}];
}

function scatter(rows: Judged[], {say, width}: {say: Say; width: number}): Element {
  const point = {x: "middle_cents", y: "premium_cents"} as const;
  const color = ({row}: Judged) => colorOf(row.channel);
  const isKnown = (row: Judged) => row.low_cents === row.high_cents;
  const corner = (frameAnchor: Plot.TextOptions["frameAnchor"], key: string, dx: number) =>
    Plot.text([say.text(key)], {frameAnchor, dx, dy: 4, fill: "var(--ink-soft)", lineWidth: 12});
  return Plot.plot({
    width,
    height: Math.max(320, Math.min(460, width * 0.75)),
    marginLeft: 58,
    marginBottom: 40,
    marginTop: 28,
    ariaLabel: say.text("quadrants.subtitle"),
    x: {
      tickFormat: say.tick,
      ticks: width < 480 ? 4 : 8,
      label: say.text("quadrants.x"),
      labelArrow: "none",
      grid: true
    },
    y: {tickFormat: say.tick, label: say.text("quadrants.y"), labelArrow: "none", grid: true},
    marks: [
      Plot.ruleX([0]),
      Plot.ruleY([0]),
      corner("top-left", "quadrants.corner.desk", 6),
      corner("top-right", "quadrants.corner.both", -6),
      Plot.ruleY(rows, {
        y: "premium_cents",
        x1: "low_cents",
        x2: "high_cents",
        stroke: color,
        strokeOpacity: 0.25
      }),
      Plot.dot(rows, {
        ...point,
        stroke: color,
        fill: (row: Judged) => (isKnown(row) ? color(row) : "var(--card)"),
        r: 3,
        ariaLabel: ({row}: Judged) => row.rebooked_order_id,
        href: ({row}: Judged) => linkTo(`./cancel-and-rebook${addressOf(row.group_id)}`)
      }),
      tip(rows, Plot.pointer({...point, title: (row: Judged) => pointTip(row, say)}))
    ]
  });
}

function pointTip({row, premium_cents, low_cents, high_cents}: Judged, say: Say): string {
  return [
    `${row.rebooked_order_id} · ${say.name("channel", row.channel)}`,
    say.text("quadrants.tip", {
      premium: say.money(premium_cents),
      company: bounds([low_cents, high_cents], say.money, say)
    }),
    say.text("quadrants.tip.booked", {company: say.money(row.company_cents)})
  ].join("\n");
}
