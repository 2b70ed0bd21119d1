import {day, defineSource, FRENCH, id, text} from "../../src/index.ts";

export default defineSource({
  name: "followfile",
  title: "Follow file of letters, one record a letter",
  files: ["followfile*.csv"],
  dialect: FRENCH,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,

  columns: {
    customer_id: {
      type: id(),
      headers: ["N° client", "Customer ID"],
      required: true,
      meaning: "the customer who wrote"
    },
    brand: {
      type: text(),
      headers: ["Marque", "Brand"],
      required: true,
      meaning: "brand that the letter is about"
    },
    received_date: {
      type: day(),
      headers: ["Lettre reçue le", "Letter received on"],
      required: true,
      meaning: "day of receipt"
    },
    medium_label: {type: text(), headers: ["Canal lettre", "Letter channel"], meaning: "how the letter came"},
    appointment_date: {
      type: day(),
      headers: ["Date RDV", "Appointment date"],
      meaning: "day of the appointment"
    },
    account_manager: {
      type: text(),
      headers: ["AM", "Account manager"],
      meaning: "account manager of the appointment"
    },
    primary_reason: {
      type: text(),
      headers: ["Raison principale", "Raison de churn principale", "Main reason"],
      meaning: "main reason to leave"
    },
    secondary_reason: {
      type: text(),
      headers: ["Raison secondaire", "Raison de churn secondaire", "Second reason"],
      meaning: "second reason"
    },
    hs_status: {
      type: text(),
      headers: ["Statut HS", "Statu HS", "HS status"],
      meaning: "state under that name, as keyed in"
    },
    competitor: {
      type: text(),
      headers: ["Concurrent", "Concurrent actuel ou nouvelle solution", "Competitor"],
      meaning: "competitor or new solution"
    },
    missing_feature: {
      type: text(),
      headers: ["Fonctionnalité manquante", "Fonctionnalité manquante ou inadaptée", "Missing feature"],
      meaning: "feature said to be missing"
    },
    call_outcome: {
      type: text(),
      headers: ["Issue", "Issue de l'appel", "Outcome"],
      meaning: "outcome of the call"
    },
    ped: {type: day(), headers: ["PED"], meaning: "day on which the loss takes effect"},
    lost_date: {
      type: day(),
      headers: ["Passé en perdu le", "Lost on"],
      meaning: "day on which the account was passed as lost"
    },
    lost_by: {type: text(), headers: ["Passé en perdu par", "Lost by"], meaning: "who passed it as lost"},
    billing_cut_date: {
      type: day(),
      headers: ["Coupure facturation le", "Billing cut on"],
      meaning: "day on which its billing is cut"
    },
    sms_cut_date: {
      type: day(),
      headers: ["Coupure SMS le", "SMS cut on"],
      meaning: "day on which the billing of its text messages is cut"
    },
    domain_stopped_date: {
      type: day(),
      headers: ["Arrêt domaine le", "Domain stopped on"],
      meaning: "day on which the renewal of its domain was stopped"
    }
  }
});
