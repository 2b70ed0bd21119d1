import {defineSource, id, integer, MACHINE, text, yesNo} from "../../src/index.ts";
import {LOADER_COLUMNS, loaderDay} from "./dialects/loader.ts";
import {zuoraMoney} from "./dialects/zuora.ts";

// Headers of a data source (`Object: Field`), of a query (`Object.Field`) and of a loader. The names of the files have
// no day: the mapping takes the day of each row.
export default defineSource({
  name: "zuora_rate_plan_charges",
  title: "Zuora: charges of subscriptions, each with all its segments",
  files: ["zuora_rate_plan_charges*.csv", "zuora_rate_plan_charge_data*.csv"],
  dialect: MACHINE,
  control: "mrr_cents",
  columns: {
    charge_id: {
      type: id(),
      headers: ["Rate Plan Charge: ID", "RatePlanCharge.Id", "id"],
      required: true,
      meaning: "the charge, in a version of its subscription"
    },
    charge_number: {
      type: id(),
      headers: ["Rate Plan Charge: Charge Number", "RatePlanCharge.ChargeNumber", "charge_number"],
      required: true,
      meaning: "number of the charge, the same in all versions"
    },
    name: {
      type: text(),
      headers: ["Rate Plan Charge: Name", "RatePlanCharge.Name", "name"],
      meaning: "name of the charge"
    },
    charge_type: {
      type: text(),
      headers: [
        "Rate Plan Charge: Charge Type",
        "RatePlanCharge.ChargeType",
        "charge_type",
        "Product Rate Plan Charge: Charge Type"
      ],
      meaning: "Recurring, OneTime or Usage"
    },
    segment: {
      type: integer(),
      headers: ["Rate Plan Charge: Segment", "RatePlanCharge.Segment", "segment"],
      meaning: "number of the segment: a change of price begins another"
    },
    is_last_segment: {
      type: yesNo(),
      headers: ["Rate Plan Charge: Is Last Segment", "RatePlanCharge.IsLastSegment", "is_last_segment"],
      meaning: "whether no other segment follows"
    },
    start_date: {
      type: loaderDay(),
      headers: [
        "Rate Plan Charge: Effective Start Date",
        "RatePlanCharge.EffectiveStartDate",
        "effective_start_date"
      ],
      required: true,
      meaning: "first day"
    },
    end_date: {
      type: loaderDay(),
      headers: [
        "Rate Plan Charge: Effective End Date",
        "RatePlanCharge.EffectiveEndDate",
        "effective_end_date"
      ],
      meaning: "first day after the end; empty when it has none"
    },
    end_condition: {
      type: text(),
      headers: [
        "Rate Plan Charge: End Date Condition",
        "RatePlanCharge.EndDateCondition",
        "end_date_condition"
      ],
      meaning: "what ends the charge"
    },
    mrr_cents: {
      type: zuoraMoney(),
      headers: ["Rate Plan Charge: MRR", "RatePlanCharge.MRR", "mrr"],
      meaning: "monthly amount (cents)"
    },
    tcv_cents: {
      type: zuoraMoney(),
      headers: ["Rate Plan Charge: TCV", "RatePlanCharge.TCV", "tcv"],
      meaning: "amount of the whole term (cents)"
    },
    line_no: {
      type: integer(),
      headers: [
        "Rate Plan Charge: N° ligne",
        "RatePlanCharge.LineNumber__c",
        "line_number_c",
        "Rate Plan Charge: Line Number"
      ],
      meaning: "line of the order of an order tool, where a custom field has it"
    },
    product: {type: text(), headers: ["Product: Name", "Product.Name", "product_name"], meaning: "product"},
    rate_plan: {
      type: text(),
      headers: ["Rate Plan: Name", "RatePlan.Name", "rate_plan_name"],
      meaning: "rate plan"
    },
    subscription_id: {
      type: id(),
      headers: ["Subscription: ID", "Subscription.Id", "subscription_id"],
      required: true,
      meaning: "the version of the subscription"
    },
    ...LOADER_COLUMNS
  }
});
