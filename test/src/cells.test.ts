import {DuckDBDateValue, DuckDBDecimalValue} from "@duckdb/node-api";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  CellProblem,
  type CellType,
  day,
  decimal,
  double,
  epochSeconds,
  id,
  instant,
  integer,
  money,
  percentage,
  text,
  wholeNumber,
  yesNo
} from "../../src/cells.ts";
import {Dialect, ENGLISH, FRENCH, MACHINE} from "../../src/dialect.ts";

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

  it("reads English thousands", () => {
    expect(money().parse("1,234.56", ENGLISH)).toBe(123456n);
    expect(refused(money().parse("1.234,56", ENGLISH))).toBe("bad_amount");
    expect(refused(money().parse("1,23.45", ENGLISH))).toBe("bad_amount");
  });

  it("rounds more decimals to cents only where the contract says how", () => {
    const fine = money({minDecimals: 0, maxDecimals: 4, rounding: "half away from zero"});
    const cents = ["0,125", "-0,125", "0,1249", "-0,1249", "0,1251", "99,995", "1 234,5", "12"].map(
      (amount) => fine.parse(amount, FRENCH)
    );
    expect(cents).toEqual([13n, -13n, 12n, -12n, 13n, 10000n, 123450n, 1200n]);
    expect(fine.parse("0,12345", FRENCH)).toMatchObject({
      code: "bad_amount",
      message: "not an amount with at most four decimals, such as 1 234,56"
    });
    // @ts-expect-error -- a contract in plain JavaScript may leave it out
    expect(() => money({maxDecimals: 4})).toThrow("set rounding");
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

  it("reads one digit only in the form that has it", () => {
    expect(day().parse("3/4/2026", ENGLISH)).toEqual(day().parse("04/03/2026", FRENCH));
    expect(day().parse("03/04/2026", ENGLISH)).toEqual(day().parse("04/03/2026", FRENCH));
    expect(refused(day().parse("14/3/2026", ENGLISH))).toBe("bad_day");
    expect(refused(day().parse("3/4/26", ENGLISH))).toBe("bad_day");
    expect(refused(day().parse("04-03-2026", {...FRENCH, day: "dd.mm.yyyy"}))).toBe("bad_day");
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
          ["yyyymmdd", `${y}${m}${d}`],
          ["yyyy/mm/dd", `${y}/${m}/${d}`],
          ["dd.mm.yyyy", `${d}.${m}.${y}`],
          ["dd-mm-yyyy", `${d}-${m}-${y}`],
          ["mm/dd/yyyy", `${m}/${d}/${y}`],
          ["m/d/yyyy", `${Number(m)}/${Number(d)}/${y}`]
        ] as const) {
          expect(day().parse(text, {...FRENCH, day: form})).toEqual(new DuckDBDateValue(expected));
        }
      }),
      {numRuns: 1000}
    );
  });
});

describe("instants", () => {
  const at = (text: string, dialect = FRENCH): string =>
    new Date(Number((instant().parse(text, dialect) as {micros: bigint}).micros / 1000n)).toISOString();

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

  it("reads times from before zones were standard", () => {
    // Paris was 9 minutes and 21 seconds ahead of Greenwich.
    expect(at("01/01/1905 12:00")).toBe("1905-01-01T11:50:39.000Z");
  });

  it.each([
    ["2026-03-01T10:00:00+01:00", "2026-03-01T09:00:00.000Z"],
    ["2026-03-01T09:00:00Z", "2026-03-01T09:00:00.000Z"],
    ["2026-03-01T09:00Z", "2026-03-01T09:00:00.000Z"],
    ["2026-03-01T09:00:00.000+0000", "2026-03-01T09:00:00.000Z"],
    ["2026-03-01T00:30:00.25-05:30", "2026-03-01T06:00:00.250Z"],
    // A time that happens twice in Paris is told apart by its offset.
    ["2026-10-25T02:30:00+02:00", "2026-10-25T00:30:00.000Z"],
    ["2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00.000Z"]
  ])("reads %s everywhere", (text, expected) => {
    for (const dialect of [FRENCH, MACHINE, ENGLISH]) expect(at(text, dialect)).toBe(expected);
  });

  it("keeps microseconds", () => {
    const {micros} = instant().parse("2026-03-01T09:00:00.123456Z", FRENCH) as {micros: bigint};
    expect(micros % 1_000_000n).toBe(123456n);
  });

  it.each([
    "2026-03-01T09:00:00", // no offset, and not the form of the dialect
    "2026-03-01 09:00:00Z",
    "2026-03-01T24:00:00Z",
    "2026-03-01T09:00:00.1234567Z",
    "2026-03-01T09:00:00+15:00",
    "2026-02-30T09:00:00Z",
    "1899-12-31T09:00:00Z"
  ])("refuses %s in French", (text) => {
    expect(instant().parse(text, FRENCH)).toBeInstanceOf(CellProblem);
  });

  it("reads half days in English, noon and midnight included", () => {
    expect(at("3/14/2026 9:05 AM", ENGLISH)).toBe("2026-03-14T08:05:00.000Z");
    expect(at("3/14/2026, 9:05:30\u202fpm", ENGLISH)).toBe("2026-03-14T20:05:30.000Z");
    expect(at("3/14/2026 12:00 PM", ENGLISH)).toBe("2026-03-14T11:00:00.000Z");
    expect(at("3/14/2026 12:00 AM", ENGLISH)).toBe("2026-03-13T23:00:00.000Z");
  });

  it.each([
    "3/14/2026 9:05",
    "3/14/2026 0:05 AM",
    "3/14/2026 13:05 PM",
    "3/14/2026 9:5 AM",
    "14/3/2026 9:05 AM"
  ])("refuses %s in English", (text) => {
    expect(instant().parse(text, ENGLISH)).toBeInstanceOf(CellProblem);
  });

  it.each(["15/07/2026 24:00", "15/07/2026 9:30", "15/07/2026 09:30 x", "31/06/2026 09:30"])(
    "refuses %s",
    (text) => {
      expect(instant().parse(text, FRENCH)).toBeInstanceOf(CellProblem);
    }
  );
});

