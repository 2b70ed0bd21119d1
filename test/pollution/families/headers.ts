import type {Random} from "../../../pipeline/sample/random.ts";
import {type Draft, headerOf, junk, recordsOf, writeCells, writeHeader} from "../draft.ts";
import {type Spoil, family, type Pollution} from "../pollution.ts";

/** Headers missing, doubled, renamed, swapped, in another place or in another spelling. */
export function headerPollutions(): Pollution[] {
  return [...absent(), ...wrong(), ...spelled(), ...extra()];
}

function absent(): Pollution[] {
  return family(
    "header missing or out of place",
    {},
    {
      missing: (draft) => {
        draft.pieces.shift();
        refuse(draft, /missing|header/);
      },
      "missing, a blank line in its place": (draft) => {
        draft.pieces[0] = junk(draft, "");
        refuse(draft, /missing|header/);
      },
      "missing, column numbers in its place": (draft) => {
        writeHeader(
          draft,
          draft.columns.map((_, index) => String(index + 1))
        );
        refuse(draft, /missing|header/);
      },
      // What stands above the header is no title when it looks like a record: it must not be dropped.
      "one record above it": (draft) => moveHeader(draft, 1),
      "three records above it": (draft) => moveHeader(draft, 3),
      "ten records above it": (draft) => moveHeader(draft, 10),
      "at the end": (draft) => moveHeader(draft, recordsOf(draft).length),
      "one name missing at its end": (draft) => {
        const [last = ""] = draft.columns.slice(-1);
        writeHeader(draft, headerOf(draft).texts.slice(0, -1));
        headless(draft, last);
      },
      "one name empty": (draft, random) => {
        const column = random.pick(draft.columns);
        rename(draft, column, "");
        if (draft.contract.columns[column]?.required === true) refuse(draft, /missing/);
        else forget(draft, column);
      },
      // The names are those of the contract, but the rows are written with another delimiter.
      "another delimiter than the records": (draft) => {
        const other = draft.form.delimiter === ";" ? "\t" : ";";
        headerOf(draft).raw = writeCells({...draft.form, delimiter: other}, headerOf(draft).texts).join(
          other
        );
        draft.outcome = "either";
        everyRecord(draft, "either");
      }
    }
  );
}

function wrong(): Pollution[] {
  return family(
    "header doubled, renamed or swapped",
    {},
    {
      "a column twice": (draft, random) => {
        const column = random.pick(draft.columns);
        addColumn(draft, {at: draft.columns.length, label: labelOf(draft, column), cell: () => "x"});
        refuse(draft, /times|twice/);
      },
      "a column twice, under two names": (draft) => {
        const column = draft.columns[0] ?? "";
        const label = labelOf(draft, column);
        const other = draft.contract.columns[column]?.headers.find((header) => header !== label) ?? label;
        addColumn(draft, {at: draft.columns.length, label: other, cell: () => "x"});
        refuse(draft, /times|twice/);
      },
      "a required column renamed": (draft) => {
        rename(draft, required(draft), "Colonne 1");
        refuse(draft, /missing/);
      },
      "a required column misspelt": (draft) => {
        rename(draft, required(draft), `${labelOf(draft, required(draft))}s`);
        refuse(draft, /missing/);
      },
      // A column that the contract does not know is left out, and said so.
      "an optional column renamed": (draft, random) => {
        const column = optional(draft, random);
        rename(draft, column, "Colonne 1");
        draft.unknown.push("Colonne 1");
        forget(draft, column);
      },
      "an optional column left out": (draft, random) => {
        const column = optional(draft, random);
        const index = draft.columns.indexOf(column);
        for (const piece of draft.pieces) {
          piece.texts = piece.texts.toSpliced(index, 1);
          piece.raw = writeCells(draft.form, piece.texts).join(draft.form.delimiter);
        }
        forget(draft, column);
      },
      "a required column left out": (draft) => {
        const index = draft.columns.indexOf(required(draft));
        for (const piece of draft.pieces) {
          piece.texts = piece.texts.toSpliced(index, 1);
          piece.raw = writeCells(draft.form, piece.texts).join(draft.form.delimiter);
        }
        refuse(draft, /missing/);
      },
      "the names of an amount and a day swapped": {
        shapes: ["orders"],
        spoil: (draft) => swapNames(draft, "amount_cents", "signed_date")
      },
      "the names of an amount and a yes or no swapped": {
        shapes: ["orders"],
        spoil: (draft) => swapNames(draft, "amount_cents", "is_renewal")
      },
      "a column moved, name and cells": (draft, random) => {
        const from = random.int(0, draft.columns.length - 1);
        const to = random.int(0, draft.columns.length - 1);
        const move = <T>(list: T[]): T[] =>
          list.toSpliced(from, 1).toSpliced(to, 0, ...list.slice(from, from + 1));
        draft.columns = move(draft.columns);
        for (const piece of draft.pieces) {
          piece.texts = move(piece.texts);
          piece.raw = writeCells(draft.form, piece.texts).join(draft.form.delimiter);
        }
      }
    }
  );
}

