import {createHash} from "node:crypto";
import {existsSync} from "node:fs";
import {mkdir, open, readdir, rename, rm, utimes} from "node:fs/promises";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import type {DuckDBConnection} from "@duckdb/node-api";
import {cleanExport} from "./clean.ts";
import {type CleanReport, countRows, readReport} from "./cleaned.ts";
import {dropRecords} from "./drop.ts";
import {dataError, type RessacError} from "../errors.ts";
import type {Contract} from "../contract.ts";
import {type ContentHash, type ExportFile, hashExport} from "./exports.ts";
import {keyFingerprint} from "../key.ts";
import {type ExportState, statExport} from "./parts.ts";
import type {ScanWorker} from "./scanner.ts";
import {hasSecrets} from "./traits.ts";

/** A cleaned export on the shelf. */
export interface Cleaned {
  content: ContentHash;
  key: string;
  folder: string;
  report: CleanReport;
}

export interface ShelfOptions {
  folder: string;
  /** Folder of this run for what is under way. */
  work: string;
  worker: ScanWorker;
  /** Lines of records to leave out, by the id of a file's content. */
  leftOut: ReadonlyMap<string, readonly number[]>;
}

/** Raised whenever the engine reads a file differently than before, whatever the contract. */
const READER_VERSION = 1;

/** A file below this size is read exactly sooner than the database has planned how to read it in bulk. */
const SMALL_BYTES = 512 << 10;

/** Longer than a tick of the clock that file systems take their times from. */
const TICK_MS = 50;

function removed({name}: ExportFile): RessacError {
  return dataError(
    `${name}: the file was removed while the exports were read; run again when they are complete`
  );
}

/** Keeps cleaned exports by their content and contract, so that a file is read once and not at every run. */
export class Shelf {
  private constructor(
    private readonly connection: DuckDBConnection,
    private readonly options: ShelfOptions,
    /** Sizes of the files whose rows are kept: a file of another size is certainly new. */
    private readonly sizes: Set<number>
  ) {}

  static async open(connection: DuckDBConnection, options: ShelfOptions): Promise<Shelf> {
    await mkdir(options.folder, {recursive: true});
    const sizes = new Set<number>();
    for (const key of await readdir(options.folder)) {
      const size = sizeOf(join(options.folder, key));
      if (size !== undefined) sizes.add(size);
    }
    return new Shelf(connection, options, sizes);
  }

  /**
   * Takes an export from the shelf, or cleans it and puts it there. A file that is certainly new is hashed while it is
   * cleaned.
   * @throws RessacError (1) when the file cannot be read, or changes in the meantime.
   */
  async fetch(file: ExportFile, contract: Contract): Promise<Cleaned> {
    const before = await this.settle(file);
    const isNew = !this.sizes.has(before.size);
    this.sizes.add(before.size);
    const read = await this.read(file, contract, isNew).catch(async (error: unknown) => {
      // Whatever is wrong with a file that is not the one it was, that is why.
      await this.requireSame(file, before);
      throw error;
    });
    await this.requireSame(file, before, read.content);
    if (!existsSync(read.folder)) await this.keep(read.folder);
    return read;
  }

  private async read(file: ExportFile, contract: Contract, isNew: boolean): Promise<Cleaned> {
    const [hashed, first] = await Promise.allSettled([
      hashExport(file),
      isNew ? this.clean(file, contract) : undefined
    ]);
    if (hashed.status === "rejected") throw hashed.reason;
    if (first.status === "rejected") throw first.reason;
    const content = hashed.value;
    const lines = this.options.leftOut.get(content.file_id) ?? [];
    const key = [content.file_id, fingerprint(contract), ...hashLines(lines)].join("-");
    const folder = join(this.options.folder, key);
    const kept = await this.readKept(folder, contract);
    const report =
      kept ?? (await this.leaveOut(first.value ?? (await this.clean(file, contract)), contract, lines));
    return {content, key, folder, report};
  }

