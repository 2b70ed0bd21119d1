import {defineSource, id, MACHINE, money, yesNo} from "../../src/index.ts";
import {LOADER_COLUMNS, loaderInstant, retype} from "./dialects/loader.ts";
import report from "./salesforce_cases.ts";

// No day stands in the names of these files: the mapping takes the day of each row.
export default defineSource({
  ...report,
  name: "salesforce_case_export",
  title: "Salesforce: churn and downsell cases, from a data export or a loader",
  files: ["Case.csv", "salesforce_case_export*.csv", "salesforce_case_data*.csv", "sf_case_data*.csv"],
  dialect: MACHINE,
  extracted: undefined,
  footer: [],
  columns: {
    ...retype(report.columns, {
      opened_at: loaderInstant(),
      closed_at: loaderInstant(),
      recorded_at: loaderInstant(),
      amount_at_risk_cents: money({minDecimals: 0})
    }),
    account_id: {type: id(), headers: ["AccountId", "account_id"], meaning: "the account"},
    customer_id: {
      type: id(),
      headers: ["Customer_Number__c", "customer_number_c"],
      meaning: "the customer, in the company's numbering"
    },
    is_deleted: {
      type: yesNo(),
      headers: ["IsDeleted", "is_deleted"],
      meaning: "whether the case was thrown away"
    },
    ...LOADER_COLUMNS
  }
});
