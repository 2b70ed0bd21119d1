import {VARCHAR} from "@duckdb/node-api";
import {parsePhoneNumberFromString} from "libphonenumber-js";
import {CellProblem, type CellType} from "./cells.ts";
import {hashWithKey} from "./key.ts";

/** What identifies a person, in the one form that is hashed. */
export type Identifier = "email" | "phone";

export interface KeyedHashOptions {
  /** `leave_out` reads a text that is no address as an empty cell: for columns in which people write anything. */
  unreadable?: "refuse" | "leave_out";
}

/** The country of phone numbers that are written without one. */
const COUNTRY = "FR";
const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+$/u;

const WORDS: Record<Identifier, {name: string; refusal: string}> = {
  email: {name: "e-mail address", refusal: "not one e-mail address; correct it, or leave the cell empty"},
  phone: {
    name: "phone number",
    refusal: "not one phone number that exists in its country; correct it, or leave the cell empty"
  }
};

/**
 * An e-mail address or a phone number, of which only a hash under the run's key is kept (32 hexadecimal digits): it
 * joins rows of several systems and tells nothing else. Brought to one form before: addresses trimmed and in lower
 * case, numbers in E.164 (`06 12 34 56 78` is `+33612345678`).
 */
export function keyedHash(kind: Identifier, {unreadable = "refuse"}: KeyedHashOptions = {}): CellType {
  const {name, refusal} = WORDS[kind];
  return {
    name: unreadable === "refuse" ? `keyed hash of ${name}` : `keyed hash of ${name}, others left out`,
    duckdb: VARCHAR,
    parse(text) {
      const plain = normalise(kind, text);
      if (plain !== undefined) return hashWithKey(plain);
      return unreadable === "refuse" ? new CellProblem(`bad_${kind}`, refusal) : null;
    },
    mask: (text) => `(hidden: ${text.trim().length} characters)`,
    sql: () => "null::varchar"
  };
}

/** An address or a number in the form that is hashed; undefined when it is none. */
export function normalise(kind: Identifier, text: string): string | undefined {
  if (kind === "email") {
    const address = text.normalize("NFC").trim().toLowerCase();
    return EMAIL.test(address) ? address : undefined;
  }
  const number = parsePhoneNumberFromString(text, COUNTRY);
  return number?.isValid() === true ? number.number : undefined;
}

const EMAILS = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** Numbers as people write them: ids of ten digits that begin with 0 fall in too, which costs nothing but the id. */
const PHONES =
  /(?<![\p{L}\p{N}/=_-])(?:(?:\+|00)[1-9]\d{0,2}[ .()\u00a0-]*|0)[1-9](?:[ .()\u00a0-]?\d){6,12}(?!\p{N})/gu;

/**
 * Free text in which people may have written addresses and phone numbers: each is replaced by its keyed hash, as
 * `email:` or `phone:` and 32 hexadecimal digits, so that it still joins.
 */
export function discreetText(): CellType {
  return {
    name: "text with addresses hashed",
    duckdb: VARCHAR,
    parse: (text) => hideIdentifiers(text),
    mask: (text) => hideIdentifiers(text),
    sql: () => "null::varchar"
  };
}

/** A text with every e-mail address and phone number in it replaced by its keyed hash. */
export function hideIdentifiers(text: string): string {
  const withoutEmails = text.replace(EMAILS, (address) => {
    const plain = normalise("email", address);
    return plain === undefined ? "email:unreadable" : `email:${hashWithKey(plain)}`;
  });
  return withoutEmails.replace(PHONES, (written) => {
    const plain = normalise("phone", written);
    return plain === undefined ? written : `phone:${hashWithKey(plain)}`;
  });
}
