// What of a contract decides how its exports are read.
import type {Contract} from "../contract.ts";

/** Whether an export is no delimited text, but records that have to be written as such. */
export function isPacked({json, mail}: Pick<Contract, "json" | "mail">): boolean {
  return json !== undefined || mail !== undefined;
}

/** Whether some column holds what must not be written down, such as addresses. */
export function hasSecrets({columns}: Pick<Contract, "columns">): boolean {
  return Object.values(columns).some(({type}) => type.mask !== undefined);
}
