import {extent, median} from "d3-array";
import * as Plot from "@observablehq/plot";
import {amountColumn, countColumn, textColumn} from "./columns.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import type {RebookingGroup} from "./results.js";
import {CHANNELS} from "./saves.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";
import {tip} from "./tip.js";
import {openStory} from "./story.js";

/** Above this many, single points say less than how many there are, and cost more. */
const MOST_POINTS = 5_000;

/** Old against new amount of every rebooking; below the diagonal it was rebooked smaller. */
export function pairs(rows: RebookingGroup[], {say, about}: Context): HTMLElement {
  if (rows.length === 0) return emptyCard(say.text("rebookings.empty"), say.text("rebookings.empty.detail"));
  const drawn = rows.filter((row) => row.old_cents > 0 && row.new_cents > 0);
  return card(
    fitted((width) => scatter(drawn, {say, width})),
    {
      finding: pairsFinding(rows, say),
      subtitle: say.text("pairs.subtitle"),
      legend: pairsLegend(drawn, say),
      notes: [say.text("pairs.note", {count: drawn.length}), ...undrawnNote(rows.length - drawn.length, say)],
      definition: say.text("pairs.definition"),
      numbers: sharesTable(rows, say)
    },
    {say, about}
  );
}

/** Half of the rebookings keep less than this share of the old amount. */
export function medianShare(rows: RebookingGroup[]): number | null {
  const shares = rows.filter((row) => row.old_cents > 0).map((row) => row.new_cents / row.old_cents);
  return median(shares) ?? null;
}

/** Where a rebooking is drawn and coloured: its channel, or grey when there are several or none. */
export function channelOf({rebooking_channel}: RebookingGroup): string {
  return rebooking_channel !== null && CHANNELS.includes(rebooking_channel) ? rebooking_channel : "unknown";
}

function pairsFinding(rows: RebookingGroup[], say: Say): string {
  const median = medianShare(rows);
  if (median === null) return say.text("pairs.finding.none");
  if (median >= 0.995) return say.text("pairs.finding.whole");
  return say.text("pairs.finding", {share: say.percent(median)});
}

/** Shares of the old amount that a dotted line stands for. */
const SHARES = [1, 0.5, 0.1];

/** Rebookings by the share of the old amount that they keep: what lies between the lines of the picture. */
function sharesTable(rows: RebookingGroup[], say: Say): HTMLElement {
  const [all = 1, half = 0, tenth = 0] = SHARES;
  const floors = [all, half, tenth, -Infinity];
  const bands = floors.map((floor, index) => {
    const ceiling = floors[index - 1] ?? Infinity;
    const inside = rows.filter(
      (row) => row.new_cents >= floor * row.old_cents && row.new_cents < ceiling * row.old_cents
    );
    const sum = (key: "old_cents" | "rebooked_cents" | "loss_ca_cents") =>
      inside.reduce((total, row) => total + row[key], 0);
    return {
      kept: bandName(floor, ceiling, say),
      rebookings: inside.length,
      old_cents: sum("old_cents"),
      rebooked_cents: sum("rebooked_cents"),
      loss_ca_cents: sum("loss_ca_cents")
    };
  });
  return plainTable(bands, {
    label: say.text("pairs.table", {currency: say.currency}),
    columns: [
      textColumn("kept", say.text("pairs.column.kept"), (band) => band.kept),
      countColumn("rebookings", say.text("pairs.column.rebookings"), say),
      amountColumn("old_cents", say.text("rebookings.figure.old"), say),
      amountColumn("rebooked_cents", say.text("rebookings.figure.rebooked"), say),
      amountColumn("loss_ca_cents", say.text("pairs.column.loss_ca_cents"), say)
    ]
  });
}

function bandName(floor: number, ceiling: number, say: Say): string {
  if (ceiling === Infinity) return say.text("pairs.band.all");
  if (floor === -Infinity) return say.text("pairs.band.below", {high: say.percent(ceiling)});
  return say.text("pairs.band", {low: say.percent(floor), high: say.percent(ceiling)});
}

