import {defineSource} from "../../src/index.ts";
import {FRENCH_TENANT} from "./dialects/zuora.ts";
import invoiceItems from "./zuora_invoice_items.ts";

export default defineSource({
  ...invoiceItems,
  name: "zuora_lignes_facture",
  title: "Zuora: items of invoices, exported for a French tenant",
  files: ["zuora_lignes_facture*.csv"],
  dialect: FRENCH_TENANT,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/
});