describe("percentages", () => {
  it.each([
    ["12,5 %", 125000n],
    ["12,5%", 125000n],
    [`12,5${NARROW}%`, 125000n],
    ["12,5", 125000n],
    ["0,0001 %", 1n],
    ["0 %", 0n],
    ["100 %", 1000000n]
  ])("reads %s as a share", (text, millionths) => {
    expect(percentage().parse(text, FRENCH)).toEqual(new DuckDBDecimalValue(millionths, 9, 6));
  });

  it.each(["12.5 %", "100,0001 %", "-1 %", "0,00001 %", "12,5 %%", "12,5  %", "%", "un %"])(
    "refuses %s in French",
    (text) => {
      expect(refused(percentage().parse(text, FRENCH))).toBe("bad_percentage");
    }
  );
});

describe("seconds since 1970", () => {
  const micros = (text: string): bigint => (epochSeconds().parse(text, MACHINE) as {micros: bigint}).micros;

  it("keeps what a binary number would lose", () => {
    expect(micros("1357559955.000200")).toBe(1357559955000200n);
    expect(micros("1357559955.999999")).toBe(1357559955999999n);
    expect(micros("1357559955")).toBe(1357559955000000n);
  });

  it.each([
    "1357559955000",
    "135755995",
    "1.35756E+09",
    "1357559955,000200",
    "1357559955.0002001",
    "7258118400"
  ])("refuses %s", (text) => {
    expect(refused(epochSeconds().parse(text, MACHINE))).toBe("bad_instant");
  });
});

describe("the other cells", () => {
  it("detects the two ways in which a spreadsheet damages an id", () => {
    expect(refused(id().parse("1,21143E+15", FRENCH))).toBe("damaged_id");
    for (const failed of ["#N/A", "#ref!", "#VALEUR!", "#DIV/0!"]) {
      expect(refused(id().parse(failed, FRENCH))).toBe("damaged_id");
    }
    expect(id().parse("#12", FRENCH)).toBe("#12");
    expect(refused(id().parse("17850.0", FRENCH))).toBe("damaged_id");
    expect(id({floated: "strip"}).parse("17850.0", MACHINE)).toBe("17850");
    expect(refused(id().parse("17850,0", FRENCH))).toBe("damaged_id");
    expect(refused(id().parse("17850.00", FRENCH))).toBe("damaged_id");
    expect(id({floated: "strip"}).parse("17850.00", FRENCH)).toBe("17850");
    expect(id({floated: "strip"}).parse("17850,0", FRENCH)).toBe("17850");
    expect(id().parse("007 A", FRENCH)).toBe("007 A");
  });

  it("reads whole numbers only", () => {
    expect(integer().parse("-12", FRENCH)).toBe(-12);
    expect(refused(integer().parse("12,7", FRENCH))).toBe("bad_integer");
    expect(refused(integer().parse("3000000000", FRENCH))).toBe("bad_integer");
    expect(integer().parse("-2147483648", FRENCH)).toBe(-2147483648);
    expect(refused(integer().parse("2147483648", FRENCH))).toBe("bad_integer");
    expect(wholeNumber().parse("3000000000", FRENCH)).toBe(3000000000n);
    expect(double().parse("-0.25", FRENCH)).toBe(-0.25);
    expect(refused(double().parse("9".repeat(400), FRENCH))).toBe("bad_number");
  });

  it("keeps the decimals that the contract allows, and refuses more", () => {
    expect(decimal(3).parse("11062.125", MACHINE)).toEqual(new DuckDBDecimalValue(11062125n, 18, 3));
    expect(refused(decimal(2).parse("0,005", FRENCH))).toBe("bad_number");
    // 18 digits are all that the column holds.
    expect(refused(decimal(6).parse("1234567890123", FRENCH))).toBe("bad_number");
    expect(() => decimal(16)).toThrow("give 0 to 15 decimals");
  });

  it("knows yes and no in the words of the dialect", () => {
    expect(yesNo().parse("oui", FRENCH)).toBe(true);
    expect(yesNo().parse("Non", FRENCH)).toBe(false);
    expect(refused(yesNo().parse("Yes", FRENCH))).toBe("bad_boolean");
  });

  it("have a name that says their options, so that two of one name read alike", () => {
    const types: CellType[] = [
      ...[text(), id(), id({floated: "strip"}), integer(), wholeNumber(), double(), yesNo()],
      ...[money(), money({minDecimals: 0}), money({minDecimals: 1})],
      ...([3, 4] as const).map((maxDecimals) => money({maxDecimals, rounding: "half away from zero"})),
      ...[decimal(2), decimal(3), percentage(), day(), instant(), epochSeconds()]
    ];
    const names = types.map(({name}) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain("money, two to four decimals, rounded half away from zero");
    expect(names).toContain("money, at most two decimals");
  });

  it("are not read in a zone that does not exist", () => {
    expect(Dialect.safeParse({...FRENCH, timeZone: "Europe/Pariss"}).success).toBe(false);
    expect(Dialect.parse({...FRENCH, time: undefined}).time).toBe("hh:mm");
  });
});
