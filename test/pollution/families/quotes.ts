import type {Random} from "../../../pipeline/sample/random.ts";
import {
  columnsOf,
  damage,
  type Draft,
  type Piece,
  pickRecord,
  quoted,
  recordsOf,
  simplify,
  writeCells
} from "../draft.ts";
import {type Spoil, family, type Pollution} from "../pollution.ts";

/** Quotes too many, missing, or in the wrong place. */
export function quotePollutions(): Pollution[] {
  return [...tooMany(), ...misplaced(), ...strayPairs()];
}

function tooMany(): Pollution[] {
  return family(
    "quote too many",
    {one: true},
    {
      "at the start of a cell": inCell((cell) => `"${cell}`),
      "in the middle of a cell": inCell((cell) => `${cell.slice(0, 1)}"${cell.slice(1)}`),
      "at the end of a cell": inCell((cell) => `${cell}"`),
      "at the start of the first cell": inCell((cell) => `"${cell}`, "first"),
      "at the end of the first cell": inCell((cell) => `${cell}"`, "first"),
      "at the start of the last cell": inCell((cell) => `"${cell}`, "last"),
      "at the end of the last cell": inCell((cell) => `${cell}"`, "last"),
      "alone in a cell": inCell(() => '"'),
      "two in the middle of a cell": inText('un "grand" salon', 'un "grand" salon'),
      "an inch sign": inText('5" screen', '5" screen'),
      "three at both ends": inText('"""Dupont"""', '"Dupont"'),
      "four at both ends": inText('""""Dupont""""', '"Dupont"'),
      "in each cell": (draft, random) => {
        const piece = simplify(draft, pickRecord(draft, random));
        damage(piece, piece.texts.map((text) => `x"${text}`).join(draft.form.delimiter));
      },
      // Some programs quote a whole record once more: it is one cell then.
      "around the whole record, those inside doubled": (draft, random) => {
        const piece = pickRecord(draft, random);
        damage(piece, quoted(piece.raw));
      },
      "around the whole record, those inside left": (draft, random) => {
        const piece = pickRecord(draft, random);
        damage(piece, `"${piece.raw}"`);
      }
    }
  );
}

function misplaced(): Pollution[] {
  return family(
    "quote missing or misplaced",
    {one: true},
    {
      "never closed": inText('"Dupont', "Dupont"),
      "never closed, in the first record": inText('"Dupont', "Dupont", (draft) => recordsOf(draft)[0]),
      "never closed, in the last record": inText('"Dupont', "Dupont", (draft) => recordsOf(draft).at(-1)),
      "never closed, a line break inside": inText('"first line\nsecond line', "first line\nsecond line"),
      "never opened, a line break inside": inText('first line\nsecond line"', "first line\nsecond line"),
      "never opened nor closed, a line break inside": inText(
        "first line\nsecond line",
        "first line\nsecond line"
      ),
      "closed too early": inText('"Dupont" et fils', "Dupont et fils"),
      "closed before a delimiter": inText('"Dupont"# et fils', "Dupont# et fils"),
      "blank before the opening one": inText(' "Dupont"', "Dupont"),
      "blank behind the closing one": inText('"Dupont" ', "Dupont"),
      "escaped by a backslash": inText('"say \\"no\\" twice"', 'say "no" twice'),
      "escaped by a backslash before a delimiter": inText('"say \\"no\\"# twice"', 'say "no"# twice'),
      "doubled inside but none around": inText('say ""no"" twice', 'say "no" twice'),
      "apostrophes for quotes": inText("'Dupont# Marie'", "Dupont# Marie"),
      "curly ones": inText("“Dupont# Marie”", "Dupont# Marie")
    }
  );
}

function strayPairs(): Pollution[] {
  return family(
    "stray quotes in two records",
    {records: 12},
    {
      "opened and closed a line below, in the same cell": strayPair(0, (cell) => `${cell}"`),
      "opened and closed four lines below, in the same cell": strayPair(3, (cell) => `${cell}"`),
      "opened in both": strayPair(1, (cell) => `"${cell}`),
      "opened, and closed in another cell": (draft, random) => {
        const [first, second] = neighbours(draft, random, 2);
        rewriteCell(draft, first, 1, (cell) => `"${cell}`);
        rewriteCell(draft, second, 0, (cell) => `${cell}"`);
      },
      "one in each record": (draft) => {
        for (const piece of recordsOf(draft))
          rewriteCell(draft, simplify(draft, piece), 1, (cell) => `"${cell}`);
      }
    }
  );
}

function inCell(write: (cell: string) => string, place?: "first" | "last"): Spoil {
  return (draft, random) => {
    const piece = simplify(draft, pickRecord(draft, random));
    const last = draft.columns.length - 1;
    const index = place === undefined ? random.int(0, last) : place === "first" ? 0 : last;
    rewriteCell(draft, piece, index, write);
  };
}

/** Writes a text cell as given, `#` standing for the delimiter; `meant` is what a person reads there. */
function inText(
  written: string,
  meant: string,
  pick: (draft: Draft) => Piece | undefined = () => undefined
): Spoil {
  return (draft, random) => {
    const piece = simplify(draft, pick(draft) ?? pickRecord(draft, random));
    const column = random.pick(columnsOf(draft, ["text"]));
    const spell = (text: string): string => text.replace("#", draft.form.delimiter);
    for (const record of piece.records) record.cells[column] = spell(meant);
    rewriteCell(draft, piece, draft.columns.indexOf(column), () => spell(written));
  };
}

function rewriteCell(draft: Draft, piece: Piece, index: number, write: (cell: string) => string): void {
  const cells = writeCells({...draft.form, quotes: "needed"}, piece.texts);
  damage(piece, cells.with(index, write(piece.texts[index] ?? "")).join(draft.form.delimiter));
}

/** Between the two quotes, whole records stand in one cell, and the number of cells is right. */
function strayPair(apart: number, write: (cell: string) => string): Spoil {
  return (draft, random) => {
    const pieces = neighbours(draft, random, apart + 2);
    const index = draft.columns.indexOf(random.pick(columnsOf(draft, ["text"])));
    rewriteCell(draft, pieces[0], index, (cell) => `"${cell}`);
    rewriteCell(draft, pieces.at(-1) ?? pieces[0], index, write);
  };
}

/** Records one behind the other, made simple so that no other quote stands between them. */
function neighbours(draft: Draft, random: Random, count: number): [Piece, Piece, ...Piece[]] {
  const records = recordsOf(draft);
  const start = random.int(0, records.length - count);
  const [first, second, ...others] = records
    .slice(start, start + count)
    .map((piece) => simplify(draft, piece));
  if (first === undefined || second === undefined) throw new Error("this draft has too few records");
  return [first, second, ...others];
}
