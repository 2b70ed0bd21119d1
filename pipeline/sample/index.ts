import {mkdir} from "node:fs/promises";
import {accountFor} from "./accounting.ts";
import {ATROPOS_EXTRACTIONS, atroposRows, commentOrders} from "./atropos.ts";
import {FaultyFile} from "./bad-rows.ts";
import {isoDate, type Extraction} from "./days.ts";
import {FRENCH, TextFile} from "./dialect.ts";
import {
  ATROPOS_FAULTS,
  QUALIATIC_FAULTS,
  SALESFORCE_FAULTS,
  VENDEURS_FAULTS,
  type FaultPlan
} from "./faults.ts";
import {isKnown, isKnownCut} from "./orders.ts";
import {hasOwnTools} from "./own-tools.ts";
import {preventMotives} from "./prevented.ts";
import {QUALIATIC_EXTRACTIONS, qualiaticRows} from "./qualiatic.ts";
import {writeNotices} from "./notices.ts";
import {prechurnCases, prechurnMisses} from "./prechurn.ts";
import {Random} from "./random.ts";
import {SYSTEMS} from "./registry.ts";
import {SALESFORCE_EXTRACTIONS, salesforceFooter, salesforceRows} from "./salesforce.ts";
import {SlackArchive} from "./slack.ts";
import {seedStory} from "./seed-case.ts";
import {missesOf} from "./silences.ts";
import {tellStory, type Story} from "./story.ts";
import {askScopes} from "./scopes.ts";
import {companyStream, streamOf, SystemFiles} from "./systems.ts";
import {Truth} from "./truth.ts";
import {creditUntold} from "./untold.ts";
import {vendeursRows} from "./vendeurs.ts";

export interface SampleOptions {
  /** Where the exports go; the truth goes to `truth/` below it. Made when missing. */
  folder: string;
  /** Orders wanted, about: whole customers are told until there are as many. */
  orders?: number;
  /** Records wanted in the exports of orders, about, instead of a number of orders. */
  lines?: number;
  /** Same seed and size, same bytes. */
  seed: number;
  /** When orders are exported; as the other systems are when not given. */
  orderExtractions?: readonly Extraction[];
}

export interface SampleSummary {
  /** The export files, then those of the truth; records without header and footer. */
  files: {name: string; records: number; bytes: number}[];
  /** What the last exports know of. */
  orders: number;
  lines: number;
  /** Orders cut in whole or in part. */
  cancellations: number;
  /** Pairs of a cancelled and a rebooked order. */
  rebookings: number;
  cases: number;
}

/** One export of one system. */
interface Export {
  extraction: Extraction;
  file: FaultyFile;
}

type Counts = Omit<SampleSummary, "files">;

/**
 * Writes the exports of an invented company, and the truth about them.
 * Memory does not grow with the number of orders: customers are told one by one and written at once.
 */
export async function writeSample(options: SampleOptions): Promise<SampleSummary> {
  const {folder, orders = Number.POSITIVE_INFINITY, lines = Number.POSITIVE_INFINITY, seed} = options;
  if (options.lines === undefined) requireCount("orders", orders, 1);
  else requireCount("lines", lines, 1);
  requireCount("seed", seed, 0);
  await mkdir(folder, {recursive: true});
  const sample = await SampleFiles.create(options);
  try {
    // The case everybody quotes is the first customer of every sample.
    await sample.add(seedStory(), new Random(seed, 0));
    for (let index = 1; sample.counts.orders < orders && sample.orderRecords < lines; index++) {
      const random = new Random(seed, index);
      await sample.add(tellStory(random, index), random);
    }
    return await sample.finish();
  } catch (error) {
    await sample.abandon();
    throw error;
  }
}

class SampleFiles {
  readonly counts: Counts = {orders: 0, lines: 0, cancellations: 0, rebookings: 0, cases: 0};
  readonly #atropos: Export[];
  readonly #salesforce: Export[];
  readonly #qualiatic: Export[];
  readonly #vendeurs: Export[];
  readonly #systems: readonly SystemFiles[];
  readonly #slack: SlackArchive;
  readonly #folder: string;
  readonly #truth: Truth;
  readonly #seed: number;
  readonly #files: readonly TextFile[];

