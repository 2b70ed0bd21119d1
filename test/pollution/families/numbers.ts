import type {Pollution} from "../pollution.ts";
import {cellTraps, columnTrap, NEVER} from "./cells.ts";

const maybe = (meant: string): {maybe: string} => ({maybe: meant});

/** Amounts and other numbers in forms that are right, nearly right, or right only elsewhere. */
export function numberPollutions(): Pollution[] {
  return [...frenchAmounts(), ...otherAmounts(), ...quantities(), ...weights()];
}

function frenchAmounts(): Pollution[] {
  return [
    ...cellTraps(
      "amounts",
      {column: "amount_cents", tongue: "french"},
      {
        "1.234": NEVER,
        "1,234": NEVER,
        "12,345": NEVER,
        "0,005": NEVER,
        "1 234,567": NEVER,
        "1 234": maybe("123400"),
        "1234": maybe("123400"),
        "12,5": maybe("1250"),
        "12.50": maybe("1250"),
        "1234.56": maybe("123456"),
        "1.234,56": maybe("123456"),
        "1,234.56": maybe("123456"),
        "1.234.567,89": maybe("123456789"),
        "1,234,567.89": maybe("123456789"),
        "1'234,56": "123456",
        "1’234,56": "123456",
        "1\u00a0234\u00a0567,89": "123456789",
        "1 234'567,89": NEVER,
        "1\u00a0234 567,89": maybe("123456789"),
        "12 34,56": NEVER,
        "1 23,45": NEVER,
        "1 2345,67": NEVER,
        "1234 567,89": NEVER,
        "1  234,56": maybe("123456"),
        "1 234 ,56": maybe("123456"),
        "1 234, 56": maybe("123456"),
        "1e3": NEVER,
        "1E3": NEVER,
        "1,5E+3": NEVER,
        "1,00E+05": NEVER,
        "0x1F": NEVER,
        "12O,50": NEVER,
        "l2,50": NEVER,
        "1_000,00": maybe("100000"),
        "–12,00": maybe("-1200"),
        "- 12,00": maybe("-1200"),
        "--1,00": NEVER,
        "-(1,00)": NEVER,
        "(-1,00)": NEVER,
        "(1 234,56)": "-123456",
        "(1 234,56) €": "-123456",
        "(1 234,56": NEVER,
        "1 234,56)": NEVER,
        "()": NEVER,
        "((1,00))": NEVER,
        "+1,00": maybe("100"),
        "12,00-": maybe("-1200"),
        "1 234,56 €": "123456",
        "1 234,56€": "123456",
        "1 234,56\u00a0€": "123456",
        "€ 12,00": maybe("1200"),
        "12,00 EUR": maybe("1200"),
        "12,00 $": NEVER,
        "12,00 %": NEVER,
        "12,00  €": maybe("1200"),
        "12,00 €€": NEVER,
        "12€50": maybe("1250"),
        "1 234,56 € HT": maybe("123456"),
        ",50": maybe("50"),
        "12,": NEVER,
        ",": NEVER,
        "-": NEVER,
        "€": NEVER,
        "12,,00": NEVER,
        "12,00,00": NEVER,
        "12;00": NEVER,
        "12/00": NEVER,
        "0012,00": maybe("1200"),
        "-0,00": "0",
        "0,00": "0",
        "123456789012345,67": "12345678901234567",
        "999 999 999 999 999,99": maybe("99999999999999999"),
        "9999999999999999,99": maybe("999999999999999999"),
        "92233720368547758,08": maybe("9223372036854775808"),
        "99999999999999999999,00": maybe("9999999999999999999900"),
        "#REF!": NEVER,
        "#N/A": NEVER,
        "#####": NEVER,
        NaN: NEVER,
        inf: NEVER,
        Infinity: NEVER,
        NULL: NEVER,
        "n/a": NEVER,
        gratuit: NEVER,
        "=12+1": NEVER,
        "12,50\n": "1250",
        "12,\n50": NEVER,
        "12,50\n13,50": NEVER,
        "1.23457E+15": NEVER,
        "\t12,50": "1250",
        "1\t234,50": NEVER,
        "1²": NEVER,
        "12,5½": NEVER,
        "'12,50": maybe("1250"),
        "": NEVER,
        " ": NEVER,
        "\u00a0": NEVER
      }
    ),
    columnTrap("amounts", "a decimal point", {
      column: "amount_cents",
      tongue: "french",
      write: (row) => [`${row + 1000}.56`, maybe(`${row + 1000}56`)]
    }),
    columnTrap("amounts", "three decimals", {
      column: "amount_cents",
      tongue: "french",
      write: (row) => [`${row},234`, NEVER]
    }),
    columnTrap("amounts", "a point between thousands", {
      column: "amount_cents",
      tongue: "french",
      write: (row) => [`${row + 1}.234,50`, maybe(`${row + 1}23450`)]
    }),
    ...unicodeOnly(
      cellTraps(
        "amounts",
        {column: "amount_cents", tongue: "french"},
        {
          "1\u202f234,56": "123456",
          "1\u2009234,56": maybe("123456"),
          "1\u3000234,56": maybe("123456"),
          "1\u200b234,56": maybe("123456"),
          "12,50\u200b": maybe("1250"),
          "１２,50": maybe("1250"),
          "١٢,50": maybe("1250"),
          "12，50": maybe("1250"),
          "12٫50": maybe("1250"),
          "−12,00": maybe("-1200"),
          "−12,00 €": maybe("-1200"),
          "\u202f12,50\u202f": "1250",
          "\u300012,50": maybe("1250"),
          "\ufeff12,50": maybe("1250"),
          "12,50\u202f€": "1250",
          "12,50\u3000€": maybe("1250"),
          "12,50 €\u2028": maybe("1250"),
          "1\u02bc234,56": maybe("123456"),
          "1′234,56": maybe("123456")
        }
      )
    )
  ];
}

