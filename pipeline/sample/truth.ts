// What really happened, for those who judge the estimators: the pipeline never reads this folder.
import {mkdir} from "node:fs/promises";
import {join} from "node:path";
import type {BadRow} from "./bad-rows.ts";
import {knownOutcome, type Case} from "./cases.ts";
import {isoDate, LAST_DAY, type Day} from "./days.ts";
import {PLAIN, TextFile} from "./dialect.ts";
import {isKnown, isKnownCut, type Order} from "./orders.ts";
import type {Link} from "./rebookings.ts";
import {channelOn, SELLERS} from "./sellers.ts";
import type {Story} from "./story.ts";

const LINKS_HEADER = [
  "cancellation_id",
  "rebooked_order_id",
  "allocated_cents",
  "kind",
  "is_explicit",
  "is_reissue"
];
const CASES_HEADER = ["case_id", "outcome", "order_id", "owner_channel", "opened_date", "resolved_date"];
const SELLERS_HEADER = ["seller_id", "channel", "save_effect_points"];
const BAD_ROWS_HEADER = ["file", "line", "column", "reason"];

/** The truth files of a sample, in `truth/` below its folder. */
export class Truth {
  readonly #links: TextFile;
  readonly #cases: TextFile;
  readonly #sellers: TextFile;
  readonly #badRows: TextFile;
  #records = new Map<TextFile, number>();

  private constructor(files: readonly [TextFile, TextFile, TextFile, TextFile]) {
    [this.#links, this.#cases, this.#sellers, this.#badRows] = files;
    this.#links.add(LINKS_HEADER);
    this.#cases.add(CASES_HEADER);
    this.#sellers.add(SELLERS_HEADER);
    this.#badRows.add(BAD_ROWS_HEADER);
  }

  static async create(folder: string): Promise<Truth> {
    const truthFolder = join(folder, "truth");
    await mkdir(truthFolder, {recursive: true});
    const create = (name: string) => TextFile.create(truthFolder, name, PLAIN);
    return new Truth([
      await create("truth_links.csv"),
      await create("truth_cases.csv"),
      await create("truth_sellers.csv"),
      await create("truth_bad_rows.csv")
    ]);
  }

  get files(): TextFile[] {
    return [this.#links, this.#cases, this.#sellers, this.#badRows];
  }

  /** Records a file holds, its header apart. */
  records(file: TextFile): number {
    return this.#records.get(file) ?? 0;
  }

  /** Writes what a story holds by the last day; returns how many links and cases that is. */
  addStory(story: Story): {links: number; cases: number} {
    const links = story.links.filter(isKnownLink);
    const cases = story.cases.filter((told) => told.opened.day <= LAST_DAY);
    for (const link of links) this.#add(this.#links, linkCells(link));
    for (const told of cases) this.#add(this.#cases, caseCells(told));
    return {links: links.length, cases: cases.length};
  }

  addSellers(): void {
    for (const seller of SELLERS) {
      const channel = channelOn(seller, LAST_DAY) ?? "";
      this.#add(this.#sellers, [seller.id, channel, String(seller.saveEffect)]);
    }
  }

  addBadRows(rows: readonly BadRow[]): void {
    for (const {file, line, column, reason} of rows)
      this.#add(this.#badRows, [file, String(line), column, reason]);
  }

  #add(file: TextFile, cells: string[]): void {
    file.add(cells);
    this.#records.set(file, this.records(file) + 1);
  }
}

/** The name of a cancelled unit: its order and the day it was cut. */
function cancellationId(order: Order): string {
  return order.cancellation ? `${order.id}@${isoDate(order.cancellation.effective)}` : "";
}

function isKnownLink(link: Link): boolean {
  return isKnownCut(link.cancelled) && isKnown(link.rebooked);
}

function linkCells(link: Link): string[] {
  return [
    cancellationId(link.cancelled),
    link.rebooked.id,
    String(link.cents),
    link.kind,
    String(link.isExplicit),
    String(link.isReissue)
  ];
}

function caseCells(told: Case): string[] {
  const outcome = knownOutcome(told);
  return [
    told.id,
    outcome,
    told.order.id,
    // The one who ends a case has it in the end, whoever had it before.
    channelOn(told.owner, Math.min(told.closed.day, LAST_DAY)) ?? "",
    isoDate(told.opened.day),
    outcome === "open" ? "" : isoDate(settledDay(told))
  ];
}

// A rebooking still to come leaves the case as it was closed.
function settledDay(told: Case): Day {
  return told.resolved <= LAST_DAY ? told.resolved : told.closed.day;
}
