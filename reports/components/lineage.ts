import {html, svg} from "htl";
import {readParameter, writeParameter} from "./address.js";
import {card, emptyCard, type Context} from "./frame.js";
import {linkTo} from "./links.js";
import type {Say} from "./say.js";

/** A thing the data passes through, as the engine tells of it. */
export interface LineageNode {
  name: string;
  kind: "source" | "mapping" | "entity" | "staging" | "mart" | "report" | "page";
  meaning: string;
  reads: string[];
  /** Of a page, the key of its name. */
  title?: string;
}

/** The journey from left to right. */
export const LAYERS: LineageNode["kind"][] = [
  "source",
  "mapping",
  "entity",
  "staging",
  "mart",
  "report",
  "page"
];

/** The graph both ways, and what stands before and after each node. */
export interface Lineage {
  nodes: Map<string, LineageNode>;
  usedBy: Map<string, string[]>;
}

/** Reads what each node is made from, and turns it round. What is no node, such as a lookup, is left out. */
export function makeLineage(nodes: LineageNode[]): Lineage {
  const known = new Map(nodes.map((node) => [node.name, node]));
  const usedBy = new Map<string, string[]>(nodes.map(({name}) => [name, []]));
  for (const {name, reads} of nodes) for (const read of reads) usedBy.get(read)?.push(name);
  return {nodes: known, usedBy};
}

/** Everything that leads to a node, or that it leads to, itself not included. */
export function reach({nodes, usedBy}: Lineage, name: string, way: "up" | "down"): Set<string> {
  const found = new Set<string>();
  const next = (at: string): string[] =>
    way === "up" ? (nodes.get(at)?.reads.filter((read) => nodes.has(read)) ?? []) : (usedBy.get(at) ?? []);
  const waiting = [...next(name)];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    waiting.push(...next(at));
  }
  return found;
}

/** The name of a node: of a page its title, of all else the table. */
export function nameOf(node: LineageNode, say: Say): string {
  return node.title === undefined ? node.name : say.text(node.title);
}

/** The first line of the page: how many exports feed how many pages, by how many tables. */
export function lineageFinding(nodes: LineageNode[], delivered: string[], say: Say): string {
  const count = (...kinds: LineageNode["kind"][]) => nodes.filter(({kind}) => kinds.includes(kind)).length;
  if (nodes.length === 0) return say.text("lineage.finding.none");
  return say.text("lineage.finding", {
    delivered: say.number(new Set(delivered).size),
    count: count("source"),
    pages: say.number(count("page")),
    tables: say.number(count("entity", "staging", "mart"))
  });
}

/** The node that the address names, or the first page. */
function chosenFirst(lineage: Lineage): string {
  const asked = readParameter("table");
  if (asked !== null && lineage.nodes.has(asked)) return asked;
  return lineage.nodes.has("pages.index") ? "pages.index" : ([...lineage.nodes.keys()].at(-1) ?? "");
}

/** The graph as a picture, and the chosen node between what it is made from and what is made from it. */
export function lineageGraph(nodes: LineageNode[], {say, about}: Context): HTMLElement {
  if (nodes.length === 0) return emptyCard(say.text("lineage.empty"), say.text("lineage.empty.detail"));
  const lineage = makeLineage(nodes);
  const picture = html`<div class="lineage-picture"></div>`;
  const panel = html`<div class="lineage-panel" aria-live="polite"></div>`;
  const choose = (name: string, isAsked = true): void => {
    if (isAsked) writeParameter("table", name);
    picture.replaceChildren(graph(lineage, name, {say, choose}));
    panel.replaceChildren(...neighbours(lineage, name, {say, choose}));
    if (isAsked) panel.querySelector<HTMLElement>("h4")?.focus();
  };
  choose(chosenFirst(lineage), false);
  return card(
    html`<div>${panel}${picture}</div>`,
    {
      finding: say.text("lineage.graph.finding"),
      subtitle: say.text("lineage.graph.subtitle"),
      definition: say.text("lineage.graph.definition"),
      numbers: lineageList(lineage, {say, choose})
    },
    {say, about}
  );
}

interface Choosing {
  say: Say;
  choose: (name: string) => void;
}

function neighbours(lineage: Lineage, name: string, {say, choose}: Choosing): HTMLElement[] {
  const node = lineage.nodes.get(name);
  if (node === undefined) return [];
  const before = node.reads.filter((read) => lineage.nodes.has(read));
  const after = lineage.usedBy.get(name) ?? [];
  const counts = {
    up: say.text("lineage.up", {count: reach(lineage, name, "up").size}),
    down: say.text("lineage.down", {count: reach(lineage, name, "down").size})
  };
  return [
    stepList(say.text("lineage.from"), before, lineage, {say, choose}),
    html`<div class="lineage-chosen">
      <p class="subtitle">${say.text(`lineage.kind.${node.kind}`)}</p>
      <h4 tabindex="-1">${nameOf(node, say)}</h4>
      ${
        node.kind === "page"
          ? html`<p>${say.text(`question.${node.name.replace("pages.", "")}`)}</p>`
          : html`<p lang="en">${node.meaning}</p>`
      }
      <p class="notes">${counts.up} · ${counts.down}</p>
      ${node.kind === "page" ? html`<p><a href=${linkTo(pageAddress(name))}>${say.text("lineage.open")}</a></p>` : ""}
    </div>`,
    stepList(say.text("lineage.to"), after, lineage, {say, choose})
  ];
}

