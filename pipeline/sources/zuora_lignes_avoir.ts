import {defineSource} from "../../src/index.ts";
import {FRENCH_TENANT} from "./dialects/zuora.ts";
import creditMemoItems from "./zuora_credit_memo_items.ts";

export default defineSource({
  ...creditMemoItems,
  name: "zuora_lignes_avoir",
  title: "Zuora: items of credit memos, exported for a French tenant",
  files: ["zuora_lignes_avoir*.csv"],
  dialect: FRENCH_TENANT,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/
});
