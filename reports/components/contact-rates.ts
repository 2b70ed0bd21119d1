import * as Plot from "@observablehq/plot";
import {interval} from "./channels.js";
import {countColumn, rateColumn, textColumn} from "./columns.js";
import {
  distance,
  furthestBelow,
  motiveRates,
  nothingToDraw,
  scopeNote,
  wholeRate,
  type ContactCut
} from "./contacts.js";
import type {ContactResolution, ContactScope} from "./contact-results.js";
import {card, fitted, legend} from "./frame.js";
import {colorOf} from "./palette.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

/** What is resolved at first contact, a motive a line, with its interval and its target. */
export function contactRates(
  rows: ContactResolution[],
  scopes: ContactScope[],
  cut: ContactCut
): HTMLElement {
  const {say, about, before} = cut;
  const motives = motiveRates(rows);
  const whole = wholeRate(rows);
  if (motives.length === 0 || whole === null) return nothingToDraw(cut);
  return card(
    fitted((width) => chart({rows: motives, whole, before: motiveRates(before ?? [])}, {say, width})),
    {
      finding: finding(motives, say),
      subtitle: say.text("contacts.rates.subtitle", {days: whole.window_days}),
      legend: legend([
        {label: say.text("contacts.legend.rate"), color: colorOf("saved"), shape: "circle"},
        {label: say.text("contacts.legend.target"), color: "var(--ink)", shape: "tick"},
        ...(before == null ? [] : [{label: say.text("saves.legend.before"), shape: "bracket"}])
      ]),
      notes: [scopeNote(scopes, say), say.text("contacts.rates.note")].filter((note) => note !== ""),
      definition: say.text("contacts.definition"),
      numbers: plainTable([...motives, whole], {
        columns: columnsOf(say),
        label: say.text("contacts.rates.subtitle", {days: whole.window_days})
      })
    },
    {say, about}
  );
}

function finding(rows: ContactResolution[], say: Say): string {
  const targeted = rows.filter((row) => row.resolution_target !== null && row.resolution_rate !== null);
  const below = targeted.filter((row) => (row.resolution_high ?? 1) < (row.resolution_target ?? 0));
  const worst = furthestBelow(targeted);
  if (targeted.length === 0) return say.text("contacts.rates.finding.untargeted");
  if (below.length === 0 || worst === null)
    return say.text("contacts.rates.finding.none", {count: targeted.length});
  return say.text("contacts.rates.finding", {
    count: below.length,
    all: targeted.length,
    motive: say.name("contact_motive", worst.motive),
    distance: distance(worst, say)
  });
}

interface Drawn {
  rows: ContactResolution[];
  whole: ContactResolution;
  /** The same motives in the period compared with. */
  before: ContactResolution[];
}

