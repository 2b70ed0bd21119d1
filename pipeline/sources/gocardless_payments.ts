import {day, defineSource, id, keyedHash, MACHINE, money, text} from "../../src/index.ts";
import {loaderInstant} from "./dialects/loader.ts";

export default defineSource({
  name: "gocardless_payments",
  title: "GoCardless: payments collected by direct debit",
  files: ["gocardless_payments*.csv"],
  dialect: MACHINE,
  extracted: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/,
  control: "collected_cents",
  columns: {
    payment_id: {type: id(), headers: ["id", "payments.id"], required: true, meaning: "the payment"},
    created_at: {
      type: loaderInstant(),
      headers: ["created_at"],
      required: true,
      meaning: "when the payment was made"
    },
    charged_date: {
      type: day(),
      headers: ["charge_date", "charge date"],
      required: true,
      meaning: "day on which the customer is debited"
    },
    collected_cents: {
      type: money({minDecimals: 0}),
      headers: ["amount"],
      required: true,
      meaning: "amount debited, VAT included (cents)"
    },
    refunded_cents: {
      type: money({minDecimals: 0}),
      headers: ["amount_refunded"],
      meaning: "amount given back, VAT included (cents)"
    },
    currency: {type: text(), headers: ["currency"], meaning: "currency"},
    status_label: {type: text(), headers: ["status"], required: true, meaning: "status, as exported"},
    reference: {type: text(), headers: ["reference"], meaning: "reference, such as an invoice"},
    mandate_id: {type: id(), headers: ["links.mandate"], meaning: "mandate"},
    subscription_id: {type: id(), headers: ["links.subscription"], meaning: "subscription of GoCardless"},
    account_id: {
      type: id(),
      headers: ["customers.id"],
      meaning: "the customer, as GoCardless numbers customers"
    },
    linked_account_id: {
      type: id(),
      headers: ["links.customer"],
      meaning: "the same, in exports without the columns of customers"
    },
    account_created_at: {
      type: loaderInstant(),
      headers: ["customers.created_at"],
      meaning: "when the customer was made"
    },
    company_name: {type: text(), headers: ["customers.company_name"], meaning: "company of the customer"},
    email_hash: {
      type: keyedHash("email", {unreadable: "leave_out"}),
      headers: ["customers.email"],
      meaning: "keyed hash of the e-mail address"
    },
    postcode: {type: id(), headers: ["customers.postal_code"], meaning: "postcode"},
    customer_id: {
      type: id(),
      headers: ["customers.metadata.customer_id", "metadata.customer_id"],
      meaning: "the customer, in the company's numbering, where the metadata have it"
    }
  }
});
