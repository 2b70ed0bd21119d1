import {CHUNK_BYTES, type ExportFile} from "./archive.ts";
import type {Contract} from "../contract.ts";
import {type JsonRecord, readJson, textAt} from "./json.ts";
import {readMailbox} from "./mail.ts";
import {openParts, type Part} from "./parts.ts";
import type {Outcome} from "./reading.ts";

/** How many records each part of an export has, in their order. */
export interface PartTally {
  /** Its path in the archive or folder; empty when the export is a single file. */
  path: string;
  records: number;
}

/**
 * Writes an export of JSON records or of messages as delimited text in the contract's dialect, UTF-8: a header of the
 * columns that the contract names a path for, then a record for each, every cell quoted. `tally` is filled on the way.
 * @throws RessacError (1) when a file in it is damaged or holds something else.
 */
export async function* delimitPacked(
  file: ExportFile,
  contract: Contract,
  tally: PartTally[]
): AsyncGenerator<string> {
  const paths = Object.entries(contract.json ?? contract.mail ?? {});
  const line = (cells: string[]): string => `${cells.map(quoteCell).join(contract.dialect.delimiter)}\n`;
  let lines = line(paths.map(([name]) => contract.columns[name]?.headers[0] ?? name));
  for await (const part of openParts(file)) {
    const counted = {path: part.path, records: 0};
    tally.push(counted);
    for await (const record of recordsOf(part, contract)) {
      counted.records++;
      lines += line(paths.map(([, path]) => textAt(record, path)));
      if (lines.length < CHUNK_BYTES) continue;
      yield lines;
      lines = "";
    }
  }
  yield lines;
}

/** The records of a part; `$folder` is the folder in which it stands in the export. */
async function* recordsOf({path, name, chunks}: Part, {json}: Contract): AsyncGenerator<JsonRecord> {
  const $folder = path.split("/").at(-2) ?? "";
  const records = json === undefined ? readMailbox(chunks, name) : readJson(chunks, name);
  for await (const record of records) yield {...record, $folder};
}

/** Line breaks of one kind, and no NUL: the one would be taken for a file of two kinds, the other for no text at all. */
function quoteCell(text: string): string {
  const plain = text.replace(/\r\n?/g, "\n").replaceAll("\0", "\ufffd");
  return `"${plain.replaceAll('"', '""')}"`;
}

/**
 * Adds to each problem which record it is in the export as delivered, for nobody else sees the lines of the text that
 * was made of it. The outcomes are those of all its records, in their order.
 */
export function* tellPlaces(
  outcomes: Iterable<Outcome>,
  tally: readonly PartTally[] | undefined
): Generator<Outcome> {
  const places = placesOf(tally ?? []);
  for (const outcome of outcomes) {
    const place = places.next().value;
    if (outcome.kind !== "quarantined" || place === undefined) yield outcome;
    else {
      const told = outcome.problems.map((problem) => ({...problem, message: `${problem.message}; ${place}`}));
      yield {...outcome, problems: told};
    }
  }
}

function* placesOf(tally: readonly PartTally[]): Generator<string, undefined> {
  for (const {path, records} of tally) {
    const where = path === "" ? "of the export" : `of ${path}`;
    for (let number = 1; number <= records; number++) yield `it is record ${number} ${where}`;
  }
  return undefined;
}
