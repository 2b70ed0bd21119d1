import {defineSource, discreetText, FRENCH, id, instant, integer} from "../../src/index.ts";

export default defineSource({
  name: "nps",
  title: "NPS answers, one record an answer",
  files: ["nps*.csv"],
  dialect: FRENCH,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,

  columns: {
    customer_id: {
      type: id(),
      headers: ["Customer ID", "N° client"],
      required: true,
      meaning: "the customer who answered"
    },
    answered_at: {type: instant(), headers: ["At", "Date", "Répondu le"], required: true, meaning: "when"},
    score: {type: integer(), headers: ["Score", "Note"], required: true, meaning: "score, 0 to 10"},
    comment: {type: discreetText(), headers: ["Comment", "Commentaire"], meaning: "what the customer wrote"}
  }
});
