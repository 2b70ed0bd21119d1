import {createHash} from "node:crypto";
import {compare} from "../models.ts";
import {byPattern, customersOf, type Entry, groupBy, isCrowd, type Limits} from "./block.ts";
import {type Level, partition} from "./partition.ts";

/** A record as the last build published it; its pattern is its whole history, so that builds cannot be subtracted either. */
export interface Published extends Entry {
  /** Place of its atom in `atoms`. */
  atom: number;
}

/** What the builds of an audience have published of a result so far. */
export interface Memory {
  /** Builds so far. */
  builds: number;
  /** What is told of each atom. */
  atoms: string[][];
  records: Published[];
}

export const NOTHING_PUBLISHED: Memory = {builds: 0, atoms: [], records: []};

/**
 * What the next build publishes. A record stays in the atom in which it was first published, and its change is told only
 * together with as many others like it as a sum needs, when as many are left that did not change; else it is shown as it
 * was. New records are cut into atoms of their own. So what any two builds differ by is a union of crowds as well.
 */
export function update(
  before: Memory,
  entries: readonly Entry[],
  {levels, limits}: {levels: readonly Level[]; limits: Limits}
): {memory: Memory; held: Entry[]} {
  const now = new Map(entries.map((entry) => [entry.id, entry]));
  const builds = before.builds + 1;
  const blocks = groupBy(before.records, ({atom, pattern}) => `${atom} ${pattern}`);
  const kept = [...blocks.values()].flatMap((block) => changeBlock(block, now, {builds, limits}));
  const known = new Set(before.records.map(({id}) => id));
  const fresh = partition(
    entries.filter(({id}) => !known.has(id)),
    levels,
    limits
  );
  const added = fresh.atoms.flatMap(({entries: together}, place) =>
    together.map((entry) => ({...entry, atom: before.atoms.length + place}))
  );
  const records = [...kept, ...added].sort((a, b) => compare(a.id, b.id));
  return {
    memory: {builds, atoms: [...before.atoms, ...fresh.atoms.map(({label}) => label)], records},
    held: fresh.held
  };
}

interface Change {
  record: Published;
  next: Published;
}

/** The records of one block after the build: changed where enough of them change alike, as they were elsewhere. */
function changeBlock(
  block: readonly Published[],
  now: ReadonlyMap<string, Entry>,
  {builds, limits}: {builds: number; limits: Limits}
): Published[] {
  const changes = block.map((record): Change => ({record, next: nextOf(record, now.get(record.id), builds)}));
  const staying = changes.filter(({record, next}) => record === next).map(({record}) => record);
  const moving = [
    ...byPattern(changes.filter(({record, next}) => record !== next).map(withPattern)).values()
  ].sort((a, b) => customersOf(a.map(({record}) => record)) - customersOf(b.map(({record}) => record)));
  const told = moving.filter((group) => isChangeSafe(group, limits));
  const rest = [
    ...staying,
    ...moving
      .filter((group) => !told.includes(group))
      .flat()
      .map(({record}) => record)
  ];
  // Those that did not change are told by subtraction, so they have to be enough too.
  while (rest.length > 0 && !isCrowd(rest, limits)) {
    const given = told.shift();
    if (given === undefined) break;
    rest.push(...given.map(({record}) => record));
  }
  return [...rest, ...told.flat().map(({next}) => next)];
}

const withPattern = (change: Change): Change & {pattern: string} => ({
  ...change,
  pattern: change.next.pattern
});

/** The record itself when it is as it was. One that is gone adds nothing any more. */
function nextOf(record: Published, entry: Entry | undefined, builds: number): Published {
  const measures = entry?.measures ?? record.measures.map(() => 0);
  if (measures.every((value, index) => value === record.measures[index])) return record;
  const changed = measures.map((value, index) => (value === record.measures[index] ? "=" : "x")).join("");
  const history = `${record.pattern} ${builds} ${entry?.pattern ?? "gone"} ${changed}`;
  return {...record, measures, pattern: createHash("sha256").update(history).digest("hex").slice(0, 24)};
}

/** Neither what they are now nor what they differ by may be that of few, or of one above all. */
function isChangeSafe(group: readonly Change[], limits: Limits): boolean {
  const differences = group.map(({record, next}) => ({
    ...next,
    measures: next.measures.map((value, index) => value - (record.measures[index] as number))
  }));
  return (
    isCrowd(
      group.map(({next}) => next),
      limits
    ) && isCrowd(differences, limits)
  );
}
