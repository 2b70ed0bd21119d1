import {defineSource} from "../../src/index.ts";
import {FRENCH_TENANT} from "./dialects/zuora.ts";
import accounts from "./zuora_accounts.ts";

export default defineSource({
  ...accounts,
  name: "zuora_comptes",
  title: "Zuora: billing accounts, exported for a French tenant",
  files: ["zuora_comptes*.csv"],
  dialect: FRENCH_TENANT,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/
});
