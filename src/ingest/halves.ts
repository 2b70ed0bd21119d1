import {closeSync, fstatSync, openSync, readSync} from "node:fs";
import type {EncodingEvidence} from "./encoding.ts";
import type {Layout} from "./layout.ts";
import {Marks} from "./marks.ts";
import type {PartScan, Scan} from "./scan.ts";

const PIECE = 1 << 16;

/** A byte in the middle of a file's data on which a line begins; undefined when there is none near it. */
export function middleOf(path: string, {data_start, feed}: Layout): number | undefined {
  const file = openSync(path, "r");
  try {
    const middle = Math.floor((data_start + fstatSync(file).size) / 2);
    const bytes = Buffer.alloc(PIECE);
    const read = readSync(file, bytes, 0, PIECE, middle);
    const found = bytes.subarray(0, read).indexOf(feed);
    return found === -1 ? undefined : middle + found + 1;
  } finally {
    closeSync(file);
  }
}

/**
 * The scan of a whole file out of those of its two parts. Undefined when the second part begins within a record of the
 * first, or when records on both sides of the cut have to be seen together.
 */
export function joinScans(first: PartScan, second: PartScan, cut: number): Scan | undefined {
  if (first.end !== cut || first.is_open || second.is_open) return undefined;
  const {lines} = first;
  const isEmpty = second.trailing_empty_lines === second.lines;
  return {
    evidence: joinEvidence(first.evidence, second.evidence),
    lines: lines + second.lines,
    records: first.records + second.records,
    trailing_empty_lines: second.trailing_empty_lines + (isEmpty ? first.trailing_empty_lines : 0),
    longest_line: Math.max(first.longest_line, second.longest_line),
    is_uniform: first.is_uniform && second.is_uniform && first.has_returns === second.has_returns,
    has_returns: first.has_returns || second.has_returns,
    has_edges: first.has_edges || second.has_edges,
    marks: joinMarks(first.marks, second.marks, lines),
    index: [...first.index, ...second.index.map(({line, start}) => ({line: line + lines, start}))],
    cuts: [cut]
  };
}

function joinEvidence(first: EncodingEvidence, second: EncodingEvidence): EncodingEvidence {
  return {
    invalid_at: first.invalid_at ?? second.invalid_at,
    invalid_lines: first.invalid_lines + second.invalid_lines,
    utf8_at: first.utf8_at ?? second.utf8_at
  };
}

function joinMarks(first: Marks, second: Marks, lines: number): Marks {
  const marks = Marks.of(first.toArray());
  for (const mark of second) marks.add({...mark, line: mark.line + lines});
  return marks;
}
