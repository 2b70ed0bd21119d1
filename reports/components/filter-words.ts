import {
  COMPARISONS,
  DIMENSIONS,
  monthsBetween,
  type Choices,
  type DimensionName,
  type Filters,
  filtersBefore
} from "./filters.js";
import type {Say} from "./say.js";

/** The name of a value of a dimension, in the language of the page. */
export function valueName(name: DimensionName, value: string, say: Say): string {
  const names: Record<DimensionName, () => string> = {
    brand: () => say.name("brand", value),
    channel: () => say.name("channel", value),
    family: () => say.name("family", value),
    motive: () => say.name("motive", value),
    value_band: () => say.name("value_band", value)
  };
  return names[name]();
}

/** "July 2025 to June 2026", or all that is known. */
export function periodName({from, to}: Pick<Filters, "from" | "to">, say: Say): string {
  if (from === null || to === null) return say.text("filters.period.all");
  if (Number(from) === Number(to)) return say.month(from);
  return say.text("card.period", {from: say.month(from), to: say.month(to)});
}

/** What is looked at, to end a sentence with: "July 2025 to June 2026, Solène". */
export function cutName(filters: Filters, say: Say): string {
  return filtersLine({...filters, compare: null}, say).replaceAll(" · ", ", ");
}

/** What is filtered, in one line: "July 2025 to June 2026 · Solène · with a year before". */
export function filtersLine(filters: Filters, say: Say): string {
  const values = DIMENSIONS.flatMap((name) =>
    filters[name].length === 0 ? [] : [filters[name].map((value) => valueName(name, value, say)).join(", ")]
  );
  const {compare} = filters;
  const compared = compare === null ? [] : [say.text(`filters.compare.${compare}`)];
  return [periodName(filters, say), ...values, ...compared].join(" · ");
}

/**
 * What a figure does not follow, for its notes: "not filtered by motive: Price". `followed` is what it does follow: the
 * dimensions of its cube, `month` for the period.
 */
export function notFollowed(
  filters: Filters,
  followed: readonly string[],
  say: Say,
  stands = say.text("filters.all_time")
): string[] {
  const ignored = DIMENSIONS.filter((name) => filters[name].length > 0 && !followed.includes(name)).map(
    (name) =>
      say.text("filters.value", {
        name: say.text(`filters.${name}`).toLocaleLowerCase(say.locale),
        value: filters[name].map((value) => valueName(name, value, say)).join(", ")
      })
  );
  const isAll = filters.from === null && stands === say.text("filters.all_time");
  const isPeriodIgnored = !isAll && !followed.includes("month");
  return [
    ...(ignored.length === 0 ? [] : [say.text("filters.not_followed", {filters: say.list(ignored)})]),
    ...(isPeriodIgnored ? [say.text("filters.stands_for", {period: stands})] : [])
  ];
}

/** What to do where a cut holds nothing: "take away the motive: Price", or widen the period. */
export function emptyAdvice(filters: Filters, say: Say): string {
  const chosen = DIMENSIONS.filter((name) => filters[name].length > 0).map((name) =>
    say.text("filters.value", {
      name: say.text(`filters.${name}`).toLocaleLowerCase(say.locale),
      value: filters[name].map((value) => valueName(name, value, say)).join(", ")
    })
  );
  return chosen.length === 0
    ? say.text("filters.empty.period", {period: periodName(filters, say)})
    : say.text("filters.empty.values", {filters: say.list(chosen), period: periodName(filters, say)});
}

/** Why nothing is compared although it is asked for, or nothing. */
export function comparisonNote(filters: Filters, choices: Choices, say: Say): string[] {
  if (filters.compare === null || filtersBefore(filters, choices) !== null) return [];
  return [say.text("filters.compare.none_before")];
}

/** "over 12 months" */
export function spanOf({from, to}: Pick<Filters, "from" | "to">, {months}: Choices): number {
  return from === null || to === null ? months.length : monthsBetween(from, to);
}

/** Names of comparisons for the bar. */
export function comparisonNames(say: Say): [string, string][] {
  return [
    ["", say.text("filters.compare.none")],
    ...COMPARISONS.map((value): [string, string] => [value, say.text(`filters.compare.${value}`)])
  ];
}
