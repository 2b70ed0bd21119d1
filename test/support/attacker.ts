// Someone who has kept everything that an audience was ever shown, knows who stands behind each sum, and subtracts.
import type {Entry, Unit} from "../../src/small-cells/block.ts";

/** A record as one build has it. */
export type Version = Pick<Entry, "id" | "customer" | "levels" | "measures">;

/** A sum that was published: the records behind it, as they were then. */
export type Shown = readonly Version[];

/** A linear combination of what is not known: how often each of these amounts is in it. */
export type Sum = Map<string, number>;

/** Just below 2^26, so that products of two remainders are exact. */
const PRIME = 67_108_859;

/**
 * What a sum over records is made of. A count is made of records; an amount of itself, and equal amounts of one record
 * are one unknown: whoever knows that `kept` is `at risk` where all was kept can subtract the two.
 */
export function sumOf(records: Shown, measure: number, units: readonly Unit[], times = 1): Sum {
  const sum: Sum = new Map();
  for (const {id, measures} of records) {
    const value = measures[measure] as number;
    const unit = units[measure] as Unit;
    if (value === 0) continue;
    const name = unit === "things" ? `${id} counted` : `${id} ${unit} ${Math.abs(value)}`;
    add(sum, name, times * (unit === "things" ? value : Math.sign(value)));
  }
  return sum;
}

export function add(sum: Sum, name: string, times: number): void {
  const now = (sum.get(name) ?? 0) + times;
  if (now === 0) sum.delete(name);
  else sum.set(name, now);
}

/** The sum of two sums. */
export function plus(a: Sum, b: Sum): Sum {
  const sum = new Map(a);
  for (const [name, times] of b) add(sum, name, times);
  return sum;
}

/** All that follows from sums by adding, subtracting and multiplying: exact, in remainders of a prime. */
export class Knowledge {
  /** Unknowns that are in every sum alike cannot be told apart: they are one. */
  private readonly places = new Map<string, number>();
  private readonly sizes: number[] = [];
  private readonly basis = new Map<number, Float64Array>();

  constructor(sums: readonly Sum[]) {
    const signatures = new Map<string, string[]>();
    sums.forEach((sum, index) => {
      for (const [name, times] of sum) {
        const told = signatures.get(name);
        if (told === undefined) signatures.set(name, [`${index}:${times}`]);
        else told.push(`${index}:${times}`);
      }
    });
    const numbers = new Map<string, number>();
    for (const [name, told] of signatures) {
      const signature = told.join();
      const place = numbers.get(signature) ?? numbers.size;
      numbers.set(signature, place);
      this.places.set(name, place);
      this.sizes[place] = (this.sizes[place] ?? 0) + 1;
    }
    for (const sum of sums) this.learn(this.rowOf(sum) as Float64Array);
  }

  /** Whether the value of a sum follows from what is known. */
  tells(sum: Sum): boolean {
    const row = this.rowOf(sum);
    return row !== undefined && this.reduce(row) === undefined;
  }

  /** The simplest sums that follow, each with the unknowns that it is made of: as few as elimination leaves. */
  simplest(): string[][] {
    const leads = [...this.basis.keys()].sort((a, b) => b - a);
    for (const lead of leads) {
      const row = this.basis.get(lead) as Float64Array;
      for (const other of leads) {
        const factor = row[other] as number;
        if (other <= lead || factor === 0) continue;
        const known = this.basis.get(other) as Float64Array;
        for (let index = other; index < row.length; index++)
          row[index] = ((row[index] as number) + (PRIME - factor) * (known[index] as number)) % PRIME;
      }
    }
    return leads.map((lead) => {
      const row = this.basis.get(lead) as Float64Array;
      return [...this.places].filter(([, place]) => row[place] !== 0).map(([name]) => name);
    });
  }

