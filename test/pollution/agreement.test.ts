import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {CONTRACTS, type Shape, type Tongue} from "./contracts.ts";
import {encode, type Form, quoted} from "./draft.ts";
import {Readers} from "./readers.ts";
import type {Contract} from "../../src/contract.ts";

let readers: Readers;

beforeAll(async () => {
  readers = await Readers.open();
});

afterAll(() => readers.close());

/** Characters that mean something to one reader or another. */
const ODD = [
  ...Array.from('""";;,\t|\n\r 0123456789.,-−+()€/:\'’eExEO'),
  "\r\n",
  "\u00a0",
  "\u202f",
  "\u2007",
  "\u3000",
  "\u200b",
  "\ufeff",
  "\ufffd",
  "\u0085",
  "\u2028",
  "\0",
  "\u001a",
  "\u000b",
  "\f",
  "é",
  "Ã©",
  "œ",
  "🎉",
  "\\"
];

const TEXTS = [
  "Dupont",
  "",
  " ",
  "NULL",
  "a;b",
  "a,b",
  "one\ntwo",
  "one\r\ntwo",
  'say "no"',
  "N° 12",
  "Total général"
];

/** Texts of each type: some in its form, some nearly so. */
const CELLS: Record<string, Record<Tongue, string[]>> = {
  id: {
    french: ["A1", "0012", "17850.0", "1,2E+15", "1.2E+15", " A1 ", ""],
    machine: ["A1", "0012", "17850.0", "1.2E+15", "1E+5", " A1 ", ""]
  },
  integer: {
    french: ["1", "-5", "2147483647", "2147483648", "-2147483648", "1 234", "1,0", "007", "0x1F", "1e3", ""],
    machine: ["1", "-5", "2147483647", "2147483648", "-2147483648", "1.0", "007", "+1", ""]
  },
  money: {
    french: [
      ...[
        "1,00",
        "-1 234,56",
        "1\u00a0234,56",
        "(12,00)",
        "12,00 €",
        "1.234",
        "12,5",
        "12,345",
        "1200",
        "1'234,5"
      ],
      ...[
        "1e3",
        "−1,00",
        "1 234'567,00",
        "999999999999999,99",
        "9999999999999999,99",
        "0,00",
        "-0,00",
        ",5",
        "5,"
      ]
    ],
    machine: ["1.00", "-12.50", "(12.00)", "1,234.56", "12.5", "1200", "1e3", "NaN", "999999999999999.99", ""]
  },
  decimal: {
    french: [
      "12",
      "12,5",
      "1 234,5678",
      "0,00001",
      "99999999999999,9999",
      "999999999999999",
      "1.5",
      "-3,25",
      ""
    ],
    machine: ["12", "12.5", "0.00001", "99999999999999.9999", "1e-3", "-3.25", ""]
  },
  day: {
    french: [
      "01/02/2026",
      "29/02/2024",
      "29/02/2025",
      "31/04/2026",
      "01/02/21",
      "2026-02-01",
      "31/12/1899",
      "45321"
    ],
    machine: ["2026-02-01", "2024-02-29", "2025-02-29", "2026-2-1", "2200-01-01", "01/02/2026", "infinity"]
  },
  instant: {
    french: [
      ...[
        "01/02/2026 12:30",
        "29/03/2026 02:30",
        "25/10/2026 02:30",
        "25/10/2026 01:59:59",
        "01/07/1943 12:00"
      ],
      ...["01/02/2026", "01/02/2026T12:30:59", "01/02/2026 24:00", "01/01/1900 00:00", "10/03/1911 23:55", ""]
    ],
    machine: [
      "2026-02-01T12:30",
      "2026-02-01 12:30:59",
      "2026-02-01",
      "2026-02-01T12:30:00Z",
      "2026-02-30 00:00",
      ""
    ]
  },
  "yes or no": {
    french: ["Oui", "non", "VRAI", "0", "1", "Yes", "o", "OUİ", ""],
    machine: ["true", "F", "0", "1", "yes", ""]
  },
  text: {french: TEXTS, machine: TEXTS}
};

function cellsOf(contract: Contract, tongue: Tongue): fc.Arbitrary<string>[] {
  return Object.values(contract.columns).map(({type}) => {
    const known = CELLS[type.name.replace(/\(.*/, "")]?.[tongue] ?? TEXTS;
    return fc.oneof(
      {weight: 12, arbitrary: fc.constantFrom(...known)},
      {weight: 1, arbitrary: fc.string({unit: fc.constantFrom(...ODD), maxLength: 8})},
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom(...known), fc.constantFrom(...ODD)).map((parts) => parts.join(""))
      }
    );
  });
}

