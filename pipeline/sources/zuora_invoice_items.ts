import {defineSource, id, integer, MACHINE, text} from "../../src/index.ts";
import {LOADER_COLUMNS, loaderDay, loaderInstant} from "./dialects/loader.ts";
import {ACCOUNT_COLUMNS, zuoraMoney} from "./dialects/zuora.ts";

// Headers of a data source (`Object: Field`), of a query (`Object.Field`) and of a loader. The names of the files have
// no day: the mapping takes the day of each row.
export default defineSource({
  name: "zuora_invoice_items",
  title: "Zuora: items of invoices",
  files: ["zuora_invoice_items*.csv", "zuora_invoice_item_data*.csv"],
  dialect: MACHINE,
  control: "amount_cents",
  columns: {
    item_id: {
      type: id(),
      headers: ["Invoice Item: ID", "InvoiceItem.Id", "id"],
      required: true,
      meaning: "the item"
    },
    amount_cents: {
      type: zuoraMoney(),
      headers: ["Invoice Item: Charge Amount", "InvoiceItem.ChargeAmount", "charge_amount"],
      required: true,
      meaning: "amount, excluding VAT (cents)"
    },
    charge_at: {
      type: loaderInstant(),
      headers: ["Invoice Item: Charge Date", "InvoiceItem.ChargeDate", "charge_date"],
      meaning: "when it was charged"
    },
    created_at: {
      type: loaderInstant(),
      headers: ["Invoice Item: Created Date", "InvoiceItem.CreatedDate", "created_date"],
      meaning: "when it was made"
    },
    service_start_date: {
      type: loaderDay(),
      headers: ["Invoice Item: Service Start Date", "InvoiceItem.ServiceStartDate", "service_start_date"],
      meaning: "first day billed"
    },
    service_end_date: {
      type: loaderDay(),
      headers: ["Invoice Item: Service End Date", "InvoiceItem.ServiceEndDate", "service_end_date"],
      meaning: "last day billed, included"
    },
    processing_type: {
      type: text(),
      headers: ["Invoice Item: Processing Type", "InvoiceItem.ProcessingType", "processing_type"],
      meaning: "charge, discount, prepayment or tax; loaders write numbers"
    },
    charge_name: {
      type: text(),
      headers: ["Invoice Item: Charge Name", "InvoiceItem.ChargeName", "charge_name"],
      meaning: "name of the charge"
    },
    charge_id: {
      type: id(),
      headers: [
        "Invoice Item: Rate Plan Charge ID",
        "InvoiceItem.RatePlanChargeId",
        "rate_plan_charge_id",
        "Rate Plan Charge: ID",
        "RatePlanCharge.Id"
      ],
      meaning: "the charge"
    },
    charge_number: {
      type: id(),
      headers: ["Rate Plan Charge: Charge Number", "RatePlanCharge.ChargeNumber", "charge_number"],
      meaning: "number of the charge"
    },
    line_no: {
      type: integer(),
      headers: [
        "Rate Plan Charge: N° ligne",
        "Rate Plan Charge: Line Number",
        "RatePlanCharge.LineNumber__c",
        "line_number_c"
      ],
      meaning: "line of the order of an order tool, where a custom field has it"
    },
    invoice_id: {type: id(), headers: ["Invoice: ID", "Invoice.Id", "invoice_id"], meaning: "the invoice"},
    invoice_number: {
      type: id(),
      headers: ["Invoice: Invoice Number", "Invoice.InvoiceNumber", "invoice_number"],
      meaning: "number of the invoice"
    },
    invoice_date: {
      type: loaderDay(),
      headers: ["Invoice: Invoice Date", "Invoice.InvoiceDate", "invoice_date"],
      meaning: "day of the invoice"
    },
    invoice_status: {
      type: text(),
      headers: ["Invoice: Status", "Invoice.Status", "invoice_status"],
      meaning: "status of the invoice"
    },
    subscription_id: {
      type: id(),
      headers: ["Subscription: ID", "Subscription.Id", "subscription_id", "Subscription: SubscriptionId"],
      meaning: "the version of the subscription"
    },
    subscription_name: {
      type: id(),
      headers: ["Subscription: Name", "Subscription.Name", "subscription_name"],
      meaning: "number of the subscription"
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
