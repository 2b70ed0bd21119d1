import {decimal, defineSource, id, instant, integer, MACHINE, money, text} from "ressac";

export default defineSource({
  name: "online_retail",
  title: "Invoice ledger of a gift wholesaler, one record an invoice line",
  files: ["20??-??.csv"],
  dialect: {...MACHINE, timeZone: "Europe/London"},
  extracted: /^(?<y>\d{4})-(?<m>\d{2})\.csv$/,
  control: "amount_cents",
  columns: {
    invoice_no: {
      type: id(),
      headers: ["InvoiceNo"],
      required: true,
      meaning: "invoice; C is a cancellation, A an adjustment"
    },
    stock_code: {type: id(), headers: ["StockCode"], required: true, meaning: "article, postage or fee"},
    description: {type: text(), headers: ["Description"], meaning: "name of the article"},
    quantity: {
      type: integer(),
      headers: ["Quantity"],
      required: true,
      meaning: "pieces, negative when taken back"
    },
    invoiced_at: {type: instant(), headers: ["InvoiceDate"], required: true, meaning: "when it was invoiced"},
    unit_price: {type: decimal(3), headers: ["UnitPrice"], required: true, meaning: "price of a piece"},
    // The ledger's own spreadsheet has made numbers of the customers' ids, all of them: 17850.0 is 17850.
    customer_id: {
      type: id({floated: "strip"}),
      headers: ["CustomerID"],
      meaning: "customer; empty when unknown"
    },
    country: {type: text(), headers: ["Country"], meaning: "country of the customer"}
  },
  derived: {
    amount_cents: {
      type: money(),
      // Rounded once for each line, half a cent away from zero, so that a line and the credit that takes it back stay equal.
      sql: "round(quantity * unit_price, 2) * 100",
      meaning: "quantity × price (cents)"
    }
  }
});
