import {html} from "htl";
import {chipsOf} from "./filter-chips.js";
import {carryAlong} from "./filter-links.js";
import {periodPick} from "./filter-period.js";
import {comparisonNames, filtersLine, comparisonNote, valueName} from "./filter-words.js";
import {
  type Choices,
  DIMENSIONS,
  FILTER_PARAMETERS,
  type Comparison,
  type DimensionName,
  type Filters,
  pickedFilters,
  readFilters,
  type UnknownFilter,
  usualPeriod,
  writeFilters
} from "./filters.js";
import {describeParameter} from "./in-force.js";
import type {Context} from "./frame.js";
import {staleDays} from "./foot.js";
import {PICK, type PickRequest} from "./pick.js";
import type {About} from "./results.js";
import type {Say} from "./say.js";

export interface FilterBarOptions extends Context {
  /** What the figures of the page can follow, beside the period; the others are shown as not followed. */
  follows: readonly (DimensionName | "compare")[];
}

export type FilterBar = HTMLElement & {value: Filters};

/**
 * The filter bar: the same on every page, and an input in the sense of Framework's `view`. A page adopts it so:
 *
 * ```js
 * const choices = choicesOf(await readRows(FileAttachment("data/filter_values.arrow").arrayBuffer()));
 * const filters = view(filterBar(choices, {...context, follows: ["brand", "channel"]}));
 * const before = filtersBefore(filters, choices); // null where nothing is compared
 * const rows = cube.where(filters).by("channel");
 * ```
 *
 * and adds `notFollowed(filters, cube.dimensions, say)` to the notes of cards. Marks of charts ask it to filter to what
 * they stand for (`pick.ts`). Escape closes what is open, then goes back to what was looked at before. The address
 * holds the state, and links to other pages carry it on.
 */
export function filterBar(choices: Choices, {say, about, follows}: FilterBarOptions): FilterBar {
  const {filters, unknown} = readFilters(location.search, choices);
  const chips = html`<div class="filter-chips"></div>`;
  const line = html`<span class="filter-line" role="status"></span>`;
  const note = html`<p class="filter-note" role="status">${unknownNote(unknown, say)}</p>`;
  const picks = DIMENSIONS.filter((name) => choices[name].length > 0).map((name) =>
    valuePick(name, choices[name], {
      say,
      isFollowed: follows.includes(name),
      get: () => bar.value,
      set: change
    })
  );
  const period = periodPick(choices.months, {say, get: () => bar.value, set: change});
  const compare = compareSelect({
    say,
    isFollowed: follows.includes("compare"),
    get: () => bar.value,
    set: change
  });
  const fold = html`<button type="button" class="filter-fold" aria-expanded="false" onclick=${toggle}>
    <span class="sr-only">${say.text("filters.name")}: </span>${line}
  </button>`;
  const bar = html`<section class="filter-bar" aria-label=${say.text("filters.name")}>
    ${fold}
    <div class="filter-panel" oninput=${(event: Event) => event.stopPropagation()}>
      ${period.element}${picks.map(({element}) => element)}${compare.element}
    </div>
    ${chips} ${note} ${staleNote(about, say)}
  </section>` as FilterBar;
  bar.value = filters;
  /** What was looked at before each filter that was set here, the latest last. */
  const trail: Filters[] = [];
  // What is taken away says what it is filtered by, all filters in one line.
  for (const name of FILTER_PARAMETERS)
    describeParameter(name, () => (name === "period" ? filtersLine(bar.value, say) : null));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && bar.isConnected) escape(event);
  });
  document.addEventListener(PICK, (event) => {
    if (bar.isConnected) pick((event as CustomEvent<PickRequest>).detail);
  });
  document.addEventListener("pointerdown", (event) => {
    for (const open of openPicks(bar)) if (!open.contains(event.target as Node)) open.open = false;
  });

  function change(part: Partial<Filters>): void {
    trail.push(bar.value);
    show({...bar.value, ...part});
  }

  /** Filters to what a mark stands for, or no longer, when that is all that it is filtered by already. */
  function pick({picked, isKey}: PickRequest): void {
    const before = trail.findLast(({from, to}) => Number(from) !== Number(to)) ?? usualPeriod(choices);
    const part = pickedFilters(picked, {filters: bar.value, follows, choices, before});
    if (part === null) return;
    change(part);
    if (isKey) (chips.querySelector<HTMLElement>(".chip:not(.clear)") ?? fold).focus();
  }

  function show(next: Filters): void {
    bar.value = next;
    const url = new URL(location.href);
    writeFilters(url.searchParams, next, choices);
    history.replaceState(history.state, "", url);
    note.replaceChildren();
    draw();
    bar.dispatchEvent(new Event("input", {bubbles: true}));
  }

  /** Without a filter that was set before: what led to it is no longer to be gone back to. */
  function takeAway(part: Partial<Filters>): void {
    trail.length = 0;
    show({...bar.value, ...part});
  }

  function draw(): void {
    line.textContent = filtersLine(bar.value, say);
    for (const part of [period, ...picks, compare]) part.show();
    chips.replaceChildren(...chipsOf(bar.value, {say, follows, usual: usualPeriod(choices), set: takeAway}));
    if (note.textContent === "") note.textContent = comparisonNote(bar.value, choices, say).join(" ");
    carryAlong();
  }

  function toggle(): void {
    fold.setAttribute("aria-expanded", String(bar.classList.toggle("unfolded")));
  }

  /** Closes what is open; else goes back, or takes the last filter away, where nothing else waits for the key. */
  function escape(event: KeyboardEvent): void {
    const open = openPicks(bar)[0];
    if (open !== undefined) {
      open.open = false;
      open.querySelector("summary")?.focus();
      return;
    }
    const target = event.target as Element;
    const isElsewhere = target !== document.body && !bar.contains(target);
    if (isElsewhere || document.querySelector("dialog[open]") !== null) return;
    const before = trail.pop();
    const last = DIMENSIONS.findLast((name) => bar.value[name].length > 0);
    if (before !== undefined) show(before);
    else if (last !== undefined) takeAway({[last]: bar.value[last].slice(0, -1)});
  }

  draw();
  return bar;
}

