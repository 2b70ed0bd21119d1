import {day, defineSource, discreetText, FRENCH, id, instant, money, text, yesNo} from "../../src/index.ts";

export default defineSource({
  name: "salesforce_cases",
  title: "Salesforce: churn and downsell cases, exported from a report",
  files: ["salesforce_requetes*.csv", "salesforce_cases_2*.csv"],
  version: 2,
  dialect: FRENCH,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,
  control: "amount_at_risk_cents",
  // A report export ends with its name, a copyright, a notice and a total, in the language of whoever ran it.
  footer: [
    /^(Rapport|Report) ?: /,
    /^Copyright ?(\(c\)|©) 2000-\d{4} salesforce\.com/i,
    /^(Informations confidentielles|Confidential Information)/,
    /^(Total général|Grand Totals) \([\d\s]+ (enregistrements|records)\)$/
  ],
  columns: {
    case_id: {
      type: id(),
      headers: ["Numéro de la requête", "Case Number", "CaseNumber", "case_number"],
      required: true,
      meaning: "the case"
    },
    opened_at: {
      type: instant(),
      headers: [
        "Date/Heure d'ouverture",
        "Date d'ouverture",
        "Date/Time Opened",
        "Opened Date",
        "Created Date",
        "CreatedDate",
        "created_date"
      ],
      required: true,
      meaning: "when the case was opened"
    },
    closed_at: {
      type: instant(),
      headers: [
        "Date/Heure de fermeture",
        "Date de fermeture",
        "Date/Time Closed",
        "Closed Date",
        "ClosedDate",
        "closed_date"
      ],
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
    description: {
      type: discreetText(),
      headers: ["Description"],
      meaning: "description, in which people paste their note block; addresses are hashed"
    },
    owner_seller_id: {
      type: id(),
      headers: ["Alias du propriétaire de la requête", "Case Owner Alias", "OwnerId", "owner_id"],
      meaning: "code of the owner"
    },
    owner_name: {
      type: text(),
      headers: ["Propriétaire de la requête", "Case Owner"],
      meaning: "name of the owner"
    },
    customer_id: {
      type: id(),
      headers: ["Numéro de compte", "Account Number", "Account ID", "AccountId"],
      required: true,
      meaning: "the customer"
    },
    customer_name: {type: text(), headers: ["Nom du compte", "Account Name"], meaning: "the customer's name"},
    brand: {type: text(), headers: ["Marque", "Brand", "Brand__c", "brand_c"], meaning: "brand"},
    outcome_label: {
      type: text(),
      headers: ["Issue", "Outcome", "Outcome__c", "outcome_c"],
      meaning: "outcome, as the CRM calls it"
    },
    first_channel_label: {
      type: text(),
      headers: ["Canal d'entrée", "First channel", "First_Channel__c", "first_channel_c"],
      meaning: "channel that received the request"
    },
    order_id: {
      type: id(),
      headers: ["N° commande", "Order number", "Order_Number__c", "order_number_c"],
      meaning: "order in question"
    },
    amount_at_risk_cents: {
      type: money(),
      headers: ["Montant à risque HT", "Amount at risk", "Amount_At_Risk__c", "amount_at_risk_c"],
      meaning: "amount at risk, as keyed in (cents)"
    },
    letter_received: {
      type: yesNo(),
      headers: ["Courrier reçu", "Letter received", "Letter_Received__c", "letter_received_c"],
      meaning: "whether a letter came"
    },
    fiscal_churn_received_on: {
      type: day(),
      headers: [
        "Fiscal churn received on",
        "FCR",
        "Fiscal_Churn_Received_On__c",
        "FCR__c",
        "fiscal_churn_received_on_c",
        "fcr_c"
      ],
      meaning: "day on which the request was received"
    },
    ped: {type: day(), headers: ["PED", "PED__c", "ped_c"], meaning: "day on which the loss takes effect"},
    engagement_date: {
      type: day(),
      headers: ["Date d'engagement", "Engagement date", "Engagement_Date__c", "engagement_date_c"],
      meaning: "day since which the customer is engaged, as noted"
    },
    competitor: {
      type: text(),
      headers: ["Concurrent", "Competitor", "Competitor__c", "competitor_c"],
      meaning: "competitor the customer goes to"
    },
    missing_feature: {
      type: text(),
      headers: ["Fonctionnalité manquante", "Missing feature", "Missing_Feature__c", "missing_feature_c"],
      meaning: "feature the customer missed"
    },
    recorded_at: {
      type: instant(),
      headers: [
        "Date/Heure de dernière modification",
        "Date de la dernière modification",
        "Last Modified Date",
        "LastModifiedDate",
        "last_modified_date"
      ],
      meaning: "when the case was last changed"
    }
  }
});
