import {type Draft, headerOf, junk, type Piece, quoted, recordsOf} from "../draft.ts";
import {family, type Pollution} from "../pollution.ts";

/** What people and systems write above, below and at the end of the lines of a table. */
export function surroundingPollutions(): Pollution[] {
  return [...titles(), ...separators(), ...totals(), ...notices(), ...trailing(), ...endings()];
}

function titles(): Pollution[] {
  return family(
    "title lines above",
    {},
    {
      one: above("Commandes du mois de mars 2026"),
      two: above("Commandes du mois de mars 2026", "Édité le 01/04/2026"),
      three: above("Commandes", "Agence de Lyon", "Édité le 01/04/2026 à 08:30"),
      five: above("Commandes", "Agence de Lyon", "", "Page 1", "Édité par Mme Noël"),
      "one and a blank line": above("Commandes du mois de mars 2026", ""),
      "two, filled up with delimiters": above("Commandes~", "Agence : Lyon~"),
      "a line of delimiters": above("Commandes~", "~"),
      "a pair": above("Agence#Lyon", "Date#01/04/2026"),
      "with delimiters of other kinds": above("Commandes, avoirs; mars | avril\tLyon"),
      "in quotes": above('"Commandes du ""mois"" de mars"'),
      "in quotes, over two lines": above('"Commandes\ndu mois de mars"'),
      "a stray quote": {
        spoil: (draft) => {
          above('Export "Commandes')(draft);
          draft.outcome = "either";
        }
      },
      // Longer than any report's head: refusing it is as right as reading it.
      "forty lines": {
        spoil: (draft) => {
          above(...Array.from({length: 40}, (_, line) => `Remarque ${line}`))(draft);
          draft.outcome = "either";
        }
      }
    }
  );
}

function separators(): Pollution[] {
  return family(
    "a sep= line",
    {},
    {
      right: (draft) => above(`sep=${draft.form.delimiter}`)(draft),
      "in capitals": (draft) => above(`SEP=${draft.form.delimiter}`)(draft),
      "in quotes": (draft) => above(`"sep=${draft.form.delimiter}"`)(draft),
      "with a title below": (draft) => above(`sep=${draft.form.delimiter}`, "Commandes du mois")(draft),
      // It contradicts the file: reading by the delimiter that the header has is as right as refusing.
      wrong: (draft) => {
        above(`sep=${draft.form.delimiter === "," ? ";" : ","}`)(draft);
        draft.outcome = "either";
      },
      unknown: (draft) => {
        above("sep=^")(draft);
        draft.outcome = "either";
      }
    }
  );
}

/** `~` fills the line up with delimiters to the width of the table, `#` is one delimiter. */
function above(...lines: string[]): (draft: Draft) => void {
  return (draft) => {
    const pieces = lines.map((line): Piece => ({...junk(draft, spell(draft, line)), part: "above"}));
    draft.pieces.unshift(...pieces);
  };
}

function below(...lines: string[]): (draft: Draft) => void {
  return (draft) => {
    draft.pieces.push(...lines.map((line) => junk(draft, spell(draft, line))));
  };
}

function spell({form, columns}: Draft, line: string): string {
  return line.replace("~", form.delimiter.repeat(columns.length - 1)).replaceAll("#", form.delimiter);
}

function totals(): Pollution[] {
  return family(
    "a total line",
    {},
    {
      "one cell that the contract names": {
        shapes: ["orders", "receipts"],
        spoil: below("Total général (12)")
      },
      "one cell, filled up with delimiters": {
        shapes: ["orders", "receipts"],
        spoil: below("Total général (12)~")
      },
      "one cell that nobody has foreseen": below("Somme : 12"),
      "two cells": below("Total général#1 234,56"),
      "name and amount, too few cells": {shapes: ["orders"], spoil: below("Somme#12#1 234,56")},
      // A total that is as wide as a record: its first cell is one that the contract calls a footer.
      "as wide as a record, named by the contract": {
        shapes: ["orders", "receipts"],
        spoil: (draft) => wideTotal(draft, "Total général")
      },
      // Only the empty cells that a record must have filled tell it from a record.
      "as wide as a record, in words of its own": {
        shapes: ["orders"],
        spoil: (draft) => wideTotal(draft, "Somme")
      },
      "as wide as a record, its first cell empty": {
        shapes: ["orders", "receipts"],
        spoil: (draft) => wideTotal(draft, "")
      },
      "in the middle": {
        shapes: ["orders", "receipts"],
        spoil: (draft) => {
          draft.pieces.splice(Math.ceil(draft.pieces.length / 2), 0, junk(draft, "Total général (3)"));
        }
      },
      "above the header": above("Total général#1 234,56")
    }
  );
}

