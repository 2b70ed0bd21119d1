import {BOOLEAN, VARCHAR} from "@duckdb/node-api";
import {quoteText} from "../warehouse.ts";
import {matchesPattern} from "./proof.ts";
import {CellProblem, type CellType} from "./type.ts";

/** Free text, as it stands. */
export function text(): CellType {
  return {name: "text", duckdb: VARCHAR, parse: (value) => value, sql: (cell) => cell};
}

const SCIENTIFIC = /^\d(?:[.,]\d+)?E\+\d+$/i;
const FLOATED = /^(\d+)[.,]0+$/;
/** What a spreadsheet writes, in English or in French, where a formula has no value. */
const FAILED = /^#(?:N\/A|REF!|VALUE!|VALEUR!|DIV\/0!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!)$/i;

/**
 * An identifier, kept as text. Spreadsheet damage is detected: `1.21143E+15` has lost digits and is refused;
 * `17850.0` or `17850,0` is refused too, unless the contract says that the system writes its ids so
 * (`floated: "strip"`, which reads `17850`); `#N/A` and its like are no ids either.
 */
export function id({floated = "refuse"}: {floated?: "refuse" | "strip"} = {}): CellType {
  return {
    name: floated === "strip" ? "id, .0 stripped" : "id",
    duckdb: VARCHAR,
    parse(value) {
      if (SCIENTIFIC.test(value)) {
        return new CellProblem("damaged_id", "a spreadsheet has rounded this id; export the column as text");
      }
      if (FAILED.test(value)) {
        return new CellProblem(
          "damaged_id",
          "a formula of a spreadsheet has failed here; mend it and export again"
        );
      }
      const whole = FLOATED.exec(value)?.[1];
      if (whole === undefined) return value;
      return floated === "strip"
        ? whole
        : new CellProblem("damaged_id", "a spreadsheet has made a number of this id; export it as text");
    },
    sql(cell) {
      const floatedId = matchesPattern(cell, "\\d+[.,]0+");
      const whole = floated === "strip" ? `regexp_extract(${cell}, '^\\d+')` : "null";
      return `case when contains(${cell}, 'E+') or contains(${cell}, 'e+') or starts_with(${cell}, '#') then null \
when suffix(${cell}, '0') then case when ${floatedId} then ${whole} else ${cell} end else ${cell} end`;
    }
  };
}

/** Yes or no, in the words of the dialect, in upper or lower case. */
export function yesNo(): CellType {
  return {
    name: "yes or no",
    duckdb: BOOLEAN,
    parse(value, {yes, no}) {
      if (isOneOf(value, yes)) return true;
      if (isOneOf(value, no)) return false;
      return new CellProblem("bad_boolean", `neither ${yes[0]} nor ${no[0]}`);
    },
    sql(cell, {yes, no}) {
      const answers = new Map([...no.map(answer("false")), ...yes.map(answer("true"))].flat());
      const branches = [...answers].map(([word, value]) => `when ${quoteText(word)} then ${value}`);
      return `case ${cell} ${branches.join(" ")} end`;
    }
  };
}

function isOneOf(value: string, words: readonly string[]): boolean {
  return words.includes(value) || words.some((word) => word.toLowerCase() === value.toLowerCase());
}

/** The usual spellings of a word; SQL's own `lower` makes an i of the Turkish İ, TypeScript's does not. */
function answer(value: "true" | "false"): (word: string) => [string, string][] {
  return (word) => {
    const lower = word.toLowerCase();
    const spellings = [word, lower, word.toUpperCase(), lower.charAt(0).toUpperCase() + lower.slice(1)];
    return spellings.filter((spelling) => spelling.toLowerCase() === lower).map((one) => [one, value]);
  };
}
