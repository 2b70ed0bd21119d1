import {day, defineSource, FRENCH, id, integer, money, text} from "../../src/index.ts";

export default defineSource({
  name: "qualiatic_ecritures",
  title: "Qualiatic: invoices and credit notes, one record an entry",
  files: ["qualiatic_ecritures*.csv"],
  dialect: FRENCH,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,
  control: "amount_cents",
  columns: {
    entry_id: {type: id(), headers: ["N° écriture", "Entry number"], required: true, meaning: "the entry"},
    entry_date: {
      type: day(),
      headers: ["Date écriture", "Entry date"],
      required: true,
      meaning: "accounting day"
    },
    customer_id: {type: id(), headers: ["N° client", "Customer ID"], required: true, meaning: "the customer"},
    order_id: {
      type: id(),
      headers: ["N° commande", "Order number"],
      meaning: "order that is billed or credited"
    },
    line_no: {type: integer(), headers: ["N° ligne", "Line number"], meaning: "line of that order"},
    kind_label: {
      type: text(),
      headers: ["Type"],
      required: true,
      meaning: "Facture (invoice) or Avoir (credit note)"
    },
    document_id: {
      type: id(),
      headers: ["N° pièce", "Document number"],
      required: true,
      meaning: "invoice or credit note"
    },
    credits_document_id: {
      type: id(),
      headers: ["Pièce d'origine", "Original document"],
      meaning: "invoice that a credit note takes back"
    },
    amount_cents: {
      type: money(),
      headers: ["Montant HT", "Amount"],
      required: true,
      meaning: "amount, negative on a credit note (cents)"
    },
    service_start_date: {
      type: day(),
      headers: ["Début service", "Service start"],
      meaning: "first day billed"
    },
    service_end_date: {
      type: day(),
      headers: ["Fin service", "Service end"],
      meaning: "first day no longer billed"
    }
  }
});
