import iconv from "iconv-lite";
import {describe, expect, it} from "vitest";
import {day, defineSource, FRENCH, money, text} from "../../src/index.ts";
import {type Outcome, readFileBytes} from "../../src/reading.ts";

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
  },
  derived: {
    double_cents: {
      type: money(),
      meaning: "twice the amount",
      from: (row) => (row.amount_cents as bigint) * 2n
    }
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
  it("gives typed rows, with what is computed from them", () => {
    expect(outcomes(french("A1;;1\u00a0000,50\r\n"))).toMatchObject([
      {
        kind: "loaded",
        line: 2,
        row: {order_id: "A1", signed_date: null, amount_cents: 100050n, double_cents: 200100n}
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

  it("does not take data for a footer", () => {
    expect(outcomes(french("Total général;;1,00\r\n"))).toMatchObject([{kind: "loaded"}]);
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
      "UTF-16",
      Buffer.from(`\ufeff${HEADER}`, "utf16le"),
      "this file is in UTF-16; save it as UTF-8 or windows-1252"
    ],
    [
      "a spreadsheet",
      Buffer.from("PK\u0003\u0004\u0000\u0000"),
      "this is not a text file (it has NUL bytes); export it as CSV"
    ]
  ])("refuses %s whole", (_, bytes, sentence) => {
    expect(readFileBytes(bytes, contract)).toEqual([sentence]);
  });

  it("refuses windows-1252 where the system writes UTF-8", () => {
    const strict = {...contract, dialect: {...FRENCH, encodings: ["utf-8" as const]}};
    expect(readFileBytes(french("é;;1,00\r\n"), strict)).toEqual([
      "this file is not in utf-8; save it again in that encoding"
    ]);
  });
});
