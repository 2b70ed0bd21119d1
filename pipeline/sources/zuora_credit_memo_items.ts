import {defineSource, id, integer, MACHINE, text} from "../../src/index.ts";
import {LOADER_COLUMNS, loaderDay, loaderInstant} from "./dialects/loader.ts";
import {ACCOUNT_COLUMNS, zuoraMoney} from "./dialects/zuora.ts";

// Headers of a data source (`Object: Field`), of a query (`Object.Field`) and of a loader. The names of the files have
// no day: the mapping takes the day of each row.
export default defineSource({
  name: "zuora_credit_memo_items",
  title: "Zuora: items of credit memos",
  files: ["zuora_credit_memo_items*.csv", "zuora_credit_memo_item_data*.csv"],
  dialect: MACHINE,
  control: "amount_cents",
  columns: {
    item_id: {
      type: id(),
      headers: ["Credit Memo Item: ID", "CreditMemoItem.Id", "id"],
      required: true,
      meaning: "the item"
    },
    amount_cents: {
      type: zuoraMoney(),
      headers: [
        "Credit Memo Item: Amount Without Tax",
        "CreditMemoItem.AmountWithoutTax",
        "amount_without_tax"
      ],
      required: true,
      meaning: "amount credited, excluding VAT, above zero (cents)"
    },
    created_at: {
      type: loaderInstant(),
      headers: ["Credit Memo Item: Created Date", "CreditMemoItem.CreatedDate", "created_date"],
      meaning: "when it was made"
    },
    service_start_date: {
      type: loaderDay(),
      headers: [
        "Credit Memo Item: Service Start Date",
        "CreditMemoItem.ServiceStartDate",
        "service_start_date"
      ],
      meaning: "first day credited"
    },
    service_end_date: {
      type: loaderDay(),
      headers: ["Credit Memo Item: Service End Date", "CreditMemoItem.ServiceEndDate", "service_end_date"],
      meaning: "last day credited, included"
    },
    charge_name: {
      type: text(),
      headers: ["Credit Memo Item: Charge Name", "CreditMemoItem.ChargeName", "charge_name"],
      meaning: "name of the charge"
    },
    charge_number: {
      type: id(),
      headers: ["Credit Memo Item: Charge Number", "CreditMemoItem.ChargeNumber", "charge_number"],
      meaning: "number of the charge"
    },
    line_no: {
      type: integer(),
      headers: [
        "Credit Memo Item: N° ligne",
        "CreditMemoItem.LineNumber__c",
        "line_number_c",
        "Rate Plan Charge: N° ligne",
        "Credit Memo Item: Line Number"
      ],
      meaning: "line of the order of an order tool, where a custom field has it"
    },
    credited_item_id: {
      type: id(),
      headers: [
        "Credit Memo Item: Credit From Item ID",
        "CreditMemoItem.CreditFromItemId",
        "credit_from_item_id"
      ],
      meaning: "item of an invoice that it takes back"
    },
    memo_id: {
      type: id(),
      headers: ["Credit Memo: ID", "CreditMemo.Id", "credit_memo_id"],
      meaning: "the credit memo"
    },
    memo_number: {
      type: id(),
      headers: ["Credit Memo: Credit Memo Number", "CreditMemo.MemoNumber", "credit_memo_number"],
      meaning: "number of the credit memo"
    },
    memo_date: {
      type: loaderDay(),
      headers: ["Credit Memo: Credit Memo Date", "CreditMemo.MemoDate", "credit_memo_date"],
      meaning: "day of the credit memo"
    },
    memo_status: {
      type: text(),
      headers: ["Credit Memo: Status", "CreditMemo.Status", "credit_memo_status"],
      meaning: "status of the credit memo"
    },
    memo_reason: {
      type: text(),
      headers: ["Credit Memo: Reason Code", "CreditMemo.ReasonCode", "reason_code"],
      meaning: "reason of the credit memo"
    },
    subscription_name: {
      type: id(),
      headers: [
        "Credit Memo Item: Subscription Number",
        "CreditMemoItem.SubscriptionNumber",
        "subscription_number",
        "Subscription: Name",
        "Subscription.Name"
      ],
      meaning: "number of the subscription"
    },
    subscription_id: {
      type: id(),
      headers: ["Subscription: ID", "Subscription.Id", "subscription_id"],
      meaning: "the version of the subscription"
    },
    order_number: {
      type: id(),
      headers: [
        "Subscription: N° commande",
        "Subscription: Order Number",
        "Subscription.OrderNumber__c",
        "order_number_c"
      ],
      meaning: "order of an order tool, where a custom field has it"
    },
    ...ACCOUNT_COLUMNS,
    ...LOADER_COLUMNS
  }
});
