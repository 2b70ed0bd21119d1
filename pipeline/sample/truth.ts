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
import type {Miss} from "./silences.ts";
import type {Scope} from "./scopes.ts";
import type {Story} from "./story.ts";
import type {Untold} from "./untold.ts";

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
const SCOPES_HEADER = ["cancellation_id", "line_no", "is_asked", "is_known"];
const UNTOLD_HEADER = ["order_id", "from_date", "credit_date", "credited_cents"];
const SILENCES_HEADER = ["rule", "case_id", "status"];
const BAD_ROWS_HEADER = ["file", "line", "column", "reason"];

/** The truth files of a sample, in `truth/` below its folder. */
export class Truth {
  readonly #links: TextFile;
  readonly #cases: TextFile;
  readonly #scopes: TextFile;
  readonly #untold: TextFile;
  readonly #silences: TextFile;
  readonly #sellers: TextFile;
  readonly #badRows: TextFile;
  #records = new Map<TextFile, number>();

  private constructor(
    files: Record<"links" | "cases" | "scopes" | "untold" | "silences" | "sellers" | "badRows", TextFile>
  ) {
    this.#links = files.links;
    this.#cases = files.cases;
    this.#scopes = files.scopes;
    this.#untold = files.untold;
    this.#silences = files.silences;
    this.#sellers = files.sellers;
    this.#badRows = files.badRows;
  }

  static async create(folder: string): Promise<Truth> {
    const truthFolder = join(folder, "truth");
    await mkdir(truthFolder, {recursive: true});
    const create = async (name: string, header: readonly string[]): Promise<TextFile> => {
      const file = await TextFile.create(truthFolder, `truth_${name}.csv`, PLAIN);
      file.add(header);
      return file;
    };
    return new Truth({
      links: await create("links", LINKS_HEADER),
      cases: await create("cases", CASES_HEADER),
      scopes: await create("scopes", SCOPES_HEADER),
      untold: await create("untold", UNTOLD_HEADER),
      silences: await create("silences", SILENCES_HEADER),
      sellers: await create("sellers", SELLERS_HEADER),
      badRows: await create("bad_rows", BAD_ROWS_HEADER)
    });
  }

  get files(): TextFile[] {
    return [
      ...[this.#links, this.#cases, this.#scopes, this.#untold],
      ...[this.#silences, this.#sellers, this.#badRows]
    ];
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

  /** Writes what was asked for of each cancelled order, line by line. */
  addScopes(scopes: readonly Scope[]): void {
    for (const {order, asked, isKnown: isTold} of scopes.filter(({order}) => isKnownCut(order)))
      for (const line of order.lines)
        this.#add(this.#scopes, [
          cancellationId(order),
          String(line.number),
          String(asked.includes(line)),
          String(isTold)
        ]);
  }

  /** Writes the orders that accounting alone cancelled. */
  addUntold(untold: readonly Untold[]): void {
    for (const {order, from, credits} of untold) {
      const cents = credits.reduce((total, credit) => total - credit.cents, 0);
      const day = isoDate(credits[0]?.date ?? from);
      this.#add(this.#untold, [order.id, isoDate(from), day, String(cents)]);
    }
  }

  /** Writes the duties on silent cases and lost onboardings that were not done as they should be. */
  addMisses(misses: readonly Miss[]): void {
    for (const {rule, caseId, status} of misses) this.#add(this.#silences, [rule, caseId, status]);
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
