import {isDeepStrictEqual} from "node:util";
import {DOUBLED} from "./contracts.ts";
import type {Expected} from "./draft.ts";
import type {Place, PollutedFile, Truth} from "./generator.ts";
import type {LoadedRow, Reading, Result} from "./readers.ts";

/** How a reader fared on a file. */
export interface Verdict {
  /** What was silently wrong: a sentence each. */
  wrong: string[];
  /** Not silent, but not good: a crash, a file refused that can be read, a refusal that speaks of something else. */
  faults: string[];
  isRefused: boolean;
  /** Where exactly one record is damaged: whether every other one was loaded. */
  othersLoaded: boolean | undefined;
}

/** Compares what a reader made of a file with the truth, cell by cell and in place. */
export function judge({truth, pollution}: PollutedFile, result: Result): Verdict {
  const isOne = pollution.one === true;
  if ("rows" in result) {
    const wrong = findWrong(truth, result);
    return {
      wrong,
      faults: truth.outcome === "refused" ? ["read, where it should have been refused"] : [],
      isRefused: false,
      othersLoaded: isOne ? wrong.length === 0 && isLoadedButOne(truth, result) : undefined
    };
  }
  return {
    wrong: [],
    faults: "crash" in result ? [`crashed: ${result.crash}`] : judgeRefusal(truth, result.refusal),
    isRefused: true,
    othersLoaded: isOne ? false : undefined
  };
}

function judgeRefusal({outcome, refusal}: Truth, sentence: string): string[] {
  if (outcome === "read") return [`refused, though it can be read: ${sentence}`];
  return refusal.test(sentence) ? [] : [`refused in other words than ${refusal.source}: ${sentence}`];
}

/** Whether both readers made the same of a file: rows, quarantine, counts, or the same refusal. */
export function agree(one: Result, other: Result): boolean {
  return isDeepStrictEqual(one, other);
}

function findWrong(truth: Truth, reading: Reading): string[] {
  return [
    ...wrongRows(truth, reading),
    ...lostRecords(truth, reading),
    ...wrongCounts(truth, reading),
    ...truth.unknown
      .filter((label) => !reading.counts.unknown_columns.includes(label))
      .map((label) => `nothing says that the column "${label}" was left out`)
  ];
}

function wrongRows({places}: Truth, {rows, quarantine}: Reading): string[] {
  const byLine = new Map(places.map((place) => [place.line, place]));
  const seen = new Set<number>();
  return rows.flatMap((row) => {
    const problems = judgeRow(row, byLine.get(row.line)?.records ?? []);
    if (seen.has(row.line)) problems.push(`line ${row.line} was loaded twice`);
    seen.add(row.line);
    if (quarantine.some(({line, last_line}) => line <= row.line && row.line <= last_line)) {
      problems.push(`line ${row.line} was both loaded and set aside`);
    }
    return problems;
  });
}

function judgeRow({line, cells}: LoadedRow, records: readonly Expected[]): string[] {
  const [meant] = records;
  if (meant === undefined) return [`line ${line} is no record, but was loaded: ${JSON.stringify(cells)}`];
  if (records.some((record) => record.fate !== "never" && isDeepStrictEqual(cells, withDerived(record))))
    return [];
  if (meant.fate === "never") return [`line ${line} should not be loaded: ${JSON.stringify(cells)}`];
  const wanted = withDerived(meant);
  const different = Object.keys({...wanted, ...cells}).filter((name) => wanted[name] !== cells[name]);
  return different.map(
    (name) => `line ${line}: ${name} is ${JSON.stringify(cells[name])}, not ${JSON.stringify(wanted[name])}`
  );
}

/** The cells of a record with what the contract computes from them. */
function withDerived({cells}: Expected): Record<string, string | null> {
  const {amount_cents} = cells;
  return "signed_date" in cells && typeof amount_cents === "string"
    ? {...cells, [DOUBLED]: String(2n * BigInt(amount_cents))}
    : cells;
}

/** Records neither loaded nor set aside. */
function lostRecords({places}: Truth, {rows, quarantine}: Reading): string[] {
  const loaded = new Set(rows.map(({line}) => line));
  return places
    .filter((place) => !loaded.has(place.line) && !isSetAside(place, quarantine))
    .map(({line}) => `line ${line} is a record, and neither loaded nor set aside`);
}

function isSetAside({line, last_line}: Place, quarantine: Reading["quarantine"]): boolean {
  return quarantine.some((problem) => problem.line <= last_line && line <= problem.last_line);
}

function wrongCounts(
  {places, outcome, header_line, lines}: Truth,
  {rows, quarantine, counts}: Reading
): string[] {
  const quarantined = new Set(quarantine.map(({line}) => line));
  const cents = rows.reduce((sum, {cells}) => sum + BigInt(cells.amount_cents ?? 0), 0n);
  const covered = new Set<number>();
  const cover = (line: number, last_line: number): void => {
    for (let at = line; at <= last_line; at++) covered.add(at);
  };
  for (const {line, last_line} of quarantine) cover(line, last_line);
  const loaded = new Set(rows.map(({line}) => line));
  for (const {line, last_line} of places) if (loaded.has(line)) cover(line, last_line);
  // A damaged record that could be read all the same may end before its last line.
  const isCertain =
    outcome === "read" &&
    places.every(
      ({line, last_line, records}) =>
        line === last_line || !loaded.has(line) || records.every(({fate}) => fate === "load")
    );
  const found = {
    loaded: rows.length,
    quarantined: quarantined.size,
    // Every line below the header that is neither loaded nor set aside must have been skipped.
    skipped: isCertain ? lines - header_line - covered.size : counts.skipped,
    control_cents: counts.control_cents === null ? null : cents
  };
  const problems = Object.entries(found)
    .filter(([name, value]) => counts[name as keyof typeof found] !== value)
    .map(([name, value]) => `counted ${counts[name as keyof typeof found]} ${name}, but there are ${value}`);
  const {records, loaded: l, quarantined: q, skipped: s} = counts;
  return records === l + q + s ? problems : [...problems, `${records} records are not ${l} + ${q} + ${s}`];
}

function isLoadedButOne({places}: Truth, {rows}: Reading): boolean {
  const loaded = new Set(rows.map(({line}) => line));
  return places.every(({line, records}) => loaded.has(line) || records.some(({fate}) => fate !== "load"));
}
