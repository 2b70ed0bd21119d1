import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {CellProblem} from "../../../src/cells.ts";
import {numberForm} from "../../../src/ingest/cellforms.ts";
import {
  day,
  decimal,
  defineSource,
  ENGLISH,
  FRENCH,
  id,
  instant,
  integer,
  MACHINE,
  money,
  percentage,
  text,
  yesNo
} from "../../../src/index.ts";
import {type PlainText, unpackExport} from "../../../src/ingest/unpack.ts";
import {folderOf} from "../../support/temp.ts";
import {type Cell, makeWorkbook, type WorkbookParts} from "../../support/workbooks.ts";

const CONTRACT = defineSource({
  name: "orders",
  title: "orders",
  files: ["*.csv"],
  dialect: FRENCH,
  columns: {
    order_id: {type: id(), headers: ["N°"], meaning: "order", required: true},
    amount_cents: {type: money(), headers: ["Montant"], meaning: "amount"},
    signed_date: {type: day(), headers: ["Signée le"], meaning: "day"},
    created_at: {type: instant(), headers: ["Créée le"], meaning: "instant"},
    is_recurring: {type: yesNo(), headers: ["Récurrent"], meaning: "yes or no"},
    quantity: {type: integer(), headers: ["Quantité"], meaning: "quantity"},
    rate: {type: decimal(4), headers: ["Taux"], meaning: "rate"},
    comment: {type: text(), headers: ["Note"], meaning: "note"}
  }
});

const COLUMNS = ["N°", "Montant", "Signée le", "Créée le", "Récurrent", "Quantité", "Taux", "Note"];
const [DAY, TIME, DURATION, ZEROS] = [1, 2, 3, 4];
const FORMS = [14, "dd/mm/yyyy\\ hh:mm", "[h]:mm", "00000"];

type Given = WorkbookParts & {contract?: typeof CONTRACT};

async function read({contract = CONTRACT, ...parts}: Given): Promise<{plain: PlainText; text: string}> {
  return readBytes(makeWorkbook({forms: FORMS, ...parts}), contract);
}

async function readBytes(bytes: Uint8Array, contract = CONTRACT): Promise<{plain: PlainText; text: string}> {
  const folder = await folderOf({"a.xlsx": bytes});
  const plain = await unpackExport({name: "a.xlsx", path: join(folder, "a.xlsx")}, contract, folder);
  return {plain, text: await readFile(plain.path, "utf8")};
}

/** The texts of one cell for each of these cells of a column. */
async function texts(header: string, cells: Cell[], parts: Partial<Given> = {}): Promise<string[]> {
  const before: null[] = Array.from({length: COLUMNS.indexOf(header)}, () => null);
  const rows = cells.map((cell) => [...before, cell]);
  const {text} = await read({...parts, sheets: {A: [COLUMNS, ...rows]}});
  return text
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split(";")[before.length] ?? "");
}