function pageAddress(name: string): string {
  const page = name.replace("pages.", "");
  return page === "index" ? "./" : `./${page}`;
}

function stepList(label: string, names: string[], {nodes}: Lineage, {say, choose}: Choosing): HTMLElement {
  return html`<div class="lineage-step">
    <p class="subtitle">${label}</p>
    ${names.length === 0 ? html`<p class="soft">${say.text("lineage.nothing")}</p>` : ""}
    <ul>
      ${[...names].sort().map((name) => html`<li>${nodeButton(nodes.get(name), {say, choose})}</li>`)}
    </ul>
  </div>`;
}

function nodeButton(node: LineageNode | undefined, {say, choose}: Choosing): HTMLElement | string {
  if (node === undefined) return "";
  return html`<button type="button" class="lineage-node" onclick=${() => choose(node.name)}>
    ${nameOf(node, say)}
  </button>`;
}

/** All nodes, a list a layer: for listeners and phones, and to find one by its name. */
function lineageList({nodes}: Lineage, {say, choose}: Choosing): HTMLElement {
  return html`<div class="lineage-list">
    ${LAYERS.map((layer) => {
      const inside = [...nodes.values()].filter(({kind}) => kind === layer);
      return html`<section>
        <h4>${say.text(`lineage.layer.${layer}`, {count: inside.length})}</h4>
        <ul>
          ${inside.map((node) => html`<li>${nodeButton(node, {say, choose})}</li>`)}
        </ul>
      </section>`;
    })}
  </div>`;
}

const SIZE = {width: 1000, height: 420, top: 26, side: 60};

interface Place {
  x: number;
  y: number;
}

/** Nodes in columns, a layer each, spread over the height; each near the middle of what it is made from. */
export function placesOf({nodes}: Lineage): Map<string, Place> {
  const places = new Map<string, Place>();
  LAYERS.forEach((layer, column) => {
    const inside = [...nodes.values()].filter(({kind}) => kind === layer);
    const middle = ({reads}: LineageNode): number => {
      const heights = reads.flatMap((read) => places.get(read)?.y ?? []);
      return heights.length === 0 ? 0 : heights.reduce((sum, y) => sum + y, 0) / heights.length;
    };
    const sorted = inside
      .map((node) => ({node, at: middle(node)}))
      .sort((a, b) => a.at - b.at || (a.node.name < b.node.name ? -1 : 1));
    const room = (SIZE.height - SIZE.top - 8) / Math.max(1, sorted.length);
    const x = SIZE.side + (column * (SIZE.width - 2 * SIZE.side)) / (LAYERS.length - 1);
    sorted.forEach(({node}, row) => places.set(node.name, {x, y: SIZE.top + room * (row + 0.5)}));
  });
  return places;
}

function graph(lineage: Lineage, chosen: string, {say, choose}: Choosing): Element {
  const places = placesOf(lineage);
  const lit = new Set([chosen, ...reach(lineage, chosen, "up"), ...reach(lineage, chosen, "down")]);
  const edges = [...lineage.nodes.values()].flatMap(({name, reads}) =>
    reads.flatMap((read) => {
      const [from, to] = [places.get(read), places.get(name)];
      return from === undefined || to === undefined
        ? []
        : [{from, to, isLit: lit.has(read) && lit.has(name)}];
    })
  );
  const drawn = (isLit: boolean) =>
    edges
      .filter((edge) => edge.isLit === isLit)
      .map(curve)
      .join("");
  const label = say.text("lineage.graph.finding");
  return svg`<svg viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label=${label}>
    <path class="edge" d=${drawn(false)} />
    <path class="edge lit" d=${drawn(true)} />
    ${LAYERS.map((layer, column) => {
      const x = SIZE.side + (column * (SIZE.width - 2 * SIZE.side)) / (LAYERS.length - 1);
      return svg`<text x=${x} y="12" text-anchor="middle">${say.text(`lineage.layer.short.${layer}`)}</text>`;
    })}
    ${[...places].map(([name, {x, y}]) => {
      const node = lineage.nodes.get(name);
      const state = name === chosen ? "chosen" : lit.has(name) ? "lit" : "";
      return svg`<circle class=${`node ${state}`} cx=${x} cy=${y} r=${name === chosen ? 6 : 3.2}
        onclick=${() => choose(name)}><title>${node === undefined ? name : nameOf(node, say)}</title></circle>`;
    })}
  </svg>`;
}

/** From one column to the next as a soft curve; within a column as a bow beside it. */
function curve({from, to}: {from: Place; to: Place}): string {
  const bend = from.x === to.x ? 26 : (to.x - from.x) / 2;
  const end = from.x === to.x ? to.x + bend : to.x - bend;
  const point = (value: number) => Math.round(10 * value) / 10;
  return `M${point(from.x)},${point(from.y)}C${point(from.x + bend)},${point(from.y)} ${point(end)},${point(to.y)} ${point(to.x)},${point(to.y)}`;
}
