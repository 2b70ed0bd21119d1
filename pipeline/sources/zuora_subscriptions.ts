import {defineSource, id, integer, MACHINE, text} from "../../src/index.ts";
import {LOADER_COLUMNS, loaderDay, loaderInstant} from "./dialects/loader.ts";
import {ACCOUNT_COLUMNS} from "./dialects/zuora.ts";

// Headers of a data source (`Object: Field`), of a query (`Object.Field`) and of a loader. The names of the files have
// no day: the mapping takes the day of each row.
export default defineSource({
  name: "zuora_subscriptions",
  title: "Zuora: subscriptions, each with all its versions",
  files: ["zuora_subscriptions*.csv", "zuora_subscription_data*.csv"],
  dialect: MACHINE,
  columns: {
    subscription_id: {
      type: id(),
      headers: ["Subscription: ID", "Subscription.Id", "id", "Subscription: SubscriptionId"],
      required: true,
      meaning: "the version of the subscription"
    },
    name: {
      type: id(),
      headers: ["Subscription: Name", "Subscription.Name", "name"],
      required: true,
      meaning: "number of the subscription, the same for all its versions"
    },
    status: {
      type: text(),
      headers: ["Subscription: Status", "Subscription.Status", "status"],
      required: true,
      meaning: "status of the version"
    },
    version: {
      type: integer(),
      headers: ["Subscription: Version", "Subscription.Version", "version"],
      meaning: "number of the version"
    },
    ...ACCOUNT_COLUMNS,
    order_number: {
      type: id(),
      headers: [
        "Subscription: N° commande",
        "Subscription: Order Number",
        "Subscription.OrderNumber__c",
        "order_number_c"
      ],
      meaning: "order of an order tool that the subscription bills, where a custom field has it"
    },
    original_created_at: {
      type: loaderInstant(),
      headers: [
        "Subscription: Original Created Date",
        "Subscription.OriginalCreatedDate",
        "original_created_date"
      ],
      meaning: "when the first version was made"
    },
    created_at: {
      type: loaderInstant(),
      headers: ["Subscription: Created Date", "Subscription.CreatedDate", "created_date"],
      meaning: "when this version was made"
    },
    updated_at: {
      type: loaderInstant(),
      headers: ["Subscription: Updated Date", "Subscription.UpdatedDate", "updated_date"],
      meaning: "when it was last changed"
    },
    contract_effective_date: {
      type: loaderDay(),
      headers: [
        "Subscription: Contract Effective Date",
        "Subscription.ContractEffectiveDate",
        "contract_effective_date"
      ],
      meaning: "day of the contract"
    },
    service_activation_date: {
      type: loaderDay(),
      headers: [
        "Subscription: Service Activation Date",
        "Subscription.ServiceActivationDate",
        "service_activation_date",
        "Subscription: Service Activation"
      ],
      meaning: "day of service"
    },
    start_date: {
      type: loaderDay(),
      headers: [
        "Subscription: Subscription Start Date",
        "Subscription.SubscriptionStartDate",
        "subscription_start_date"
      ],
      meaning: "first day"
    },
    end_date: {
      type: loaderDay(),
      headers: [
        "Subscription: Subscription End Date",
        "Subscription.SubscriptionEndDate",
        "subscription_end_date"
      ],
      meaning: "first day after the end"
    },
    term_end_date: {
      type: loaderDay(),
      headers: [
        "Subscription: Term End Date",
        "Subscription.TermEndDate",
        "term_end_date",
        "Subscription: Term End"
      ],
      meaning: "first day after the current term"
    },
    cancelled_date: {
      type: loaderDay(),
      headers: ["Subscription: Cancelled Date", "Subscription.CancelledDate", "cancelled_date"],
      meaning: "day from which it is cancelled"
    },
    cancel_reason: {
      type: text(),
      headers: ["Subscription: Cancel Reason", "Subscription.CancelReason", "cancel_reason"],
      meaning: "reason; only when it was cancelled through an order"
    },
    ...LOADER_COLUMNS
  }
});
