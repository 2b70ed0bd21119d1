import type {Tongue} from "../contracts.ts";
import {type Expected, pickRecord, recordsOf, setCell} from "../draft.ts";
import {type Spoil, family, type Pollution} from "../pollution.ts";

/**
 * What a text in a cell means. A string: it is in the contract's form and must be loaded as this. `{maybe}`: a person
 * reads this there and nothing else, so it may be loaded as this or quarantined. `NEVER`: it can be read in two ways,
 * or means nothing of the type, and must be quarantined.
 */
type Meaning = string | {maybe: string | null} | typeof NEVER;
export const NEVER = Symbol("never");

/** One pollution for each text, written into one cell of one record. */
export function cellTraps(
  name: string,
  {
    column,
    tongue,
    shape = "orders"
  }: {column: string; tongue: Tongue; shape?: "orders" | "notes" | "receipts"},
  texts: Readonly<Record<string, Meaning>>
): Pollution[] {
  const variants = Object.entries(texts).map(([text, meaning]): [string, Spoil] => [
    `${JSON.stringify(text)}, ${tongue}`,
    (draft, random) => setCell(draft, pickRecord(draft, random), {column, text, ...readMeaning(meaning)})
  ]);
  return family(
    name,
    {tongue, shapes: [shape], trap: tongue === "french", files: 2},
    Object.fromEntries(variants)
  ).map((pollution, index) => ({...pollution, one: typeof Object.values(texts)[index] !== "string"}));
}

function readMeaning(meaning: Meaning): {meant: string | null; fate: Expected["fate"]} {
  if (meaning === NEVER) return {meant: null, fate: "never"};
  return typeof meaning === "string"
    ? {meant: meaning, fate: "load"}
    : {meant: meaning.maybe, fate: "either"};
}

/** The same, with every record of the file in the same wrong form. */
export function columnTrap(
  name: string,
  variant: string,
  {column, tongue, write}: {column: string; tongue: Tongue; write: (row: number) => [string, Meaning]}
): Pollution {
  return {
    family: name,
    variant: `${variant}, in every record, ${tongue}`,
    tongue,
    shapes: ["orders"],
    trap: tongue === "french",
    spoil: (draft) => {
      for (const [row, piece] of recordsOf(draft).entries()) {
        const [text, meaning] = write(row);
        setCell(draft, piece, {column, text, ...readMeaning(meaning)});
      }
    }
  };
}
