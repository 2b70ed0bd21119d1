import {html} from "htl";
import type {Filters} from "./filters.js";
import type {Say} from "./say.js";

/** A figure now and in the period that it is compared with; null where it is not known, or rests on too little. */
export interface Compared {
  now: number | null;
  before: number | null;
}

/**
 * "; customers kept: 3 points more than a year before", to end a sentence with; nothing where nothing is compared.
 * `what` is the key of the name of the figure.
 */
export function comparedText(
  {now, before}: Compared,
  {what, filters, say, show}: {what: string; filters: Filters; say: Say; show: (difference: number) => string}
): string {
  if (now === null || before === null || filters.compare === null) return "";
  const direction = now === before ? "same" : now > before ? "more" : "less";
  return say.text(`compared.${direction}`, {
    what: say.text(what),
    difference: show(Math.abs(now - before)),
    than: say.text(`compared.than.${filters.compare}`)
  });
}

/** A difference of rates, in points without a sign. */
export function pointsText(difference: number, say: Say): string {
  return say.text("changes.points", {points: say.number(Math.round(difference * 1000) / 10)});
}

/** Adds notes to a card that cannot follow all filters: what it stands for instead. */
export function withNotes(element: HTMLElement | string, notes: string[]): HTMLElement | string {
  if (typeof element === "string" || notes.length === 0) return element;
  const standing = html`<strong class="standing">${notes.join(" · ")}</strong>`;
  const own = element.querySelector(".notes");
  if (own === null) element.append(html`<p class="notes">${standing}</p>`);
  else own.prepend(standing, " · ");
  return element;
}
