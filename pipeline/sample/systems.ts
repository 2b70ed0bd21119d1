// Exports that tell what else happened around a story: each system draws from a stream of its own, so that no system
// changes what another one tells.
import type {Entry} from "./accounting.ts";
import {FaultyFile} from "./bad-rows.ts";
import type {BadRow, Fault} from "./bad-rows.ts";
import {isoDate, LAST_DAY, type Day, type Extraction} from "./days.ts";
import {PLAIN, TextFile, type Dialect} from "./dialect.ts";
import {Random} from "./random.ts";
import type {Story} from "./story.ts";

/** What is known of one customer when its exports are written. */
export interface Told {
  story: Story;
  entries: readonly Entry[];
  seed: number;
}

/** Something that a system holds, such as a letter. */
export interface Fact {
  /** Days on which its record changed, the first being that on which it came into being. */
  changes: readonly Day[];
  /** Its records as they stand on a day. */
  rows: (day: Day) => string[][];
  /** What really happened, for the truth file of the system. */
  truth?: readonly string[];
}

/** A system that exports. */
export interface SampleSystem {
  /** Begins the names of its files. */
  name: string;
  header: readonly string[];
  dialect: Dialect;
  extractions: readonly Extraction[];
  /** Name of the file of an extraction; the name and its day when not given. */
  fileName?: (extraction: Extraction) => string;
  /** A right record under an id made for it, and the ways in which people break it; none for what programs write. */
  template?: (id: string) => string[];
  faults?: readonly Fault[];
  /** Header of the truth that its facts carry. */
  truthHeader?: readonly string[];
  /** What it holds of one customer. */
  tell?: (told: Told) => Fact[];
  /** What it holds of the company as a whole. */
  tellCompany?: (seed: number) => Fact[];
}

/** The stream of a system for one customer, apart from all others. */
export function streamOf({story, seed}: Told, system: string): Random {
  return companyStream(seed, system, story.customer.index);
}

/** The stream of a system for what is no customer's. */
export function companyStream(seed: number, system: string, index = 0): Random {
  let salt = 7;
  for (let at = 0; at < system.length; at++) salt = (salt * 31 + system.charCodeAt(at)) % 65_521;
  return new Random(seed, index + (salt + 1) * 2 ** 32);
}

/** Cells of a record by the names of their columns; the others are blank. */
export function fill(header: readonly string[], cells: Record<string, string>): string[] {
  return header.map((column) => cells[column] ?? "");
}

interface Export {
  extraction: Extraction;
  file: TextFile;
  faulty: FaultyFile | undefined;
  records: number;
}

/** The files of one system, written as the stories come. */
export class SystemFiles {
  readonly #system: SampleSystem;
  readonly #exports: readonly Export[];
  readonly #truth: TextFile | undefined;
  #truths = 0;

  private constructor(system: SampleSystem, exports: readonly Export[], truth: TextFile | undefined) {
    this.#system = system;
    this.#exports = exports;
    this.#truth = truth;
  }

  /** Opens the files of a system; its truth goes to `truth/` below the folder, which is there. */
  static async create(folder: string, system: SampleSystem): Promise<SystemFiles> {
    const exports: Export[] = [];
    for (const [position, extraction] of system.extractions.entries()) {
      const name = system.fileName?.(extraction) ?? `${system.name}_${isoDate(extraction.day)}.csv`;
      const file = await TextFile.create(folder, name, system.dialect);
      exports.push({extraction, file, faulty: openFaulty(file, system, position), records: 0});
    }
    if (system.truthHeader === undefined) return new SystemFiles(system, exports, undefined);
    const truth = await TextFile.create(`${folder}/truth`, `truth_${system.name}.csv`, PLAIN);
    truth.add(system.truthHeader);
    return new SystemFiles(system, exports, truth);
  }

  /** Writes what the system holds of one customer. */
  add(told: Told): void {
    this.#write(this.#system.tell?.(told) ?? []);
  }

  /** Writes what the system holds of the company; returns the rows broken in its files. */
  finish(seed: number): BadRow[] {
    this.#write(this.#system.tellCompany?.(seed) ?? []);
    for (const {faulty} of this.#exports) faulty?.finish();
    return this.#exports.flatMap(({faulty}) => faulty?.planted ?? []);
  }

  get files(): TextFile[] {
    return [...this.#exports.map(({file}) => file), ...(this.#truth ? [this.#truth] : [])];
  }

  /** Closes the files; returns their names, records and sizes. */
  async close(): Promise<{name: string; records: number; bytes: number}[]> {
    const closed = [];
    for (const {file, faulty, records} of this.#exports) {
      closed.push({name: file.name, records: faulty?.records ?? records, bytes: await file.close()});
    }
    if (this.#truth) {
      const name = `truth/${this.#truth.name}`;
      closed.push({name, records: this.#truths, bytes: await this.#truth.close()});
    }
    return closed;
  }

  #write(facts: readonly Fact[]): void {
    for (const fact of facts) {
      for (const entry of this.#exports) if (isExported(fact, entry.extraction)) addRows(entry, fact);
      if (fact.truth === undefined || !isKnownBy(fact, LAST_DAY)) continue;
      this.#truth?.add(fact.truth);
      this.#truths++;
    }
  }
}

function openFaulty(
  file: TextFile,
  {name, header, template, faults}: SampleSystem,
  position: number
): FaultyFile | undefined {
  if (template === undefined || faults === undefined) {
    file.add(header);
    return undefined;
  }
  // Each export begins with another fault, so that small files together show every kind.
  const turned = [...faults.slice(position), ...faults.slice(0, position)];
  return new FaultyFile(file, header, turned, template, `${name.slice(0, 2).toUpperCase()}${position + 1}`);
}

function addRows(entry: Export, fact: Fact): void {
  for (const row of fact.rows(entry.extraction.day)) {
    if (entry.faulty) entry.faulty.add(row);
    else entry.file.add(row);
    entry.records++;
  }
}

function isKnownBy({changes}: Fact, day: Day): boolean {
  return (changes[0] ?? Number.POSITIVE_INFINITY) <= day;
}

/** Known by the day of the extraction, and changed since its window began. */
function isExported(fact: Fact, {day, after}: Extraction): boolean {
  return isKnownBy(fact, day) && fact.changes.some((change) => change > after && change <= day);
}