describe("a workbook", () => {
  it("becomes delimited text in the contract's dialect", async () => {
    const rows: Cell[][] = [
      COLUMNS,
      [
        "C1",
        1234.5,
        {v: "46054", s: DAY},
        {v: "46054.4375", s: TIME},
        {t: "b", v: "1"},
        3,
        0.25,
        'a;b "c"\nd'
      ],
      [{t: "s", v: "0"}, -0.5, null, {v: "46054", s: DAY}, {t: "b", v: "0"}]
    ];
    const {plain, text} = await read({sheets: {A: rows}, strings: ["<t>É &amp; C</t>"]});
    expect(plain).toMatchObject({form: "xlsx", sheet: "A", other_sheets: []});
    expect(text).toBe(
      [
        COLUMNS.join(";"),
        'C1;1234,50;01/02/2026;01/02/2026 10:30:00;Oui;3;0,25;"a;b ""c""\nd"',
        "É & C;-0,50;;01/02/2026;Non;;;",
        ""
      ].join("\n")
    );
  });

  it("is written for machines when the contract's dialect is", async () => {
    const contract = {...CONTRACT, dialect: MACHINE};
    const row = [
      "C1",
      1234.5,
      {v: "46054", s: DAY},
      {v: "46054.4375", s: TIME},
      {t: "b", v: "1"},
      3,
      0.25,
      "a;b"
    ];
    const {text} = await read({contract, sheets: {A: [COLUMNS, row]}});
    expect(text.split("\n")[1]).toBe("C1,1234.50,2026-02-01,2026-02-01 10:30:00,true,3,0.25,a;b");
  });

  it("keeps its titles above the header and its empty rows, so that a line is a row", async () => {
    const merge = (xml: string): string =>
      xml.replace("</sheetData>", `</sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells>`);
    const styled: Cell = {s: DAY};
    const rows = [
      ["Export; février"],
      null,
      COLUMNS,
      ["C1", 5],
      null,
      [styled, styled],
      ["C2"],
      null,
      [styled]
    ];
    const {text} = await read({sheets: {A: rows}, edit: merge});
    expect(text.split("\n")).toEqual([
      '"Export; février"',
      "",
      COLUMNS.join(";"),
      "C1;5,00;;;;;;",
      "",
      "",
      "C2;;;;;;;",
      ""
    ]);
  });

  it("is written for people who read English when the contract's dialect is", async () => {
    const contract = {...CONTRACT, dialect: ENGLISH};
    const times = ["46054.0625", "46054.500011574077", "46054"].map((v) => ["C1", null, null, {v, s: TIME}]);
    const {text} = await read({contract, sheets: {A: [COLUMNS, ...times]}});
    expect(text.split("\n").slice(1, 4)).toEqual([
      "C1,,,2/1/2026 1:30:00 AM,,,,",
      "C1,,,2/1/2026 12:00:01 PM,,,,",
      "C1,,,2/1/2026,,,,"
    ]);
  });

  it("does not take a title for the header where no column is required", async () => {
    const {order_id, amount_cents} = CONTRACT.columns;
    if (order_id === undefined || amount_cents === undefined) throw new Error("no such columns");
    const contract = {...CONTRACT, columns: {order_id: {...order_id, required: false}, amount_cents}};
    const {text} = await read({contract, sheets: {A: [["Février"], ["N°", "Montant"], ["C1", 1]]}});
    expect(text).toBe("Février\nN°;Montant\nC1;1,00\n");
  });

  it("shows a cell right of the header as one too many, not as another column's", async () => {
    const {text} = await read({sheets: {A: [COLUMNS, [...COLUMNS.map(() => "x"), "stray"]]}});
    expect(text.split("\n")[1]).toBe("x;x;x;x;x;x;x;x;stray");
  });

  it("is written without types when no row is the header", async () => {
    const {text} = await read({
      sheets: {
        A: [
          ["N°", "Date"],
          ["C1", 1.5, {v: "46054", s: DAY}]
        ]
      }
    });
    expect(text).toBe("N°;Date\nC1;1,5;01/02/2026\n");
  });

  it("gives the same bytes whatever it is packed in", async () => {
    const bytes = makeWorkbook({sheets: {A: [COLUMNS, ["C1"]]}});
    const {plain, text} = await readBytes(gzipSync(bytes));
    expect([plain.form, text]).toEqual(["xlsx", (await readBytes(bytes)).text]);
  });

  it("is read from other programs: names with a prefix, rows and cells without a place", async () => {
    const edit = (xml: string): string =>
      xml
        .replaceAll(/ r="\w+"/g, "")
        .replaceAll(/<(\/?)(?=[a-z])/g, "<$1x:")
        .replace("<x:worksheet>", `<x:worksheet xmlns:x="urn:x">`);
    const {text} = await read({sheets: {A: [COLUMNS, ["C1", 12]]}, edit});
    expect(text.split("\n")[1]).toBe("C1;12,00;;;;;;");
  });
});

describe("the sheet of a workbook", () => {
  const sheets = {Notes: [["x"]], "Commandes 2026": [COLUMNS, ["C1"]], Liste: [["y"]]};

  it("is the first that is not hidden; the others are named", async () => {
    const {plain} = await read({sheets, hidden: ["Notes"]});
    expect(plain).toMatchObject({sheet: "Commandes 2026", other_sheets: ["Notes", "Liste"]});
  });

  it("is the one that the contract names", async () => {
    const {plain} = await read({sheets, contract: {...CONTRACT, sheet: "commandes 2026"}});
    expect(plain.sheet).toBe("Commandes 2026");
    await expect(read({sheets, contract: {...CONTRACT, sheet: "Ventes"}})).rejects.toThrow(
      'a.xlsx: the workbook has no sheet "Ventes"; it has "Notes", "Commandes 2026", "Liste"; rename the one'
    );
    await expect(read({sheets, hidden: Object.keys(sheets)})).rejects.toThrow("has no sheet that is shown");
  });
});

