import {defineSource, FRENCH, id, instant, text} from "../../src/index.ts";
import report from "./salesforce_cases.ts";

// A report on cases tells how they stand; this one tells who changed which field, and when. Only fields whose history
// the company keeps are in it.
export default defineSource({
  name: "salesforce_case_history",
  title: "Salesforce: changes of cases, from a report on their history",
  files: ["salesforce_case_history*.csv", "salesforce_historique*.csv"],
  dialect: FRENCH,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,
  footer: report.footer,
  columns: {
    case_id: {
      type: id(),
      headers: ["Numéro de la requête", "Case Number"],
      required: true,
      meaning: "the case"
    },
    changed_at: {
      type: instant(),
      headers: ["Date de modification", "Date/Heure de modification", "Edit Date"],
      required: true,
      meaning: "when it was changed"
    },
    changed_by: {type: text(), headers: ["Modifié par", "Edited By"], meaning: "who changed it, by name"},
    field_label: {
      type: text(),
      headers: ["Champ / Événement", "Champ/Événement", "Field / Event"],
      required: true,
      meaning: "what was changed, as the CRM calls it"
    },
    old_value: {
      type: text(),
      headers: ["Ancienne valeur", "Old Value"],
      meaning: "what it was before; empty when it was not filled in"
    },
    new_value: {
      type: text(),
      headers: ["Nouvelle valeur", "New Value"],
      meaning: "what it became; empty when it was taken out"
    }
  }
});