function scatter(rows: RebookingGroup[], {say, width}: {say: Say; width: number}): Element {
  const [x, y] = [domainOf(rows.map((row) => row.old_cents)), domainOf(rows.map((row) => row.new_cents))];
  const lines = SHARES.map((share) => shareLine(share, x, y)).filter(({x1, x2}) => x1 < x2);
  const plot = Plot.plot({
    width,
    height: Math.max(320, Math.min(width * 1.4, 590, 240 + width)),
    marginLeft: 58,
    marginRight: 42,
    marginTop: 26,
    marginBottom: 40,
    ariaLabel: say.text("pairs.subtitle"),
    x: {
      type: "log",
      domain: x,
      ticks: ticksOf(x),
      tickFormat: say.tick,
      label: say.text("pairs.x"),
      labelArrow: "none"
    },
    y: {
      type: "log",
      domain: y,
      ticks: ticksOf(y),
      tickFormat: say.tick,
      label: say.text("pairs.y"),
      labelArrow: "none",
      grid: true
    },
    r: {range: [1.5, 12]},
    marks: [
      ...lines.map((line) =>
        Plot.link([line], {
          x1: "x1",
          y1: "y1",
          x2: "x2",
          y2: "y2",
          stroke: "var(--ink-faint)",
          strokeDasharray: line.share === 1 ? "none" : "2,3"
        })
      ),
      ...(rows.length > MOST_POINTS ? bins(rows) : points(rows, say)),
      ...lines.map((line) => shareLabel(line, say))
    ]
  });
  // Plot puts the rebooking under the pointer into the value of the picture.
  const pointed = (): RebookingGroup | null =>
    (plot as unknown as {value?: RebookingGroup | null}).value ?? null;
  plot.addEventListener("input", () => (plot.style.cursor = pointed() === null ? "" : "pointer"));
  plot.addEventListener("click", () => {
    const row = pointed();
    if (row !== null) openStory(row.group_id);
  });
  return plot;
}

/** Sure links are filled; probable ones paler; possible ones hollow. */
function points(rows: RebookingGroup[], say: Say): Plot.Markish[] {
  const position = {x: "old_cents", y: "new_cents"} as const;
  return [
    Plot.dot(rows, {
      ...position,
      r: 4,
      stroke: (row: RebookingGroup) => colorOf(channelOf(row)),
      strokeWidth: 1.2,
      fill: (row: RebookingGroup) => (row.class === "C" ? "var(--card)" : colorOf(channelOf(row))),
      fillOpacity: (row: RebookingGroup) => (row.class === "B" ? 0.3 : 0.8),
      className: "points"
    }),
    tip(rows, Plot.pointer({...position, title: (row: RebookingGroup) => pairTip(row, say)}))
  ];
}

function bins(rows: RebookingGroup[]): Plot.Markish[] {
  return [
    Plot.dot(
      rows,
      Plot.hexbin(
        {r: "count"},
        {x: "old_cents", y: "new_cents", binWidth: 12, fill: "currentColor", fillOpacity: 0.6}
      )
    )
  ];
}

function pairTip(row: RebookingGroup, say: Say): string {
  return [
    row.customer_name ?? row.customer_id,
    `${row.cancelled_orders} → ${row.rebooked_orders}`,
    `${say.money(row.old_cents)} → ${say.money(row.new_cents)}`,
    say.text("pairs.tip.channel", {
      channel: say.name("channel", row.rebooking_channel),
      class: say.name("class", row.class)
    })
  ].join("\n");
}

function pairsLegend(rows: RebookingGroup[], say: Say): HTMLElement {
  const channels = CHANNELS.filter((channel) => rows.some((row) => channelOf(row) === channel));
  const classes = new Set(rows.map((row) => row.class));
  const named = channels.map((channel) => ({
    label: channel === "unknown" ? say.text("pairs.legend.unknown") : say.name("channel", channel),
    color: colorOf(channel),
    shape: "circle"
  }));
  return legend([
    ...(channels.some((channel) => channel !== "unknown") ? named : []),
    ...(classes.has("B") ? [{label: say.text("pairs.legend.probable"), shape: "circle pale"}] : []),
    ...(classes.has("C") ? [{label: say.text("pairs.legend.possible"), shape: "circle hollow"}] : [])
  ]);
}

function undrawnNote(count: number, say: Say): string[] {
  return count === 0 ? [] : [say.text("pairs.undrawn", {count})];
}

type Domain = [number, number];

/** Room around the amounts, on a logarithmic scale. */
function domainOf(values: number[]): Domain {
  const [low = 1, high = 1] = extent(values);
  return [low * 0.75, high * 1.4];
}

/** Where new = share × old runs through the picture. */
function shareLine(share: number, x: Domain, y: Domain) {
  const [x1, x2] = [Math.max(x[0], y[0] / share), Math.min(x[1], y[1] / share)];
  return {share, x1, y1: x1 * share, x2, y2: x2 * share, leavesRight: x2 === x[1]};
}

/** At the end of the line: beside the picture where it leaves at the right, inside where it leaves at the top. */
function shareLabel({share, x2, y2, leavesRight}: ReturnType<typeof shareLine>, say: Say): Plot.Markish {
  return Plot.text([say.percent(share)], {
    x: x2,
    y: y2,
    dx: leavesRight ? 5 : 0,
    dy: leavesRight ? 0 : -5,
    textAnchor: leavesRight ? "start" : "middle",
    lineAnchor: leavesRight ? "middle" : "bottom",
    fill: "var(--ink-soft)"
  });
}

function ticksOf([low, high]: Domain): number[] {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  return Array.from({length: Math.max(0, last - first + 1)}, (_, index) => 10 ** (first + index));
}
