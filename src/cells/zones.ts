import {Temporal} from "temporal-polyfill";

/** Local times are turned into instants in SQL from 1970 to the end of this year; others are left to `parse`. */
const LAST_YEAR = 2069;

/**
 * A table of a zone's offsets has an entry for each 2^40 microseconds of local time (12.7 days), so that a shift finds
 * it: this is three times as fast as SQL's own `at time zone`, which also reads the hour that does not exist.
 */
const SLOT_BITS = 40;
const SLOT = 2 ** SLOT_BITS;

/** A local time around which the offset changes; between `from` and `until` it happens twice or never. */
interface Change {
  /** Microseconds of local time since 1970-01-01. */
  from: number;
  until: number;
  /** Quarters of an hour. */
  before: number;
  after: number;
}

interface ZoneTable {
  /**
   * For each slot the offset in quarters of an hour; where it changes, FIRST_CHANGE + the number of the change; null
   * where it changes twice, or is not in quarters, as in Liberia before 1972.
   */
  codes: (number | null)[];
  changes: Change[];
}

const QUARTER_MICROS = 900_000_000;
const FIRST_CHANGE = 1000;

/**
 * An SQL expression of the instant at which a zone's clocks show `local`, an SQL expression of microseconds since
 * 1970-01-01; null when they show it twice or never, or not within the years of the table.
 */
export function sqlInstantOf(local: string, timeZone: string): string {
  const {codes, changes} = zoneTable(timeZone);
  const code = `${sqlList(codes)}[greatest((${local}) >> ${SLOT_BITS}, -1) + 1]`;
  const ofChange = (field: keyof Change): string =>
    `${sqlList(changes.map((change) => Math.round(change[field])))}[${code} - ${FIRST_CHANGE - 1}]`;
  const offset =
    changes.length === 0
      ? `case when ${local} between 0 and ${codes.length * SLOT - 1} then cast(${codes[0] ?? null} as bigint) end`
      : `case when ${code} < ${FIRST_CHANGE} then ${code} \
when ${local} < ${ofChange("from")} then ${ofChange("before")} \
when ${local} >= ${ofChange("until")} then ${ofChange("after")} end`;
  return `make_timestamptz(${local} - ${QUARTER_MICROS} * ${offset})`;
}

/**
 * The instant at which a zone's clocks show `local`, both in microseconds since 1970-01-01; undefined when they show it
 * twice or never.
 */
export function instantOf(local: number, timeZone: string): number | undefined {
  const {codes, changes} = zoneTable(timeZone);
  const code = codes[Math.floor(local / SLOT)] ?? undefined;
  if (code === undefined) return distantInstantOf(local, timeZone);
  if (code < FIRST_CHANGE) return local - code * QUARTER_MICROS;
  const {from, until, before, after} = changes[code - FIRST_CHANGE] as Change;
  if (local < from) return local - before * QUARTER_MICROS;
  return local >= until ? local - after * QUARTER_MICROS : undefined;
}

/** The same for local times that are not in the table. */
function distantInstantOf(local: number, timeZone: string): number | undefined {
  const text = new Date(local / 1000).toISOString().slice(0, -1);
  try {
    const plain = Temporal.PlainDateTime.from(text);
    return plain.toZonedDateTime(timeZone, {disambiguation: "reject"}).epochMilliseconds * 1000;
  } catch {
    return undefined;
  }
}

/** A list as a text that is cast is planned faster than a list of numbers. */
function sqlList(numbers: readonly (number | null)[]): string {
  return `cast('[${numbers.map(String).join(",")}]' as bigint[])`;
}

const tables = new Map<string, ZoneTable>();

function zoneTable(timeZone: string): ZoneTable {
  let table = tables.get(timeZone);
  if (table === undefined) {
    table = makeZoneTable(timeZone);
    tables.set(timeZone, table);
  }
  return table;
}

function makeZoneTable(timeZone: string): ZoneTable {
  // Two days before 1970 begins anywhere.
  const start = Temporal.Instant.from("1969-12-30T00:00Z").toZonedDateTimeISO(timeZone);
  const changes = listChanges(start);
  const slots = Math.ceil((Date.UTC(LAST_YEAR + 1, 0) * 1000) / SLOT);
  const codes = Array.from({length: slots}, (_, slot) => {
    const isWithin = ({from, until}: Change): boolean => from < (slot + 1) * SLOT && until > slot * SLOT;
    const first = changes.findIndex(isWithin);
    if (first !== changes.findLastIndex(isWithin)) return null;
    const {before, after} = changes[first] ?? {before: 0, after: 0};
    if (!Number.isInteger(before) || !Number.isInteger(after)) return null;
    if (first !== -1) return FIRST_CHANGE + first;
    const offset = changes.findLast(({until}) => until <= slot * SLOT)?.after ?? quartersOf(start);
    return Number.isInteger(offset) ? offset : null;
  });
  return {codes, changes};
}

function listChanges(start: Temporal.ZonedDateTime): Change[] {
  const changes: Change[] = [];
  let before = quartersOf(start);
  let next = start.getTimeZoneTransition("next");
  while (next !== null && next.year <= LAST_YEAR + 1) {
    const after = quartersOf(next);
    const at = next.epochMilliseconds * 1000;
    const from = at + Math.min(before, after) * QUARTER_MICROS;
    const until = at + Math.max(before, after) * QUARTER_MICROS;
    changes.push({from, until, before, after});
    before = after;
    next = next.getTimeZoneTransition("next");
  }
  return changes;
}

function quartersOf({offsetNanoseconds}: Temporal.ZonedDateTime): number {
  return offsetNanoseconds / 1000 / QUARTER_MICROS;
}
