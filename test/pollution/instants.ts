const FORMATS = new Map<string, Intl.DateTimeFormat>();

/**
 * Microseconds since 1970 at which the clocks of a zone show a local time (given in milliseconds, as if it were
 * UTC): one, none when the clocks jump over it, two when they are put back.
 */
export function instantsOf(local: number, zone: string): bigint[] {
  const day = 86_400_000;
  const offsets = new Set([-day, 0, day].map((shift) => offsetAt(local + shift, zone)));
  return [...offsets]
    .map((offset) => ({offset, instant: local - offset}))
    .filter(({offset, instant}) => offsetAt(instant, zone) === offset)
    .map(({instant}) => BigInt(instant) * 1000n);
}

/** Milliseconds by which a zone's clocks are ahead of UTC at an instant. */
function offsetAt(instant: number, zone: string): number {
  let format = FORMATS.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric"
    });
    FORMATS.set(zone, format);
  }
  const parts = Object.fromEntries(
    format.formatToParts(instant).map(({type, value}) => [type, Number(value)])
  );
  const {year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0} = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
}
