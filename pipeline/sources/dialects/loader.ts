// What loaders write into the tables that they fill.
import {type CellType, type Contract, day, instant} from "../../../src/index.ts";

const MIDNIGHT = /[ T]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;
const INSTANT = /^(?<whole>.*:\d{2})(?:\.\d{1,9})?(?<utc>Z?)$/;

/**
 * An instant as programs write it, to the second: `2016-01-15 23:23:00.000000` in the zone of the dialect, or
 * `2016-01-15T23:23:00.000Z` in UTC, whatever the dialect; any other instant is read as such.
 */
export function loaderInstant(): CellType {
  const plain = instant();
  return {
    ...plain,
    name: "instant of a loader",
    parse: (value, dialect) => {
      const {whole = value, utc} = INSTANT.exec(value)?.groups ?? {};
      return plain.parse(whole, utc === "Z" ? {...dialect, timeZone: "UTC"} : dialect);
    }
  };
}

/** A day as loaders write it, as an instant at midnight, `2015-01-15 00:00:00.000000`; any other day is read as such. */
export function loaderDay(): CellType {
  const plain = day();
  return {
    ...plain,
    name: "day of a loader",
    parse: (value, dialect) => plain.parse(value.replace(MIDNIGHT, ""), dialect)
  };
}

/** The columns of a contract, some of them read as another type, because another dialect writes them so. */
export function retype(
  columns: Contract["columns"],
  types: Readonly<Record<string, CellType>>
): Contract["columns"] {
  const retyped = {...columns};
  for (const [name, type] of Object.entries(types)) {
    const column = columns[name];
    if (column === undefined) throw new Error(`no column is called ${name}`);
    retyped[name] = {...column, type};
  }
  return retyped;
}
