import {emptyAdvice} from "./filter-words.js";
import {DIMENSIONS, type Filters} from "./filters.js";
import {emptyCard} from "./frame.js";
import type {Say} from "./say.js";

/** A card without rows: which filter to take away where one is set, else why there is nothing at all. */
export function emptyCut(filters: Filters, say: Say, heading: string, explanation: string): HTMLElement {
  const isFiltered = DIMENSIONS.some((name) => filters[name].length > 0);
  return isFiltered
    ? emptyCard(say.text("filters.empty"), emptyAdvice(filters, say))
    : emptyCard(heading, explanation);
}

/** The same filters over all time, for what does not follow the period. */
export function anyTime(filters: Filters): Filters {
  return {...filters, from: null, to: null};
}
