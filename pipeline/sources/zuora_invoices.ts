import {defineSource, id, MACHINE, text} from "../../src/index.ts";
import {LOADER_COLUMNS, loaderDay} from "./dialects/loader.ts";

// Headers of a data source (`Object: Field`), of a query (`Object.Field`) and of a loader. The names of the files have
// no day: the mapping takes the day of each row.
export default defineSource({
  name: "zuora_invoices",
  title: "Zuora: invoices, for items that come without them",
  files: ["zuora_invoices*.csv", "zuora_invoice_data*.csv"],
  dialect: MACHINE,
  columns: {
    invoice_id: {
      type: id(),
      headers: ["Invoice: ID", "Invoice.Id", "id"],
      required: true,
      meaning: "the invoice"
    },
    invoice_number: {
      type: id(),
      headers: ["Invoice: Invoice Number", "Invoice.InvoiceNumber", "invoice_number"],
      required: true,
      meaning: "number of the invoice"
    },
    invoice_date: {
      type: loaderDay(),
      headers: ["Invoice: Invoice Date", "Invoice.InvoiceDate", "invoice_date"],
      required: true,
      meaning: "day of the invoice"
    },
    status: {
      type: text(),
      headers: ["Invoice: Status", "Invoice.Status", "status"],
      required: true,
      meaning: "status of the invoice"
    },
    ...LOADER_COLUMNS
  }
});
