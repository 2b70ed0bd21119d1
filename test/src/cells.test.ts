import {DuckDBDateValue, DuckDBDecimalValue} from "@duckdb/node-api";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {CellProblem, day, decimal, id, instant, integer, money, wholeNumber, yesNo} from "../../src/cells.ts";
import {FRENCH, MACHINE} from "../../src/dialect.ts";

const NBSP = "\u00a0";
const NARROW = "\u202f";

function refused(value: unknown): string | undefined {
  return value instanceof CellProblem ? value.code : undefined;
}

describe("money", () => {
  it.each([
    ["1234,56", 123456n],
    ["1 234,56", 123456n],
    [`1${NBSP}234,56`, 123456n],
    [`12${NARROW}345${NARROW}678,90`, 1234567890n],
    ["1'234,56", 123456n],
    ["1234,56 €", 123456n],
    [`1234,56${NBSP}€`, 123456n],
    ["-1 234,56", -123456n],
    ["(1 234,56)", -123456n],
    ["0,00", 0n],
    ["-0,01", -1n]
  ])("reads %s in French", (text, cents) => {
    expect(money().parse(text, FRENCH)).toBe(cents);
  });

  it.each([
    "1234", // no cents: a column of thousands of euros looks the same
    "1234,5",
    "1234,567",
    "1.234", // one euro and a bit, or twelve hundred
    "1.234,56",
    "1,234.56",
    "12 34,56",
    "1 2345,67",
    `1 234${NBSP}567,89`, // two separators in one number
    "12O,50",
    "1e3",
    "0x1F",
    ",50",
    "12,",
    "--1,00",
    "(-1,00",
    "1234567890123456,00"
  ])("refuses %s in French", (text) => {
    expect(refused(money().parse(text, FRENCH))).toBe("bad_amount");
  });

  it("reads fewer decimals only where the contract says so", () => {
    expect(money({minDecimals: 0}).parse("99,5", FRENCH)).toBe(9950n);
    expect(money({minDecimals: 0}).parse("1200", FRENCH)).toBe(120000n);
    expect(refused(money({minDecimals: 0}).parse("1,234", FRENCH))).toBe("bad_amount");
  });

  it("gives back any amount written in either dialect", () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 14n), 10n ** 14n),
        fc.constantFrom("", " ", NBSP, NARROW),
        (cents, separator) => {
          const absolute = cents < 0n ? -cents : cents;
          const whole = String(absolute / 100n).replace(/\B(?=(\d{3})+$)/g, separator);
          const fraction = String(absolute % 100n).padStart(2, "0");
          const sign = cents < 0n ? "-" : "";
          expect(money().parse(`${sign}${whole},${fraction}`, FRENCH)).toBe(cents);
          expect(money().parse(`${sign}${absolute / 100n}.${fraction}`, MACHINE)).toBe(cents);
        }
      ),
      {numRuns: 1000}
    );
  });
});

describe("days", () => {
  const days = (text: string): number => (day().parse(text, FRENCH) as DuckDBDateValue).days;

  it("reads the days of a calendar, leap days included", () => {
    expect(days("01/01/1970")).toBe(0);
    expect(days("29/02/2020")).toBe(18321);
  });

  it.each([
    "31/02/2026",
    "29/02/2021",
    "31/04/2020",
    "00/01/2020",
    "1/2/2020",
    "01/02/21",
    "01/02/0021", // a two-digit year that a spreadsheet has filled up
    "01/02/2200",
    "2020-02-01",
    "01/02/2020 "
  ])("refuses %s", (text) => {
    expect(refused(day().parse(text, FRENCH))).toBe("bad_day");
  });

  it("reads every day it is given, in each form", () => {
    const from = {
      min: new Date("1900-01-01T00:00:00Z"),
      max: new Date("2199-12-31T00:00:00Z"),
      noInvalidDate: true
    };
    fc.assert(
      fc.property(fc.date(from), (date) => {
        const [y = "", m = "", d = ""] = date.toISOString().slice(0, 10).split("-");
        const expected = Date.UTC(Number(y), Number(m) - 1, Number(d)) / 86_400_000;
        for (const [form, text] of [
          ["dd/mm/yyyy", `${d}/${m}/${y}`],
          ["yyyy-mm-dd", `${y}-${m}-${d}`],
          ["yyyymmdd", `${y}${m}${d}`]
        ] as const) {
          expect(day().parse(text, {...FRENCH, day: form})).toEqual(new DuckDBDateValue(expected));
        }
      }),
      {numRuns: 1000}
    );
  });
});

describe("instants", () => {
  const at = (text: string): string =>
    new Date(Number((instant().parse(text, FRENCH) as {micros: bigint}).micros / 1000n)).toISOString();

  it("turns a local time into UTC, in winter and in summer", () => {
    expect(at("15/01/2026 09:30")).toBe("2026-01-15T08:30:00.000Z");
    expect(at("15/07/2026 09:30:15")).toBe("2026-07-15T07:30:15.000Z");
  });

  it("reads a day alone as its first instant", () => {
    expect(at("15/07/2026")).toBe("2026-07-14T22:00:00.000Z");
  });

  it("refuses the hour that does not exist and the hour that exists twice", () => {
    expect(refused(instant().parse("29/03/2026 02:30", FRENCH))).toBe("bad_instant");
    expect(refused(instant().parse("25/10/2026 02:30", FRENCH))).toBe("bad_instant");
    expect(at("29/03/2026 03:00")).toBe("2026-03-29T01:00:00.000Z");
  });

  it.each(["15/07/2026 24:00", "15/07/2026 9:30", "15/07/2026 09:30 x", "31/06/2026 09:30"])(
    "refuses %s",
    (text) => {
      expect(instant().parse(text, FRENCH)).toBeInstanceOf(CellProblem);
    }
  );
});

describe("the other cells", () => {
  it("detects the two ways in which a spreadsheet damages an id", () => {
    expect(refused(id().parse("1,21143E+15", FRENCH))).toBe("damaged_id");
    expect(refused(id().parse("17850.0", FRENCH))).toBe("damaged_id");
    expect(id({floated: "strip"}).parse("17850.0", MACHINE)).toBe("17850");
    expect(id().parse("007 A", FRENCH)).toBe("007 A");
  });

  it("reads whole numbers only", () => {
    expect(integer().parse("-12", FRENCH)).toBe(-12);
    expect(refused(integer().parse("12,7", FRENCH))).toBe("bad_integer");
    expect(refused(integer().parse("3000000000", FRENCH))).toBe("bad_integer");
    expect(wholeNumber().parse("3000000000", FRENCH)).toBe(3000000000n);
  });

  it("keeps the decimals that the contract allows, and refuses more", () => {
    expect(decimal(3).parse("11062.125", MACHINE)).toEqual(new DuckDBDecimalValue(11062125n, 18, 3));
    expect(refused(decimal(2).parse("0,005", FRENCH))).toBe("bad_number");
  });

  it("knows yes and no in the words of the dialect", () => {
    expect(yesNo().parse("oui", FRENCH)).toBe(true);
    expect(yesNo().parse("Non", FRENCH)).toBe(false);
    expect(refused(yesNo().parse("Yes", FRENCH))).toBe("bad_boolean");
  });
});
