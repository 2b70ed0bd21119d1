import {day, defineSource, id, instant, MACHINE, money, text} from "../../src/index.ts";

export default defineSource({
  name: "getaccept_documents",
  title: "GetAccept: contracts sent for signature, one record a document",
  files: ["getaccept_documents*.csv"],
  dialect: {...MACHINE, timeZone: "Europe/Paris"},
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,
  control: "amount_cents",
  columns: {
    contract_id: {
      type: id(),
      headers: ["Document ID", "ID du document", "id"],
      required: true,
      meaning: "the document"
    },
    name: {type: text(), headers: ["Name", "Nom"], meaning: "name of the document"},
    recipient_company: {
      type: text(),
      headers: ["Recipient company", "Entreprise du destinataire"],
      meaning: "company it was sent to"
    },
    customer_id: {type: id(), headers: ["Customer ID", "N° client"], required: true, meaning: "the customer"},
    status_label: {
      type: text(),
      headers: ["Status", "Statut"],
      required: true,
      meaning: "status of the document"
    },
    sent_at: {
      type: instant(),
      headers: ["Sent date", "Date d'envoi"],
      meaning: "when it was sent; a day is enough"
    },
    signed_at: {
      type: instant(),
      headers: ["Signed date", "Date de signature"],
      meaning: "when it was signed; a day is enough"
    },
    amount_cents: {
      type: money({minDecimals: 0}),
      headers: ["Value", "Valeur"],
      meaning: "value of the contract (cents)"
    },
    service_start_date: {
      type: day(),
      headers: ["Service start", "Mise en service"],
      meaning: "day of service that the contract names"
    }
  }
});