/** Texts that windows-1252 has no letters for. */
export function unicodeOnly(pollutions: Pollution[]): Pollution[] {
  return pollutions.map((pollution) => ({...pollution, form: {encoding: "utf-8"}}));
}

function otherAmounts(): Pollution[] {
  return [
    ...cellTraps(
      "amounts",
      {column: "amount_cents", tongue: "machine"},
      {
        "1234.56": "123456",
        "-12.00": "-1200",
        "(12.00)": "-1200",
        "1,234.56": maybe("123456"),
        "1.234": NEVER,
        "12.345": NEVER,
        "12,50": maybe("1250"),
        "1.234,56": maybe("123456"),
        "1 234.56": maybe("123456"),
        "12.5": maybe("1250"),
        "12": maybe("1200"),
        ".50": maybe("50"),
        "12.": NEVER,
        "1e3": NEVER,
        "1E-2": NEVER,
        NaN: NEVER,
        Infinity: NEVER,
        "-Infinity": NEVER,
        "0x1F": NEVER,
        "1_000.00": maybe("100000"),
        "$12.50": NEVER,
        "1'234.56": maybe("123456"),
        "12.50 €": maybe("1250"),
        "12.505": NEVER,
        "+12.50": maybe("1250"),
        null: NEVER,
        "": NEVER
      }
    ),
    ...cellTraps(
      "amounts",
      {column: "amount_cents", tongue: "french", shape: "receipts"},
      {
        "1200": "120000",
        "1 200": "120000",
        "99,5": "9950",
        "99,50": "9950",
        "1.200": NEVER,
        "1,200": NEVER,
        "1200,": NEVER,
        "1200.5": maybe("120050"),
        "1.200,5": maybe("120050"),
        "12 00": NEVER,
        "1e3": NEVER,
        "(12)": "-1200",
        "-12 €": "-1200"
      }
    )
  ];
}

function quantities(): Pollution[] {
  const texts = {
    "12": "12",
    "-12": "-12",
    "007": maybe("7"),
    "-0": "0",
    "12.0": maybe("12"),
    "12,0": maybe("12"),
    "12.7": NEVER,
    "12,7": NEVER,
    "1 234": maybe("1234"),
    "1.234": NEVER,
    "1,234": NEVER,
    "0x1F": NEVER,
    "0b11": NEVER,
    "1e3": NEVER,
    "1E3": NEVER,
    "+5": maybe("5"),
    "5-": NEVER,
    "--5": NEVER,
    "5 pcs": NEVER,
    "1_000": maybe("1000"),
    "2147483647": "2147483647",
    "2147483648": maybe("2147483648"),
    "-2147483648": maybe("-2147483648"),
    "9999999999": maybe("9999999999"),
    "99999999999999999999": maybe("99999999999999999999"),
    true: NEVER,
    NULL: NEVER,
    deux: NEVER,
    "": {maybe: null}
  } as const;
  return [
    ...cellTraps("whole numbers", {column: "quantity", tongue: "french"}, texts),
    ...cellTraps("whole numbers", {column: "quantity", tongue: "machine"}, texts),
    ...unicodeOnly(
      cellTraps(
        "whole numbers",
        {column: "quantity", tongue: "french"},
        {"１２": maybe("12"), "١٢": maybe("12"), "−5": maybe("-5")}
      )
    )
  ];
}

function weights(): Pollution[] {
  return [
    ...cellTraps(
      "decimal numbers",
      {column: "unit_weight", tongue: "french"},
      {
        "12": "120000",
        "12,5": "125000",
        "12,345": "123450",
        "1 234,5": "12345000",
        "0,0001": "1",
        "0,00001": NEVER,
        "12.5": maybe("125000"),
        "1.234": NEVER,
        "1e3": NEVER,
        "1,5e3": NEVER,
        "0x1F": NEVER,
        "12,": NEVER,
        "-12,5": "-125000",
        "(12,5)": "-125000",
        "12,5 kg": maybe("125000"),
        "99999999999999,9999": maybe("999999999999999999"),
        "999999999999999,9999": maybe("9999999999999999999"),
        "999999999999999": maybe("9999999999999990000"),
        "9999999999999999": maybe("99999999999999990000")
      }
    ),
    ...cellTraps(
      "decimal numbers",
      {column: "unit_weight", tongue: "machine"},
      {
        "12.3450": "123450",
        "12.34567": NEVER,
        "12,345": NEVER,
        "1e-3": NEVER,
        ".5": maybe("5000"),
        "5.": NEVER,
        "999999999999999.9999": maybe("9999999999999999999"),
        NaN: NEVER
      }
    )
  ];
}
