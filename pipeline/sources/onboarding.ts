import {day, defineSource, FRENCH, id, text} from "../../src/index.ts";

export default defineSource({
  name: "onboarding",
  title: "Onboardings of customers, one record an onboarding opportunity",
  files: ["onboarding*.csv"],
  dialect: FRENCH,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,

  columns: {
    customer_id: {type: id(), headers: ["Customer ID", "N° client"], required: true, meaning: "the customer"},
    onboarding_start_date: {
      type: day(),
      headers: ["Onboarding start date", "Début de l'onboarding"],
      required: true,
      meaning: "first day of the onboarding"
    },
    owner: {type: text(), headers: ["CS owner", "Responsable CS"], meaning: "who leads it"},
    completed_date: {
      type: day(),
      headers: ["Completed on", "Terminé le"],
      meaning: "day on which it was completed"
    }
  }
});