function chart({rows, whole, before}: Drawn, {say, width}: {say: Say; width: number}): Element {
  const shown = rows.filter((row) => !row.is_hidden);
  const narrow = width < 480;
  const name = (motive: string) => say.name("contact_motive", motive);
  const y = {y: "motive"} as const;
  return Plot.plot({
    width,
    height: 46 + rows.length * 44,
    marginLeft: narrow ? 140 : 178,
    marginRight: 24,
    marginTop: 26,
    marginBottom: 20,
    ariaLabel: say.text("contacts.rates.subtitle", {days: whole.window_days}),
    x: {
      domain: [0, 1],
      axis: "top",
      tickFormat: say.percent,
      label: null,
      ticks: ticksOf(narrow),
      tickSize: 0
    },
    y: {
      domain: rows.map(({motive}) => motive),
      label: null,
      tickSize: 0,
      type: "band",
      padding: 0,
      tickFormat: (motive: string) =>
        `${name(motive)}\n${say.text("contacts.episodes", {count: rows.find((row) => row.motive === motive)?.mature_episodes ?? 0})}`
    },
    marks: [
      Plot.gridX(ticksOf(narrow)),
      Plot.ruleX([0]),
      Plot.ruleX([whole.resolution_rate ?? 0], {stroke: "var(--ink-soft)", strokeDasharray: "3,3"}),
      Plot.ruleY(shown, {
        ...y,
        x1: "resolution_low",
        x2: "resolution_high",
        stroke: colorOf("saved"),
        strokeWidth: 6,
        strokeOpacity: 0.25
      }),
      Plot.tickX(
        shown.filter((row) => row.resolution_target !== null),
        {...y, x: "resolution_target", stroke: "var(--ink)", strokeWidth: 2, insetTop: 15, insetBottom: 11}
      ),
      Plot.dot(
        before.filter((row) => !row.is_hidden && rows.some(({motive}) => motive === row.motive)),
        {...y, x: "resolution_rate", r: 4, dy: 12, stroke: "var(--ink-soft)", strokeWidth: 1, fill: "none"}
      ),
      Plot.dot(shown, {
        ...y,
        x: "resolution_rate",
        r: 5.5,
        fill: (row: ContactResolution) => (row.is_fragile ? "var(--card)" : colorOf("saved")),
        stroke: colorOf("saved"),
        strokeWidth: 1.8
      }),
      Plot.text(shown, {
        ...y,
        x: "resolution_rate",
        text: (row: ContactResolution) => say.percent(row.resolution_rate),
        dy: -15,
        fontWeight: 600,
        fill: "currentColor",
        // The line of the whole must not strike it through.
        stroke: "var(--card)",
        strokeWidth: 4
      }),
      Plot.text(
        rows.filter((row) => row.is_hidden),
        {
          ...y,
          x: 0,
          dx: 8,
          textAnchor: "start",
          fill: "var(--ink-soft)",
          text: () => say.text("contacts.hidden")
        }
      ),
      tip(
        shown,
        Plot.pointerY({...y, x: "resolution_rate", title: (row: ContactResolution) => rateTip(row, say)})
      )
    ]
  });
}

/** Shares named at the axis: those that find room side by side. */
const ticksOf = (narrow: boolean): number[] => (narrow ? [0, 0.5, 1] : [0, 0.2, 0.4, 0.6, 0.8, 1]);

function rateTip(row: ContactResolution, say: Say): string {
  return [
    say.name("contact_motive", row.motive),
    say.text("contacts.tip", {
      resolved: say.number(row.resolved_episodes),
      all: say.number(row.mature_episodes),
      rate: say.percent(row.resolution_rate),
      interval: interval(row.resolution_low, row.resolution_high, say)
    }),
    say.text("contacts.tip.others", {
      transferred: say.number(row.transferred_episodes),
      recontacted: say.number(row.recontacted_episodes)
    }),
    ...(row.resolution_target === null
      ? []
      : [
          say.text("contacts.tip.target", {
            target: say.percent(row.resolution_target),
            distance: distance(row, say)
          })
        ])
  ].join("\n");
}

function columnsOf(say: Say): Column<ContactResolution>[] {
  const label = (key: string) => say.text(`contacts.column.${key}`);
  return [
    textColumn("motive", say.text("contacts.column.motive"), (row: ContactResolution) =>
      say.name("contact_motive", row.motive)
    ),
    countColumn("mature_episodes", label("mature_episodes"), say),
    countColumn("resolved_episodes", label("resolved_episodes"), say),
    countColumn("transferred_episodes", label("transferred_episodes"), say),
    countColumn("recontacted_episodes", label("recontacted_episodes"), say),
    {...rateColumn("resolution_rate", label("resolution_rate"), say), column: "resolved_episodes"},
    textColumn("interval", say.text("saves.column.kept_low"), (row: ContactResolution) =>
      interval(row.resolution_low, row.resolution_high, say)
    ),
    rateColumn("resolution_target", label("resolution_target"), say),
    countColumn("untold_episodes", label("untold_episodes"), say)
  ];
}
