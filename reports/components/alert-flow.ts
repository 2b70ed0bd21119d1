import * as Plot from "@observablehq/plot";
import {countColumn, textColumn} from "./columns.js";
import {flowOf} from "./alert-cells.js";
import {card, fitted} from "./frame.js";
import type {AlertDelays, AlertFlow, FlowCell} from "./alert-results.js";
import {noAlerts, sum, type AlertCut} from "./alerts.js";
import type {Cube} from "./cube.js";
import {colorOf} from "./palette.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";

const STAGES = ["kind", "case_state", "outcome"] as const;
type Stage = (typeof STAGES)[number];

/** The order of the nodes of a stage, from top to bottom. */
const ORDERS: Record<Stage, readonly string[]> = {
  kind: ["churn_risk", "red_alert"],
  case_state: ["new", "existing", "none"],
  outcome: ["saved", "saved_partial", "lost", "ghost", "open", "unknown", "none"]
};

/** From the alert to the case and to its outcome, as a flow whose breadth is alerts. */
export function alertFlow(cube: Cube<FlowCell>, cut: AlertCut): HTMLElement {
  const {say, about, filters} = cut;
  const {flow: rows, delays} = flowOf(cube, filters);
  if (rows.length === 0) return noAlerts(cut);
  const cases = rows.filter(({case_state}) => case_state !== "none");
  return card(
    fitted((width) => drawFlow(rows, delays, {say, width})),
    {
      finding: say.text("flow.finding", {
        share: say.percent(sum(cases, ({alerts}) => alerts) / sum(rows, ({alerts}) => alerts)),
        lost: say.percent(shareOf(cases, "lost"))
      }),
      subtitle: say.text("flow.subtitle"),
      notes: [say.text("flow.note", {count: sum(rows, ({alerts}) => alerts)})],
      definition: say.text("flow.definition"),
      numbers: plainTable(rows, {columns: flowColumns(say), label: say.text("flow.subtitle")})
    },
    {say, about}
  );
}

function shareOf(rows: AlertFlow[], outcome: string): number | null {
  const all = sum(rows, ({alerts}) => alerts);
  return all === 0
    ? null
    : sum(
        rows.filter((row) => row.outcome === outcome),
        ({alerts}) => alerts
      ) / all;
}

interface Node {
  stage: Stage;
  value: string;
  x: number;
  top: number;
  bottom: number;
  alerts: number;
}

/** Nodes of a stage, one below the other with gaps between them; stages are as high as the highest. */
function nodesOf(rows: AlertFlow[], stage: Stage): Node[] {
  const gap = sum(rows, ({alerts}) => alerts) * 0.07;
  let top = 0;
  return ORDERS[stage].flatMap((value) => {
    const alerts = sum(
      rows.filter((row) => row[stage] === value),
      (row) => row.alerts
    );
    if (alerts === 0) return [];
    const node = {stage, value, x: STAGES.indexOf(stage), top, bottom: top + alerts, alerts};
    top += alerts + gap;
    return [node];
  });
}

interface Point {
  link: string;
  x: number;
  low: number;
  high: number;
  color: string;
}

/** The ribbon of each pair of nodes of neighbouring stages, as the points of its edges. */
function ribbonsOf(rows: AlertFlow[], nodes: readonly Node[]): Point[] {
  return STAGES.slice(0, -1).flatMap((stage, place) => {
    const next = STAGES[place + 1] ?? stage;
    const left = new Map(nodes.filter((node) => node.stage === stage).map((node) => [node.value, node.top]));
    const right = new Map(nodes.filter((node) => node.stage === next).map((node) => [node.value, node.top]));
    return ORDERS[stage].flatMap((from) =>
      ORDERS[next].flatMap((to) => {
        const alerts = sum(
          rows.filter((row) => row[stage] === from && row[next] === to),
          (row) => row.alerts
        );
        const [start, end] = [left.get(from), right.get(to)];
        if (alerts === 0 || start === undefined || end === undefined) return [];
        left.set(from, start + alerts);
        right.set(to, end + alerts);
        return ribbon(`${stage} ${from} ${to}`, {place, start, end, alerts, color: colorOfNode(next, to)});
      })
    );
  });
}

