import {html} from "htl";
import {periodName, valueName} from "./filter-words.js";
import {DIMENSIONS, type DimensionName, type Filters} from "./filters.js";
import type {Say} from "./say.js";

export interface ChipOptions {
  say: Say;
  /** What the figures of the page can follow; chips of the others say that they do not. */
  follows: readonly string[];
  /** The period without a filter: a month alone is a filter like the others. */
  usual: Pick<Filters, "from" | "to">;
  /** Takes a filter away. */
  set: (part: Partial<Filters>) => void;
}

/** One button a chosen value, which takes it away; those that the page does not follow say so. */
export function chipsOf(filters: Filters, {say, follows, usual, set}: ChipOptions): HTMLElement[] {
  const isMonth = filters.from !== null && Number(filters.from) === Number(filters.to);
  const chips = [
    ...(isMonth ? [chipOf("month", periodName(filters, say), {say, onclick: () => set(usual)})] : []),
    ...DIMENSIONS.flatMap((name) =>
      filters[name].map((value) =>
        chipOf(name, valueName(name, value, say), {
          say,
          isIdle: !follows.includes(name),
          onclick: () => set({[name]: filters[name].filter((other) => other !== value)})
        })
      )
    )
  ];
  if (chips.length < 2) return chips;
  const none = Object.fromEntries(DIMENSIONS.map((name) => [name, []]));
  return [
    ...chips,
    html`<button type="button" class="chip clear" onclick=${() => set({...none, ...(isMonth ? usual : {})})}>
      ${say.text("filters.clear")}
    </button>`
  ];
}

function chipOf(
  name: DimensionName | "month",
  value: string,
  {say, isIdle = false, onclick}: {say: Say; isIdle?: boolean; onclick: () => void}
): HTMLElement {
  const text = say.text("filters.value", {name: say.text(`filters.${name}`), value});
  const chip = html`<button
    type="button"
    class="chip"
    aria-label=${say.text("filters.remove", {filter: text})}
    onclick=${onclick}
  >
    ${text}${isIdle ? html` <i>${say.text("filters.idle")}</i>` : ""} <span aria-hidden="true">×</span>
  </button>`;
  chip.classList.toggle("idle", isIdle);
  return chip;
}
