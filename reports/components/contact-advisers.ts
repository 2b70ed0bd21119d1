import {interval} from "./channels.js";
import {countColumn, rateColumn, textColumn} from "./columns.js";
import type {AdviserOutcome} from "./contact-results.js";
import {card, emptyCard, fitted, type Context} from "./frame.js";
import {decidingLimits, funnelLegend, funnelPanels, percentOf} from "./funnel-panels.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";

/** Panels drawn at once, the teams with most advisers first; the others are counted. */
const TEAMS = 6;

/** Advisers by the customers who get in touch again, against chance, a team a panel: no names, no order. */
export function contactAdvisers(rows: AdviserOutcome[], {say, about}: Context): HTMLElement {
  if (rows.length === 0)
    return emptyCard(say.text("contacts.advisers.empty"), say.text("contacts.advisers.empty.detail"));
  const teams = teamsOf(rows);
  const shown = teams.slice(0, TEAMS).sort();
  const drawn = rows.filter(({team}) => shown.includes(team));
  return card(
    fitted((width) =>
      funnelPanels(
        drawn.map((row) => ({
          ...row,
          panel: row.team,
          trials: row.contacts,
          rate: row.adjusted_rate,
          title: adviserTip(row, say)
        })),
        {
          say,
          width,
          panels: shown,
          nameOf: (team) => say.name("team", team),
          label: say.text("contacts.advisers.subtitle"),
          trials: say.text("contacts.advisers.x"),
          top: topOf(drawn)
        }
      )
    ),
    {
      finding: finding(rows, say),
      subtitle: say.text("contacts.advisers.subtitle"),
      legend: funnelLegend(say),
      notes: notesOf(rows, teams, say),
      definition: say.text("contacts.advisers.definition"),
      numbers: pointsTable(drawn, say)
    },
    {say, about}
  );
}

/** The points by team and number of contacts: that is no order of merit either. */
function pointsTable(rows: AdviserOutcome[], say: Say): HTMLElement {
  const sorted = [...rows].sort(
    (a, b) => (a.team < b.team ? -1 : a.team > b.team ? 1 : 0) || a.contacts - b.contacts || a.place - b.place
  );
  return plainTable(sorted, {
    label: say.text("contacts.advisers.subtitle"),
    columns: [
      textColumn("team", say.text("column.team"), (row) => say.name("team", row.team)),
      countColumn("contacts", say.text("contacts.advisers.x"), say),
      countColumn("recontacts", say.text("contacts.column.recontacts"), say),
      rateColumn("adjusted_rate", say.text("contacts.column.adjusted_rate"), say),
      textColumn("limits", say.text("funnel.column.limits"), (row) => {
        const {alert_low, alert_high} = decidingLimits(row);
        return interval(alert_low, alert_high, say);
      }),
      textColumn("signal", say.text("funnel.column.signal"), ({signal}) =>
        say.name("funnel.legend", signal.split("_")[0] ?? "")
      )
    ]
  });
}

/** Re-contact is rare: an axis up to 1 would press all dots together. */
function topOf(rows: AdviserOutcome[]): number {
  const most = Math.max(...rows.flatMap((row) => [row.adjusted_rate, decidingLimits(row).alarm_high]));
  return Math.min(1, Math.ceil(11 * most) / 10);
}

function teamsOf(rows: AdviserOutcome[]): string[] {
  const advisers = new Map<string, number>();
  for (const {team} of rows) advisers.set(team, (advisers.get(team) ?? 0) + 1);
  return [...advisers].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([team]) => team);
}

function notesOf(rows: AdviserOutcome[], teams: string[], say: Say): string[] {
  const wide = teams.filter((team) => rows.some((row) => row.team === team && row.is_overdispersed));
  return [
    say.text("contacts.advisers.note", {count: rows.length}),
    ...(teams.length > TEAMS ? [say.text("contacts.advisers.more", {count: teams.length - TEAMS})] : []),
    wide.length === 0
      ? say.text("contacts.advisers.chance")
      : say.text("contacts.advisers.wide", {
          teams: say.list(wide.sort().map((team) => say.name("team", team)))
        })
  ];
}

function finding(rows: AdviserOutcome[], say: Say): string {
  const beyond = rows.filter(({signal}) => signal !== "within").length;
  if (beyond === 0) return say.text("contacts.advisers.finding.none", {count: rows.length});
  return say.text("contacts.advisers.finding", {
    count: beyond,
    all: rows.length,
    expected: say.number(Math.round(0.5 * rows.length) / 10),
    alarms: say.number(rows.filter(({signal}) => signal.startsWith("alarm")).length)
  });
}

function adviserTip(row: AdviserOutcome, say: Say): string {
  const {alert_low, alert_high} = decidingLimits(row);
  return [
    say.text("contacts.advisers.tip", {
      recontacts: say.number(row.recontacts),
      all: say.number(row.contacts),
      rate: say.percent(row.adjusted_rate)
    }),
    say.text("contacts.advisers.tip.limits", {
      limits: interval(alert_low, alert_high, say),
      target: say.percent(row.target)
    }),
    ...(row.observed_to_expected === null
      ? []
      : [
          say.text("contacts.advisers.tip.expected", {
            ratio: percentOf(row.observed_to_expected, say),
            low: percentOf(row.ratio_low ?? 0, say),
            high: percentOf(row.ratio_high ?? 0, say)
          })
        ])
  ].join("\n");
}
