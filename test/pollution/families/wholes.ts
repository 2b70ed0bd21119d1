import {deflateRawSync} from "node:zlib";
import {Random} from "../../../pipeline/sample/random.ts";
import {
  columnsOf,
  type Draft,
  type Form,
  headerOf,
  pickRecord,
  recordsOf,
  setCell,
  simplify,
  writeCells
} from "../draft.ts";
import {type Spoil, family, type Pollution, type Spoiling} from "../pollution.ts";

/** Files that are cut, empty, very big in one direction, or no table at all. */
export function wholePollutions(): Pollution[] {
  return [...cut(), ...empty(), ...sizes(), ...strangers(), ...clean()];
}

function cut(): Pollution[] {
  // A cut inside the last cell cannot be told from a file without a last line ending: it is not tried.
  const cutLast =
    (keep: (cells: string[]) => string[]): Spoil =>
    (draft) => {
      const piece = recordsOf(draft).at(-1);
      if (piece === undefined) return;
      const cells = simplify(draft, piece).texts.map((text) => (text.trim() === "" ? "x" : text));
      piece.raw = keep(writeCells({...draft.form, quotes: "needed"}, cells)).join(draft.form.delimiter);
      piece.ending = "";
      for (const record of piece.records) record.fate = "never";
    };
  return family(
    "cut in the middle of a record",
    {one: true},
    {
      "in the first cell": cutLast(([first = ""]) => [first.slice(0, 1)]),
      "behind the first cell": cutLast((cells) => cells.slice(0, 1)),
      "behind the first delimiter": cutLast((cells) => [...cells.slice(0, 1), ""]),
      "in the middle": cutLast((cells) => cells.slice(0, Math.ceil(cells.length / 2))),
      "before the last delimiter": cutLast((cells) => cells.slice(0, -1)),
      "inside quotes": (draft) => {
        const piece = recordsOf(draft).at(-1);
        if (piece === undefined) return;
        const [column = ""] = columnsOf(draft, ["text"]);
        setCell(draft, piece, {column, text: `open${draft.form.delimiter}@@`, meant: null, fate: "never"});
        piece.raw = piece.raw.slice(0, piece.raw.indexOf("@@"));
        piece.ending = "";
      },
      "inside quotes, behind a line break": (draft) => {
        const piece = recordsOf(draft).at(-1);
        if (piece === undefined) return;
        const [column = ""] = columnsOf(draft, ["text"]);
        setCell(draft, piece, {column, text: "one\ntwo\n@@", meant: null, fate: "never"});
        piece.raw = piece.raw.slice(0, piece.raw.indexOf("@@"));
        piece.ending = "";
      },
      "inside a character": {
        form: {encoding: "utf-8", plain: false},
        trap: true,
        spoil: (draft) => {
          for (const piece of recordsOf(draft)) {
            const [column = ""] = columnsOf(draft, ["text"]);
            setCell(draft, piece, {column, text: "Café", meant: "Café", fate: "load"});
          }
          const piece = recordsOf(draft).at(-1);
          if (piece === undefined) return;
          const bytes = Buffer.from(piece.raw);
          piece.bytes = bytes.subarray(0, bytes.indexOf(0xc3) + 1);
          piece.ending = "";
          for (const record of piece.records) record.fate = "either";
          draft.outcome = "either";
        }
      },
      "in the header": {
        one: false,
        spoil: (draft) => {
          const header = headerOf(draft);
          draft.pieces = [{...header, raw: header.raw.slice(0, 6), ending: ""}];
          refuse(draft);
        }
      }
    }
  );
}

function empty(): Pollution[] {
  return family(
    "nothing in it",
    {files: 4},
    {
      "no byte": replace(() => Buffer.alloc(0)),
      "a byte-order mark": replace(() => Buffer.from("\ufeff")),
      "a line ending": replace(() => Buffer.from("\r\n")),
      blanks: replace(() => Buffer.from("   \n  \n\t\n")),
      delimiters: replace(({form}) => Buffer.from(`${form.delimiter.repeat(8)}\n`.repeat(3))),
      "titles only": replace(() => Buffer.from("Commandes\nMars 2026\n")),
      // A month without orders is a right export.
      "only a header": (draft) => {
        draft.pieces = draft.pieces.slice(0, 1);
      },
      "only a header, without a line ending": (draft) => {
        draft.pieces = [{...headerOf(draft), ending: ""}];
      },
      "only a header and a total": {
        shapes: ["orders", "receipts"],
        spoil: (draft) => {
          draft.pieces = [headerOf(draft), {...headerOf(draft), part: "body", raw: "Total général (0)"}];
        }
      }
    }
  );
}

