import {defineSource, discreetText, FRENCH, id, instant, text} from "../../src/index.ts";

export default defineSource({
  name: "requetes_tlv",
  title: "Requests to telesales about a customer, one record a request",
  files: ["requetes_tlv*.csv"],
  dialect: FRENCH,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,

  columns: {
    request_id: {
      type: id(),
      headers: ["N° requête", "Request number"],
      required: true,
      meaning: "the request"
    },
    customer_id: {type: id(), headers: ["N° client", "Customer ID"], required: true, meaning: "the customer"},
    order_id: {type: id(), headers: ["N° commande", "Order number"], meaning: "order that it is about"},
    created_at: {
      type: instant(),
      headers: ["Créée le", "Created on"],
      required: true,
      meaning: "when it was made"
    },
    created_by_id: {type: id(), headers: ["Créée par", "Created by"], meaning: "code of who made it"},
    recipient_id: {
      type: id(),
      headers: ["Destinataire", "Recipient"],
      meaning: "code of the seller it was sent to"
    },
    recipient_channel_label: {
      type: text(),
      headers: ["Canal destinataire", "Recipient channel"],
      meaning: "channel it was sent to"
    },
    subject: {type: discreetText(), headers: ["Objet", "Subject"], meaning: "what it is about"},
    taken_at: {
      type: instant(),
      headers: ["Prise en charge le", "Taken on"],
      meaning: "when somebody took charge of it"
    },
    closed_at: {type: instant(), headers: ["Clôturée le", "Closed on"], meaning: "when it was closed"},
    follow_up: {type: discreetText(), headers: ["Suite donnée", "Follow-up"], meaning: "what was done"}
  }
});