export interface PartOptions {
  say: Say;
  get: () => Filters;
  set: (part: Partial<Filters>) => void;
}

/** A part of the bar, and how it is brought up to date. */
export interface Part {
  element: HTMLElement;
  show: () => void;
}

const openPicks = (bar: HTMLElement): HTMLDetailsElement[] => [
  ...bar.querySelectorAll<HTMLDetailsElement>("details[open]")
];

/** A list of values to tick, that opens from its name. */
function valuePick(
  name: DimensionName,
  values: string[],
  {say, isFollowed, get, set}: PartOptions & {isFollowed: boolean}
): Part {
  const label = say.text(`filters.${name}`);
  const boxes = sorted(name, values, say).map((value) => {
    const input = html`<input type="checkbox" value=${value} onchange=${tick} />` as HTMLInputElement;
    return {input, element: html`<label>${input} ${valueName(name, value, say)}</label>`};
  });
  const count = html`<b class="filter-count"></b>`;
  const element = html`<details class="pick">
    <summary>${label} ${count}</summary>
    <fieldset>
      <legend class="sr-only">${label}</legend>
      ${isFollowed ? "" : html`<p>${say.text("filters.page_does_not_follow")}</p>`}
      ${boxes.map((box) => box.element)}
    </fieldset>
  </details>`;
  element.classList.toggle("idle", !isFollowed);

  function tick(): void {
    set({[name]: boxes.filter(({input}) => input.checked).map(({input}) => input.value)});
  }

  return {
    element,
    show: () => {
      const chosen = get()[name];
      for (const {input} of boxes) input.checked = chosen.includes(input.value);
      count.textContent = chosen.length === 0 ? "" : String(chosen.length);
    }
  };
}

/** Bands stay in the order of their amounts; the others go by name, what is not known last. */
function sorted(name: DimensionName, values: string[], say: Say): string[] {
  if (name === "value_band") return values;
  const isOdd = (value: string): number => Number(/^(unknown|several|[A-Z_]+)$/.test(value));
  return [...values].sort(
    (a, b) =>
      isOdd(a) - isOdd(b) || valueName(name, a, say).localeCompare(valueName(name, b, say), say.locale)
  );
}

function compareSelect({say, isFollowed, get, set}: PartOptions & {isFollowed: boolean}): Part {
  const select = html`<select onchange=${() => set({compare: (select.value || null) as Comparison | null})}>
    ${comparisonNames(say).map(([value, text]) => html`<option value=${value}>${text}</option>`)}
  </select>` as HTMLSelectElement;
  select.disabled = !isFollowed;
  const element = html`<label class="filter-compare">
    <span>${say.text("filters.compare")}</span> ${select}
  </label>`;
  if (!isFollowed) element.title = say.text("filters.page_does_not_follow");
  return {element, show: () => (select.value = get().compare ?? "")};
}

/** Old figures say so before they are read. */
function staleNote(about: About, say: Say): HTMLElement | "" {
  const count = staleDays(about);
  if (count === null) return "";
  return html`<p class="filter-note">${say.text("filters.stale", {count, date: say.date(about.as_of)})}</p>`;
}

function unknownNote(unknown: UnknownFilter[], say: Say): string {
  if (unknown.length === 0) return "";
  const told = unknown.map(({name, value}) =>
    say.text("filters.value", {name: say.text(`filters.${name}`), value})
  );
  return say.text("filters.unknown", {filters: say.list(told)});
}
