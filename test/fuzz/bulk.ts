import {mkdir, mkdtemp, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {cleanExport} from "../../src/ingest/clean.ts";
import {cleanedQuarantine, cleanedRows} from "../../src/ingest/cleaned.ts";
import type {Contract} from "../../src/contract.ts";
import {type ExportFile, filesIn} from "../../src/ingest/exports.ts";
import {openDatabase, readRows, showRow} from "../../src/warehouse.ts";
import {contractNamed} from "./contracts.ts";
import type {PackedInput} from "./packed.ts";
import {describeViolation} from "./trials.ts";

/** Reads files in bulk and exactly, through a database, and compares. */
export class BulkComparison {
  /** Every file has a path of its own: the database remembers those it has read. */
  private tried = 0;

  private constructor(
    private readonly folder: string,
    private readonly connection: DuckDBConnection,
    private readonly closeDatabase: () => void
  ) {}

  /** @param parent folder in which small files are written and removed again */
  static async open(parent: string): Promise<BulkComparison> {
    const {connection, close} = await openDatabase(undefined, {threads: 1});
    return new BulkComparison(await mkdtemp(join(parent, "bulk-")), connection, close);
  }

  async close(): Promise<void> {
    this.closeDatabase();
    await rm(this.folder, {recursive: true, force: true});
  }

  /** Returns how the two ways of reading differ, or what was thrown that is not meant for people. */
  async try(bytes: Buffer, contract: Contract): Promise<string | undefined> {
    return this.inFolder(async (folder) => {
      const file = await writeExport(folder, `${contract.name}.csv`, bytes);
      const bulk = await this.read(file, contract, join(folder, "bulk"), "bulk");
      const exact = await this.read(file, contract, join(folder, "exact"), "exact");
      return difference("bulk and exact", bulk, exact);
    });
  }

  /** Returns what is wrong with the reading of a packed file: it must be read as if it were not packed, or refused. */
  async tryPacked({bytes, contract: name, ending, plain}: PackedInput): Promise<string | undefined> {
    const contract = contractNamed(name);
    return this.inFolder(async (folder) => {
      const packed = await writeExport(folder, `${name}.${ending}`, bytes);
      const lines = [];
      for (const [index, file] of (await filesIn(packed, [])).entries()) {
        lines.push(...(await this.read(file, contract, join(folder, `packed-${index}`), "bulk")));
      }
      // A text that looks packed itself is taken for what it looks like.
      if (plain === undefined || isPacked(plain)) return undefined;
      const file = await writeExport(folder, `${name}.csv`, plain);
      return difference(
        "packed and plain",
        lines,
        await this.read(file, contract, join(folder, "plain"), "bulk")
      );
    });
  }

  private async inFolder(work: (folder: string) => Promise<string | undefined>): Promise<string | undefined> {
    const folder = join(this.folder, String(this.tried++));
    await mkdir(folder);
    try {
      return await work(folder);
    } catch (error) {
      return describeViolation(error);
    } finally {
      await rm(folder, {recursive: true});
    }
  }

  /** All that is known of a file, as lines that can be compared; a refusal is one line. */
  private async read(
    file: ExportFile,
    contract: Contract,
    folder: string,
    reader: "bulk" | "exact"
  ): Promise<string[]> {
    const {connection} = this;
    try {
      const report = await cleanExport(connection, file, contract, {folder, reader});
      const {records, loaded, quarantined, skipped, control_cents} = report;
      if (records !== loaded + quarantined + skipped) throw new Error("the counts do not balance");
      const rows = await readRows(
        connection,
        `select * from (${cleanedRows(folder, contract)}) order by source_line`
      );
      const problems = await readRows(
        connection,
        `select * from (${cleanedQuarantine(folder)}) order by line, column_name nulls first`
      );
      const counts = showRow({records, loaded, quarantined, skipped, control_cents});
      return [counts, ...rows.map(showRow), ...problems.map(showRow)];
    } catch (error) {
      if (describeViolation(error) !== undefined) throw error;
      return [`refused: ${(error as Error).message.replaceAll(file.name, "the file")}`];
    }
  }
}

async function writeExport(folder: string, name: string, bytes: Buffer): Promise<ExportFile> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return {name, path};
}

function isPacked(bytes: Buffer): boolean {
  return (
    bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) || bytes.subarray(0, 2).toString("latin1") === "PK"
  );
}

/** The first line that differs, if any. */
function difference(what: string, one: readonly string[], other: readonly string[]): string | undefined {
  const longest = one.length > other.length ? one : other;
  const at = longest.findIndex((_, index) => one[index] !== other[index]);
  return at === -1 ? undefined : `${what} differ: ${one[at] ?? "nothing"} | ${other[at] ?? "nothing"}`;
}
