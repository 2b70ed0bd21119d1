import * as Plot from "@observablehq/plot";
import {card, emptyCard, fitted, type Context} from "./frame.js";
import {picking} from "./pick.js";
import {OUTSIDE, rankMotives} from "./motives.js";
import type {MotiveChannel, ReasonCount} from "./motive-results.js";
import {CHANNELS} from "./saves.js";
import type {Say} from "./say.js";
import {textColumn, countColumn, amountColumn} from "./columns.js";
import {plainTable} from "./table.js";
import {tip} from "./tip.js";

/** Main motives by the channel that had the case at its end: cases and lost euros in every cell. */
export function motiveChannels(
  rows: MotiveChannel[],
  ranked: ReasonCount[],
  {say, about, period}: Context & {period: string}
): HTMLElement | string {
  if (rows.every(({channel}) => !CHANNELS.includes(channel)))
    return emptyCard(
      say.text("motive_channels.finding.none"),
      rows.length === 0 ? say.text("filters.empty.period", {period}) : say.text("motive_channels.withheld")
    );
  return card(
    fitted(
      (width) => heatMap(rows, ranked, {say, width}),
      picking(say, ({motive, channel}: MotiveChannel) => ({motive, channel}))
    ),
    {
      finding: channelFinding(rows, say),
      subtitle: say.text("motive_channels.subtitle"),
      notes: [period, say.text("motive_channels.hidden")],
      definition: say.text("motive_channels.definition"),
      numbers: plainTable(rows, {
        columns: [
          textColumn("motive", say.text("column.motive"), (row: MotiveChannel) =>
            say.name("motive", row.motive)
          ),
          textColumn("channel", say.text("column.channel"), (row: MotiveChannel) =>
            say.name("channel", row.channel)
          ),
          countColumn("cases", say.text("motives.column.cases"), say),
          amountColumn("at_risk_ca_cents", say.text("motives.column.at_risk_ca_cents"), say),
          amountColumn("lost_ca_cents", say.text("motives.column.lost_ca_cents"), say)
        ],
        label: say.text("motive_channels.subtitle")
      })
    },
    {say, about}
  );
}

/** The cell in which most euros were lost, what has no motive apart. */
function channelFinding(rows: MotiveChannel[], say: Say): string {
  const [top] = rows
    .filter((row) => row.lost_ca_cents !== null && !OUTSIDE.includes(row.motive))
    .sort((a, b) => (b.lost_ca_cents ?? 0) - (a.lost_ca_cents ?? 0) || (a.motive < b.motive ? -1 : 1));
  if (top === undefined) return say.text("motive_channels.finding.none");
  return say.text("motive_channels.finding", {
    lost: say.short(top.lost_ca_cents),
    motive: say.name("motive", top.motive),
    channel: say.name("channel", top.channel),
    count: top.cases ?? 0
  });
}

function heatMap(
  rows: MotiveChannel[],
  totals: ReasonCount[],
  {say, width}: {say: Say; width: number}
): Element {
  const phone = width < 380;
  const order = rankMotives(totals, Infinity).map(({motive}) => motive);
  const motives = order.filter((motive) => rows.some((row) => row.motive === motive));
  const channels = CHANNELS.filter((channel) => rows.some((row) => row.channel === channel));
  const most = Math.max(1, ...rows.map((row) => row.lost_ca_cents ?? 0));
  const shade = (row: MotiveChannel) => 0.06 + (0.8 * (row.lost_ca_cents ?? 0)) / most;
  const shown = rows.filter((row) => !row.is_hidden);
  const ink = (row: MotiveChannel) => (shade(row) > 0.7 ? "var(--page)" : "var(--ink)");
  const written = {x: "channel", y: "motive", fontSize: phone ? 9.5 : 12};
  return Plot.plot({
    width,
    height: (phone ? 80 : 40) + motives.length * 38,
    marginLeft: phone ? 92 : 124,
    marginTop: phone ? 76 : 36,
    marginBottom: 4,
    // Names that are turned need room beside the last column.
    marginRight: phone ? 24 : 4,
    ariaLabel: say.text("motive_channels.subtitle"),
    x: {domain: channels, axis: null},
    y: {domain: motives, axis: null},
    marks: [
      Plot.axisX({
        anchor: "top",
        label: null,
        tickSize: 0,
        tickRotate: phone ? -50 : 0,
        fontSize: phone ? 10 : 12,
        lineWidth: phone ? 20 : 5,
        tickFormat: (channel: string) => say.name("channel", channel)
      }),
      Plot.axisY({
        label: null,
        tickSize: 0,
        fontSize: phone ? 10 : 12,
        lineWidth: phone ? 9.5 : 10,
        tickFormat: (motive: string) => say.name("motive", motive)
      }),
      Plot.cell(rows, {
        x: "channel",
        y: "motive",
        fill: "var(--ink-faint)",
        fillOpacity: 0.08,
        inset: 1,
        rx: 2
      }),
      Plot.cell(shown, {
        x: "channel",
        y: "motive",
        fill: "var(--color-lost)",
        fillOpacity: shade,
        inset: 1,
        rx: 2
      }),
      Plot.text(shown, {
        ...written,
        dy: -7,
        fontWeight: 600,
        fill: ink,
        text: (row: MotiveChannel) => say.short(row.lost_ca_cents)
      }),
      Plot.text(shown, {
        ...written,
        dy: 8,
        fill: ink,
        text: (row: MotiveChannel) => say.text("motive_channels.cases", {count: row.cases ?? 0})
      }),
      Plot.text(
        rows.filter((row) => row.is_hidden),
        {...written, fill: "var(--ink-soft)", text: () => say.text("motive_channels.few")}
      ),
      tip(
        shown,
        Plot.pointer({
          x: "channel",
          y: "motive",
          title: (row: MotiveChannel) => cellTip(row, say)
        })
      )
    ]
  });
}

function cellTip(row: MotiveChannel, say: Say): string {
  return [
    `${say.name("motive", row.motive)}, ${say.name("channel", row.channel)}`,
    say.text("motive_channels.tip", {
      lost: say.short(row.lost_ca_cents),
      at_risk: say.short(row.at_risk_ca_cents),
      count: row.cases ?? 0
    })
  ].join("\n");
}
