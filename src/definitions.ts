import type {Model} from "./models.ts";

/** What a published file says of itself: its own meaning, and of each column what its model's comment says. */
export interface Definitions {
  table: ReadonlyMap<string, string>;
  columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** A rate is one column divided by another; each may be qualified by the table it comes from. */
const RATIO = /^ {2}(?:\w+\.)?(\w+) \/ (?:nullif\((?:\w+\.)?(\w+), 0\)|(?:\w+\.)?(\w+)) as (\w+)\b/gm;

/** Rates that are withheld in places: `if (is_hidden, null, kept / cases) as kept_rate`. */
const WITHHELD =
  /^ {2}if \(\w+, null, (?:\w+\.)?(\w+) \/ (?:nullif\((?:\w+\.)?(\w+), 0\)|(?:\w+\.)?(\w+))\) as (\w+)\b/gm;

/** What of a model its definitions are made from. */
type Documented = Pick<Model, "name" | "sql" | "meaning" | "columns" | "reads">;

/**
 * What is published with a result, so that pages explain figures in the words of the models: meaning of the result
 * and of its columns, the models it reads, and of a rate its numerator and denominator, where the result or a model
 * that it reads divides two columns of those names.
 */
export function definitionsOf(
  report: Documented,
  models: readonly Pick<Model, "name" | "sql">[]
): Definitions {
  const upstream = models.filter(({name}) => report.reads.includes(name));
  const ratios = [...upstream, report].map(({sql}) => ratiosOf(sql));
  const columns = [...report.columns].map(([column, meaning]): [string, Map<string, string>] => {
    const notes = new Map([["meaning", meaning]]);
    const ratio = ratios.map((found) => found.get(column)).findLast((parts) => parts !== undefined);
    if (ratio !== undefined && ratio.every((part) => report.columns.has(part))) {
      notes.set("numerator", ratio[0]);
      notes.set("denominator", ratio[1]);
    }
    return [column, notes];
  });
  return {
    table: new Map([
      ["name", report.name],
      ["meaning", report.meaning],
      ["reads", report.reads.join(", ")]
    ]),
    columns: new Map(columns)
  };
}

/** Numerator and denominator of each rate that a model computes from two columns. */
export function ratiosOf(sql: string): Map<string, [string, string]> {
  const found = [...sql.matchAll(RATIO), ...sql.matchAll(WITHHELD)];
  return new Map(
    found.map(([, over = "", guarded, plain, name = ""]) => [name, [over, guarded ?? plain ?? ""]])
  );
}
