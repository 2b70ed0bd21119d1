// What the exports of Zuora have in common.
import {type CellType, type Dialect, FRENCH, id, money, text} from "../../../src/index.ts";

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

/** The account behind an object, as every export names it. */
export const ACCOUNT_COLUMNS = {
  account_id: {type: id(), headers: ["Account: ID", "Account.Id", "account_id"], meaning: "the account"},
  account_number: {
    type: id(),
    headers: ["Account: Account Number", "Account.AccountNumber", "account_number"],
    meaning: "number of the account"
  },
  account_name: {
    type: text(),
    headers: ["Account: Name", "Account.Name", "account_name"],
    meaning: "name of the account"
  }
};
