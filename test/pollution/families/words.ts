import type {Tongue} from "../contracts.ts";
import type {Pollution} from "../pollution.ts";
import {cellTraps, NEVER} from "./cells.ts";
import {unicodeOnly} from "./numbers.ts";

const maybe = (meant: string | null): {maybe: string | null} => ({maybe: meant});

/** Ids that a spreadsheet has damaged, words for yes and no, and texts that readers like to change. */
export function wordPollutions(): Pollution[] {
  return [...ids(), ...yesAndNo(), ...texts()];
}

function ids(): Pollution[] {
  const texts = {
    "1.21143E+15": NEVER,
    "1,21143E+15": NEVER,
    "1E+15": NEVER,
    "1.2e+7": NEVER,
    "17850.0": NEVER,
    "0017850": "0017850",
    "1e5": maybe("1e5"),
    "00E12": maybe("00E12"),
    " 17850 ": "17850",
    "\u00a017850\u00a0": "17850",
    "\t17850": "17850",
    "17850\n": "17850",
    "17 850": maybe("17 850"),
    "'17850": maybe("'17850"),
    '="17850"': maybe('="17850"'),
    NULL: maybe("NULL"),
    "#N/A": maybe("#N/A"),
    "12345678901234567890": "12345678901234567890",
    "É-12": "É-12",
    "": NEVER,
    "   ": NEVER,
    "\u00a0": NEVER
  } as const;
  return [
    ...cellTraps("ids", {column: "order_id", tongue: "french"}, texts),
    ...cellTraps("ids", {column: "order_id", tongue: "machine"}, texts),
    ...cellTraps(
      "ids",
      {column: "receipt_id", tongue: "french", shape: "receipts"},
      {
        "17850.0": "17850",
        "017850.0": maybe("017850"),
        "17850.00": maybe("17850"),
        "17850.5": maybe("17850.5"),
        "17850,0": maybe("17850"),
        "1.7850E+4": NEVER,
        ".0": maybe(".0"),
        "17850.": maybe("17850.")
      }
    ),
    ...unicodeOnly(
      cellTraps(
        "ids",
        {column: "order_id", tongue: "french"},
        {
          "\u202f17850": "17850",
          "\ufeff17850": maybe("17850"),
          "\u200b17850": maybe("\u200b17850"),
          "１２": maybe("１２"),
          "1.21143Е+15": maybe("1.21143Е+15")
        }
      )
    )
  ];
}

function yesAndNo(): Pollution[] {
  const common = (tongue: Tongue): {column: string; tongue: Tongue} => ({column: "is_renewal", tongue});
  return [
    ...cellTraps("yes or no", common("french"), {
      oui: "true",
      OUI: "true",
      " Oui ": "true",
      non: "false",
      "1": "true",
      "0": "false",
      VRAI: "true",
      faux: "false",
      o: "true",
      n: "false",
      Yes: maybe("true"),
      No: maybe("false"),
      true: maybe("true"),
      TRUE: maybe("true"),
      y: maybe("true"),
      "-1": NEVER,
      "2": NEVER,
      "01": NEVER,
      "1,0": NEVER,
      "1.0": NEVER,
      x: NEVER,
      ok: NEVER,
      ou: NEVER,
      "oui/non": NEVER,
      "peut-être": NEVER,
      "oui.": maybe("true"),
      NULL: NEVER
    }),
    ...cellTraps("yes or no", common("machine"), {
      true: "true",
      FALSE: "false",
      t: "true",
      "1": "true",
      yes: maybe("true"),
      on: NEVER,
      off: NEVER,
      Oui: maybe("true"),
      tr: NEVER,
      truefalse: NEVER,
      null: NEVER
    }),
    ...unicodeOnly(
      cellTraps("yes or no", common("french"), {
        OUİ: maybe("true"),
        ouı: maybe("true"),
        ｏｕｉ: maybe("true"),
        "１": maybe("true"),
        "✓": NEVER
      })
    )
  ];
}

/** Texts are loaded as they stand: no value means "empty", no blank inside is too many, no letter is composed. */
function texts(): Pollution[] {
  const words = [
    "NULL",
    "null",
    "None",
    "nan",
    "NA",
    "N/A",
    "\\N",
    "#N/A",
    "# comment",
    "-",
    "--",
    "=SUM(A1:A9)",
    "+33 6 12 34 56 78",
    "@here",
    "C:\\temp\\",
    "a\\nb",
    '\\"',
    "a\\",
    '"',
    '""',
    "'",
    '";"',
    "un;deux",
    "un,deux",
    "un\tdeux",
    "un|deux",
    "a\nb",
    "a\r\nb",
    "a\rb",
    "a\n\n\nb",
    '"\n"',
    ";\n;",
    "a\n1;2;3;4;5;6;7;8;9",
    "a  b",
    "a\u00a0b",
    "€",
    "N° 12",
    "œuvre",
    "<script>alert(1)</script>",
    "${1+1}",
    "%s%d%n",
    "true",
    "0",
    "00",
    "1e5",
    "sep=;",
    "Total général (3)"
  ];
  const same = Object.fromEntries(words.map((word) => [word, word]));
  const trimmed = {" a ": "a", "\u00a0a\u00a0": "a", "\na\n": "a", "\ta": "a"};
  return [
    ...(["french", "machine"] as const).flatMap((tongue) =>
      cellTraps("texts", {column: "comment", tongue, shape: "notes"}, {...same, ...trimmed})
    ),
    ...cellTraps("texts", {column: "customer_name", tongue: "french"}, {...same, ...trimmed}),
    ...unicodeOnly(
      cellTraps(
        "texts",
        {column: "comment", tongue: "french", shape: "notes"},
        {
          "e\u0301": "e\u0301",
          é: "é",
          "Ã©": "Ã©",
          "🎉": "🎉",
          "👩‍👩‍👧": "👩‍👩‍👧",
          "a\u200bb": "a\u200bb",
          "\u200ba\u200b": maybe("\u200ba\u200b"),
          "\u202fa\u202f": "a",
          "\u0085a\u0085": maybe("\u0085a\u0085"),
          "a\u2028b": "a\u2028b",
          "a\u0085b": "a\u0085b",
          ﬁn: "ﬁn",
          日本: "日本",
          "\u{10FFFF}": maybe("\u{10FFFF}"),
          "\uFFFE": maybe("\uFFFE")
        }
      )
    )
  ];
}
