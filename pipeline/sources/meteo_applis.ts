import {defineSource, FRENCH, instant, text} from "../../src/index.ts";

export default defineSource({
  name: "meteo_applis",
  title: "Incidents of applications, one record an incident",
  files: ["meteo_applis*.csv"],
  dialect: FRENCH,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,

  columns: {
    application: {type: text(), headers: ["Application"], required: true, meaning: "the application"},
    started_at: {type: instant(), headers: ["Début", "Start"], required: true, meaning: "when it began"},
    ended_at: {type: instant(), headers: ["Fin", "End"], meaning: "when it ended"},
    severity_label: {type: text(), headers: ["Gravité", "Severity"], meaning: "severity"},
    message: {type: text(), headers: ["Message"], meaning: "what was announced"}
  }
});
