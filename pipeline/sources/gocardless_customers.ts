import {defineSource, discreetText, id, integer, keyedHash, MACHINE, text} from "../../src/index.ts";
import {loaderInstant} from "./dialects/loader.ts";

export default defineSource({
  name: "gocardless_customers",
  title: "GoCardless: customers who pay by direct debit",
  files: ["gocardless_customers*.csv"],
  dialect: MACHINE,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,
  columns: {
    account_id: {
      type: id(),
      headers: ["id", "customers.id"],
      required: true,
      meaning: "the customer, as GoCardless numbers customers"
    },
    created_at: {
      type: loaderInstant(),
      headers: ["created_at"],
      required: true,
      meaning: "when the customer was made"
    },
    email_hash: {
      type: keyedHash("email", {unreadable: "leave_out"}),
      headers: ["email"],
      meaning: "keyed hash of the e-mail address"
    },
    given_name: {type: text(), headers: ["given_name"], meaning: "first name"},
    family_name: {type: text(), headers: ["family_name"], meaning: "last name"},
    company_name: {type: text(), headers: ["company_name"], meaning: "company"},
    postcode: {type: id(), headers: ["postal_code"], meaning: "postcode"},
    active_mandates: {type: integer(), headers: ["active_mandates"], meaning: "mandates in force"},
    customer_id: {
      type: id(),
      headers: ["metadata.customer_id", "metadata.N° client"],
      meaning: "the customer, in the company's numbering, where the metadata have it"
    },
    metadata: {
      type: discreetText(),
      headers: ["metadata"],
      meaning: "metadata, of which customer_id is read"
    }
  }
});
