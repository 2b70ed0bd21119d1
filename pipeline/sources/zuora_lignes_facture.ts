import {defineSource, FRENCH} from "../../src/index.ts";
import invoiceItems from "./zuora_invoice_items.ts";

export default defineSource({
  ...invoiceItems,
  name: "zuora_lignes_facture",
  title: "Zuora: items of invoices, exported for a French tenant",
  files: ["zuora_lignes_facture*.csv"],
  dialect: {...FRENCH, yes: [...FRENCH.yes, "true", "Yes"], no: [...FRENCH.no, "false", "No"]},
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/
});
