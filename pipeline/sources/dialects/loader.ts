// What loaders write into the tables that they fill.
import {type CellType, type Contract, day, instant, yesNo} from "../../../src/index.ts";

/**
 * An instant as loaders write it, without a zone and to the second: `2016-01-15 23:23:00.000000` in the zone of the
 * dialect; any other instant is read as such.
 */
export function loaderInstant(): CellType {
  return readFirstGroup(
    instant(),
    "instant of a loader",
    "^([0-9/-]+ [0-9]{2}:[0-9]{2}:[0-9]{2})[.][0-9]{1,9}$"
  );
}

/** A day as loaders write it, as an instant at midnight, `2015-01-15 00:00:00.000000`; any other day is read as such. */
export function loaderDay(): CellType {
  return readFirstGroup(
    day(),
    "day of a loader",
    "^([0-9/-]+)[ T]00:00(?::00(?:[.]0+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$"
  );
}

/** The columns that a loader adds to every table. */
export const LOADER_COLUMNS = {
  is_gone: {
    type: yesNo(),
    headers: ["_fivetran_deleted"],
    meaning: "whether the loader found the row no more"
  },
  synced_at: {type: loaderInstant(), headers: ["_fivetran_synced"], meaning: "when the loader copied it"}
};

/**
 * A type that reads only the first group of a text in the form of a pattern, and any other text as a whole. The pattern
 * means the same to TypeScript and to SQL, so that both read alike wherever the type does.
 */
function readFirstGroup(type: CellType, name: string, pattern: string): CellType {
  const form = new RegExp(pattern);
  return {
    name,
    duckdb: type.duckdb,
    parse: (text, dialect) => type.parse(text.replace(form, "$1"), dialect),
    sql: (cell, dialect) => type.sql(`regexp_replace(${cell}, '${pattern}', '\\1')`, dialect)
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
