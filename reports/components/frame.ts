import {html} from "htl";
import {explorable} from "./explore.js";
import {makePickable, type Picking} from "./pick.js";
import {readable} from "./readable.js";
import type {About} from "./results.js";
import type {Say} from "./say.js";

/** What stands around a picture: a finding above, what it rests on below. */
export interface Frame {
  /** What the picture shows, in a sentence. */
  finding: string;
  /** What is drawn, and in what unit. */
  subtitle?: string;
  /** Denominator, period, reading help: one line each. */
  notes?: string[];
  /** How the figures are defined; folded. */
  definition?: string;
  /** Marks and their meaning, where direct labels do not do. */
  legend?: Node | null;
  /** The same figures as a table; folded. */
  numbers?: Node;
}

export interface Context {
  say: Say;
  about: About;
}

/** A picture with its finding, its foot and its definition. */
export function card(content: Node, frame: Frame, {say, about}: Context): HTMLElement {
  const notes = [...(frame.notes ?? []), asOf(about, say)];
  return html`<section class="card">
    <h3>${frame.finding}</h3>
    ${frame.subtitle === undefined ? "" : html`<p class="subtitle">${frame.subtitle}</p>`}
    ${frame.legend ?? ""}
    <div class="picture">${content}</div>
    <p class="notes">${notes.join(" · ")}</p>
    ${frame.numbers === undefined ? "" : fold(say.text("card.numbers"), "numbers", frame.numbers)}
    ${frame.definition === undefined ? "" : fold(say.text("card.definition"), "definition", html`<p>${frame.definition}</p>`)}
  </section>`;
}

/** A card for figures that are not there: what is missing and what it would add. */
export function emptyCard(heading: string, explanation: string): HTMLElement {
  return html`<section class="card empty">
    <h3>${heading}</h3>
    <p class="subtitle">${explanation}</p>
  </section>`;
}

/** Narrower than on any phone: a page that is still being laid out. */
const NARROWEST = 100;

/** Redraws a picture whenever the room it has changes; with `pick`, its marks filter the page. */
export function fitted<Row>(draw: (width: number) => Node, pick?: Picking<Row>): HTMLElement {
  const box = html`<div class="fitted"></div>`;
  if (pick !== undefined) box.dataset.hint = pick.hint;
  let drawn = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width < NARROWEST || width === drawn) return;
    drawn = width;
    const drawing = draw(width);
    const said = drawing instanceof SVGElement ? explorable(drawing) : null;
    if (pick !== undefined && drawing instanceof SVGElement) makePickable(drawing, pick);
    box.replaceChildren(readable(drawing), ...(said === null ? [] : [said]));
  }).observe(box);
  return box;
}

/** A legend of marks; each mark is drawn by a class of the style sheet. */
export function legend(items: {label: string; color?: string; shape?: string}[]): HTMLElement {
  return html`<p class="legend">
    ${items.map(
      ({label, color, shape}) =>
        html`<span
          ><i class=${`mark ${shape ?? "square"}`} style=${{color: color ?? "inherit"}}></i>${label}</span
        >`
    )}
  </p>`;
}

export function asOf(about: About, say: Say): string {
  return say.text("card.as_of", {date: say.date(about.as_of)});
}

function fold(summary: string, name: string, content: Node): HTMLElement {
  return html`<details class=${name}>
    <summary>${summary}</summary>
    ${content}
  </details>`;
}
