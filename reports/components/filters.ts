/**
 * What a reader looks at: a period, parts of the business, and what it is held against. One form for all pages: the
 * address holds it (`?from=2026-01&to=2026-06&brand=Solène&compare=year_before`), `filter-bar.ts` shows and changes it,
 * cubes are cut by it (`cube.ts`).
 */
export const DIMENSIONS = ["brand", "channel", "family", "motive", "value_band"] as const;
export type DimensionName = (typeof DIMENSIONS)[number];

export const COMPARISONS = ["previous", "year_before"] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface Filters extends Record<DimensionName, string[]> {
  /** First and last month, both included, by their first day; null for all that is known. */
  from: Date | null;
  to: Date | null;
  compare: Comparison | null;
}

/** A row of the published `filter_values`: a value that can be chosen; of months their first day as text. */
export interface FilterValue {
  dimension: DimensionName | "month";
  value: string;
  place: number;
}

export interface Choices extends Record<DimensionName, string[]> {
  /** Complete months, oldest first. */
  months: Date[];
}

/** What the address asks for that nobody knows; it is left out, and said. */
export interface UnknownFilter {
  name: string;
  value: string;
}

/** What a card is told beside its rows. */
export interface CutContext {
  filters: Filters;
  /** Whether nothing was delivered at all, so that no filter is to blame. */
  isEmpty?: boolean;
}

/** Values that a part of a page stands for: those of a mark, for instance; a month stands for itself alone. */
export type Picked = Partial<Record<DimensionName, string>> & {month?: Date};

/** Months of the period that is shown when nothing else is asked for. */
const SPAN = 12;
/** What comparisons were called in links from before. */
const OLD_COMPARISONS: Record<string, Comparison> = {
  previous: "previous",
  year: "year_before",
  year_before: "year_before"
};
/** Parameters of the address that held filters before. */
const OLD_PARAMETERS = ["months", "comparison"];
/** Parameters of the address that hold filters. */
export const FILTER_PARAMETERS = ["period", "from", "to", ...DIMENSIONS, "compare"];

export function choicesOf(rows: FilterValue[]): Choices {
  const sorted = [...rows].sort((a, b) => a.place - b.place || (a.value < b.value ? -1 : 1));
  const of = (name: FilterValue["dimension"]): string[] =>
    sorted.filter(({dimension}) => dimension === name).map(({value}) => value);
  return {
    months: of("month").map((day) => new Date(`${day}T00:00Z`)),
    ...byDimension((name) => of(name))
  };
}

/** A record with one entry a dimension. */
export function byDimension<T>(make: (name: DimensionName) => T): Record<DimensionName, T> {
  return Object.fromEntries(DIMENSIONS.map((name) => [name, make(name)])) as Record<DimensionName, T>;
}

/** The filters of an address; what is not known is dropped and told. */
export function readFilters(search: string, choices: Choices): {filters: Filters; unknown: UnknownFilter[]} {
  const params = withoutOldNames(new URLSearchParams(search), choices);
  const unknown: UnknownFilter[] = [];
  const keep = (name: string, isKnown: (value: string) => boolean): string[] =>
    [...new Set(params.getAll(name))].filter((value) => {
      if (!isKnown(value)) unknown.push({name, value});
      return isKnown(value);
    });
  const isMonth = (text: string): boolean => choices.months.some((month) => monthCode(month) === text);
  const [all] = keep("period", (value) => value === "all");
  const [from] = keep("from", isMonth);
  const [to] = keep("to", isMonth);
  const [compare] = keep("compare", (value) => COMPARISONS.includes(value as Comparison));
  return {
    filters: {
      ...(all === undefined ? periodOf(from, to, choices.months) : {from: null, to: null}),
      ...byDimension((name) => keep(name, (value) => choices[name].includes(value))),
      compare: (compare as Comparison | undefined) ?? null
    },
    unknown
  };
}

/** Links from before all pages had one bar: `months=6` for the last six, `comparison=year` for a year before. */
function withoutOldNames(params: URLSearchParams, {months}: Choices): URLSearchParams {
  const count = Number(params.get("months"));
  const isSaid = ["period", "from", "to"].some((name) => params.has(name));
  const {from, to} = lastMonths(count, months);
  if (count > 0 && !isSaid && from !== null && to !== null) {
    params.set("from", monthCode(from));
    params.set("to", monthCode(to));
  }
  const compare = OLD_COMPARISONS[params.get("comparison") ?? ""];
  if (compare !== undefined && !params.has("compare")) params.set("compare", compare);
  return params;
}

/** From and to in the right order; an end that is not said is that of the default, or of all months. */
function periodOf(
  from: string | undefined,
  to: string | undefined,
  months: Date[]
): Pick<Filters, "from" | "to"> {
  if (from === undefined && to === undefined) return lastMonths(SPAN, months);
  const ends = [
    from === undefined ? months[0] : dayOf(from),
    to === undefined ? months.at(-1) : dayOf(to)
  ] as [Date, Date];
  const [first, last] = ends.sort((a, b) => a.getTime() - b.getTime());
  return {from: first, to: last};
}

