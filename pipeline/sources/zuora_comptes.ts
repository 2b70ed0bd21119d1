import {defineSource, FRENCH} from "../../src/index.ts";
import accounts from "./zuora_accounts.ts";

export default defineSource({
  ...accounts,
  name: "zuora_comptes",
  title: "Zuora: billing accounts, exported for a French tenant",
  files: ["zuora_comptes*.csv"],
  dialect: {...FRENCH, yes: [...FRENCH.yes, "true", "Yes"], no: [...FRENCH.no, "false", "No"]},
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/
});
