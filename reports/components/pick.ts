import type {Picked} from "./filters.js";
import type {Say} from "./say.js";

/** How the marks of a chart filter the page. */
export interface Picking<Row> {
  /** What the mark of a row stands for; null where there is nothing to filter by. */
  of: (row: Row) => Picked | null;
  /** What a click does, in words. */
  hint: string;
}

/** What the filter bar is asked for. */
export interface PickRequest {
  picked: Picked;
  /** Whether the keyboard asked: the focus must not get lost with the chart that is drawn anew. */
  isKey: boolean;
}

/** Name of the event that goes from a chart to the filter bar. */
export const PICK = "ressac:pick";

/** A click on a mark, or Enter where the arrow keys have led to, filters the page to what the mark stands for. */
export function picking<Row>(say: Say, of: (row: Row) => Picked | null): Picking<Row> {
  return {of, hint: say.text("filters.pick")};
}

/** Lets the marks of a chart filter the page; the chart tells which row is pointed at, as Plot does. */
export function makePickable<Row>(picture: SVGElement, {of, hint}: Picking<Row>): void {
  const pointed = (): Row | null => (picture as SVGElement & {value?: Row}).value ?? null;
  let tapped: Row | null = null;
  const ask = (isKey: boolean): void => {
    const row = pointed();
    const picked = row === null ? null : of(row);
    if (picked === null) return;
    picture.dispatchEvent(new CustomEvent<PickRequest>(PICK, {bubbles: true, detail: {picked, isKey}}));
  };
  picture.classList.add("pickable");
  picture.setAttribute("aria-description", hint);
  picture.addEventListener("click", (event) => {
    // Fingers do not hover: the first touch shows what is there, the second one takes it.
    const isTouch = event instanceof PointerEvent && event.pointerType === "touch";
    const isSecond = tapped !== null && tapped === pointed();
    tapped = pointed();
    if (!isTouch || isSecond) ask(false);
  });
  picture.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    // The chip that gets the focus must not be pressed by the same key.
    event.preventDefault();
    ask(true);
  });
}
