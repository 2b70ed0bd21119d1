import type {Context} from "./frame.js";
import {askedOf} from "./definition.js";
import {dropDeadLinks} from "./menu.js";
import {followSubjects} from "./subject-panel.js";
import {takeMenu, wordsOf} from "./take.js";
import {tellDefinitions} from "./tips.js";

/** What gets a menu: cards, and tables that stand alone. */
const TAKEN = ".card:not(.empty), [data-table]";

/**
 * Gives every card and table of the page, also those drawn later, what none of them needs for its first sight: the
 * menu to take it away, definitions of its columns, and the stories of the orders and cases that it names.
 */
export function equip(main: HTMLElement, context: Context): void {
  const seen = new WeakSet();
  const look = (): void => {
    dropDeadLinks(main);
    for (const element of main.querySelectorAll<HTMLElement>(TAKEN)) {
      if (seen.has(element)) continue;
      seen.add(element);
      addMenu(element, context);
      if (element.dataset.table !== undefined) markHeads(element, context);
    }
  };
  look();
  tellDefinitions(main, context);
  followSubjects(context);
  new MutationObserver(look).observe(main, {childList: true, subtree: true});
}

/** Heads that have a definition can be reached with the keyboard; those that sort can be already. */
function markHeads(table: HTMLElement, {say}: Context): void {
  for (const head of table.querySelectorAll<HTMLElement>("th[data-column]")) {
    if (askedOf(head, say) === null) continue;
    head.classList.add("defined");
    if (head.querySelector("button") === null) head.tabIndex = 0;
  }
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
