import {day, defineSource, FRENCH, id, text} from "../../src/index.ts";

export default defineSource({
  name: "vendeurs",
  title: "Sellers and teams, one record a spell in a channel",
  files: ["vendeurs*.csv"],
  dialect: FRENCH,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,
  columns: {
    seller_id: {type: id(), headers: ["Code vendeur", "Seller code"], required: true, meaning: "the seller"},
    name: {type: text(), headers: ["Nom", "Name"], required: true, meaning: "the seller's name"},
    channel_label: {
      type: text(),
      headers: ["Canal", "Channel"],
      required: true,
      meaning: "channel worked in"
    },
    team: {type: text(), headers: ["Équipe", "Team"], meaning: "team"},
    manager_id: {type: id(), headers: ["Manager"], meaning: "code of the manager"},
    role: {type: text(), headers: ["Rôle", "Role"], meaning: "role, such as AM or Team leader AM"},
    valid_from: {type: day(), headers: ["Du", "From"], required: true, meaning: "first day of the spell"},
    valid_to: {
      type: day(),
      headers: ["Au", "To"],
      meaning: "last day of the spell, included; empty while it lasts"
    }
  }
});