describe("a number in a workbook", () => {
  it("is an amount when it is whole cents but for the noise of binary sums", async () => {
    const numbers = [
      "1234.56",
      "1234.5600000000001",
      "0.30000000000000004",
      "-12",
      "1E3",
      "5.5511151231257827E-17"
    ];
    expect(await texts("Montant", numbers.map(number))).toEqual([
      "1234,56",
      "1234,56",
      "0,30",
      "-12,00",
      "1000,00",
      "0,00"
    ]);
    expect(await texts("Montant", ["12345678901.2", "-0.005", "0.07"].map(number))).toEqual([
      "12345678901,20",
      "-0,005",
      "0,07"
    ]);
  });

  it("keeps all its digits otherwise, and the money type refuses it", async () => {
    const cells = ["1234.565", "12345678.905", "0.001", "1234.56001", "1E+20"].map(number);
    const amounts = await texts("Montant", cells);
    expect(amounts).toEqual(["1234,565", "12345678,905", "0,001", "1234,56001", "100000000000000000000,00"]);
    for (const amount of amounts) expect(CellProblem.is(money().parse(amount, FRENCH))).toBe(true);
  });

  it("is every amount of cents exactly, also as the double next to it", async () => {
    const cents = Array.from({length: 3000}, (_, index) => (index * 7_919 * 104_729) % 1e11);
    const near = (value: number): number => value + value * Number.EPSILON;
    const cells = cents.map((amount, index) => (index % 2 === 0 ? amount / 100 : near(amount / 100)));
    const read = await texts("Montant", cells);
    expect(read.map((amount) => money().parse(amount, FRENCH))).toEqual(cents.map(BigInt));
  });

  it("is exact in other columns", async () => {
    const cells = ["0.30000000000000004", "0.10000000000000001", "3", "1.2E-3", "-0.5"].map(number);
    expect(await texts("Taux", cells)).toEqual(["0,30000000000000004", "0,1", "3", "0,0012", "-0,5"]);
  });

  it("is a percentage as it is shown", async () => {
    const rate = {type: percentage(), headers: ["Remise"], meaning: "discount"};
    const columns = {discount: {...rate, required: false}};
    const forms = [10, "0.0\\ %"];
    const cells = [[{v: "0.07", s: 1}], [{v: "0.125", s: 2}], [12.5]];
    const {text} = await read({contract: {...CONTRACT, columns}, forms, sheets: {A: [["Remise"], ...cells]}});
    expect(text).toBe("Remise\n7%\n12,5%\n12,5\n");
    expect(await texts("Taux", [{v: "0.125", s: 2}], {forms})).toEqual(["0,125"]);
  });

  it("is an id up to the fifteen digits that a spreadsheet holds", async () => {
    const ids = await texts("N°", ["123456789012345", "1211430000000000", "17850"].map(number));
    expect(ids).toEqual(["123456789012345", "1,21143E+15", "17850"]);
    expect(id().parse("1,21143E+15", FRENCH)).toMatchObject({code: "damaged_id"});
  });

  it("keeps the zeros in front that its form shows", async () => {
    expect(await texts("N°", [{v: "123", s: ZEROS}])).toEqual(["00123"]);
  });

  function number(v: string): Cell {
    return {v};
  }
});