function sizes(): Pollution[] {
  const long =
    (length: number, unit: string): Spoil =>
    (draft, random) => {
      const text = unit
        .repeat(Math.ceil(length / unit.length))
        .slice(0, length)
        .trim();
      const column = random.pick(columnsOf(draft, ["text"]));
      setCell(draft, pickRecord(draft, random), {column, text, meant: text, fate: "load"});
    };
  return family(
    "very long",
    {files: 4},
    {
      "a cell of 100 kB": long(100_000, "Bonjour à tous. "),
      "a cell of 100 kB in quotes": long(100_000, 'say "no"; '),
      "a cell of 100 kB over 1,500 lines": long(
        100_000,
        "sixty-six characters in a line, and then a line ending behind it.\n"
      ),
      "a cell of 150 lines": long(4_000, "a line of some words here\n"),
      "a cell of 3 MB": {files: 2, spoil: long(3_000_000, "Bonjour à tous. ")},
      "a line of 3 MB of delimiters": {
        files: 2,
        one: true,
        spoil: (draft, random) => {
          const piece = pickRecord(draft, random);
          piece.raw += draft.form.delimiter.repeat(3_000_000);
          for (const record of piece.records) record.fate = "either";
        }
      },
      "a quote left open before 100 kB": {
        files: 4,
        records: 200,
        one: true,
        spoil: (draft) => {
          const piece = simplify(draft, recordsOf(draft)[0] as ReturnType<typeof headerOf>);
          piece.raw = piece.raw.replace("Dupont", '"Dupont');
          for (const record of piece.records) record.fate = "either";
        }
      }
    }
  );
}

const HTML = `<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Connexion</title></head>
<body><h1>Votre session a expiré; reconnectez-vous</h1>
<table><tr><th>N° commande</th><th>Montant HT</th></tr><tr><td>1</td><td>12,50</td></tr></table>
</body></html>
`;

function strangers(): Pollution[] {
  return family(
    "not a delimited file",
    {files: 4},
    {
      "an HTML page": replace(() => Buffer.from(HTML)),
      "an HTML page in one line": replace(() => Buffer.from(HTML.replaceAll("\n", ""))),
      "a workbook": replace(() => workbook()),
      "an old workbook": replace(() =>
        Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), randomLike(4096)])
      ),
      JSON: replace((draft) =>
        Buffer.from(
          JSON.stringify(
            recordsOf(draft).map(({texts}) => Object.fromEntries(texts.entries())),
            null,
            2
          )
        )
      ),
      "JSON lines": replace((draft) =>
        Buffer.from(
          recordsOf(draft)
            .map(({texts}) => `${JSON.stringify(texts)}\n`)
            .join("")
        )
      ),
      XML: replace(() => Buffer.from('<?xml version="1.0"?>\n<orders><order id="1"/></orders>\n')),
      "a PDF": replace(() => Buffer.concat([Buffer.from("%PDF-1.7\n%âãÏÓ\n", "latin1"), randomLike(2000)])),
      "a picture": replace(() =>
        Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d", "hex"), randomLike(2000)])
      ),
      "SQL statements": replace(() =>
        Buffer.from("insert into orders (id, amount) values ('1', 12.5);\n".repeat(20))
      ),
      "a message": replace(() => Buffer.from("Session expired; please log in again\n")),
      "columns of fixed width": replace((draft) =>
        Buffer.from(
          draft.pieces.map(({texts}) => texts.map((text) => text.slice(0, 14).padEnd(15)).join("")).join("\n")
        )
      ),
      "another table": replace(() => Buffer.from("a;b;c\n1;2;3\n4;5;6\n")),
      "one long line": replace(() => Buffer.from("abc ".repeat(50_000)))
    }
  );
}

/** Files with nothing wrong in them, in every form. */
function clean(): Pollution[] {
  const nothing = (): void => undefined;
  const form = (variant: string, given: Partial<Form>): [string, Spoiling] => [
    variant,
    {form: given, ...(given.tongue === undefined ? {} : {tongue: given.tongue}), spoil: nothing}
  ];
  return family(
    "nothing wrong",
    {files: 10},
    Object.fromEntries([
      ["as it comes", {spoil: nothing}],
      form("French, windows-1252", {tongue: "french", encoding: "windows-1252", bom: false, plain: false}),
      form("French, UTF-8", {tongue: "french", encoding: "utf-8", bom: false, plain: false}),
      form("French, UTF-8 with a mark", {tongue: "french", encoding: "utf-8", bom: true, plain: false}),
      form("for programs", {tongue: "machine", encoding: "utf-8", bom: false, plain: false}),
      ...Object.entries({comma: ",", semicolon: ";", tab: "\t", pipe: "|"}).map(([name, delimiter]) =>
        form(name, {delimiter})
      ),
      form("line feeds", {ending: "\n"}),
      form("carriage returns and line feeds", {ending: "\r\n"}),
      form("every cell in quotes", {quotes: "all"}),
      form("texts in quotes", {quotes: "texts"}),
      form("ASCII", {plain: true})
    ])
  );
}

function replace(write: (draft: Draft) => Buffer): Spoil {
  return (draft) => {
    const bytes = write(draft);
    draft.pieces = [];
    draft.finish = () => bytes;
    refuse(draft);
  };
}

/** A small archive, as a workbook is one: binary, and no text. */
function workbook(): Buffer {
  const content = deflateRawSync(Buffer.from("<worksheet/>".repeat(100)));
  return Buffer.concat([
    Buffer.from("504b0304140000000800", "hex"),
    content,
    Buffer.from("504b0506", "hex"),
    Buffer.alloc(18)
  ]);
}

/** Bytes without order, the same ones every time. */
function randomLike(length: number): Buffer {
  const random = new Random(1, length);
  return Buffer.from(Array.from({length}, () => random.int(0, 255)));
}

function refuse(draft: Draft): void {
  draft.outcome = "refused";
}
