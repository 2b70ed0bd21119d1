import {day, defineSource, FRENCH, id, instant, money, text, yesNo} from "../../src/index.ts";

export default defineSource({
  name: "salesforce_cases",
  title: "Salesforce: churn and downsell cases, exported from a report",
  files: ["salesforce_requetes*.csv", "salesforce_cases*.csv"],
  dialect: FRENCH,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,
  control: "amount_at_risk_cents",
  // A report export ends with its name, a copyright, a notice and a total, in the language of whoever ran it.
  footer: [
    /^(Rapport|Report) ?: /,
    /^Copyright \(c\) 2000-\d{4} salesforce\.com/,
    /^(Informations confidentielles|Confidential Information)/,
    /^(Total général|Grand Totals) \([\d\s]+ (enregistrements|records)\)$/
  ],
  columns: {
    case_id: {
      type: id(),
      headers: ["Numéro de la requête", "Case Number", "CaseNumber"],
      required: true,
      meaning: "the case"
    },
    opened_at: {
      type: instant(),
      headers: ["Date/Heure d'ouverture", "Date/Time Opened", "Created Date", "CreatedDate"],
      required: true,
      meaning: "when the case was opened"
    },
    closed_at: {
      type: instant(),
      headers: ["Date/Heure de fermeture", "Date/Time Closed", "ClosedDate"],
      meaning: "when it was closed; empty while open"
    },
    status_label: {
      type: text(),
      headers: ["Statut", "Status"],
      required: true,
      meaning: "status, as exported"
    },
    kind_label: {type: text(), headers: ["Type"], required: true, meaning: "kind of case, as exported"},
    case_origin: {
      type: text(),
      headers: ["Origine de la requête", "Case Origin", "Origin"],
      meaning: "how the case came in, as exported"
    },
    reasons: {
      type: text(),
      headers: ["Motif de la requête", "Case Reason", "Reason"],
      meaning: "reasons of the customer, the first one being the main one, separated by semicolons"
    },
    owner_seller_id: {
      type: id(),
      headers: ["Alias du propriétaire de la requête", "Case Owner Alias"],
      meaning: "code of the owner"
    },
    customer_id: {
      type: id(),
      headers: ["Numéro de compte", "Account Number", "Account ID", "AccountId"],
      required: true,
      meaning: "the customer"
    },
    customer_name: {type: text(), headers: ["Nom du compte", "Account Name"], meaning: "the customer's name"},
    outcome_label: {type: text(), headers: ["Issue", "Outcome"], meaning: "outcome, as the CRM calls it"},
    first_channel_label: {
      type: text(),
      headers: ["Canal d'entrée", "First channel"],
      meaning: "channel that received the request"
    },
    order_id: {type: id(), headers: ["N° commande", "Order number"], meaning: "order in question"},
    amount_at_risk_cents: {
      type: money(),
      headers: ["Montant à risque HT", "Amount at risk"],
      meaning: "amount at risk, as keyed in (cents)"
    },
    letter_received: {
      type: yesNo(),
      headers: ["Courrier reçu", "Letter received"],
      meaning: "whether a letter came"
    },
    fiscal_churn_received_on: {
      type: day(),
      headers: ["Fiscal churn received on", "FCR"],
      meaning: "day on which the request was received"
    },
    ped: {type: day(), headers: ["PED"], meaning: "day on which the loss takes effect"},
    competitor: {
      type: text(),
      headers: ["Concurrent", "Competitor"],
      meaning: "competitor the customer goes to"
    },
    missing_feature: {
      type: text(),
      headers: ["Fonctionnalité manquante", "Missing feature"],
      meaning: "feature the customer missed"
    },
    recorded_at: {
      type: instant(),
      headers: ["Date/Heure de dernière modification", "Last Modified Date", "LastModifiedDate"],
      meaning: "when the case was last changed"
    }
  }
});
