// Direct debits of the company that was bought: one a bill, VAT included, some days later.
import {extractions, LAST_DAY, type Day} from "./days.ts";
import {PLAIN} from "./dialect.ts";
import {emailOf, hasOwnTools, plainDate, plainMoney} from "./own-tools.ts";
import {fill, streamOf, type Fact, type SampleSystem, type Told} from "./systems.ts";
import type {Customer} from "./customers.ts";
import type {Entry} from "./accounting.ts";

const PAYMENTS_HEADER = [
  "id",
  "created_at",
  "charge_date",
  "amount",
  "description",
  "currency",
  "status",
  "amount_refunded",
  "reference",
  "transaction_fee",
  "payout_date",
  "app_fee",
  "links.mandate",
  "links.creditor",
  "links.customer",
  "links.payout",
  "links.subscription",
  "customers.id",
  "customers.created_at",
  "customers.email",
  "customers.given_name",
  "customers.family_name",
  "customers.company_name"
] as const;

const VAT = 1.2;
const FAILED_RATE = 0.04;
/** Days from the bill to the debit, and from the debit to the money being there. */
const DEBIT_DAYS = 4;
const PAYOUT_DAYS = 5;

export const GOCARDLESS_PAYMENTS: SampleSystem = {
  name: "gocardless_payments",
  header: PAYMENTS_HEADER,
  dialect: PLAIN,
  extractions: extractions(3),
  truthHeader: ["payment_id", "customer_id", "invoice_id", "status"],
  tell: (told) => {
    const {customer} = told.story;
    return paymentsOf(told).map(({bill, isFailed}) => tellPayment(customer, bill, isFailed));
  }
};

function paymentsOf(told: Told): {bill: Bill; isFailed: boolean}[] {
  const random = streamOf(told, "gocardless_payments");
  return billsOf(told).map((bill) => ({bill, isFailed: random.chance(FAILED_RATE)}));
}

/** The day of the first debit that went through by the last day; null without any. */
export function firstDebit(told: Told): Day | null {
  const debits = paymentsOf(told)
    .filter(({bill, isFailed}) => !isFailed && bill.date + DEBIT_DAYS + PAYOUT_DAYS <= LAST_DAY)
    .map(({bill}) => bill.date + DEBIT_DAYS);
  return debits.length === 0 ? null : Math.min(...debits);
}

/** A document to be paid: its lines together. */
interface Bill {
  document: string;
  date: Day;
  cents: number;
}

function billsOf({story, entries}: Told): Bill[] {
  const bills = new Map<string, Bill>();
  const billed = hasOwnTools(story.customer) ? entries : [];
  for (const {kind, document, date, cents} of billed satisfies readonly Entry[]) {
    if (kind !== "Facture") continue;
    const bill = bills.get(document) ?? {document, date, cents: 0};
    bills.set(document, {...bill, cents: bill.cents + cents});
  }
  return [...bills.values()];
}

function tellPayment(customer: Customer, {document, date, cents}: Bill, isFailed: boolean): Fact {
  const id = `PM${document.replaceAll("-", "")}`;
  const charged = date + DEBIT_DAYS;
  const settled = charged + PAYOUT_DAYS;
  const ended = isFailed ? "failed" : "paid_out";
  return {
    changes: [date, settled],
    rows: (day) => [
      fill(PAYMENTS_HEADER, {
        id,
        created_at: `${plainDate(date)}T03:00:00.000Z`,
        charge_date: plainDate(charged),
        amount: plainMoney(Math.round(cents * VAT)),
        currency: "EUR",
        status: day >= settled ? ended : "pending_submission",
        amount_refunded: "0",
        reference: document,
        "links.mandate": `MD${customer.id.slice(2)}`,
        "links.customer": accountId(customer),
        "customers.id": accountId(customer),
        "customers.email": emailOf(customer),
        "customers.company_name": customer.name
      })
    ],
    truth: [id, customer.id, document, ended]
  };
}

function accountId({id}: Customer): string {
  return `CU${id.slice(2)}`;
}

const CUSTOMERS_HEADER = [
  "id",
  "created_at",
  "email",
  "given_name",
  "family_name",
  "company_name",
  "address_line1",
  "city",
  "postal_code",
  "country_code",
  "language",
  "active_mandates",
  "metadata"
] as const;

/** Customers whose metadata have the company's number; the others are known by their address. */
const NUMBERED_RATE = 0.5;

export const GOCARDLESS_CUSTOMERS: SampleSystem = {
  name: "gocardless_customers",
  header: CUSTOMERS_HEADER,
  dialect: PLAIN,
  extractions: extractions(3),
  tell: (told) => {
    const {customer} = told.story;
    const [first] = billsOf(told);
    if (first === undefined) return [];
    const isNumbered = streamOf(told, "gocardless_customers").chance(NUMBERED_RATE);
    const row = fill(CUSTOMERS_HEADER, {
      id: accountId(customer),
      created_at: `${plainDate(first.date)}T02:00:00.000Z`,
      email: emailOf(customer),
      company_name: customer.name,
      postal_code: customer.postcode,
      country_code: "FR",
      language: "fr",
      active_mandates: "1",
      metadata: isNumbered ? JSON.stringify({customer_id: customer.id}) : ""
    });
    return [{changes: [first.date], rows: () => [row]}];
  }
};
