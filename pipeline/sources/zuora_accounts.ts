import {defineSource, id, keyedHash, MACHINE, text} from "../../src/index.ts";
import {LOADER_COLUMNS, loaderInstant} from "./dialects/loader.ts";

// Headers of a data source (`Object: Field`), of a query (`Object.Field`) and of a loader. The names of the files have
// no day: the mapping takes the day of each row.
export default defineSource({
  name: "zuora_accounts",
  title: "Zuora: billing accounts",
  files: ["zuora_accounts*.csv", "zuora_account_data*.csv"],
  dialect: MACHINE,
  columns: {
    account_id: {type: id(), headers: ["Account: ID", "Account.Id", "id"], meaning: "the account"},
    account_number: {
      type: id(),
      headers: ["Account: Account Number", "Account.AccountNumber", "account_number"],
      required: true,
      meaning: "number of the account"
    },
    name: {
      type: text(),
      headers: ["Account: Name", "Account.Name", "name"],
      required: true,
      meaning: "name of the account"
    },
    crm_id: {
      type: id(),
      headers: ["Account: CRM ID", "Account: CRM Account ID", "Account.CrmId", "crm_id"],
      meaning: "the account in the CRM"
    },
    customer_number: {
      type: id(),
      headers: [
        "Account: N° client",
        "Account: Customer ID",
        "Account.CustomerNumber__c",
        "customer_number_c"
      ],
      meaning: "the customer, in the company's numbering, where a custom field has it"
    },
    parent_id: {
      type: id(),
      headers: ["Account: Parent ID", "Account: Parent Account ID", "Account.ParentId", "parent_id"],
      meaning: "account that it belongs to"
    },
    email_hash: {
      type: keyedHash("email", {unreadable: "leave_out"}),
      headers: ["Bill To: Work Email", "BillToContact.WorkEmail", "work_email"],
      meaning: "keyed hash of the e-mail address"
    },
    phone_hash: {
      type: keyedHash("phone", {unreadable: "leave_out"}),
      headers: ["Bill To: Work Phone", "BillToContact.WorkPhone", "work_phone"],
      meaning: "keyed hash of the phone number"
    },
    postcode: {
      type: id(),
      headers: ["Bill To: Postal Code", "BillToContact.PostalCode", "postal_code"],
      meaning: "postcode"
    },
    created_at: {
      type: loaderInstant(),
      headers: ["Account: Created Date", "Account.CreatedDate", "created_date"],
      meaning: "when it was made"
    },
    updated_at: {
      type: loaderInstant(),
      headers: ["Account: Updated Date", "Account.UpdatedDate", "updated_date"],
      meaning: "when it was last changed"
    },
    ...LOADER_COLUMNS
  }
});
