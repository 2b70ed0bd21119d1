import * as Plot from "@observablehq/plot";
import {channelsOf, interval} from "./channels.js";
import {textColumn} from "./columns.js";
import {pointsOf} from "./contrasts.js";
import {card, emptyCard, fitted, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import type {ChannelDifference, SaveCut} from "./save-results.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";
import {tip} from "./tip.js";

interface End {
  channel: string;
  side: "crude" | "adjusted";
  rate: number;
  low: number | null;
  high: number | null;
}

/** Rates as they are, and as they would be if all channels had the same cases. */
export function adjusted(
  rows: SaveCut[],
  differences: ChannelDifference[],
  {say, about}: Context
): HTMLElement | string {
  const channels = channelsOf(rows.filter(({period, cut}) => period === "all" && cut === "all")).filter(
    (row) => row.adjusted_rate !== null && row.kept_rate !== null
  );
  if (channels.length < 2) return emptyCard(say.text("adjusted.empty"), say.text("adjusted.empty.detail"));
  const ends = channels.flatMap((row): End[] => [
    {channel: row.channel, side: "crude", rate: row.kept_rate ?? 0, low: row.kept_low, high: row.kept_high},
    {
      channel: row.channel,
      side: "adjusted",
      rate: row.adjusted_rate ?? 0,
      low: row.adjusted_low,
      high: row.adjusted_high
    }
  ]);
  return card(
    fitted((width) => slopes(ends, {say, width})),
    {
      finding: finding(differences, say),
      subtitle: say.text("adjusted.subtitle"),
      notes: [say.text("adjusted.causal")],
      definition: say.text("adjusted.definition"),
      numbers: differenceTable(differences, say)
    },
    {say, about}
  );
}

/** How many differences between two channels stand out once cases are the same. */
function finding(differences: ChannelDifference[], say: Say): string {
  const sure = (low: number, high: number): boolean => low > 0 || high < 0;
  const crude = differences.filter((row) => sure(row.difference_low, row.difference_high)).length;
  const left = differences.filter((row) => sure(row.adjusted_low, row.adjusted_high)).length;
  return say.text("adjusted.finding", {
    crude: say.number(crude),
    adjusted: say.number(left),
    count: differences.length
  });
}

function slopes(ends: End[], {say, width}: {say: Say; width: number}): Element {
  const side = (end: End): string => say.text(`adjusted.side.${end.side}`);
  const channels = [...new Set(ends.map(({channel}) => channel))];
  // Lines are not bars: only what is drawn needs room.
  const highest = Math.max(...ends.map(({rate, high}) => high ?? rate));
  const lowest = Math.min(...ends.map(({rate, low}) => low ?? rate));
  const labelled = placeLabels(ends, 0.055 * (highest - lowest));
  return Plot.plot({
    width,
    height: 300,
    marginLeft: width < 480 ? 126 : 170,
    marginRight: width < 480 ? 64 : 96,
    marginTop: 30,
    marginBottom: 12,
    ariaLabel: say.text("adjusted.subtitle"),
    x: {
      type: "point",
      domain: [say.text("adjusted.side.crude"), say.text("adjusted.side.adjusted")],
      axis: "top",
      label: null,
      tickSize: 0,
      padding: 0.15
    },
    y: {domain: [lowest, highest], axis: null},
    marks: [
      ...channels.map((channel, index) =>
        Plot.ruleX(
          ends.filter((end) => end.channel === channel),
          {
            x: side,
            y1: "low",
            y2: "high",
            dx: (index - (channels.length - 1) / 2) * 5,
            stroke: colorOf(channel),
            strokeWidth: 4,
            strokeOpacity: 0.28
          }
        )
      ),
      Plot.line(ends, {
        x: side,
        y: "rate",
        z: "channel",
        stroke: (end: End) => colorOf(end.channel),
        strokeWidth: 2
      }),
      Plot.dot(ends, {x: side, y: "rate", r: 4.5, fill: (end: End) => colorOf(end.channel)}),
      ...labelled.map((end) =>
        Plot.text([end], {
          x: side,
          y: "y",
          text: (row: End) =>
            row.side === "crude"
              ? `${say.name("channel", row.channel)} ${say.percent(row.rate)}`
              : say.percent(row.rate),
          textAnchor: end.side === "crude" ? "end" : "start",
          dx: end.side === "crude" ? -14 : 14,
          fill: colorOf(end.channel),
          fontWeight: 600
        })
      ),
      tip(
        ends,
        Plot.pointer({
          x: side,
          y: "rate",
          title: (end: End) =>
            `${say.name("channel", end.channel)}\n${side(end)} ${say.percent(end.rate)} (${interval(end.low, end.high, say)})`
        })
      )
    ]
  });
}

function placeLabels(ends: End[], gap: number): (End & {y: number})[] {
  return (["crude", "adjusted"] as const).flatMap((side) => {
    const placed: (End & {y: number})[] = [];
    const mine = ends.filter((end) => end.side === side).sort((a, b) => b.rate - a.rate);
    for (const end of mine)
      placed.push({...end, y: Math.min(end.rate, (placed.at(-1)?.y ?? Infinity) - gap)});
    return placed;
  });
}

function differenceTable(rows: ChannelDifference[], say: Say): HTMLElement {
  const points = (value: number): string => say.text("adjusted.points", {value: pointsOf(value, say)});
  const between = (low: number, high: number): string =>
    say.text("adjusted.between", {low: pointsOf(low, say), high: pointsOf(high, say)});
  return plainTable(rows, {
    label: say.text("adjusted.table"),
    columns: [
      textColumn("pair", say.text("adjusted.column.pair"), (row) =>
        say.text("adjusted.pair", {
          one: say.name("channel", row.channel),
          other: say.name("channel", row.other_channel)
        })
      ),
      textColumn("difference", say.text("adjusted.side.crude"), (row) => points(row.difference)),
      textColumn("crude_interval", say.text("saves.column.kept_low"), (row) =>
        between(row.difference_low, row.difference_high)
      ),
      textColumn("adjusted", say.text("adjusted.side.adjusted"), (row) => points(row.adjusted_difference)),
      textColumn("adjusted_interval", say.text("saves.column.kept_low"), (row) =>
        between(row.adjusted_low, row.adjusted_high)
      )
    ]
  });
}
