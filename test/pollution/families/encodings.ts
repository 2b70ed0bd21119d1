import {gzipSync} from "node:zlib";
import iconv from "iconv-lite";
import {columnsOf, type Draft, encode, type Piece, pickRecord, recordsOf, setCell} from "../draft.ts";
import {type Spoil, family, type Pollution} from "../pollution.ts";

/** Bytes that are not what the encoding of the file says, and characters that do not belong in a text file. */
export function encodingPollutions(): Pollution[] {
  return [...mixes(), ...wholes(), ...late(), ...controls()];
}

const UTF8 = {encoding: "utf-8", plain: false} as const;
const WINDOWS = {encoding: "windows-1252", plain: false, bom: false} as const;

/**
 * One cell in another encoding than the rest. The rest has accents, so that reading the whole file in the
 * encoding of the one cell spoils all of it; the cell itself says what it means only to a reader who tells.
 */
function mixes(): Pollution[] {
  return [
    ...family(
      "two encodings in one file",
      {one: true, trap: true},
      {
        "windows-1252 in UTF-8": {
          form: UTF8,
          spoil: inBytes("Café crème", (text) => iconv.encode(text, "windows-1252"))
        },
        "windows-1252 in UTF-8 with a mark": {
          form: {...UTF8, bom: true},
          spoil: inBytes("Café crème", (text) => iconv.encode(text, "windows-1252"))
        },
        "windows-1252 in UTF-8, for programs": {
          form: UTF8,
          tongue: "machine",
          spoil: inBytes("Café crème", (text) => iconv.encode(text, "windows-1252"))
        },
        "a euro sign of windows-1252 in UTF-8": {
          form: UTF8,
          spoil: inBytes("12 €", (text) => iconv.encode(text, "windows-1252"))
        },
        "the accents of the whole file in one cell": {
          form: {...UTF8, plain: true},
          spoil: inBytes("Café crème", (text) => iconv.encode(text, "windows-1252"), false)
        },
        // A mix is refused as a whole, with the place: there is no other record to load.
        "UTF-8 in windows-1252": {
          one: false,
          form: WINDOWS,
          tongue: "french",
          spoil: inBytes("Café crème", (text) => Buffer.from(text))
        },
        "a euro sign of UTF-8 in windows-1252": {
          one: false,
          form: WINDOWS,
          tongue: "french",
          spoil: inBytes("12 €", (text) => Buffer.from(text))
        },
        "a no-break space of UTF-8 in an amount of windows-1252": {
          form: WINDOWS,
          tongue: "french",
          shapes: ["orders", "receipts"],
          spoil: (draft, random) => {
            const piece = pickRecord(draft, random);
            inPlace(draft, piece, {column: "amount_cents", text: "1\u00a0234,50", meant: "123450"}, (text) =>
              Buffer.from(text)
            );
            accents(draft, piece);
          }
        },
        "half a character": {form: UTF8, spoil: inBytes("Café", (text) => Buffer.from(text).subarray(0, -1))},
        "a character too long (C0 AF)": {
          form: UTF8,
          spoil: inBytes("a/b", () => Buffer.from([0x61, 0xc0, 0xaf, 0x62]))
        },
        "half a surrogate pair": {
          form: UTF8,
          spoil: inBytes("ab", () => Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x62]))
        },
        "a character that does not exist (F5)": {
          form: UTF8,
          spoil: inBytes("ab", () => Buffer.from([0x61, 0xf5, 0x80, 0x80, 0x80, 0x62]))
        },
        ...Object.fromEntries(
          [0x81, 0x8d, 0x8f, 0x90, 0x9d].map((byte) => [
            `byte ${byte.toString(16)} in windows-1252`,
            {
              form: WINDOWS,
              tongue: "french" as const,
              spoil: inBytes("ab", () => Buffer.from([0x61, byte, 0x62]))
            }
          ])
        ),
        "byte 81 in a column that the contract does not know": {
          form: WINDOWS,
          tongue: "french",
          spoil: (draft, random) => {
            const piece = pickRecord(draft, random);
            accents(draft, piece);
            for (const each of draft.pieces) each.raw += `${draft.form.delimiter}x`;
            for (const record of piece.records) record.fate = "either";
            piece.bytes = Buffer.concat([encode(piece.raw, draft.form), Buffer.from([0x81])]);
          }
        },
        "a replacement character": {form: UTF8, spoil: inBytes("ab", () => Buffer.from("a\ufffdb"))}
      }
    ),
    ...family(
      "one bad byte outside the cells",
      {trap: true},
      {
        "in the header": {
          form: UTF8,
          spoil: (draft) => spoil(draft, draft.pieces[0])
        },
        "in a title": {
          form: UTF8,
          spoil: (draft) => {
            draft.pieces.unshift({
              ...structuredClone(draft.pieces[0] as Piece),
              part: "above",
              raw: "Edition"
            });
            spoil(draft, draft.pieces[0]);
          }
        },
        "in a notice below": {
          form: UTF8,
          spoil: (draft) => {
            draft.pieces.push({part: "body", raw: "Notice", ending: "\n", texts: [], records: []});
            spoil(draft, draft.pieces.at(-1));
          }
        }
      }
    )
  ];
}

