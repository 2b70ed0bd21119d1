import {createHmac} from "node:crypto";
import {dirname, join} from "node:path";
import type {Config} from "../config.ts";
import {type KeyPlace, readKey} from "../key.ts";

/** Enough hexadecimal digits that two of ten million ids share one with a chance of one in 300,000. */
const DIGITS = 16;

/** Turns an id into the pseudonym that one audience knows it by; the same id of a kind always into the same one. */
export type Pseudonyms = (kind: string, id: string) => string;

/** Where the key of an audience is taken from: RESSAC_KEY_<AUDIENCE>, else a file beside that of the runs. */
export function audienceKey({keyFile}: Pick<Config, "keyFile">, audience: string): KeyPlace {
  return {
    variable: `RESSAC_KEY_${audience.toUpperCase()}`,
    file: join(dirname(keyFile), `ressac.${audience}.key`)
  };
}

/**
 * Pseudonyms under the key at a place: the first 16 hexadecimal digits of the HMAC-SHA-256 of kind and id. The key is
 * read when the first one is asked for, so that an audience without pseudonyms needs none.
 * @throws RessacError (2) as `readKey` does.
 */
export function makePseudonyms(place: KeyPlace): Pseudonyms {
  let key: string | undefined;
  return (kind, id) => {
    key ??= readKey(place);
    return createHmac("sha256", key).update(`${kind}\0${id}`).digest("hex").slice(0, DIGITS);
  };
}