/** How a record is written: each cell bare, quoted where it must be, always quoted; or one cell too many or missing. */
const style = fc.record({
  quotes: fc.constantFrom("needed", "needed", "needed", "all", "none"),
  change: fc.constantFrom("none", "none", "none", "none", "drop", "add", "blank", "alone")
});

/** A file as text: some lines above, a header, records, and a few characters thrown in anywhere. */
const file = fc
  .record({
    tongue: fc.constantFrom<Tongue[]>("french", "machine"),
    shape: fc.constantFrom<Shape[]>("orders", "notes", "receipts"),
    delimiter: fc.constantFrom("usual", "usual", "usual", ";", ",", "\t", "|"),
    ending: fc.constantFrom("\n", "\r\n", "\n", "\r\n", "\r"),
    above: fc.constantFrom("", "", "", "Titre\n", "\n\n", "sep=;\n", "Titre;;\n\n"),
    mark: fc.constantFrom("", "", "\ufeff"),
    encoding: fc.constantFrom<Form["encoding"][]>("utf-8", "windows-1252"),
    without: fc.option(fc.nat(8), {freq: 6}),
    finalEnding: fc.boolean(),
    below: fc.constantFrom("", "", "", "Total général (3)", "Total;12,00", "\n\n", "\u001a")
  })
  .chain((form) => {
    const contract = CONTRACTS[form.tongue][form.shape];
    return fc.record({
      form: fc.constant({...form, contract}),
      rows: fc.array(fc.tuple(fc.tuple(...cellsOf(contract, form.tongue)), style), {maxLength: 14}),
      odd: fc.array(fc.record({at: fc.nat(), what: fc.constantFrom(...ODD), cut: fc.nat(2)}), {maxLength: 2}),
      bytes: fc.array(fc.record({at: fc.nat(), byte: fc.constantFrom(0x81, 0xe9, 0xc3, 0x00, 0x22, 0x0d)}), {
        maxLength: 1
      })
    });
  })
  .map(({form, rows, odd, bytes}) => {
    const delimiter = form.delimiter === "usual" ? form.contract.dialect.delimiter : form.delimiter;
    const header = Object.values(form.contract.columns).map(({headers}) => headers[0] ?? "");
    const records = [[header, {quotes: "needed", change: "none"}] as const, ...rows].map(([cells, how]) =>
      writeRecord(cells, how, {delimiter, without: form.without})
    );
    const ending = form.finalEnding || form.below !== "" ? form.ending : "";
    const text = odd.reduce(
      (whole, {at, what, cut}) => {
        const place = at % (whole.length + 1);
        return whole.slice(0, place) + what + whole.slice(place + cut);
      },
      form.above + records.join(form.ending) + ending + form.below
    );
    const encoded = encodeLeniently(form.mark + text, form.encoding);
    for (const {at, byte} of bytes) if (encoded.length > 0) encoded[at % encoded.length] = byte;
    // As text of one character a byte: that is what a counterexample is printed in.
    return {bytes: encoded.toString("latin1"), tongue: form.tongue, shape: form.shape};
  });

function writeRecord(
  cells: readonly string[],
  {quotes, change}: {quotes: string; change: string},
  {delimiter, without}: {delimiter: string; without: number | null}
): string {
  const kept = cells.filter((_, index) => index !== without || cells.length < 4);
  const written = kept.map((cell) => {
    if (quotes === "none") return cell;
    return quotes === "all" || cell.includes(delimiter) || /["\r\n]/.test(cell) ? quoted(cell) : cell;
  });
  if (change === "drop") written.pop();
  if (change === "add") written.push("");
  if (change === "blank") return "";
  return change === "alone" ? (written[0] ?? "") : written.join(delimiter);
}

function encodeLeniently(text: string, encoding: Form["encoding"]): Buffer {
  try {
    return encode(text, {encoding});
  } catch {
    return Buffer.from(text);
  }
}

/** Files that were read in two ways once. */
const FOUND: [{bytes: string; tongue: Tongue; shape: Shape}][] = [
  // A line of tabs and blanks, below one with blanks around a cell.
  [
    {
      bytes: "N\u00c2\u00b0 note\tAuteur\tCommentaire\r\n A1 \tDupont\tDupont\r\n\t \t ",
      tongue: "machine",
      shape: "notes"
    }
  ]
];

describe("the two readers", () => {
  it("make the same rows and the same quarantine of every file", async () => {
    await fc.assert(
      fc.asyncProperty(file, async ({bytes, tongue, shape}) => {
        const [content, contract] = [Buffer.from(bytes, "latin1"), CONTRACTS[tongue][shape]];
        const bulk = await readers.read(content, contract, "bulk");
        const exact = await readers.read(content, contract, "exact");
        expect(bulk).toEqual(exact);
        expect(bulk).not.toHaveProperty("crash");
      }),
      {numRuns: 300, examples: FOUND}
    );
  });
});
