import {defineSource, discreetText, id, integer, keyedHash, MACHINE, text} from "../../src/index.ts";
import {loaderInstant} from "./dialects/loader.ts";

// The export of an account has custom fields behind its own columns, with their type: [list], [txt], [dec] or [flag].
export default defineSource({
  name: "zendesk_support_tickets",
  title: "Zendesk Support: tickets, exported from the account",
  files: ["zendesk_support_tickets*.csv", "zendesk_tickets*.csv"],
  dialect: {...MACHINE, timeZone: "Europe/Paris"},
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,
  columns: {
    ticket_id: {type: id(), headers: ["Id", "Ticket ID"], required: true, meaning: "the ticket"},
    requester_id: {
      type: id(),
      headers: ["Requester id", "requester_id"],
      meaning: "who asks, as Zendesk numbers users"
    },
    requester_external_id: {
      type: id(),
      headers: ["Requester external id"],
      meaning: "who asks, as the company numbers customers"
    },
    requester_name: {type: text(), headers: ["Requester", "Demandeur"], meaning: "name of who asks"},
    requester_email_hash: {
      type: keyedHash("email", {unreadable: "leave_out"}),
      headers: ["Requester email"],
      meaning: "keyed hash of the e-mail address of who asks"
    },
    organization: {type: text(), headers: ["Organization", "Organisation"], meaning: "company of who asks"},
    organization_id: {
      type: id(),
      headers: ["organization_id"],
      meaning: "the same, as Zendesk numbers companies"
    },
    customer_id: {
      type: id(),
      headers: [
        "N° client [txt]",
        "N° client [list]",
        "Customer ID [txt]",
        "Customer ID",
        "custom_customer_id"
      ],
      meaning: "the customer, where a custom field has it"
    },
    case_id: {
      type: id(),
      headers: ["N° dossier [txt]", "Case number [txt]", "Churn risk [txt]", "custom_case_id"],
      meaning: "case that the ticket is about, where a custom field has it"
    },
    motive: {
      type: text(),
      headers: ["Motif [list]", "Motive [list]", "Reason [list]", "custom_motive"],
      meaning: "what it is about, where a custom field has it"
    },
    adviser_id: {
      type: id(),
      headers: ["Code conseiller [txt]", "Adviser code [txt]"],
      meaning: "code of who handles it, where a custom field has it"
    },
    assignee: {
      type: id(),
      headers: ["Assignee", "Assigné", "assignee_id"],
      meaning: "who handles it: a name, or the number of a user"
    },
    subject: {
      type: discreetText(),
      headers: ["Subject", "Objet", "Sujet"],
      meaning: "subject; addresses are hashed"
    },
    tags: {type: text(), headers: ["Tags"], meaning: "tags"},
    ticket_type: {type: text(), headers: ["Ticket type", "Type"], meaning: "type, as exported"},
    status_label: {
      type: text(),
      headers: ["Status", "Statut"],
      required: true,
      meaning: "status, as exported"
    },
    via: {type: text(), headers: ["Via", "via_channel"], meaning: "by what means it came"},
    created_at: {
      type: loaderInstant(),
      headers: ["Created at", "Créé le", "created_at"],
      required: true,
      meaning: "when it came"
    },
    updated_at: {
      type: loaderInstant(),
      headers: ["Updated at", "Mis à jour le", "updated_at"],
      meaning: "when it was last changed"
    },
    solved_at: {
      type: loaderInstant(),
      headers: ["Solved at", "Résolu le", "solved_at"],
      meaning: "when it was solved"
    },
    group_stations: {
      type: integer(),
      headers: ["Group stations"],
      meaning: "groups that it has passed through"
    },
    assignee_stations: {
      type: integer(),
      headers: ["Assignee stations"],
      meaning: "people who have handled it"
    },
    reopens: {type: integer(), headers: ["Reopens"], meaning: "times that it was opened again"},
    replies: {type: integer(), headers: ["Replies"], meaning: "answers given"}
  }
});
