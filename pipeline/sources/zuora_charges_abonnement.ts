import {defineSource} from "../../src/index.ts";
import {FRENCH_TENANT} from "./dialects/zuora.ts";
import ratePlanCharges from "./zuora_rate_plan_charges.ts";

export default defineSource({
  ...ratePlanCharges,
  name: "zuora_charges_abonnement",
  title: "Zuora: charges of subscriptions, exported for a French tenant",
  files: ["zuora_charges_abonnement*.csv"],
  dialect: FRENCH_TENANT,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/
});
