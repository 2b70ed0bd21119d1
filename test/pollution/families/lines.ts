import {
  columnsOf,
  damage,
  type Draft,
  junk,
  type Piece,
  pickRecord,
  recordsOf,
  simplify,
  writeCells
} from "../draft.ts";
import {type Spoil, family, type Pollution} from "../pollution.ts";

/** Records cut in two, run together, or with lines between them that are none. */
export function linePollutions(): Pollution[] {
  return [...splits(), ...joins(), ...blanks(), ...strangers()];
}

function splits(): Pollution[] {
  return family(
    "one record over two lines",
    {one: true},
    {
      "in the middle": split((draft) => Math.floor(draft.columns.length / 2)),
      "behind the first delimiter": split(() => 1),
      "before the last delimiter": split((draft) => draft.columns.length - 1, "before"),
      "behind the last delimiter": split((draft) => draft.columns.length - 1),
      "in a middle cell": split((draft) => Math.floor(draft.columns.length / 2), "inside"),
      // The second half has as many cells as a record, the first of them cut.
      "in the first cell": split(() => 0, "inside"),
      // The first half has as many cells as a record, the last of them cut: a comment with a bare line break.
      "in the last cell": split((draft) => draft.columns.length - 1, "inside"),
      "in a last cell of several lines": splitText("\nmore\n"),
      "in a last cell with a blank line": splitText("\n\n"),
      "at every delimiter": (draft, random) => {
        const piece = simplify(draft, pickRecord(draft, random));
        damage(piece, piece.raw.replaceAll(draft.form.delimiter, `${draft.form.delimiter}\n`));
      }
    }
  );
}

/** Cuts the last cell of a record where it is a text, which alone can have lines of its own. */
function splitText(cut: string): Spoil {
  return (draft, random) => {
    const isText = columnsOf(draft, ["text"]).includes(draft.columns.at(-1) ?? "");
    split(({columns}) => columns.length - 1, "inside", isText ? cut : "\n")(draft, random);
  };
}

/** Cuts a record before its cell `at`, before the delimiter there, or inside the cell. */
function split(
  at: (draft: Draft) => number,
  place: "behind" | "before" | "inside" = "behind",
  cut = "\n"
): Spoil {
  return (draft, random) => {
    const piece = simplify(draft, pickRecord(draft, random));
    const {delimiter} = draft.form;
    const cells = writeCells({...draft.form, quotes: "needed"}, piece.texts);
    const index = at(draft);
    const [head, tail] = [cells.slice(0, index).join(delimiter), cells.slice(index + 1).join(delimiter)];
    const cell = (cells[index] ?? "") === "" && place === "inside" ? "Dupont" : (cells[index] ?? "");
    const middle = Math.ceil(cell.length / 2);
    const lead = index === 0 ? "" : head + (place === "before" ? cut + delimiter : delimiter);
    const body =
      place === "inside"
        ? cell.slice(0, middle) + cut + cell.slice(middle)
        : (place === "behind" ? cut : "") + cell;
    damage(
      piece,
      lead + body + (index === cells.length - 1 ? "" : delimiter + tail),
      cell === cells[index] ? "either" : "never"
    );
  };
}

function joins(): Pollution[] {
  return family(
    "two records in one line",
    {records: 12},
    {
      "nothing between": join(""),
      "a delimiter between": join("#"),
      "a blank between": join(" "),
      "a carriage return between": join("\r"),
      "a carriage return between, cells in quotes": {form: {quotes: "all"}, spoil: join("\r")},
      "a vertical tab between": join("\u000b"),
      "a form feed between": join("\f"),
      "a next-line character between": {form: {encoding: "utf-8"}, spoil: join("\u0085")},
      "a line separator between": {form: {encoding: "utf-8"}, spoil: join("\u2028")}
    }
  );
}

function join(between: string): Spoil {
  return (draft, random) => {
    const records = recordsOf(draft);
    const at = random.int(0, records.length - 2);
    const [first, second] = [records[at], records[at + 1]];
    if (first === undefined || second === undefined) throw new Error("this draft has too few records");
    for (const {records: meant} of [first, second]) for (const record of meant) record.fate = "either";
    first.raw += between.replace("#", draft.form.delimiter) + second.raw;
    first.records.push(...second.records);
    draft.pieces.splice(draft.pieces.indexOf(second), 1);
  };
}

function blanks(): Pollution[] {
  return family(
    "blank lines",
    {},
    {
      one: insert(() => [""]),
      many: insert(() => Array.from({length: 60}, () => "")),
      blanks: insert(() => ["   "]),
      tabs: {shapes: ["notes"], tongue: "machine", form: {delimiter: ","}, spoil: insert(() => ["\t\t"])},
      "non-breaking blanks": insert(() => ["\u00a0\u00a0"]),
      "a carriage return": insert(() => ["\r"]),
      "only delimiters": insert(({form, columns}) => [form.delimiter.repeat(columns.length - 1)]),
      "only delimiters, too few": insert(({form}) => [form.delimiter]),
      "only delimiters, too many": insert(({form, columns}) => [form.delimiter.repeat(columns.length + 3)]),
      "only empty quotes": insert(({form, columns}) => [columns.map(() => '""').join(form.delimiter)]),
      "one pair of empty quotes": insert(() => ['""']),
      "between all records": (draft) => {
        draft.pieces = draft.pieces.flatMap((piece) => [piece, junk(draft, "")]);
      },
      "above the header": (draft) => {
        draft.pieces.unshift({...junk(draft, ""), part: "above"}, {...junk(draft, ""), part: "above"});
      },
      "at the end": (draft) => {
        draft.pieces.push(...Array.from({length: 9}, () => junk(draft, "")));
      }
    }
  );
}

/** Lines in the middle of a file that are no records, and must not become any. */
function strangers(): Pollution[] {
  return family(
    "other lines between records",
    {},
    {
      "the header again": insert(({pieces}) => [pieces[0]?.raw ?? ""]),
      "the header again, in capitals": insert(({pieces}) => [(pieces[0]?.raw ?? "").toUpperCase()]),
      "the header again, and again": {
        spoil: (draft, random) => {
          for (let times = 0; times < 3; times++) insert(({pieces}) => [pieces[0]?.raw ?? ""])(draft, random);
        }
      },
      "a title": insert(() => ["Ventes du mois de mars 2026"]),
      "a title and the header": insert(({pieces}) => ["Page 2", "", pieces[0]?.raw ?? ""]),
      // In a table of texts only it would be a record like any other.
      "a rule of dashes": {
        shapes: ["orders", "receipts"],
        spoil: insert(({form, columns}) => [columns.map(() => "-----").join(form.delimiter)])
      },
      "a comment": insert(() => ["# generated by export 3.1"]),
      "a message": insert(() => ["ORA-01555: snapshot too old; rollback segment number 9, too small"]),
      "a record twice": (draft, random) => {
        const piece = pickRecord(draft, random);
        draft.pieces.splice(draft.pieces.indexOf(piece), 0, {...piece});
      }
    }
  );
}

function insert(lines: (draft: Draft) => string[]): Spoil {
  return (draft, random) => {
    const pieces: Piece[] = lines(draft).map((line) => junk(draft, line));
    draft.pieces.splice(draft.pieces.indexOf(pickRecord(draft, random)) + random.int(0, 1), 0, ...pieces);
  };
}