  private constructor(
    exports: readonly [Export[], Export[], Export[], Export[]],
    told: {systems: readonly SystemFiles[]; slack: SlackArchive; truth: Truth; folder: string; seed: number}
  ) {
    [this.#atropos, this.#salesforce, this.#qualiatic, this.#vendeurs] = exports;
    this.#systems = told.systems;
    this.#slack = told.slack;
    this.#truth = told.truth;
    this.#folder = told.folder;
    this.#seed = told.seed;
    this.#files = this.#everyFile();
  }

  static async create({folder, seed, orderExtractions}: SampleOptions): Promise<SampleFiles> {
    const truth = await Truth.create(folder);
    const ordersTaken = orderExtractions ?? ATROPOS_EXTRACTIONS;
    const exports = [
      await openExports(folder, "atropos_commandes", ordersTaken, ATROPOS_FAULTS),
      await openExports(folder, "salesforce_requetes", SALESFORCE_EXTRACTIONS, SALESFORCE_FAULTS),
      await openExports(folder, "qualiatic_ecritures", QUALIATIC_EXTRACTIONS, QUALIATIC_FAULTS),
      // The list of sellers is whole in each export: only the days are taken from the extractions.
      await openExports(folder, "vendeurs", ATROPOS_EXTRACTIONS, VENDEURS_FAULTS)
    ] as const;
    const systems: SystemFiles[] = [];
    for (const system of SYSTEMS) systems.push(await SystemFiles.create(folder, system));
    const slack = await SlackArchive.create(folder);
    return new SampleFiles(exports, {systems, slack, truth, folder, seed});
  }

  async add(story: Story, random: Random): Promise<void> {
    commentOrders(random, story);
    preventMotives(companyStream(this.#seed, "prevented", story.customer.index), story);
    const billed = accountFor(random, story);
    // Streams of their own: what they plant changes nothing else.
    const told = {story, entries: billed, seed: this.#seed};
    const scopes = askScopes(streamOf(told, "scopes"), story);
    const untold = creditUntold(streamOf(told, "untold"), story, billed);
    const entries = [...billed, ...untold.flatMap(({credits}) => credits)];
    addRows(this.#atropos, (extraction) => atroposRows(story, extraction));
    const cases = [...story.cases, ...prechurnCases(told)];
    addRows(this.#salesforce, (extraction) => salesforceRows({...story, cases}, extraction));
    const written = hasOwnTools(story.customer) ? [] : entries;
    addRows(this.#qualiatic, (extraction) => qualiaticRows(written, extraction));
    for (const system of this.#systems) system.add({story, entries, seed: this.#seed});
    this.#slack.add({story, entries, seed: this.#seed});
    this.#truth.addScopes(scopes);
    this.#truth.addUntold(untold);
    this.#truth.addMisses([...missesOf(told), ...prechurnMisses(told)]);
    this.#count(story);
    // Few of the files are ever full, and to wait for each of them takes longer than to ask.
    for (const file of this.#files) if (file.isFull) await file.drain();
    await this.#slack.drain();
  }

  async finish(): Promise<SampleSummary> {
    addRows(this.#vendeurs, ({day}) => vendeursRows(day));
    for (const {file} of this.#exports) file.finish();
    for (const {file} of this.#salesforce) {
      for (const line of salesforceFooter(file.records)) file.file.addText(line);
    }
    this.#truth.addSellers();
    this.#truth.addBadRows(this.#exports.flatMap(({file}) => file.planted));
    this.#truth.addBadRows(this.#systems.flatMap((system) => system.finish(this.#seed)));
    const files = [];
    for (const {file} of this.#exports) {
      files.push({name: file.file.name, records: file.records, bytes: await file.file.close()});
    }
    for (const system of this.#systems) files.push(...(await system.close()));
    files.push(...(await this.#slack.close(this.#seed)), await writeNotices(this.#folder, this.#seed));
    for (const file of this.#truth.files) {
      files.push({name: `truth/${file.name}`, records: this.#truth.records(file), bytes: await file.close()});
    }
    return {files, ...this.counts};
  }

  async abandon(): Promise<void> {
    for (const file of this.#files) await file.abandon();
    await this.#slack.abandon();
  }

  /** Records of the exports of orders so far. */
  get orderRecords(): number {
    return this.#atropos.reduce((records, {file}) => records + file.records, 0);
  }

  get #exports(): Export[] {
    return [...this.#atropos, ...this.#salesforce, ...this.#qualiatic, ...this.#vendeurs];
  }

  #everyFile(): TextFile[] {
    const systems = this.#systems.flatMap(({files}) => files);
    return [
      ...this.#exports.map(({file}) => file.file),
      ...systems,
      ...this.#slack.files,
      ...this.#truth.files
    ];
  }

  #count(story: Story): void {
    const known = story.orders.filter(isKnown);
    this.counts.orders += known.length;
    this.counts.lines += known.reduce((lines, order) => lines + order.lines.length, 0);
    this.counts.cancellations += known.filter(isKnownCut).length;
    const {links, cases} = this.#truth.addStory(story);
    this.counts.rebookings += links;
    this.counts.cases += cases;
  }
}

async function openExports(
  folder: string,
  system: string,
  extractions: readonly Extraction[],
  plan: FaultPlan
): Promise<Export[]> {
  const opened: Export[] = [];
  for (const [position, extraction] of extractions.entries()) {
    const date = isoDate(extraction.day);
    const file = await TextFile.create(folder, `${system}_${date}.csv`, FRENCH);
    // Each export begins with another fault, so that small files together show every kind.
    const faults = [...plan.faults.slice(position), ...plan.faults.slice(0, position)];
    const tag = `${system.slice(0, 1).toUpperCase()}${date.slice(2, 7).replace("-", "")}`;
    opened.push({extraction, file: new FaultyFile(file, plan.header, faults, plan.template, tag)});
  }
  return opened;
}

function addRows(exports: readonly Export[], rowsOf: (extraction: Extraction) => string[][]): void {
  for (const {extraction, file} of exports) for (const row of rowsOf(extraction)) file.add(row);
}

function requireCount(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new Error(`sample ${name} ${value}: must be a whole number, ${least} or more`);
}
