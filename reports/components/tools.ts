import type {Context} from "./frame.js";
import {takeMenu, wordsOf} from "./take.js";

/** What gets a menu: cards, and tables that stand alone. */
const TAKEN = ".card:not(.empty), [data-table]";

/**
 * Gives every card and table of the page, also those drawn later, what none of them needs for its first sight: the
 * menu to take it away.
 */
export function equip(main: HTMLElement, context: Context): void {
  const seen = new WeakSet();
  const look = (): void => {
    for (const element of main.querySelectorAll<HTMLElement>(TAKEN)) {
      if (seen.has(element)) continue;
      seen.add(element);
      addMenu(element, context);
    }
  };
  look();
  new MutationObserver(look).observe(main, {childList: true, subtree: true});
}

function addMenu(element: HTMLElement, context: Context): void {
  if (element.classList.contains("card")) {
    const heading = element.querySelector(":scope > h3");
    if (heading === null) return;
    heading.after(takeMenu(element, wordsOf(heading), context));
    return;
  }
  if (element.closest(".card, dialog") !== null) return;
  const holder = element.parentElement;
  if (holder === null) return;
  const heading = holder.querySelector(":scope > summary");
  const title = heading === null ? (element.getAttribute("aria-label") ?? "") : wordsOf(heading);
  holder.classList.add("taken");
  element.before(takeMenu(holder, title, context));
}
