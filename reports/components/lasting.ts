import * as Plot from "@observablehq/plot";
import {countColumn, textColumn} from "./columns.js";
import {interval} from "./channels.js";
import {card, emptyCard, fitted, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import type {SaveSurvival} from "./save-results.js";
import {CHANNELS} from "./saves.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";
import {tip} from "./tip.js";

const ASKED = [30, 90, 180];
const LAST_DAY = 210;

/** How many saves still last as days pass, a channel a line. */
export function lasting(rows: SaveSurvival[], {say, about}: Context): HTMLElement | string {
  const curves = rows.filter(({channel, days}) => channel !== "all" && days <= LAST_DAY);
  if (curves.length === 0) return emptyCard(say.text("saves.empty"), say.text("saves.empty.detail"));
  const channels = CHANNELS.filter((channel) => curves.some((row) => row.channel === channel));
  const asked = channels.flatMap((channel) => ASKED.flatMap((days) => stateAt(curves, channel, days)));
  return card(
    fitted((width) => chart(curves, channels, {say, width})),
    {
      finding: finding(rows, say),
      subtitle: say.text("lasting.subtitle"),
      notes: [say.text("lasting.note")],
      definition: say.text("lasting.definition"),
      numbers: plainTable(asked, {
        label: say.text("lasting.subtitle"),
        columns: [
          textColumn("channel", say.text("column.channel"), (row) => say.name("channel", row.channel)),
          countColumn("days", say.text("lasting.column.days"), say),
          textColumn("lasting_share", say.text("lasting.column.share"), (row) =>
            say.percent(row.lasting_share)
          ),
          textColumn("interval", say.text("saves.column.kept_low"), (row) =>
            interval(row.lasting_low, row.lasting_high, say)
          ),
          countColumn("at_risk_saves", say.text("lasting.column.saves"), say)
        ]
      })
    },
    {say, about}
  );
}

/** The curve of a channel on a day; nothing where it was not followed so long. */
export function stateAt(rows: SaveSurvival[], channel: string, day: number): SaveSurvival[] {
  const mine = rows.filter((row) => row.channel === channel);
  if ((mine.at(-1)?.days ?? 0) < day) return [];
  const last = mine.filter(({days}) => days <= day).at(-1);
  const followed = mine.find(({days}) => days >= day)?.at_risk_saves ?? 0;
  return last === undefined ? [] : [{...last, days: day, at_risk_saves: followed}];
}

function finding(rows: SaveSurvival[], say: Say): string {
  const [at90] = stateAt(rows, "all", 90);
  const [at180] = stateAt(rows, "all", 180);
  if (at90 === undefined) return say.text("lasting.finding.none");
  return say.text("lasting.finding", {
    second: say.percent(at90.lasting_share),
    third: at180 === undefined ? "–" : say.percent(at180.lasting_share)
  });
}

function chart(curves: SaveSurvival[], channels: string[], {say, width}: {say: Say; width: number}): Element {
  const ends = spread(
    channels.flatMap((channel) => curves.filter((row) => row.channel === channel).slice(-1)),
    0.07
  );
  const started = channels.flatMap((channel) => [
    {channel, days: 0, lasting_share: 1},
    ...curves.filter((row) => row.channel === channel)
  ]);
  return Plot.plot({
    width,
    height: 280,
    marginLeft: 40,
    marginRight: width < 480 ? 108 : 130,
    marginTop: 16,
    marginBottom: 36,
    ariaLabel: say.text("lasting.subtitle"),
    x: {domain: [0, LAST_DAY], ticks: [0, ...ASKED], label: say.text("lasting.x"), labelArrow: "none"},
    y: {domain: [0, 1], tickFormat: say.percent, ticks: 4, label: null, grid: true},
    marks: [
      Plot.ruleY([0]),
      Plot.ruleX(ASKED, {stroke: "var(--line)"}),
      Plot.line(started, {
        x: "days",
        y: "lasting_share",
        z: "channel",
        stroke: (row: SaveSurvival) => colorOf(row.channel),
        strokeWidth: 2,
        curve: "step-after"
      }),
      Plot.ruleX(
        channels.flatMap((channel, index) =>
          ASKED.flatMap((days) => stateAt(curves, channel, days)).map((row) => ({
            ...row,
            x: row.days + (index - (channels.length - 1) / 2) * 2.5
          }))
        ),
        {
          x: "x",
          y1: "lasting_low",
          y2: "lasting_high",
          stroke: (row: SaveSurvival) => colorOf(row.channel),
          strokeWidth: 3,
          strokeOpacity: 0.35
        }
      ),
      Plot.text(ends, {
        x: LAST_DAY,
        y: "y",
        text: ({channel}: SaveSurvival) => say.name("channel", channel),
        textAnchor: "start",
        dx: 6,
        fill: ({channel}: SaveSurvival) => colorOf(channel),
        fontWeight: 600
      }),
      tip(
        curves,
        Plot.pointer({
          x: "days",
          y: "lasting_share",
          title: (row: SaveSurvival) =>
            say.text("lasting.tip", {
              channel: say.name("channel", row.channel),
              count: row.days,
              share: say.percent(row.lasting_share),
              saves: say.number(row.at_risk_saves)
            })
        })
      )
    ]
  });
}

/** Places of labels, from above, none closer to the next than `gap`. */
function spread<Row extends {lasting_share: number}>(rows: Row[], gap: number): (Row & {y: number})[] {
  const placed: (Row & {y: number})[] = [];
  for (const row of [...rows].sort((a, b) => b.lasting_share - a.lasting_share)) {
    const above = placed.at(-1)?.y ?? Infinity;
    placed.push({...row, y: Math.min(row.lasting_share, above - gap)});
  }
  return placed;
}
