import {day, defineSource, discreetText, id, MACHINE, text} from "../../src/index.ts";

export default defineSource({
  name: "asana_taches",
  title: "Asana: tasks of a request board, one record a task in its current column",
  files: ["asana_taches*.csv", "asana_tasks*.csv", "asana_board*.csv"],
  dialect: MACHINE,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,
  columns: {
    task_id: {
      type: id(),
      headers: ["Task ID", "ID de tâche", "Identifiant de la tâche"],
      required: true,
      meaning: "the task"
    },
    created_date: {
      type: day(),
      headers: ["Created At", "Créée le", "Date de création"],
      required: true,
      meaning: "day on which it was made"
    },
    completed_date: {
      type: day(),
      headers: ["Completed At", "Terminée le", "Date d'achèvement"],
      meaning: "day on which it was marked as done"
    },
    modified_date: {
      type: day(),
      headers: ["Last Modified", "Dernière modification", "Modifiée le"],
      meaning: "day of its last change"
    },
    name: {
      type: discreetText(),
      headers: ["Name", "Nom"],
      required: true,
      meaning: "name, addresses and phone numbers hashed"
    },
    column_label: {
      type: text(),
      headers: ["Section/Column", "Section/Colonne", "Section"],
      meaning: "column of the board that it stands in now"
    },
    assignee: {type: text(), headers: ["Assignee", "Responsable"], meaning: "who is to do it"},
    start_date: {
      type: day(),
      headers: ["Start Date", "Date de début"],
      meaning: "day on which it is to begin"
    },
    due_date: {
      type: day(),
      headers: ["Due Date", "Date d'échéance", "Échéance"],
      meaning: "day on which it is to be done"
    },
    tags: {type: text(), headers: ["Tags", "Étiquettes"], meaning: "tags, separated by commas"},
    notes: {
      type: discreetText(),
      headers: ["Notes", "Description"],
      meaning: "notes, where the form's answers may stand, addresses and phone numbers hashed"
    },
    board: {type: text(), headers: ["Projects", "Projets"], meaning: "boards that it stands in"},
    parent_task_id: {
      type: id(),
      headers: ["Parent Task ID", "ID de la tâche parente"],
      meaning: "task that it is a part of"
    },
    requested_by: {
      type: text(),
      headers: ["Nom de l'expert soumettant sa requête", "Nom de l'expert", "Submitted by"],
      meaning: "expert who sent the form"
    },
    subject: {
      type: text(),
      headers: ["L'objet de la requête", "Objet de la requête", "Subject"],
      meaning: "subject of the request"
    },
    customer_link: {
      type: text(),
      headers: ["Lien du zendesk du partenaire", "Partner link"],
      meaning: "link to the customer or the opportunity in the CRM"
    },
    request: {
      type: discreetText(),
      headers: ["Description de la requête", "Request description"],
      meaning: "the request, addresses and phone numbers hashed"
    },
    ticket_link: {
      type: text(),
      headers: ["Lien du ticket zendesk", "Ticket link"],
      meaning: "link to the support ticket"
    },
    no_meeting_reason: {
      type: discreetText(),
      headers: ["Raison de l'incapacité à poser un rendez-vous", "Reason for no meeting"],
      meaning: "why no meeting could be made"
    },
    churn_risk_label: {
      type: text(),
      headers: ["Type de risque de churn", "Churn risk type"],
      meaning: "kind of churn risk"
    },
    wished_end: {
      type: text(),
      headers: ["Date de fin idéale", "Ideal end date"],
      meaning: "end that the customer wishes, as keyed in"
    },
    meeting: {
      type: text(),
      headers: ["Si le rendez-vous est posé, le jour et l'Account Manager concerné", "Meeting"],
      meaning: "day of the meeting and account manager, as keyed in"
    }
  }
});