  /**
   * Looks at a file before it is read. One that was written to just now is left alone for a moment: within one tick of
   * the file system's clock, another change would not show.
   */
  private async settle(file: ExportFile): Promise<ExportState> {
    try {
      const state = await statExport(file);
      if (Math.abs(Date.now() - state.changedMs) > TICK_MS) return state;
      await setTimeout(TICK_MS);
      return await statExport(file);
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === "ENOENT" ? removed(file) : error;
    }
  }

  /**
   * Requires a file to be the one that was looked at before it was read: the bytes that were hashed and those that were
   * loaded are read apart. Where only its name or its times were changed, its bytes have the last word.
   * @throws RessacError (1) when it is another one, or gone.
   */
  private async requireSame(file: ExportFile, before: ExportState, content?: ContentHash): Promise<void> {
    const after = await statExport(file).catch(() => undefined);
    if (after === undefined) throw removed(file);
    const isSame =
      after.content === before.content &&
      (after.changed === before.changed ||
        content === undefined ||
        (await hashExport(file)).sha256 === content.sha256);
    if (isSame) return;
    throw dataError(`${file.name}: the file was changed while it was read; run again when it is complete`);
  }

  /** The report of a kept export; one whose rows are not what it says is removed. */
  private async readKept(folder: string, contract: Contract): Promise<CleanReport | undefined> {
    if (!existsSync(folder)) return undefined;
    try {
      const report = readReport(folder);
      const found = await countRows(this.connection, folder, contract);
      const now = new Date();
      await utimes(folder, now, now);
      const isSame =
        found.loaded === report.loaded &&
        found.quarantined === report.quarantined &&
        found.control_cents === report.control_cents;
      if (isSame) return report;
    } catch {
      // Whatever is wrong with it, it is made again.
    }
    await rm(folder, {recursive: true, force: true});
    return undefined;
  }

  /** Cleans into a folder of this run: what lies on the shelf is always whole. */
  private async clean(file: ExportFile, contract: Contract): Promise<CleanReport> {
    const {work, worker} = this.options;
    await rm(work, {recursive: true, force: true});
    const {size} = await statExport(file);
    const reader = size < SMALL_BYTES ? "exact" : "bulk";
    return cleanExport(this.connection, file, contract, {folder: work, reader, worker});
  }

  /** Takes records out of what was just cleaned, before it reaches the shelf. */
  private async leaveOut(
    report: CleanReport,
    contract: Contract,
    lines: readonly number[]
  ): Promise<CleanReport> {
    if (lines.length === 0) return report;
    return dropRecords(this.connection, {folder: this.options.work, contract, lines});
  }

  private async keep(folder: string): Promise<void> {
    const {work} = this.options;
    for (const name of await readdir(work)) await sync(join(work, name));
    await rename(work, folder).catch((error: unknown) => {
      // Another run has put the same there in the meantime.
      if (!existsSync(folder)) throw error;
    });
    await sync(this.options.folder);
  }
}

function sizeOf(folder: string): number | undefined {
  try {
    return readReport(folder).delivered_bytes;
  } catch {
    return undefined;
  }
}

/** Changes whenever a contract reads a file in another way: also with the key, where it hashes addresses. */
export function fingerprint(contract: Contract): string {
  const {version, dialect, columns, derived, footer, control, sheet, json, mail, members} = contract;
  const read = Object.entries(columns).map(([name, {type, headers, required}]) => [
    name,
    type.name,
    headers,
    required
  ]);
  const computed = Object.entries(derived).map(([name, {sql}]) => [name, sql]);
  const text = JSON.stringify([
    READER_VERSION,
    version,
    dialect,
    read,
    computed,
    footer.map(String),
    control,
    sheet,
    [json, mail, members === undefined ? undefined : String(members)],
    hasSecrets(contract) ? keyFingerprint() : undefined
  ]);
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** A part of a key: the same export without the same records. */
function hashLines(lines: readonly number[]): string[] {
  return lines.length === 0 ? [] : [createHash("sha256").update(lines.join()).digest("hex").slice(0, 12)];
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
