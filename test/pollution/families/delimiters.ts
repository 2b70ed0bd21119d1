import type {Random} from "../../../pipeline/sample/random.ts";
import {columnsOf, damage, type Draft, type Piece, pickRecord, setCell, writeCells} from "../draft.ts";
import {type Spoil, family, type Pollution} from "../pollution.ts";

type Place = "first" | "middle" | "last";

/** A delimiter missing or too many in one record. Loading it is right only if every cell is as it was meant. */
export function delimiterPollutions(): Pollution[] {
  return [
    ...family(
      "delimiter missing",
      {one: true},
      {
        first: (draft, random) => dropDelimiter(draft, pickRecord(draft, random), "first"),
        middle: (draft, random) => dropDelimiter(draft, pickRecord(draft, random), "middle"),
        last: (draft, random) => dropDelimiter(draft, pickRecord(draft, random), "last"),
        "last, behind an empty cell": (draft, random) =>
          dropDelimiter(draft, emptyLast(draft, random), "last"),
        all: (draft, random) => rejoin(draft, pickRecord(draft, random), (cells) => cells.join("")),
        "all, with blanks for them": (draft, random) =>
          rejoin(draft, pickRecord(draft, random), (cells) => cells.join(" "))
      }
    ),
    ...family(
      "delimiter too many",
      {one: true},
      {
        "before the first cell": (draft, random) => insertCell(draft, pickRecord(draft, random), 0),
        "behind the first cell": (draft, random) => insertCell(draft, pickRecord(draft, random), 1),
        middle: (draft, random) => insertCell(draft, pickRecord(draft, random), middle(draft)),
        "before the last cell": (draft, random) =>
          insertCell(draft, pickRecord(draft, random), width(draft) - 1),
        "behind the last cell": (draft, random) => insertCell(draft, pickRecord(draft, random), width(draft)),
        "first, last cell empty": (draft, random) => insertCell(draft, emptyLast(draft, random), 1),
        "middle, last cell empty": (draft, random) =>
          insertCell(draft, emptyLast(draft, random), middle(draft)),
        "behind the last cell, which is empty": (draft, random) =>
          insertCell(draft, emptyLast(draft, random), width(draft)),
        many: (draft, random) =>
          rejoin(
            draft,
            pickRecord(draft, random),
            (cells) => cells.join(draft.form.delimiter) + draft.form.delimiter.repeat(50)
          ),
        "each of them twice": (draft, random) =>
          rejoin(draft, pickRecord(draft, random), (cells) => cells.join(draft.form.delimiter.repeat(2))),
        "inside a text without quotes": (draft, random) => unquoted(draft, random, (d) => `Dupont${d} Marie`),
        "inside a text, escaped by a backslash": (draft, random) =>
          unquoted(draft, random, (d) => `Dupont\\${d} Marie`),
        // The number of cells is right again, but every cell between the two has slipped.
        "and one missing": {
          shapes: ["orders"],
          spoil: (draft, random) => {
            rejoin(draft, pickRecord(draft, random), ([first = "", second = "", ...rest], delimiter) =>
              [`${first}${second}`, ...rest, ""].join(delimiter)
            );
          }
        }
      }
    ),
    ...family(
      "another delimiter in one row",
      {one: true},
      {
        comma: otherDelimiter(","),
        semicolon: otherDelimiter(";"),
        tab: otherDelimiter("\t"),
        pipe: otherDelimiter("|"),
        blank: otherDelimiter(" "),
        colon: otherDelimiter(":"),
        "in one place only": (draft, random) => {
          const other = draft.form.delimiter === "," ? ";" : ",";
          rejoin(draft, pickRecord(draft, random), ([first = "", ...rest], delimiter) =>
            [first + other + (rest[0] ?? ""), ...rest.slice(1)].join(delimiter)
          );
        }
      }
    ),
    ...family(
      "delimiters of another kind in texts",
      {},
      {
        "many commas": (draft) => fillTexts(draft, "un, deux, trois, quatre, cinq"),
        "many semicolons": (draft) => fillTexts(draft, "un; deux; trois; quatre; cinq"),
        "many tabs": (draft) => fillTexts(draft, "un\tdeux\ttrois\tquatre\tcinq"),
        "many pipes": (draft) => fillTexts(draft, "un | deux | trois | quatre | cinq")
      }
    )
  ];
}

function rejoin(draft: Draft, piece: Piece, join: (cells: string[], delimiter: string) => string): void {
  damage(piece, join(writeCells(draft.form, piece.texts), draft.form.delimiter));
}

function dropDelimiter(draft: Draft, piece: Piece, place: Place): void {
  const last = width(draft) - 2;
  const at = {first: 0, middle: Math.floor(last / 2), last}[place];
  rejoin(draft, piece, (cells, delimiter) =>
    [...cells.slice(0, at), `${cells[at]}${cells[at + 1]}`, ...cells.slice(at + 2)].join(delimiter)
  );
}

function insertCell(draft: Draft, piece: Piece, at: number): void {
  rejoin(draft, piece, (cells, delimiter) => cells.toSpliced(at, 0, "").join(delimiter));
}

/** A record whose last cell is empty; a required column last would make that another damage. */
function emptyLast(draft: Draft, random: Random): Piece {
  const column = draft.columns.at(-1) ?? "";
  const piece = pickRecord(draft, random);
  if (draft.contract.columns[column]?.required !== true) {
    setCell(draft, piece, {column, text: "", meant: null, fate: "either"});
  }
  return piece;
}

function unquoted(draft: Draft, random: Random, text: (delimiter: string) => string): void {
  const piece = pickRecord(draft, random);
  const column = random.pick(columnsOf(draft, ["text"]));
  const written = text(draft.form.delimiter);
  setCell(draft, piece, {column, text: "", meant: written, fate: "either"});
  rejoin(draft, piece, (cells, delimiter) =>
    cells.with(draft.columns.indexOf(column), written).join(delimiter)
  );
}

function otherDelimiter(other: string): Spoil {
  return (draft, random) => {
    const own = draft.form.delimiter === other ? "\u00a6" : other;
    rejoin(draft, pickRecord(draft, random), (cells) => cells.join(own));
  };
}

function fillTexts(draft: Draft, text: string): void {
  for (const piece of draft.pieces.filter(({records}) => records.length > 0)) {
    for (const column of columnsOf(draft, ["text"])) {
      setCell(draft, piece, {column, text, meant: text, fate: "load"});
    }
  }
}

function width({columns}: Draft): number {
  return columns.length;
}

function middle(draft: Draft): number {
  return Math.ceil(width(draft) / 2);
}
