import {compare} from "../models.ts";
import {byPattern, customersOf, type Entry, groupBy, isCrowd, isSafe, type Limits} from "./block.ts";

/** What stands in place of a value that would tell of too few. */
export const WITHHELD = "withheld";

/** A thing that records are cut by. Days are nested: a finer one is known only where the coarser one is. */
export interface Level {
  name: string;
  isDay: boolean;
}

/** Records that are only ever shown together, with what is told of them. */
export interface Atom {
  label: string[];
  entries: Entry[];
}

export interface Partition {
  atoms: Atom[];
  /** Records that no sum may hold yet, because nothing else is like them. */
  held: Entry[];
}

/**
 * Cuts records into atoms: by one level after the other, the first being kept longest. Where a value has too few records,
 * they become `withheld` there together with those of the other such values and, while these are too few together, with
 * the smallest value that could have stood. Each atom is safe by itself and each record is in one, so whatever is added up
 * or subtracted of them is a union of atoms, and no sum of fewer records can come out of it.
 */
export function partition(entries: readonly Entry[], levels: readonly Level[], limits: Limits): Partition {
  const sorted = [...entries].sort((a, b) => compare(a.id, b.id));
  const groups = [...byPattern(sorted).values()];
  const crowds = groups.filter((group) => isCrowd(group, limits));
  const held = groups.filter((group) => !isCrowd(group, limits)).flat();
  const least = limits.rare * customersOf(sorted);
  const common = crowds.filter((group) => customersOf(group) >= least).flat();
  const rare = crowds.filter((group) => customersOf(group) < least).flat();
  const cut = (part: Entry[]) => (part.length === 0 ? [] : split({label: [], entries: part}, levels, limits));
  return {atoms: [...cut(common), ...cut(rare)], held};
}

function split(atom: Atom, levels: readonly Level[], limits: Limits): Atom[] {
  const level = levels[atom.label.length];
  if (level === undefined) return [atom];
  const next = (value: string, entries: Entry[]): Atom[] =>
    split({label: [...atom.label, value], entries}, levels, limits);
  if (level.isDay && isDayWithheld(atom, levels)) return next(WITHHELD, atom.entries);
  const {told, withheld} = cutByLevel(atom.entries, atom.label.length, limits);
  return [
    ...told.flatMap(([value, entries]) => next(value, entries)),
    ...(withheld.length === 0 ? [] : next(WITHHELD, withheld))
  ];
}

function isDayWithheld({label}: Atom, levels: readonly Level[]): boolean {
  return label.some((value, index) => value === WITHHELD && levels[index]?.isDay === true);
}

type Part = [value: string, entries: Entry[]];

/** The values that have enough records, and the records of the others, with as many values as it takes to be safe. */
function cutByLevel(
  entries: readonly Entry[],
  level: number,
  limits: Limits
): {told: Part[]; withheld: Entry[]} {
  const parts: Part[] = [...groupBy(entries, ({levels}) => levels[level] as string)].sort(([a], [b]) =>
    compare(a, b)
  );
  const told = parts.filter(([value, part]) => value !== WITHHELD && isSafe(part, limits));
  let withheld = parts.filter((part) => !told.includes(part)).flatMap(([, part]) => part);
  // The smallest first: what is least lost is given up.
  const spare = [...told].sort((a, b) => customersOf(a[1]) - customersOf(b[1]) || compare(a[0], b[0]));
  while (withheld.length > 0 && !isSafe(withheld, limits)) {
    const given = spare.shift();
    if (given === undefined) break;
    withheld = [...withheld, ...given[1]];
  }
  return {told: told.filter((part) => spare.includes(part)), withheld};
}
