// What the exports of Zuora have in common.
import {type CellType, type Dialect, FRENCH, money} from "../../../src/index.ts";

/** How a tenant writes that is set to French, whose flags stay English. */
export const FRENCH_TENANT: Dialect = {
  ...FRENCH,
  yes: [...FRENCH.yes, "true", "Yes"],
  no: [...FRENCH.no, "false", "No"]
};

/** An amount as Zuora computes it, with up to six decimals: a third of a quarter has more than two. */
export function zuoraMoney(): CellType {
  return money({minDecimals: 0, maxDecimals: 6, rounding: "half away from zero"});
}
