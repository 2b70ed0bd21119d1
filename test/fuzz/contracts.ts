import {
  day,
  decimal,
  defineSource,
  FRENCH,
  id,
  instant,
  integer,
  MACHINE,
  money,
  text,
  yesNo
} from "../../src/index.ts";
import type {Contract} from "../../src/contract.ts";
import type {Dialect} from "../../src/dialect.ts";

/** The contract that an input is read by. @throws Error when there is none of that name. */
export function contractNamed(name: string): Contract {
  const contract = FUZZ_CONTRACTS.find((each) => each.name === name);
  if (contract === undefined) throw new Error(`no fuzzed contract is called ${name}`);
  return contract;
}

/** Short headers, so that a small input has room for rows. */
const COLUMNS = {
  order_id: {type: id(), headers: ["Id"], required: true, meaning: "an id"},
  lines: {type: integer(), headers: ["N"], meaning: "a whole number"},
  name: {type: text(), headers: ["Nom"], meaning: "a text"},
  signed_date: {type: day(), headers: ["Jour"], meaning: "a day"},
  recorded_at: {type: instant(), headers: ["Saisie"], meaning: "an instant"},
  amount_cents: {type: money(), headers: ["HT"], required: true, meaning: "an amount"},
  score: {type: decimal(2), headers: ["VJE"], meaning: "a decimal"},
  is_recurring: {type: yesNo(), headers: ["Réc"], meaning: "yes or no"}
};

/** A contract of every dialect, with a column of every type. */
const FUZZ_CONTRACTS: readonly Contract[] = [
  fuzzContract("french", FRENCH),
  fuzzContract("machine", MACHINE)
];

function fuzzContract(name: string, dialect: Dialect): Contract {
  return defineSource({
    name,
    title: `Fuzzed files, ${name} dialect`,
    files: [`${name}*`],
    dialect,
    control: "amount_cents",
    footer: [/^Total/, /^©/],
    columns: COLUMNS
  });
}
