import type {DuckDBConnection, DuckDBValue} from "@duckdb/node-api";
import type {Contract} from "../contract.ts";
import {dataError} from "../errors.ts";
import {quoteName, readRows, showRow} from "../warehouse.ts";
import type {CleanReport} from "./cleaned.ts";

/** A file that has been read, and the contract whose source shows it. */
interface Balanced {
  report: Pick<CleanReport, "records" | "loaded" | "quarantined" | "skipped" | "control_cents"> & {
    file_id: string;
    name: string;
  };
  contract: Pick<Contract, "name" | "control">;
}

/**
 * Requires that every record of every file is loaded, quarantined or skipped, and that no cent is lost.
 * @throws RessacError (1) at the first file of which that is not so.
 */
export async function requireBalance(
  connection: DuckDBConnection,
  exports: readonly Balanced[]
): Promise<void> {
  const shown = await countShown(connection, exports);
  for (const file of exports) requireFileBalance(file, shown(file));
}

/** What the sources show of a file. */
type Shown = Record<"loaded" | "cents" | "quarantined", DuckDBValue>;

/** Counts again what the sources show of their files: each source is read once, however many files it has. */
async function countShown(
  connection: DuckDBConnection,
  exports: readonly Balanced[]
): Promise<(file: Balanced) => Shown> {
  const counted = new Map<unknown, Record<string, DuckDBValue>>();
  for (const {name, control} of new Set(exports.map(({contract}) => contract))) {
    const sum = control === undefined ? "null" : `coalesce(sum(${quoteName(control)}), 0)`;
    const rows = await readRows(
      connection,
      `select source_file_id, count(*) as loaded, (${sum})::bigint as cents from ${quoteName(`sources.${name}`)} group by all`
    );
    for (const row of rows) counted.set(row.source_file_id, row);
  }
  const lines = await readRows(
    connection,
    "select file_id, count(distinct line) as quarantined from meta.quarantine group by all"
  );
  const quarantined = new Map(lines.map((row) => [row.file_id, row.quarantined]));
  return ({report: {file_id}, contract: {control}}) => {
    const {loaded = 0n, cents = control === undefined ? null : 0n} = counted.get(file_id) ?? {};
    return {loaded, cents, quarantined: quarantined.get(file_id) ?? 0n};
  };
}

function requireFileBalance({report}: Balanced, there: Shown): void {
  const {name, records, loaded, quarantined, skipped, control_cents} = report;
  const read = {loaded: BigInt(loaded), cents: control_cents, quarantined: BigInt(quarantined)};
  const balanced =
    records === loaded + quarantined + skipped &&
    there.loaded === read.loaded &&
    there.cents === read.cents &&
    there.quarantined === read.quarantined;
  if (balanced) return;
  throw dataError(
    `${name}: ${records} records and ${skipped} skipped do not balance; read: ${showRow(read)}; in the source: ${showRow(there)}`
  );
}
