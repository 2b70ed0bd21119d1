import {defineSource, FRENCH} from "../../src/index.ts";
import subscriptions from "./zuora_subscriptions.ts";

export default defineSource({
  ...subscriptions,
  name: "zuora_abonnements",
  title: "Zuora: subscriptions, exported for a French tenant",
  files: ["zuora_abonnements*.csv"],
  dialect: {...FRENCH, yes: [...FRENCH.yes, "true", "Yes"], no: [...FRENCH.no, "false", "No"]},
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/
});
