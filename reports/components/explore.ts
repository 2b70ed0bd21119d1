import {html} from "htl";

/** Places visited in a chart without marks of its own, such as a line. */
const STEPS = 24;

interface Place {
  x: number;
  y: number;
}

/**
 * Lets the arrow keys do in a chart what the pointer does: each step shows the tip of the next mark, and says it.
 * Home and End go to the first and the last one, Escape takes the tip away.
 * @returns where the tip is said, to be put beside the chart; nothing for a chart without tips.
 */
export function explorable(picture: SVGElement): HTMLElement | null {
  if (picture.querySelector(".tip") === null) return null;
  const said = html`<output class="sr-only" aria-live="polite"></output>`;
  let at = -1;
  picture.setAttribute("tabindex", "0");
  picture.addEventListener("keydown", (event) => {
    const places = placesIn(picture);
    const next = nextPlace(event.key, at, places.length);
    if (next === null) return;
    event.preventDefault();
    void visit(picture, places, {from: next, by: next < at || event.key === "End" ? -1 : 1}).then(
      (reached) => {
        at = reached;
        said.textContent = tipOf(picture);
      }
    );
  });
  picture.addEventListener("blur", () => {
    at = -1;
    leave(picture);
  });
  return said;
}

/** The place that a key leads to: -1 away from all; null for a key that is not for charts. */
export function nextPlace(key: string, at: number, count: number): number | null {
  const places: Record<string, number> = {
    ArrowRight: Math.min(at + 1, count - 1),
    ArrowDown: Math.min(at + 1, count - 1),
    ArrowLeft: Math.max(at - 1, 0),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: count - 1,
    Escape: -1
  };
  return places[key] ?? null;
}

/** Goes on to the first place that tells something else: the parts of one bar share a tip. */
async function visit(
  picture: SVGElement,
  places: Place[],
  {from, by}: {from: number; by: 1 | -1}
): Promise<number> {
  const before = tipOf(picture);
  let at = from;
  for (let place = places[at]; place !== undefined; place = places[at + by]) {
    at = places.indexOf(place);
    point(picture, place);
    // With several panels Plot waits for a frame before it decides which of them answers.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    if (tipOf(picture) !== before && tipOf(picture) !== "") return at;
  }
  if (from === -1) leave(picture);
  return at;
}

/** The middles of all marks, from left to right; evenly spread where there are none. */
function placesIn(picture: SVGElement): Place[] {
  const marks = [...picture.querySelectorAll(":is(circle, rect)")].filter(
    (mark) => mark.closest(".tip, defs, clipPath") === null
  );
  const middles = marks.map((mark) => {
    const {left, top, width, height} = mark.getBoundingClientRect();
    return {x: Math.round(left + width / 2), y: Math.round(top + height / 2)};
  });
  const places = [...new Map(middles.map((place) => [`${place.x} ${place.y}`, place])).values()];
  if (places.length > 1) return places.sort((a, b) => a.x - b.x || a.y - b.y);
  const {left, top, width, height} = picture.getBoundingClientRect();
  return Array.from({length: STEPS}, (_, step) => ({
    x: left + (width * (step + 0.5)) / STEPS,
    y: top + height / 2
  }));
}

function point(picture: SVGElement, {x, y}: Place): void {
  const place = {clientX: x, clientY: y, pointerType: "mouse"};
  picture.dispatchEvent(new PointerEvent("pointermove", place));
}

function leave(picture: SVGElement): void {
  picture.dispatchEvent(new PointerEvent("pointerleave", {pointerType: "mouse"}));
}

function tipOf(picture: SVGElement): string {
  const lines = [...picture.querySelectorAll(".tip tspan")].map((line) => line.textContent.trim());
  return lines.filter((line) => line !== "" && line !== "\u200b").join(", ");
}
