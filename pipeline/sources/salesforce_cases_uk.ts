import {defineSource, FRENCH} from "../../src/index.ts";
import report from "./salesforce_cases.ts";

// The dates, numbers and delimiter of a report are those of the locale of whoever runs it, whatever its language.
export default defineSource({
  ...report,
  name: "salesforce_cases_uk",
  title: "Salesforce: churn and downsell cases, exported from a report in the locale of the United Kingdom",
  files: ["salesforce_cases_uk_*.csv"],
  dialect: {
    ...FRENCH,
    delimiter: ",",
    decimal: ".",
    thousands: ",",
    yes: ["1", "True", "Yes"],
    no: ["0", "False", "No"]
  }
});