/** The whole file in an encoding that its system does not write, or in none. */
function wholes(): Pollution[] {
  const recode =
    (write: (text: string) => Buffer): Spoil =>
    (draft) => {
      draft.finish = (bytes) => write(bytes.toString("utf8").replace("\ufeff", ""));
      draft.outcome = "either";
    };
  return family(
    "whole file in another encoding",
    {trap: true, form: UTF8},
    {
      "UTF-16 LE with a mark": recode((text) => Buffer.from(`\ufeff${text}`, "utf16le")),
      "UTF-16 LE": recode((text) => Buffer.from(text, "utf16le")),
      "UTF-16 BE with a mark": recode((text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16()),
      "UTF-16 BE": recode((text) => Buffer.from(text, "utf16le").swap16()),
      "UTF-32 LE with a mark": recode((text) => iconv.encode(`\ufeff${text}`, "utf-32le")),
      "windows-1252, from a system that writes UTF-8": {
        form: {...WINDOWS, tongue: "machine"},
        tongue: "machine",
        spoil: (draft) => {
          for (const piece of recordsOf(draft)) accent(draft, piece);
          draft.outcome = "refused";
          draft.refusal = /utf-8|encod/i;
        }
      },
      "windows-1252 behind a UTF-8 mark": {
        form: WINDOWS,
        tongue: "french",
        spoil: (draft) => {
          for (const piece of recordsOf(draft)) accent(draft, piece);
          draft.finish = (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
          draft.outcome = "either";
        }
      },
      compressed: (draft) => {
        draft.finish = (bytes) => gzipSync(bytes);
        draft.outcome = "either";
      },
      "in base64": (draft) => {
        draft.finish = (bytes) => Buffer.from(`${bytes.toString("base64")}\n`);
        draft.outcome = "refused";
      }
    }
  );
}

/** A file that is ASCII for 10,000 lines and has its first accent, or its first bad byte, behind them. */
function late(): Pollution[] {
  const common = {trap: true, shapes: ["notes"], records: 10_050, files: 1} as const;
  const last = (draft: Draft, bytes: Buffer | undefined, meant: string): void => {
    const piece = recordsOf(draft).at(-1);
    if (piece === undefined) return;
    if (bytes === undefined) setCell(draft, piece, {column: "comment", text: meant, meant, fate: "load"});
    else inPlace(draft, piece, {column: "comment", text: meant, meant}, () => bytes);
  };
  return family("first accent behind 10,000 lines", common, {
    "in UTF-8": {
      form: {encoding: "utf-8", plain: true},
      spoil: (draft) => last(draft, undefined, "café à 3 €")
    },
    "in windows-1252": {
      form: {encoding: "windows-1252", plain: true, bom: false},
      tongue: "french",
      spoil: (draft) => last(draft, undefined, "café à 3 €")
    },
    "windows-1252 in a file that begins in UTF-8": {
      form: {encoding: "utf-8", plain: true},
      tongue: "french",
      one: true,
      spoil: (draft) => {
        const first = recordsOf(draft)[0];
        if (first !== undefined)
          setCell(draft, first, {column: "comment", text: "déjà", meant: "déjà", fate: "load"});
        last(draft, iconv.encode("café", "windows-1252"), "café");
      }
    },
    "a byte of no character": {
      form: {encoding: "windows-1252", plain: true, bom: false},
      tongue: "french",
      one: true,
      spoil: (draft) => last(draft, Buffer.from([0x81]), "ab")
    }
  });
}

/** A text is stored as it stands, control characters included; a number or a day with one in it is none. */
function controls(): Pollution[] {
  const names: Record<string, string> = {
    "a bell": "\u0007",
    "a backspace": "\b",
    "a vertical tab": "\u000b",
    "a form feed": "\f",
    "an escape sequence": "\u001b[31m",
    "a unit separator": "\u001f",
    "a delete": "\u007f",
    "an end of file": "\u001a",
    "a carriage return": "\r"
  };
  return [
    ...family(
      "control characters",
      {one: true},
      Object.fromEntries(
        Object.entries(names).flatMap(([name, character]): [string, Spoil][] => [
          [
            `${name} in a text`,
            (draft, random) => {
              const text = `a${character}b`;
              const column = random.pick(columnsOf(draft, ["text"]));
              setCell(draft, pickRecord(draft, random), {column, text, meant: text, fate: "either"});
            }
          ],
          [
            `${name} in another cell`,
            (draft, random) => {
              const piece = pickRecord(draft, random);
              const column = random.pick(columnsOf(draft, ["money", "day"]));
              const text = piece.texts[draft.columns.indexOf(column)] ?? "";
              setCell(draft, piece, {
                column,
                text: `${text.slice(0, 2)}${character}${text.slice(2)}`,
                meant: null,
                fate: "never"
              });
            }
          ]
        ])
      )
    ).map((pollution) =>
      pollution.variant.endsWith("another cell") ? {...pollution, shapes: ["orders" as const]} : pollution
    ),
    ...family(
      "NUL bytes",
      {},
      {
        "one in a cell": {one: true, spoil: inBytes("ab", () => Buffer.from("a\0b"))},
        "one at the end of a line": {
          one: true,
          spoil: (draft, random) => {
            const piece = pickRecord(draft, random);
            piece.bytes = Buffer.concat([encode(piece.raw, draft.form), Buffer.from([0])]);
            for (const record of piece.records) record.fate = "either";
          }
        },
        // What a disk leaves behind when it loses the end of a file.
        "a block of them at the end": (draft) => {
          draft.finish = (bytes) => Buffer.concat([bytes, Buffer.alloc(512)]);
          draft.outcome = "either";
        },
        "a block of them in the middle": (draft) => {
          draft.finish = (bytes) =>
            Buffer.concat([
              bytes.subarray(0, bytes.length >> 1),
              Buffer.alloc(512),
              bytes.subarray(bytes.length >> 1)
            ]);
          draft.outcome = "either";
          for (const {records} of recordsOf(draft)) for (const record of records) record.fate = "either";
        }
      }
    )
  ];
}

/** Writes bytes of its own for a text cell of one record, in a file that has accents elsewhere. */
function inBytes(meant: string, write: (text: string) => Buffer, elsewhere = true): Spoil {
  return (draft, random) => {
    const piece = pickRecord(draft, random);
    inPlace(draft, piece, {column: random.pick(columnsOf(draft, ["text"])), text: meant, meant}, write);
    if (elsewhere) accents(draft, piece);
    draft.outcome = "either";
  };
}

function inPlace(
  draft: Draft,
  piece: Piece,
  cell: {column: string; text: string; meant: string},
  write: (text: string) => Buffer
): void {
  setCell(draft, piece, {...cell, text: MARK, fate: "either"});
  const at = piece.raw.indexOf(MARK);
  piece.bytes = Buffer.concat([
    encode(piece.raw.slice(0, at), draft.form),
    write(cell.text),
    encode(piece.raw.slice(at + MARK.length), draft.form)
  ]);
}

/** Stands in the written record until the bytes take its place. */
const MARK = "@@@@";

/** Gives every other record a text with accents. */
function accents(draft: Draft, but: Piece): void {
  for (const piece of recordsOf(draft)) if (piece !== but) accent(draft, piece);
}

function accent(draft: Draft, piece: Piece): void {
  const [column = ""] = columnsOf(draft, ["text"]);
  setCell(draft, piece, {column, text: "Élève n° 3", meant: "Élève n° 3", fate: "load"});
}

function spoil(draft: Draft, piece: Piece | undefined): void {
  for (const record of recordsOf(draft)) accent(draft, record);
  if (piece === undefined) return;
  piece.bytes = Buffer.concat([encode(piece.raw, draft.form), Buffer.from([0xe9])]);
  draft.outcome = "either";
}
