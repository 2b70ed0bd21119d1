/** A local calendar day, counted from 1970-01-01: plain numbers keep a million orders cheap. */
export type Day = number;

/** A minute of a local day, as an export writes it. */
export interface Instant {
  day: Day;
  minute: number;
}

const DAY_MS = 86_400_000;

/** The day an ISO date names. */
export function dayOf(iso: string): Day {
  return Date.parse(`${iso}T00:00:00Z`) / DAY_MS;
}

const isoDates = new Map<Day, string>();

/** The date of a day as `yyyy-mm-dd`. */
export function isoDate(day: Day): string {
  // A few years of days, each of which is written many times.
  let written = isoDates.get(day);
  if (written === undefined) {
    written = new Date(day * DAY_MS).toISOString().slice(0, 10);
    isoDates.set(day, written);
  }
  return written;
}

/**
 * The same day of the month, `months` later, clamped to the month's end (docs/methods.md §2).
 * Always computed from the anchor: adding to an already clamped date would drift.
 */
export function addMonths(anchor: Day, months: number): Day {
  const date = new Date(anchor * DAY_MS);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / DAY_MS;
  return first + Math.min(date.getUTCDate(), monthLength(first)) - 1;
}

/** The first day of the month a day is in. */
export function monthStart(day: Day): Day {
  return day - dayOfMonth(day) + 1;
}

/** The last day of the month a day is in. */
export function monthEnd(day: Day): Day {
  const start = monthStart(day);
  return start + monthLength(start) - 1;
}

/** The number of a day in its month, from 1. */
export function dayOfMonth(day: Day): number {
  return new Date(day * DAY_MS).getUTCDate();
}

/** The day itself when offices are open, else the first one after on which they are. */
export function workday(day: Day): Day {
  let open = day;
  while (isClosed(open)) open++;
  return open;
}

// The feasts that fall on the same date each year are enough to look true.
const FEASTS = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];
const HOLIDAYS = new Set(
  [2024, 2025, 2026, 2027].flatMap((year) => FEASTS.map((feast) => dayOf(`${year}-${feast}`)))
);

function isClosed(day: Day): boolean {
  // 1970-01-01 was a Thursday, so that Saturday is 2 and Sunday 3 in this count.
  const weekday = day % 7;
  return weekday === 2 || weekday === 3 || HOLIDAYS.has(day);
}

function monthLength(first: Day): number {
  const date = new Date(first * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY_MS - first;
}

/** First day on which an order of the sample may be signed. */
export const FIRST_DAY = dayOf("2024-01-01");

/** Last day the sample knows: a constant, so that the same seed gives the same bytes in any year. */
export const LAST_DAY = dayOf("2026-06-30");

/** One export of each system is taken on each of these days. */
const EXTRACTION_DAYS: readonly Day[] = ["2026-04-30", "2026-05-31", "2026-06-30"].map(dayOf);

/** A way to ask whether an export holds a record: known by its day, and changed since `after`. */
export interface Extraction {
  day: Day;
  /** Later exports repeat what changed after this day; the first one holds all the history. */
  after: Day;
}

/** `count` extractions evenly over all days: each holds what changed since the one before the previous one. */
export function evenExtractions(count: number): Extraction[] {
  const dayAt = (position: number): Day =>
    FIRST_DAY - 1 + Math.round(((LAST_DAY - FIRST_DAY + 1) * position) / count);
  return Array.from({length: count}, (_, position) => ({
    day: dayAt(position + 1),
    after: position < 2 ? Number.NEGATIVE_INFINITY : dayAt(position - 1)
  }));
}

/** The extractions of a system whose later exports reach back `months` months. */
export function extractions(months: number): Extraction[] {
  return EXTRACTION_DAYS.map((day, position) => ({
    day,
    after: position === 0 ? Number.NEGATIVE_INFINITY : addMonths(day, -months)
  }));
}
