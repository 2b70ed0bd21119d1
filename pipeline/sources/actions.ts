import {day, defineSource, FRENCH, text} from "../../src/index.ts";

export default defineSource({
  name: "actions",
  title: "Preventive actions, one record an action on a unit",
  files: ["actions*.csv"],
  dialect: FRENCH,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,

  columns: {
    action: {type: text(), headers: ["Action"], required: true, meaning: "the action"},
    targeted_motive: {
      type: text(),
      headers: ["Motif visé", "Targeted motive"],
      required: true,
      meaning: "motive that it aims at"
    },
    unit_label: {
      type: text(),
      headers: ["Unité", "Unit"],
      required: true,
      meaning: "kind of unit that it is tried on: team, brand or customer"
    },
    unit_value: {
      type: text(),
      headers: ["Valeur unité", "Unit value"],
      required: true,
      meaning: "the team, brand or customer"
    },
    start_date: {type: day(), headers: ["Début", "Start"], required: true, meaning: "first day"},
    end_date: {type: day(), headers: ["Fin", "End"], meaning: "last day, included; empty while it lasts"}
  }
});
