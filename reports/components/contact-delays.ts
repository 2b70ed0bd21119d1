import * as Plot from "@observablehq/plot";
import {countColumn, rateColumn, textColumn} from "./columns.js";
import type {ContactTreatment} from "./contact-results.js";
import {motiveTreatments} from "./contact-treatments.js";
import {nothingToDraw, type ContactCut} from "./contacts.js";
import {card, fitted, legend} from "./frame.js";
import {colorOf} from "./palette.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

/** The days that nine in ten episodes do not exceed, beside those that a motive may take. */
export function contactDelays(rows: ContactTreatment[], cut: ContactCut): HTMLElement {
  const {say, about} = cut;
  const motives = motiveTreatments(rows).filter((row) => row.long_days !== null);
  if (motives.length === 0) return nothingToDraw(cut);
  const over = motives.filter(
    (row) => row.max_delay_days !== null && (row.long_days ?? 0) > row.max_delay_days
  );
  const targeted = motives.filter((row) => row.max_delay_days !== null);
  return card(
    fitted((width) => chart(motives, {say, width})),
    {
      finding:
        over.length === 0
          ? say.text("contacts.delays.finding.none", {count: targeted.length})
          : say.text("contacts.delays.finding", {
              count: over.length,
              motives: say.list(over.map((row) => say.name("contact_motive", row.motive)))
            }),
      subtitle: say.text("contacts.delays.subtitle"),
      legend: legend([
        {label: say.text("contacts.delays.legend"), color: colorOf("saved_partial"), shape: "circle"},
        {label: say.text("contacts.legend.target"), color: "var(--ink)", shape: "tick"}
      ]),
      notes: [say.text("contacts.delays.note")],
      definition: say.text("contacts.delays.definition"),
      numbers: plainTable(motives, {columns: delayColumns(say), label: say.text("contacts.delays.subtitle")})
    },
    {say, about}
  );
}

/** Pixels right of the days, and those that a figure beside a dot takes. */
const RIGHT = 36;
const FIGURE = 30;

function chart(rows: ContactTreatment[], {say, width}: {say: Say; width: number}): Element {
  const narrow = width < 480;
  const most = Math.max(1, ...rows.map((row) => Math.max(row.long_days ?? 0, row.max_delay_days ?? 0)));
  const y = {y: "motive"} as const;
  const left = narrow ? 140 : 178;
  const perDay = (width - left - RIGHT) / most;
  /** Days beside which the figure stands: behind the target where that would strike it through. */
  const beside = ({long_days: days, max_delay_days: target}: ContactTreatment): number => {
    const gap = ((target ?? 0) - (days ?? 0)) * perDay;
    return gap >= 0 && gap < FIGURE ? (target ?? 0) : (days ?? 0);
  };
  return Plot.plot({
    width,
    height: 46 + rows.length * 38,
    marginLeft: left,
    marginRight: RIGHT,
    marginTop: 26,
    marginBottom: 12,
    ariaLabel: say.text("contacts.delays.subtitle"),
    x: {
      domain: [0, most],
      axis: "top",
      label: say.text("contacts.delays.x"),
      labelArrow: "none",
      ticks: 5,
      tickSize: 0
    },
    y: {
      domain: rows.map(({motive}) => motive),
      label: null,
      tickSize: 0,
      tickFormat: (motive: string) => say.name("contact_motive", motive)
    },
    marks: [
      Plot.gridX({ticks: 5}),
      Plot.ruleX([0]),
      Plot.ruleY(rows, {
        ...y,
        x1: 0,
        x2: "long_days",
        stroke: colorOf("saved_partial"),
        strokeWidth: 6,
        strokeOpacity: 0.5
      }),
      Plot.dot(rows, {...y, x: "long_days", r: 5, fill: colorOf("saved_partial"), stroke: "var(--card)"}),
      Plot.text(rows, {
        ...y,
        x: beside,
        dx: 9,
        textAnchor: "start",
        text: (row: ContactTreatment) => say.number(row.long_days),
        fontWeight: 600,
        fill: "currentColor",
        stroke: "var(--card)",
        strokeWidth: 4
      }),
      Plot.tickX(
        rows.filter((row) => row.max_delay_days !== null),
        {...y, x: "max_delay_days", stroke: "var(--ink)", strokeWidth: 2, insetTop: 5, insetBottom: 5}
      ),
      tip(
        rows,
        Plot.pointerY({
          ...y,
          x: "long_days",
          title: (row: ContactTreatment) =>
            say.text("contacts.delays.tip", {
              motive: say.name("contact_motive", row.motive),
              days: say.number(row.long_days),
              target: say.number(row.max_delay_days),
              rate: say.percent(row.delay_met_rate)
            })
        })
      )
    ]
  });
}

function delayColumns(say: Say): Column<ContactTreatment>[] {
  const label = (key: string) => say.text(`contacts.column.${key}`);
  return [
    textColumn("motive", label("motive"), (row) => say.name("contact_motive", row.motive)),
    countColumn("settled_episodes", label("settled_episodes"), say),
    {...countColumn("long_days", label("long_days"), say), column: "days"},
    countColumn("max_delay_days", label("max_delay_days"), say),
    countColumn("delay_judged_episodes", label("delay_judged_episodes"), say),
    countColumn("delay_met_episodes", label("delay_met_episodes"), say),
    {...rateColumn("delay_met_rate", label("delay_met"), say), column: "delay_met_episodes"}
  ];
}
