import {defineSource, FRENCH, id, instant, text, yesNo} from "../../src/index.ts";

export default defineSource({
  name: "contacts",
  title: "Contact log of the service desks, one record a contact",
  files: ["contacts*.csv"],
  dialect: FRENCH,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,

  columns: {
    contact_id: {
      type: id(),
      headers: ["N° contact", "Contact number", "Contact ID"],
      required: true,
      meaning: "the contact"
    },
    customer_id: {type: id(), headers: ["N° client", "Customer ID"], required: true, meaning: "the customer"},
    case_id: {type: id(), headers: ["N° dossier", "Case number"], meaning: "the case that it is about"},
    contacted_at: {
      type: instant(),
      headers: ["Date heure", "Date/heure", "Date et heure", "Date time"],
      required: true,
      meaning: "when it took place"
    },
    direction_label: {
      type: text(),
      headers: ["Sens", "Direction"],
      required: true,
      meaning: "Entrant (the customer called) or Sortant"
    },
    medium_label: {
      type: text(),
      headers: ["Média", "Canal", "Medium"],
      meaning: "by what means: telephone, e-mail, chat"
    },
    line_label: {
      type: text(),
      headers: ["Ligne appelée", "Line called"],
      meaning: "which number was called: Salon or Portable"
    },
    motive: {
      type: text(),
      headers: ["Motif", "Motive", "Reason"],
      required: true,
      meaning: "what it was about"
    },
    adviser_id: {
      type: id(),
      headers: ["Conseiller", "Code conseiller", "Adviser"],
      required: true,
      meaning: "code of the person who handled it"
    },
    is_automatic: {
      type: yesNo(),
      headers: ["Automatique", "Automatic"],
      meaning: "whether no person wrote or called"
    },
    was_transferred: {
      type: yesNo(),
      headers: ["Transféré", "Transferred"],
      meaning: "whether it was handed on"
    },
    was_resolved: {
      type: yesNo(),
      headers: ["Résolu", "Resolved"],
      meaning: "whether the adviser called it resolved"
    }
  }
});
