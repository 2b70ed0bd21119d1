import iconv from "iconv-lite";
import {describe, expect, it} from "vitest";
import {day, defineSource, FRENCH, money, text} from "../../../src/index.ts";
import {type Outcome, readFileBytes} from "../../../src/ingest/reading.ts";

const contract = defineSource({
  name: "orders",
  title: "Orders",
  files: ["orders*.csv"],
  dialect: FRENCH,
  footer: [/^Total général/],
  columns: {
    order_id: {type: text(), headers: ["N° commande", "Order"], required: true, meaning: "the order"},
    signed_date: {type: day(), headers: ["Date"], meaning: "day"},
    amount_cents: {type: money(), headers: ["Montant"], required: true, meaning: "amount"}
  }
});

const HEADER = "N° commande;Date;Montant\r\n";

function outcomes(bytes: Buffer): Outcome[] {
  const file = readFileBytes(bytes, contract);
  if (Array.isArray(file)) throw new Error(file.join());
  return [...file.outcomes];
}

const french = (text: string): Buffer => iconv.encode(HEADER + text, "windows-1252");

describe("reading a file", () => {
  it("gives typed rows", () => {
    expect(outcomes(french("A1;;1\u00a0000,50\r\n"))).toMatchObject([
      {
        kind: "loaded",
        line: 2,
        row: {order_id: "A1", signed_date: null, amount_cents: 100050n}
      }
    ]);
  });

  it("quarantines a record for each cell that is wrong, with its place, value and reason", () => {
    expect(outcomes(french("A1;31/02/2026;12O,50\r\n"))).toMatchObject([
      {
        kind: "quarantined",
        problems: [
          {line: 2, column_name: "signed_date", raw_value: "31/02/2026", reason_code: "bad_day"},
          {line: 2, column_name: "amount_cents", raw_value: "12O,50", reason_code: "bad_amount"}
        ]
      }
    ]);
  });

  it("quarantines a record with a cell too many even when the last one is empty", () => {
    expect(outcomes(french("A1;;1,00;\r\nA2;;2,00\r\n"))).toMatchObject([
      {
        kind: "quarantined",
        problems: [{column_name: null, raw_value: "A1;;1,00;", reason_code: "wrong_cell_count"}]
      },
      {kind: "loaded"}
    ]);
  });

  it("quarantines a record without a required value", () => {
    expect(outcomes(french(" ;;1,00\r\n"))).toMatchObject([{problems: [{reason_code: "missing_value"}]}]);
  });

  it("skips blank lines and the footer that the contract names, and counts them", () => {
    const kinds = outcomes(french("A1;;1,00\r\n\r\nTotal général (1 enregistrement)\r\n")).map(
      ({kind}) => kind
    );
    expect(kinds).toEqual(["loaded", "skipped", "skipped"]);
  });

  it("skips a total whose amounts stand in their columns, wherever its name is", () => {
    for (const total of ["Total général;1;1", "12;Total général;1"]) {
      expect(outcomes(french(`A1;;1,00\r\n${total}\r\n`))).toMatchObject([
        {kind: "loaded"},
        {kind: "skipped"}
      ]);
    }
  });

  it("neither skips nor loads what is a total and a record as well", () => {
    expect(outcomes(french("A1;;1,00\r\nTotal général;;1,00\r\n"))).toMatchObject([
      {kind: "loaded"},
      {kind: "quarantined", problems: [{reason_code: "record_or_total", raw_value: "Total général;;1,00"}]}
    ]);
  });

  it("sets aside the records beside a line with a single cell, but not beside a footer", () => {
    const broken = outcomes(
      french("A1;;1,00\r\nA2;;2,00\r\nA3\r\nA4;;4,00\r\nA5;;5,00\r\nTotal général\r\n")
    );
    expect(
      broken.map((outcome) =>
        outcome.kind === "quarantined" ? outcome.problems[0]?.reason_code : outcome.kind
      )
    ).toEqual(["loaded", "broken_record", "wrong_cell_count", "broken_record", "loaded", "skipped"]);
  });

  it("does not take the end of a comment for the beginning of the next record", () => {
    const records = ["A1", "A2", "A3", "A4", "A5"].map((order) => `${order};;1,00\r\n`).join("");
    const kinds = (lone: string): string[] =>
      outcomes(french(`${records}${lone}\r\nA6;;1,00\r\nA7;;1,00\r\n`)).map(({kind}) => kind);
    const before = ["loaded", "loaded", "loaded", "loaded", "quarantined", "quarantined"];
    expect(kinds("rappeler lundi")).toEqual([...before, "loaded", "loaded"]);
    expect(kinds("A")).toEqual([...before, "quarantined", "loaded"]);
  });

  it("sets aside a header that comes again", () => {
    const notes = defineSource({
      ...contract,
      columns: {
        order_id: {type: text(), headers: ["Order"], meaning: "x"},
        note: {type: text(), headers: ["Note"], meaning: "x"}
      }
    });
    const file = readFileBytes(Buffer.from("Order;Note\nA;b\nORDER;note\n"), notes);
    if (Array.isArray(file)) throw new Error(file.join());
    expect([...file.outcomes]).toMatchObject([
      {kind: "loaded"},
      {kind: "quarantined", problems: [{reason_code: "repeated_header", line: 3}]}
    ]);
  });

  it("does not let two stray quotes take records for one cell", () => {
    expect(outcomes(french('A1;;1,00\r\n"A2;;2,00\r\nA3;;3,00"\r\n')).map(({kind}) => kind)).toEqual([
      "loaded",
      "quarantined",
      "quarantined"
    ]);
  });

  it("does not take data for a footer, nor a line far above the end", () => {
    expect(outcomes(french("Total général;01/02/2026;x\r\n"))).toMatchObject([{kind: "quarantined"}]);
    const rows = "A1;;1,00\r\n".repeat(50);
    expect(outcomes(french(`Total général;;1,00\r\n${rows}`))[0]).toMatchObject({kind: "loaded"});
  });

  it("reads all 32 characters that windows-1252 has where latin-1 has none", () => {
    const special = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
    expect(outcomes(french(`${special};;1,00\r\n`))).toMatchObject([{row: {order_id: special}}]);
    for (const byte of [0x81, 0x8d, 0x8f, 0x90, 0x9d]) {
      const bytes = Buffer.concat([french(""), Buffer.from([byte]), Buffer.from(";;1,00\r\n")]);
      expect(outcomes(bytes)).toMatchObject([{problems: [{reason_code: "bad_bytes"}]}]);
    }
  });

  it("decides the encoding on the whole file, not on its head", () => {
    const head = "A;;1,00\r\n".repeat(2000);
    const file = `Order;Date;Montant\r\n${head}café;;1,00\r\n`;
    for (const bytes of [Buffer.from(file), iconv.encode(file, "windows-1252")]) {
      expect(outcomes(bytes).at(-1)).toMatchObject({row: {order_id: "café"}});
    }
  });

  it.each([
    ["an empty file", Buffer.from("\r\n"), "the file is empty; export it again"],
    [
      "a spreadsheet under another name",
      Buffer.from("PK\u0003\u0004\u0000\u0000"),
      "this is a spreadsheet or an archive under another name; give it its own ending (.xlsx or .zip)"
    ],
    [
      "a web page",
      Buffer.from("\r\n<!DOCTYPE html><html><body>Sign in</body></html>"),
      "this is a web page, not an export: the download asked to sign in, or saved a table as HTML; export it as CSV"
    ],
    [
      "a file without a header",
      Buffer.from("A1;01/02/2026;1,00\nA2;;2,00\n"),
      'no header: no line among the first 40 names a column of this export ("N° commande", "Montant"); it begins with "A1;01/02/2026;1,00"; export it with its header line'
    ],
    [
      "a file with a record above its header",
      Buffer.from("A1;;1,00\r\nOrder;Date;Montant\r\nA2;;2,00\r\n"),
      "line 1 looks like a record, but stands above the header (line 2); put the header first"
    ],
    [
      "a file with two kinds of line endings",
      Buffer.from('Order;Date;Montant;Note\rA1;;1,00;"two\nlines"\r'),
      "lines end in two ways, some with a carriage return only; save the file again with one kind of line ending"
    ],
    [
      "a mix of encodings",
      Buffer.concat([Buffer.from(`${HEADER}é;;1,00\r\n`), Buffer.from([0xe9, 0x0a, 0xe9])]),
      "two encodings in one file: UTF-8 at byte 27, windows-1252 at byte 37; export it again in one of them"
    ]
  ])("refuses %s whole", (_, bytes, sentence) => {
    expect(readFileBytes(bytes, contract)).toEqual([sentence]);
  });

  it("refuses windows-1252 where the system writes UTF-8", () => {
    const strict = {...contract, dialect: {...FRENCH, encodings: ["utf-8" as const]}};
    expect(readFileBytes(french("é;;1,00\r\n"), strict)).toEqual([
      "byte 1 is not utf-8; save the file again in that encoding"
    ]);
  });

  it("sets aside a line or two of another encoding where the system writes UTF-8, and reads the others", () => {
    const strict = {...contract, dialect: {...FRENCH, encodings: ["utf-8" as const]}};
    const bytes = Buffer.from("Order;Date;Montant\r\nA1;;1,00\r\nB\u00e9;;2,00\r\n", "latin1");
    const file = readFileBytes(bytes, strict);
    if (Array.isArray(file)) throw new Error(file.join());
    expect([...file.outcomes]).toMatchObject([{kind: "loaded"}, {problems: [{reason_code: "bad_bytes"}]}]);
  });

  it.each([
    ["a tab", "Order\tDate\tMontant\r\nA1\t\t1,00\r\n"],
    ["a bar", "Order|Date|Montant\r\nA1||1,00\r\n"],
    ["a comma", 'Order,Date,Montant\r\nA1,,"1,00"\r\n'],
    ["what its first line says", 'sep=,\r\nOrder,Date,Montant\r\nA1,,"1,00"\r\n'],
    ["a semicolon, below titles", "Export du 01/02/2026\r\n;;\r\n\r\nOrder;Date;Montant\r\nA1;;1,00\r\n"],
    ["a semicolon, lines ended as on an old Mac", "Order;Date;Montant\rA1;;1,00\r"]
  ])("settles that cells are delimited by %s", (_, text) => {
    expect(outcomes(Buffer.from(text))).toMatchObject([
      {kind: "loaded", row: {order_id: "A1", amount_cents: 100n}}
    ]);
  });

  it("takes a line with bytes of another encoding for a damaged line", () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER}é;;1,00\r\n`),
      Buffer.from([0xe9]),
      Buffer.from(";;2,00\r\n")
    ]);
    expect(outcomes(bytes)).toMatchObject([
      {kind: "loaded", row: {order_id: "é"}},
      {kind: "quarantined", problems: [{reason_code: "bad_bytes", column_name: "order_id"}]}
    ]);
  });

  it("keeps a bad byte from the rest of the file", () => {
    expect(outcomes(french("A\0;;1,00\r\nA2;;2,00\r\n"))).toMatchObject([
      {kind: "quarantined", problems: [{reason_code: "bad_bytes"}]},
      {kind: "loaded"}
    ]);
  });
});