/** The last complete months, as many as there are. */
export function lastMonths(count: number, months: Date[]): Pick<Filters, "from" | "to"> {
  return {from: months.slice(-count)[0] ?? null, to: months.at(-1) ?? null};
}

/** The period when nothing is asked for. */
export function usualPeriod({months}: Choices): Pick<Filters, "from" | "to"> {
  return lastMonths(SPAN, months);
}

/**
 * The filters that a mark asks for: to what it stands for alone, or no longer where that is what is filtered by, the
 * period then as it was. Null where the page cannot follow it.
 */
export function pickedFilters(
  {month, ...values}: Picked,
  {
    filters,
    follows,
    choices,
    before
  }: {
    filters: Filters;
    follows: readonly string[];
    choices: Choices;
    before: Pick<Filters, "from" | "to">;
  }
): Partial<Filters> | null {
  const known = DIMENSIONS.filter((name) => {
    const value = values[name];
    return value !== undefined && follows.includes(name) && choices[name].includes(value);
  });
  const isKnownMonth = month !== undefined && choices.months.some((one) => Number(one) === Number(month));
  if (known.length === 0 && !isKnownMonth) return null;
  const isThere =
    known.every((name) => filters[name].length === 1 && filters[name][0] === values[name]) &&
    (!isKnownMonth || [filters.from, filters.to].every((end) => Number(end) === Number(month)));
  return {
    ...Object.fromEntries(known.map((name) => [name, isThere ? [] : [values[name]]])),
    ...(isKnownMonth ? (isThere ? {from: before.from, to: before.to} : {from: month, to: month}) : {})
  };
}

/** Puts filters into the parameters of an address, each only where it differs from what is shown anyway. */
export function writeFilters(params: URLSearchParams, filters: Filters, choices: Choices): void {
  for (const name of [...FILTER_PARAMETERS, ...OLD_PARAMETERS]) params.delete(name);
  const {from, to, compare} = filters;
  const usual = usualPeriod(choices);
  if (from === null || to === null) {
    if (usual.from !== null) params.set("period", "all");
  } else if (Number(from) !== Number(usual.from) || Number(to) !== Number(usual.to)) {
    params.set("from", monthCode(from));
    params.set("to", monthCode(to));
  }
  for (const name of DIMENSIONS) for (const value of filters[name]) params.append(name, value);
  if (compare !== null) params.set("compare", compare);
}

/** Takes the filters of one address over into a link, whose own parameters stay before them. */
export function carryFilters(link: URL, from: URLSearchParams): URL {
  const carried = new URL(link);
  const own = new Set(link.searchParams.keys());
  const hasPeriod = ["period", "from", "to"].some((name) => own.has(name));
  for (const [name, value] of from) {
    const isPeriod = ["period", "from", "to"].includes(name);
    if (FILTER_PARAMETERS.includes(name) && !own.has(name) && !(isPeriod && hasPeriod))
      carried.searchParams.append(name, value);
  }
  return carried;
}

/**
 * The same filters over the period that they are compared with: as many months just before, or the same months a year
 * before. Null without a comparison, over all time, or where the months before are not all known.
 */
export function filtersBefore(filters: Filters, {months}: Choices): Filters | null {
  const {from, to} = filters;
  const back = monthsBack(filters);
  if (back === null || from === null || to === null) return null;
  const [first, last] = [addMonths(from, -back), addMonths(to, -back)];
  const isKnown = months[0] !== undefined && first >= months[0];
  return isKnown ? {...filters, from: first, to: last, compare: null} : null;
}

/** How many months before each month the one stands that it is compared with; null without a comparison. */
export function monthsBack({from, to, compare}: Filters): number | null {
  if (compare === null || from === null || to === null) return null;
  return compare === "year_before" ? 12 : monthsBetween(from, to);
}

/** Number of months from one to another, both included. */
export function monthsBetween(from: Date, to: Date): number {
  return 12 * (to.getUTCFullYear() - from.getUTCFullYear()) + to.getUTCMonth() - from.getUTCMonth() + 1;
}

export function addMonths(month: Date, count: number): Date {
  return new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + count));
}

/** 2026-03 */
export function monthCode(month: Date): string {
  return month.toISOString().slice(0, 7);
}

const dayOf = (code: string): Date => new Date(`${code}-01T00:00Z`);

/** Whether a row of a list passes: its month, and the dimensions that it has. */
export function passes(
  row: {month?: Date | null} & Partial<Record<DimensionName, string | null>>,
  filters: Filters
): boolean {
  const {from, to} = filters;
  if (row.month instanceof Date && from !== null && to !== null && (row.month < from || row.month > to))
    return false;
  return DIMENSIONS.every((name) => {
    const value = row[name];
    return value === undefined || filters[name].length === 0 || filters[name].includes(value ?? "unknown");
  });
}

/** Months of a period, oldest first; all known ones where there is no bound. */
export function monthsOf({from, to}: Pick<Filters, "from" | "to">, months: Date[]): Date[] {
  return from === null || to === null ? months : months.filter((month) => month >= from && month <= to);
}