function ribbon(
  link: string,
  {
    place,
    start,
    end,
    alerts,
    color
  }: {place: number; start: number; end: number; alerts: number; color: string}
): Point[] {
  const steps = 16;
  return Array.from({length: steps + 1}, (_, step) => {
    const part = step / steps;
    const low = start + (end - start) * part * part * (3 - 2 * part);
    return {link, x: place + 0.06 + 0.88 * part, low, high: low + alerts, color};
  });
}

function colorOfNode(stage: Stage, value: string): string {
  if (stage === "outcome") return colorOf(value === "none" || value === "open" ? "unknown" : value);
  return value === "none" ? colorOf("unknown") : "var(--ink-soft)";
}

function drawFlow(rows: AlertFlow[], delays: AlertDelays, {say, width}: {say: Say; width: number}): Element {
  const nodes = STAGES.flatMap((stage) => nodesOf(rows, stage));
  const bottom = Math.max(...nodes.map((node) => node.bottom));
  return Plot.plot({
    width,
    height: 320,
    marginLeft: 8,
    marginRight: width < 420 ? 106 : 120,
    marginTop: 40,
    marginBottom: 8,
    ariaLabel: say.text("flow.subtitle"),
    x: {domain: [0, 2.06], axis: null},
    y: {domain: [0, bottom], reverse: true, axis: null},
    marks: [
      Plot.areaY(ribbonsOf(rows, nodes), {
        x: "x",
        y1: "low",
        y2: "high",
        z: "link",
        fill: "color",
        fillOpacity: 0.28
      }),
      Plot.rect(nodes, {
        x1: "x",
        x2: (node: Node) => node.x + 0.06,
        y1: "top",
        y2: "bottom",
        fill: (node: Node) => colorOfNode(node.stage, node.value)
      }),
      Plot.text(nodes, {
        x: (node: Node) => node.x + 0.06,
        y: (node: Node) => (node.top + node.bottom) / 2,
        dx: 6,
        textAnchor: "start",
        // On a phone the first stage has no room for both on one line.
        text: (node: Node) =>
          `${nodeName(node, say)}${width < 420 && node.stage === "kind" ? "\n" : " "}${say.number(node.alerts)}`,
        fill: "var(--ink)",
        stroke: "var(--card)",
        strokeWidth: 3
      }),
      Plot.text(stageTitles(delays, say), {
        x: "x",
        frameAnchor: "top",
        dy: -30,
        textAnchor: "start",
        lineAnchor: "top",
        text: "title",
        fill: "var(--ink-soft)"
      })
    ]
  });
}

/** What a stage is, and after how many days half of the alerts had come to it. */
function stageTitles(delays: AlertDelays, say: Say): {x: number; title: string}[] {
  const delay = (days: number | null) =>
    days === null ? "" : `\n${say.text("flow.delay", {days: say.number(days)})}`;
  return [
    {x: 0, title: say.text("flow.stage.kind")},
    {x: 1, title: say.text("flow.stage.case_state") + delay(delays.case_delay_days)},
    {x: 2, title: say.text("flow.stage.outcome") + delay(delays.outcome_delay_days)}
  ];
}

function nodeName({stage, value}: Pick<Node, "stage" | "value">, say: Say): string {
  if (stage === "kind") return say.name("alert_kind", value);
  if (stage === "case_state") return say.name("alert_case", value);
  return value === "none" ? say.text("alert_outcome.none") : say.name("outcome", value);
}

function flowColumns(say: Say): Column<AlertFlow>[] {
  const label = (key: string) => say.text(`flow.column.${key}`);
  return [
    textColumn("kind", label("kind"), (row) => nodeName({stage: "kind", value: row.kind}, say)),
    textColumn("case_state", label("case_state"), (row) =>
      nodeName({stage: "case_state", value: row.case_state}, say)
    ),
    textColumn("outcome", label("outcome"), (row) => nodeName({stage: "outcome", value: row.outcome}, say)),
    countColumn("alerts", label("alerts"), say),
    {...countColumn("case_delay_days", label("case_delay_days"), say), column: "case_days"},
    {...countColumn("outcome_delay_days", label("outcome_delay_days"), say), column: "outcome_days"}
  ];
}
