import {Random} from "../../pipeline/sample/random.ts";
import type {Contract} from "../../src/contract.ts";
import type {Shape, Tongue} from "./contracts.ts";
import {type Draft, encode, type Expected, type Form, makeDraft} from "./draft.ts";
import {dayPollutions} from "./families/days.ts";
import {delimiterPollutions} from "./families/delimiters.ts";
import {encodingPollutions} from "./families/encodings.ts";
import {headerPollutions} from "./families/headers.ts";
import {linePollutions} from "./families/lines.ts";
import {numberPollutions} from "./families/numbers.ts";
import {quotePollutions} from "./families/quotes.ts";
import {surroundingPollutions} from "./families/surroundings.ts";
import {wholePollutions} from "./families/wholes.ts";
import {wordPollutions} from "./families/words.ts";
import type {Pollution} from "./pollution.ts";

/** Records that stand on the same physical lines, numbered from 1, as they were meant. */
export interface Place {
  line: number;
  last_line: number;
  records: Expected[];
}

/** What should become of a file. */
export interface Truth extends Pick<Draft, "outcome" | "refusal" | "unknown"> {
  places: Place[];
  /** The header's last physical line: what is below is loaded, quarantined or skipped. */
  header_line: number;
  /** Physical lines of the file. */
  lines: number;
}

/** A polluted file with its truth. */
export interface PollutedFile {
  /** Says how to make it again: family, variant and number. */
  name: string;
  pollution: Pollution;
  contract: Contract;
  bytes: Buffer;
  truth: Truth;
}

/** Files made of a pollution unless it says otherwise. */
const FILES = 6;

/** Every way to spoil a file that is known here. */
export const POLLUTIONS: readonly Pollution[] = [
  ...wholePollutions(),
  ...delimiterPollutions(),
  ...quotePollutions(),
  ...linePollutions(),
  ...headerPollutions(),
  ...surroundingPollutions(),
  ...encodingPollutions(),
  ...numberPollutions(),
  ...dayPollutions(),
  ...wordPollutions()
];

/** The whole collection, or `perPollution` files of each pollution; the same files every time. */
export function* polluteFiles(perPollution?: number): Generator<PollutedFile> {
  for (const [index, pollution] of POLLUTIONS.entries()) {
    const files = perPollution ?? pollution.files ?? FILES;
    for (let number = 1; number <= files; number++) yield polluteFile(pollution, index * 1000 + number);
  }
}

/** One file: clean first, then polluted, all from the one number. */
export function polluteFile(pollution: Pollution, seed: number): PollutedFile {
  const random = new Random(20_260_401, seed);
  const tongue = pollution.tongue ?? pollution.form?.tongue ?? random.pick(["french", "french", "machine"]);
  const shape: Shape = random.pick(pollution.shapes ?? ["orders", "orders", "notes", "receipts"]);
  const draft = makeDraft(random, {
    shape,
    form: pickForm(random, tongue, pollution.form),
    records:
      pollution.records ??
      random.weighted([
        [random.int(5, 12), 4],
        [random.int(13, 60), 2],
        [random.int(61, 200), 1]
      ])
  });
  pollution.spoil(draft, random);
  return {
    name: `${pollution.family}: ${pollution.variant} (${seed}, ${shape}, ${tongue})`,
    pollution,
    contract: draft.contract,
    ...assemble(draft)
  };
}

function pickForm(random: Random, tongue: Tongue, given: Partial<Form> = {}): Form {
  const usual = tongue === "french" ? ";" : ",";
  const form: Form = {
    tongue,
    plain: random.chance(0.15),
    encoding: tongue === "french" ? random.pick(["windows-1252", "utf-8"]) : "utf-8",
    bom: random.chance(0.3),
    delimiter: random.weighted([
      [usual, 7],
      [";", 1],
      [",", 1],
      ["\t", 1],
      ["|", 1]
    ]),
    ending: random.pick(["\n", "\r\n"]),
    quotes: random.weighted([
      ["needed", 5],
      ["texts", 1],
      ["all", 1]
    ]),
    ...given
  };
  if (form.tongue === "machine") form.encoding = "utf-8";
  return {...form, ...given, bom: form.encoding === "utf-8" && form.bom};
}

/** Writes a draft, and says what is true of it. */
export function assemble(draft: Draft): Pick<PollutedFile, "bytes" | "truth"> {
  const {form, outcome, refusal, unknown} = draft;
  const pieces = draft.pieces.map(({raw, bytes, ending, ...piece}) => ({
    ...piece,
    content: bytes ?? encode(raw, form),
    ending: Buffer.from(ending)
  }));
  const written = Buffer.concat([
    Buffer.from(form.bom ? "\ufeff" : ""),
    ...pieces.flatMap(({content, ending}) => [content, ending])
  ]);
  // In files of old Macs, where there is no line feed at all, carriage returns end the lines.
  const feed = written.includes(LF) ? LF : CR;
  const places: Place[] = [];
  let line = 1;
  let header_line = 0;
  for (const {part, content, ending, records} of pieces) {
    const last_line = line + count(content, feed);
    if (records.length > 0) places.push({line, last_line, records});
    if (part === "header") header_line = last_line;
    line = last_line + count(ending, feed);
  }
  const lines = count(written, feed) + (written.at(-1) === feed ? 0 : 1);
  return {bytes: draft.finish(written), truth: {outcome, refusal, unknown, places, header_line, lines}};
}

const LF = 0x0a;
const CR = 0x0d;

function count(bytes: Buffer, byte: number): number {
  let times = 0;
  for (let at = bytes.indexOf(byte); at !== -1; at = bytes.indexOf(byte, at + 1)) times++;
  return times;
}