  /** The sum by groups of unknowns; undefined when it holds some of a group and not others. */
  private rowOf(sum: Sum): Float64Array | undefined {
    const row = new Float64Array(this.sizes.length);
    const counts = new Map<number, number>();
    for (const [name, times] of sum) {
      const place = this.places.get(name);
      if (place === undefined) return undefined;
      const residue = ((times % PRIME) + PRIME) % PRIME;
      if (counts.has(place) && row[place] !== residue) return undefined;
      row[place] = residue;
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    for (const [place, count] of counts) if (count !== this.sizes[place]) return undefined;
    return row;
  }

  private learn(row: Float64Array): void {
    const lead = this.reduce(row);
    if (lead === undefined) return;
    const inverse = power(row[lead] as number, PRIME - 2);
    this.basis.set(
      lead,
      row.map((value) => (value * inverse) % PRIME)
    );
  }

  /** Takes away what is known; gives the first place that is left, or undefined when nothing is. */
  private reduce(row: Float64Array): number | undefined {
    for (let place = 0; place < row.length; place++) {
      const factor = row[place] as number;
      if (factor === 0) continue;
      const known = this.basis.get(place);
      if (known === undefined) return place;
      for (let index = place; index < row.length; index++)
        row[index] = ((row[index] as number) + (PRIME - factor) * (known[index] as number)) % PRIME;
    }
    return undefined;
  }
}

function power(base: number, exponent: number): number {
  let [result, square] = [1, base];
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}

/** A sum that nobody may learn, and how to say which it is. */
export interface Secret {
  name: string;
  sum: Sum;
}

/**
 * Every sum of fewer customers than may be told: of each cut by one thing, by two and by all, in each build, and what it
 * changed by from each build to each other.
 */
export function secretsOf(
  builds: readonly (readonly Version[])[],
  {units, least}: {units: readonly Unit[]; least: number}
): Secret[] {
  const cells = builds.map((versions) => cellsOf(versions));
  const names = new Set(cells.flatMap((of) => [...of.keys()]));
  const secrets: Secret[] = [];
  for (const name of names) {
    for (let measure = 0; measure < units.length; measure++) {
      const sums = cells.map((of) => sumOf(of.get(name) ?? [], measure, units));
      const told = sums.flatMap((sum, build) => [
        {name: `${name}, measure ${measure}, build ${build}`, sum},
        ...sums.slice(0, build).map((earlier, other) => ({
          name: `${name}, measure ${measure}, build ${build} less ${other}`,
          sum: plus(sum, negative(earlier))
        }))
      ]);
      secrets.push(...told.filter(({sum}) => isFew(sum.keys(), least, builds)));
    }
  }
  return secrets;
}

const negative = (sum: Sum): Sum => new Map([...sum].map(([name, times]) => [name, -times]));

/** The sums that follow from what is known and are of fewer customers than may be told, whichever they are. */
export function recovered(
  known: Knowledge,
  builds: readonly (readonly Version[])[],
  {units, least}: {units: readonly Unit[]; least: number}
): string[] {
  const told = secretsOf(builds, {units, least}).filter(({sum}) => known.tells(sum));
  const simple = known.simplest().filter((names) => isFew(names, least, builds));
  return [...told.map(({name}) => name), ...simple.map((names) => names.join(" + "))];
}

function isFew(names: Iterable<string>, least: number, builds: readonly (readonly Version[])[]): boolean {
  const customers = customersOf(builds);
  const few = new Set<string | undefined>();
  for (const name of names) {
    few.add(customers.get(name.split(" ")[0] as string));
    if (few.size >= least) return false;
  }
  return few.size > 0;
}

const ofBuilds = new WeakMap<object, Map<string, string>>();

function customersOf(builds: readonly (readonly Version[])[]): Map<string, string> {
  let customers = ofBuilds.get(builds);
  if (customers === undefined) {
    customers = new Map(builds.flat().map(({id, customer}) => [id, customer]));
    ofBuilds.set(builds, customers);
  }
  return customers;
}

/** Records by the value of nothing, of each thing, of each two, and of all that they are cut by. */
function cellsOf(versions: readonly Version[]): Map<string, Version[]> {
  const cells = new Map<string, Version[]>();
  const width = versions[0]?.levels.length ?? 0;
  const cuts: number[][] = [[], Array.from({length: width}, (_, level) => level)];
  for (let a = 0; a < width; a++) {
    cuts.push([a]);
    for (let b = a + 1; b < width; b++) cuts.push([a, b]);
  }
  for (const cut of cuts) {
    for (const version of versions) {
      const name = cut.map((level) => `${level}=${version.levels[level]}`).join(" & ") || "all";
      const found = cells.get(name);
      if (found === undefined) cells.set(name, [version]);
      else found.push(version);
    }
  }
  return cells;
}