function spelled(): Pollution[] {
  const respell =
    (write: (label: string) => string): Spoil =>
    (draft) =>
      writeHeader(draft, headerOf(draft).texts.map(write));
  return family(
    "header in another spelling",
    {},
    {
      "in capitals": respell((label) => label.toUpperCase()),
      "in small letters": respell((label) => label.toLowerCase()),
      "without accents": respell((label) => label.normalize("NFD").replaceAll(/[\u0300-\u036f]/g, "")),
      "accents apart from their letters": {
        form: {encoding: "utf-8"},
        spoil: respell((label) => label.normalize("NFD"))
      },
      "blanks around": respell((label) => `  ${label} `),
      "non-breaking blanks": respell((label) => `\u00a0${label.replaceAll(" ", "\u00a0")}\u00a0`),
      "two blanks between words": respell((label) => label.replaceAll(" ", "  ")),
      "in quotes": (draft) => {
        headerOf(draft).raw = writeCells({...draft.form, quotes: "all"}, headerOf(draft).texts).join(
          draft.form.delimiter
        );
      },
      "line breaks between words": respell((label) => label.replace(" ", "\n")),
      "a second byte-order mark": {
        form: {encoding: "utf-8", bom: true},
        spoil: (draft) => {
          headerOf(draft).raw = `\ufeff${headerOf(draft).raw}`;
          if (draft.form.quotes !== "needed") draft.outcome = "either";
        }
      },
      "a byte-order mark, cells in quotes": {
        form: {encoding: "utf-8", bom: true, quotes: "all"},
        spoil: respell((label) => label)
      }
    }
  );
}

function extra(): Pollution[] {
  const add =
    (at: (draft: Draft) => number, cell: (row: number) => string): Spoil =>
    (draft) => {
      addColumn(draft, {at: at(draft), label: "Autre colonne", cell});
      draft.unknown.push("Autre colonne");
    };
  return family(
    "columns that the contract does not know",
    {},
    {
      "at the start": add(
        () => 0,
        (row) => `x${row}`
      ),
      "in the middle": add(
        (draft) => Math.floor(draft.columns.length / 2),
        () => "1,5; 2"
      ),
      "at the end": add(
        (draft) => draft.columns.length,
        (row) => `x${row}`
      ),
      "at the end, always empty": add(
        (draft) => draft.columns.length,
        () => ""
      ),
      "a text over several lines": add(
        (draft) => draft.columns.length,
        () => 'one\ntwo; three\n"four"'
      ),
      "two of the same name": (draft) => {
        for (const cell of ["a", "b"])
          addColumn(draft, {at: draft.columns.length, label: "Autre", cell: () => cell});
        draft.unknown.push("Autre");
      },
      "a thousand": {
        records: 6,
        files: 4,
        spoil: (draft) => {
          const more = Array.from({length: 1000}, (_, index) => `c${index}`);
          for (const piece of draft.pieces) {
            piece.texts.push(...more);
            piece.raw = writeCells(draft.form, piece.texts).join(draft.form.delimiter);
          }
          draft.unknown.push(...more);
        }
      }
    }
  );
}

function refuse(draft: Draft, refusal: RegExp): void {
  draft.outcome = "refused";
  draft.refusal = refusal;
}

function everyRecord(draft: Draft, fate: "either"): void {
  for (const {records} of recordsOf(draft)) for (const record of records) record.fate = fate;
}

/** The file gives this column no more; every record is right without it. */
function forget(draft: Draft, column: string): void {
  for (const {records} of recordsOf(draft)) for (const record of records) record.cells[column] = null;
}

/** The name of the last column is gone: every record has a cell more than the header. */
function headless(draft: Draft, column: string): void {
  everyRecord(draft, "either");
  draft.outcome = "either";
  if (draft.contract.columns[column]?.required === true) refuse(draft, /missing/);
}

function moveHeader(draft: Draft, down: number): void {
  const [header, ...records] = draft.pieces;
  if (header === undefined) throw new Error("this draft has lost its header");
  draft.pieces = records.toSpliced(Math.min(down, records.length), 0, header);
  draft.outcome = "either";
}

function addColumn(
  draft: Draft,
  {at, label, cell}: {at: number; label: string; cell: (row: number) => string}
): void {
  for (const [row, piece] of draft.pieces.entries()) {
    piece.texts = piece.texts.toSpliced(at, 0, row === 0 ? label : cell(row));
    piece.raw = writeCells(draft.form, piece.texts).join(draft.form.delimiter);
  }
}

function labelOf(draft: Draft, column: string): string {
  return headerOf(draft).texts[draft.columns.indexOf(column)] ?? "";
}

function rename(draft: Draft, column: string, label: string): void {
  writeHeader(draft, headerOf(draft).texts.with(draft.columns.indexOf(column), label));
}

function required({contract, columns}: Draft): string {
  return columns.find((name) => contract.columns[name]?.required === true) ?? "";
}

function optional(draft: Draft, random: Random): string {
  return random.pick(draft.columns.filter((name) => draft.contract.columns[name]?.required !== true));
}

/** The types tell the two apart, so no record can be loaded unless both its cells are empty. */
function swapNames(draft: Draft, one: string, other: string): void {
  const labels = [labelOf(draft, one), labelOf(draft, other)];
  rename(draft, one, labels[1] ?? "");
  rename(draft, other, labels[0] ?? "");
  everyRecord(draft, "either");
}
