/** What must hold before a sum of several records may be shown. */
export interface Limits {
  /** Least customers behind a sum. */
  customers: number;
  /** Least sellers behind a sum; none at all is fine too. */
  sellers: number;
  /** Most that a single customer, or seller, may hold of a sum, 0 to 1. */
  dominance: number;
  /** Classes with a smaller share of the customers are split apart from the others, so that they do not hold these back. */
  rare: number;
}

/** A record behind the cells of a result: ids are keyed hashes. */
export interface Entry {
  id: string;
  customer: string;
  seller: string | null;
  /** Values of what it is cut by, in the order in which they are kept. */
  levels: readonly string[];
  /** What it adds to each measure: counts, or cents. */
  measures: readonly number[];
  /** What is known of it by everything that is shown; see `patternOf`. */
  pattern: string;
}

/** What a measure counts in: things, euros of CA, or euros of parc a year. Sums are made within one of them. */
export type Unit = "things" | "ca" | "parc";

/**
 * What sums and differences of measures tell of a record: counts as they are, and which amounts are nothing or equal.
 * Two measures of the same records can be subtracted: `at risk − kept` is made of those alone who kept less. Records of
 * one pattern stay together in any such sum, so that it is enough that those of each pattern are many.
 */
export function patternOf(measures: readonly number[], units: readonly Unit[]): string {
  const seen = {ca: new Map([[0, 0]]), parc: new Map([[0, 0]])};
  const told = measures.map((value, index) => {
    const unit = units[index] as Unit;
    if (unit === "things") return String(value);
    const [sizes, size] = [seen[unit], Math.abs(value)];
    if (!sizes.has(size)) sizes.set(size, sizes.size);
    return `${unit}${sizes.get(size) as number}`;
  });
  return told.join(",");
}

/** Records by pattern. */
export function byPattern<E extends Pick<Entry, "pattern">>(entries: readonly E[]): Map<string, E[]> {
  return groupBy(entries, ({pattern}) => pattern);
}

export function groupBy<E>(entries: readonly E[], key: (entry: E) => string): Map<string, E[]> {
  const groups = new Map<string, E[]>();
  for (const entry of entries) {
    const found = groups.get(key(entry));
    if (found === undefined) groups.set(key(entry), [entry]);
    else found.push(entry);
  }
  return groups;
}

/** Whether sums over these records, and over those of each pattern, tell of no one. Nothing at all tells of no one. */
export function isSafe(entries: readonly Entry[], limits: Limits): boolean {
  if (customersOf(entries) < limits.customers && entries.length > 0) return false;
  for (const alike of byPattern(entries).values()) if (!isCrowd(alike, limits)) return false;
  return true;
}

/** Whether records that any sum holds together are of enough customers and sellers, none of whom holds nearly all. */
export function isCrowd(entries: readonly Entry[], limits: Limits): boolean {
  if (entries.length === 0) return true;
  if (customersOf(entries) < limits.customers) return false;
  const sellers = new Set(entries.map(({seller}) => seller));
  sellers.delete(null);
  if (sellers.size > 0 && sellers.size < limits.sellers) return false;
  const width = entries[0]?.measures.length ?? 0;
  for (let measure = 0; measure < width; measure++) {
    if (isDominated(entries, measure, ({customer}) => customer, limits)) return false;
    if (sellers.size > 0 && isDominated(entries, measure, ({seller}) => seller, limits)) return false;
  }
  return true;
}

export function customersOf(entries: readonly Pick<Entry, "customer">[]): number {
  return new Set(entries.map(({customer}) => customer)).size;
}

function isDominated(
  entries: readonly Entry[],
  measure: number,
  unit: (entry: Entry) => string | null,
  {dominance}: Limits
): boolean {
  const held = new Map<string | null, number>();
  let whole = 0;
  let most = 0;
  for (const entry of entries) {
    const size = Math.abs(entry.measures[measure] as number);
    const sum = (held.get(unit(entry)) ?? 0) + size;
    held.set(unit(entry), sum);
    whole += size;
    if (unit(entry) !== null) most = Math.max(most, sum);
  }
  return most > dominance * whole;
}
