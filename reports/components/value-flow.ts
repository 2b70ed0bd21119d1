import * as Plot from "@observablehq/plot";
import {amountColumn, countColumn, textColumn} from "./columns.js";
import {card, fitted, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import {picking} from "./pick.js";
import type {RebookingGroup} from "./results.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";
import {tip} from "./tip.js";

/** Where what is not rebooked goes. */
const LOST = "lost";

/** Rebookings from one band of amounts to another, and what they kept and lost. */
export interface Flow {
  from: string;
  to: string;
  rebookings: number;
  /** Amount cancelled; of it, rebooked and lost: they add up (cents). */
  old_cents: number;
  rebooked_cents: number;
  loss_ca_cents: number;
}

/** Flows between bands, in the order of the bands, largest first on both sides. */
export function flowsOf(rows: RebookingGroup[], bands: readonly string[]): Flow[] {
  const order = [...bands].reverse();
  return order.flatMap((from) =>
    order.flatMap((to) => {
      const found = rows.filter((row) => row.value_band === from && row.new_value_band === to);
      const sum = (key: "old_cents" | "rebooked_cents" | "loss_ca_cents"): number =>
        found.reduce((total, row) => total + row[key], 0);
      return found.length === 0
        ? []
        : [
            {
              ...{from, to, rebookings: found.length},
              old_cents: sum("old_cents"),
              rebooked_cents: sum("rebooked_cents"),
              loss_ca_cents: sum("loss_ca_cents")
            }
          ];
    })
  );
}

/** From the band of the cancelled amount to that of the new one, or to nothing: height is CA. */
export function valueFlow(
  rows: RebookingGroup[],
  {say, about, bands}: Context & {bands: readonly string[]}
): HTMLElement | string {
  const flows = flowsOf(rows, bands);
  if (flows.length === 0) return "";
  const lower = flows.filter(({from, to}) => bands.indexOf(to) < bands.indexOf(from));
  const count = (some: Flow[]): number => some.reduce((sum, {rebookings}) => sum + rebookings, 0);
  return card(
    fitted(
      (width) => drawFlow(flows, bands, {say, width}),
      picking(say, ({side, band}: Node) => (side === "old" ? {value_band: band} : null))
    ),
    {
      finding: say.text("value_flow.finding", {count: count(lower), all: say.number(count(flows))}),
      subtitle: say.text("value_flow.subtitle"),
      notes: [say.text("value_flow.note", {count: count(flows)})],
      definition: say.text("value_flow.definition"),
      numbers: plainTable(flows, {
        label: say.text("value_flow.table", {currency: say.currency}),
        columns: [
          textColumn("from", say.text("value_flow.old"), ({from}: Flow) => say.name("value_band", from)),
          textColumn("to", say.text("value_flow.new"), ({to}: Flow) => say.name("value_band", to)),
          countColumn("rebookings", say.text("pairs.column.rebookings"), say),
          amountColumn("old_cents", say.text("rebookings.figure.old"), say),
          amountColumn("rebooked_cents", say.text("rebookings.figure.rebooked"), say),
          amountColumn("loss_ca_cents", say.text("pairs.column.loss_ca_cents"), say)
        ]
      })
    },
    {say, about}
  );
}

interface Node {
  side: "old" | "new";
  band: string;
  cents: number;
  top: number;
  bottom: number;
}

/** The bands of a side below one another, what is lost last. */
function nodesOf(parts: Part[], side: Node["side"], bands: readonly string[], gap: number): Node[] {
  let top = 0;
  return [...[...bands].reverse(), LOST].flatMap((band) => {
    const cents = parts.filter((part) => part[side] === band).reduce((sum, part) => sum + part.cents, 0);
    if (cents <= 0) return [];
    const node = {side, band, cents, top, bottom: top + cents};
    top = node.bottom + gap;
    return [node];
  });
}

/** A ribbon: what was cancelled of a band, and goes to another or is lost. */
interface Part {
  old: string;
  new: string;
  cents: number;
}

function partsOf(flows: Flow[], bands: readonly string[]): Part[] {
  const order = [...bands].reverse();
  const kept = flows.map(({from, to, rebooked_cents}) => ({old: from, new: to, cents: rebooked_cents}));
  const lost = order.map((band) => ({
    old: band,
    new: LOST,
    cents: flows.filter(({from}) => from === band).reduce((sum, flow) => sum + flow.loss_ca_cents, 0)
  }));
  return order.flatMap((band) => [...kept, ...lost].filter((part) => part.old === band && part.cents > 0));
}

const STEPS = 16;
/** Width of a node, where the way from one side to the other is 1. */
const NODE = 0.035;

function ribbonsOf(parts: Part[], nodes: Node[]) {
  const tops = new Map(nodes.map(({side, band, top}) => [`${side} ${band}`, top]));
  return parts.flatMap((part) => {
    const [left, right] = [`old ${part.old}`, `new ${part.new}`];
    const [start, end] = [tops.get(left) ?? 0, tops.get(right) ?? 0];
    tops.set(left, start + part.cents);
    tops.set(right, end + part.cents);
    return Array.from({length: STEPS + 1}, (_, step) => {
      const way = step / STEPS;
      const low = start + (end - start) * way * way * (3 - 2 * way);
      return {
        link: `${left} ${right}`,
        x: NODE + (1 - 2 * NODE) * way,
        low,
        high: low + part.cents,
        color: colorOfBand(part.new)
      };
    });
  });
}

function colorOfBand(band: string): string {
  return colorOf(band === LOST ? "lost" : "saved_partial");
}

function drawFlow(flows: Flow[], bands: readonly string[], {say, width}: {say: Say; width: number}): Element {
  const parts = partsOf(flows, bands);
  const gap = 0.05 * parts.reduce((sum, {cents}) => sum + cents, 0);
  const nodes = (["old", "new"] as const).flatMap((side) => nodesOf(parts, side, bands, gap));
  const margin = width < 480 ? 106 : 190;
  const labels = (side: Node["side"]): Plot.Markish =>
    Plot.text(
      nodes.filter((node) => node.side === side),
      {
        x: side === "old" ? 0 : 1,
        y: ({top, bottom}: Node) => (top + bottom) / 2,
        dx: side === "old" ? -7 : 7,
        textAnchor: side === "old" ? "end" : "start",
        text: (node: Node) => `${bandName(node, say)}${width < 480 ? "\n" : " · "}${say.short(node.cents)}`
      }
    );
  return Plot.plot({
    width,
    height: 300,
    marginLeft: margin,
    marginRight: margin,
    marginTop: 26,
    marginBottom: 6,
    ariaLabel: say.text("value_flow.subtitle"),
    x: {domain: [0, 1], axis: null},
    y: {domain: [0, Math.max(...nodes.map(({bottom}) => bottom))], reverse: true, axis: null},
    marks: [
      Plot.areaY(ribbonsOf(parts, nodes), {
        ...{x: "x", y1: "low", y2: "high", z: "link"},
        fill: "color",
        fillOpacity: 0.3
      }),
      Plot.rect(nodes, {
        x1: ({side}: Node) => (side === "old" ? 0 : 1 - NODE),
        x2: ({side}: Node) => (side === "old" ? NODE : 1),
        y1: "top",
        y2: "bottom",
        fill: ({side, band}: Node) => (side === "old" ? colorOf("ca") : colorOfBand(band))
      }),
      labels("old"),
      labels("new"),
      ...(["old", "new"] as const).map((side) =>
        Plot.text([say.text(`value_flow.${side}`)], {
          frameAnchor: side === "old" ? "top-left" : "top-right",
          dx: side === "old" ? -7 : 7,
          dy: -20,
          textAnchor: side === "old" ? "end" : "start",
          fill: "var(--ink-soft)"
        })
      ),
      tip(
        nodes,
        Plot.pointer({
          x: ({side}: Node) => (side === "old" ? NODE / 2 : 1 - NODE / 2),
          y: ({top, bottom}: Node) => (top + bottom) / 2,
          title: (node: Node) => nodeTip(node, parts, say)
        })
      )
    ]
  });
}

function bandName({band}: Pick<Node, "band">, say: Say): string {
  return band === LOST ? say.text("value_flow.lost") : say.name("value_band", band);
}

/** A node with all that comes to it, or leaves it. */
function nodeTip({side, band, cents}: Node, parts: Part[], say: Say): string {
  const other = side === "old" ? "new" : "old";
  return [
    `${say.text(`value_flow.${side}`)}, ${bandName({band}, say)}`,
    say.short(cents),
    ...parts
      .filter((part) => part[side] === band)
      .map(
        (part) =>
          `${side === "old" ? "→" : "←"} ${bandName({band: part[other]}, say)} ${say.short(part.cents)}`
      )
  ].join("\n");
}