function wideTotal(draft: Draft, name: string): void {
  const sum = draft.form.tongue === "french" ? "1234,56" : "1234.56";
  const id = Object.keys(draft.contract.columns)[0];
  const cells = draft.columns.map((column) =>
    column === id ? name : column === "amount_cents" ? quoted(sum) : ""
  );
  draft.pieces.push(junk(draft, cells.join(draft.form.delimiter)));
}

function notices(): Pollution[] {
  return family(
    "notices below",
    {},
    {
      one: below("Document confidentiel"),
      "two behind a blank line": below("", "Édité par le service", "Page 1/1"),
      "of a well-known system": {
        shapes: ["orders"],
        spoil: below("", '"Grand Totals (12 records)"', '"Confidential Information - Do Not Distribute"')
      },
      "with delimiters": below("Filtres :#Agence = Lyon"),
      "with a stray quote": below('Export "Commandes'),
      "in quotes, over two lines": below('"Document confidentiel\nne pas diffuser"'),
      "a second table": below("", "Autre tableau", "a#b", "1#2")
    }
  );
}

function trailing(): Pollution[] {
  const end = (piece: Piece, form: Draft["form"]): void => {
    piece.raw += form.delimiter;
  };
  return family(
    "a delimiter at the end of lines",
    {},
    {
      // The table has one more column, without name and always empty: nothing is in doubt.
      "header and records": (draft) => draft.pieces.forEach((piece) => end(piece, draft.form)),
      "two, header and records": (draft) =>
        [1, 2].forEach(() => draft.pieces.forEach((piece) => end(piece, draft.form))),
      // One cell more than the header says, though empty: loading as meant and quarantine are both right.
      "records only": (draft) => {
        for (const piece of recordsOf(draft)) {
          end(piece, draft.form);
          for (const record of piece.records) record.fate = "either";
        }
      },
      "header only": (draft) => {
        end(headerOf(draft), draft.form);
        for (const {records} of recordsOf(draft)) for (const record of records) record.fate = "either";
      },
      "some records": (draft, random) => {
        for (const piece of recordsOf(draft).filter(() => random.chance(0.3))) {
          end(piece, draft.form);
          for (const record of piece.records) record.fate = "either";
        }
      }
    }
  );
}

function endings(): Pollution[] {
  return family(
    "line endings",
    {},
    {
      mixed: (draft, random) => {
        for (const piece of draft.pieces) piece.ending = random.pick(["\n", "\r\n"]);
      },
      "one line feed among CRLF": {
        form: {ending: "\r\n"},
        spoil: (draft, random) => {
          random.pick(draft.pieces).ending = "\n";
        }
      },
      "one CRLF among line feeds": {
        form: {ending: "\n"},
        spoil: (draft, random) => {
          random.pick(draft.pieces).ending = "\r\n";
        }
      },
      // One of the two stands behind a closing quote, where nothing may stand.
      "carriage returns twice": (draft) => {
        for (const piece of draft.pieces) piece.ending = "\r\r\n";
        for (const {records} of recordsOf(draft)) for (const record of records) record.fate = "either";
        draft.outcome = "either";
      },
      // One long line for a reader that knows line feeds only: to be refused, or read as it was meant.
      "carriage returns only": (draft) => {
        for (const piece of draft.pieces) piece.ending = "\r";
        draft.outcome = "either";
      },
      "none at the end": (draft) => {
        const last = draft.pieces.at(-1);
        if (last !== undefined) last.ending = "";
      },
      "many at the end": below(...Array.from({length: 20}, () => "")),
      "a DOS end of file": below("\u001a"),
      "a line feed before the carriage return": (draft) => {
        for (const piece of draft.pieces) piece.ending = "\n\r";
        for (const {records} of recordsOf(draft)) for (const record of records) record.fate = "either";
      }
    }
  );
}