describe("a date in a workbook", () => {
  const shown = (s: number) => (v: string) => ({v, s});

  it("is a day, with its time if it has one", async () => {
    const serials = ["1", "59", "61", "36526", "46054", "46054.5"];
    expect(await texts("Signée le", serials.map(shown(DAY)))).toEqual([
      "01/01/1900",
      "28/02/1900",
      "01/03/1900",
      "01/01/2000",
      "01/02/2026",
      "01/02/2026 12:00:00"
    ]);
  });

  it("is read to the second that was typed", async () => {
    const times = ["46054.437673611108", "46054.999988425923", "46054.000011574077", "46054.25000289352"];
    expect(await texts("Créée le", times.map(shown(TIME)))).toEqual([
      "01/02/2026 10:30:15",
      "01/02/2026 23:59:59",
      "01/02/2026 00:00:01",
      "01/02/2026 06:00:00.250"
    ]);
  });

  it("counts from 1904 where the workbook does", async () => {
    const cells = ["0", "44592"].map(shown(DAY));
    expect(await texts("Signée le", cells, {isFrom1904: true})).toEqual(["01/01/1904", "01/02/2026"]);
  });

  it("is refused by the types where it is none", async () => {
    const cells: Cell[] = [
      ...["60", "0", "-1", "2958466"].map(shown(DAY)),
      {v: "46054"},
      {v: "1.5", s: DURATION}
    ];
    const days = await texts("Signée le", cells);
    expect(days).toEqual(["29/02/1900", "0", "-1", "2958466", "46054", "1,5"]);
    for (const text of days) expect(CellProblem.is(day().parse(text, FRENCH))).toBe(true);
  });

  it("is also read in words of ISO 8601, but not from another time zone", async () => {
    const days = ["2026-02-01", "2026-02-01T00:00:00", "2026-02-01T10:30:00.000", "2026-02-01T10:30:00Z"];
    expect(
      await texts(
        "Créée le",
        days.map((v) => ({t: "d", v}))
      )
    ).toEqual(["01/02/2026", "01/02/2026", "01/02/2026 10:30:00", "2026-02-01T10:30:00Z"]);
  });

  it("is known by its number form", () => {
    for (const code of ["dd/mm/yyyy", "[$-40C]d mmm yy;@", "yyyy\\-mm", "h:mm AM/PM", '"le "dd', "mm:ss.0"]) {
      expect(numberForm(200, code)).toEqual({isDate: true, isPercent: false, digits: 0});
    }
    for (const code of [
      "General",
      "Standard",
      '#,##0.00\\ "€"',
      "[Red]0.00",
      "0.00E+00",
      "_-* 0_d",
      "[h]:mm",
      "@"
    ]) {
      expect(numberForm(200, code)).toEqual({isDate: false, isPercent: false, digits: 0});
    }
    expect([14, 22, 45, 57].map((known) => numberForm(known, undefined).isDate)).not.toContain(false);
    expect([0, 1, 13, 37, 46, 49].map((known) => numberForm(known, undefined).isDate)).not.toContain(true);
  });
});

describe("a text in a workbook", () => {
  it("is kept as it stands, with the line breaks of a text file", async () => {
    const strings = [
      "<r><t>Du</t></r><r><rPr/><t xml:space='preserve'> pain</t></r><rPh><t>aid</t></rPh>",
      "<t>a_x000D_\nb_x005F_c</t>"
    ];
    const {text} = await read({
      strings,
      sheets: {
        A: [COLUMNS, [{t: "s", v: "0"}, "1 234,56"], [{t: "s", v: "1"}], [{t: "str", f: "A1", v: "x"}]]
      }
    });
    expect(text.split("\n").slice(1)).toEqual([
      "Du pain;1 234,56;;;;;;",
      '"a',
      'b_c";;;;;;;',
      "x;;;;;;;",
      ""
    ]);
  });
});

describe("a cell without a value", () => {
  it("shows its error, or its formula when no program has calculated it, and the types refuse it", async () => {
    const cells: Cell[] = [
      {t: "e", v: "#N/A"},
      {t: "e", f: "1/0", v: "#DIV/0!"},
      {f: "B2*2"},
      {f: "B2*2", v: ""}
    ];
    const amounts = await texts("Montant", cells);
    expect(amounts).toEqual(["#N/A", "#DIV/0!", "=B2*2", "=B2*2"]);
    for (const amount of amounts) expect(CellProblem.is(money().parse(amount, FRENCH))).toBe(true);
  });

  it("is empty when its formula gives an empty text", async () => {
    expect(await texts("Note", [{t: "str", f: 'IF(1,"")', v: ""}, "x"])).toEqual(["", "x"]);
  });
});

describe("a damaged workbook", () => {
  const sheets = {A: [COLUMNS, ["C1"], ["C2"]]};

  it.each<[string, Partial<WorkbookParts>]>([
    ["XML that breaks off", {edit: (xml) => xml.slice(0, -20)}],
    ["XML that is not well-formed", {edit: (xml) => xml.replace("</row>", "</c>")}],
    ["rows out of order", {edit: (xml) => xml.replace('<row r="3">', '<row r="2">')}],
    ["a row beyond the last", {edit: (xml) => xml.replace('<row r="3">', '<row r="1048577">')}],
    ["a row without a number", {edit: (xml) => xml.replace('<row r="3">', '<row r="x">')}],
    ["two cells in one place", {edit: (xml) => xml.replace('r="B1"', 'r="A1"')}],
    ["a column beyond the last", {edit: (xml) => xml.replace('r="H1"', 'r="XFE1"')}],
    ["a text that is not in the table", {sheets: {A: [[{t: "s", v: "7"}]]}}],
    ["a cell of an unknown type", {sheets: {A: [[{t: "z", v: "7"}]]}}]
  ])("is refused: %s", async (_, parts) => {
    await expect(read({sheets, ...parts})).rejects.toMatchObject({
      message: "a.xlsx: the workbook is damaged; open it, save it again as .xlsx, or as CSV",
      exitCode: 1
    });
  });
});
