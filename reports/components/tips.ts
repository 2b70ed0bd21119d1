import {html} from "htl";
import {askedOf, definition} from "./definition.js";
import type {Context} from "./frame.js";

/** What can be asked for its definition. */
const ASKABLE = "th[data-column], td, .defined";

/** How long the pointer rests before a tip comes, and how long a tip waits for it, in milliseconds. */
const REST = 350;
const GRACE = 200;

const ID = "definition-tip";

/** Shows what figures mean, under the pointer and at the focus alike; Escape closes it, and it can be pointed at. */
export function tellDefinitions(main: HTMLElement, context: Context): void {
  const tip = html`<div class="meaning" id=${ID} role="tooltip" popover="manual"></div>`;
  document.body.append(tip);
  let target: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const after = (delay: number, run: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(run, delay);
  };

  const hide = (): void => {
    clearTimeout(timer);
    target?.removeAttribute("aria-describedby");
    target = null;
    tip.hidePopover();
  };

  const show = async (element: HTMLElement): Promise<void> => {
    const asked = askedOf(element, context.say);
    if (asked === null || element === target) return;
    target?.removeAttribute("aria-describedby");
    target = element;
    const content = await definition(asked, context);
    if (target !== element || content === null || !element.isConnected) return;
    tip.replaceChildren(content);
    (element.querySelector("button") ?? element).setAttribute("aria-describedby", ID);
    tip.showPopover();
    place(tip, element);
  };

  const askable = (event: Event): HTMLElement | null =>
    event.target instanceof Element ? event.target.closest<HTMLElement>(ASKABLE) : null;
  main.addEventListener("pointerover", (event) => {
    const element = askable(event);
    if (event.pointerType === "touch") return;
    if (element === null) after(GRACE, hide);
    else if (element === target) clearTimeout(timer);
    else if (askedOf(element, context.say) === null) after(GRACE, hide);
    else after(REST, () => void show(element));
  });
  main.addEventListener("pointerleave", () => after(GRACE, hide));
  tip.addEventListener("pointerenter", () => clearTimeout(timer));
  tip.addEventListener("pointerleave", () => after(GRACE, hide));
  main.addEventListener("focusin", (event) => {
    const element = askable(event);
    if (element !== null && element.matches(":focus-visible, :has(:focus-visible)")) void show(element);
  });
  main.addEventListener("focusout", hide);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && target !== null) hide();
  });
  addEventListener("scroll", hide, {capture: true, passive: true});
}

/** Below what it tells of, or above where there is no room; never beyond the window. */
function place(tip: HTMLElement, element: HTMLElement): void {
  const box = element.getBoundingClientRect();
  const {width, height} = tip.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, innerWidth - width - 8));
  const isBelow = box.bottom + height + 12 < innerHeight || box.top < height + 12;
  tip.style.left = `${left}px`;
  tip.style.top = `${isBelow ? box.bottom + 6 : box.top - height - 6}px`;
}
