import {defineSource} from "../../src/index.ts";
import {FRENCH_TENANT} from "./dialects/zuora.ts";
import subscriptions from "./zuora_subscriptions.ts";

export default defineSource({
  ...subscriptions,
  name: "zuora_abonnements",
  title: "Zuora: subscriptions, exported for a French tenant",
  files: ["zuora_abonnements*.csv"],
  dialect: FRENCH_TENANT,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/
});
