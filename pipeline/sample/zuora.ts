// The billing of the company that was bought: exports of data sources, in the writing of a French tenant.
import type {Entry} from "./accounting.ts";
import {extractions, LAST_DAY, type Day, type Extraction} from "./days.ts";
import {FRENCH, frenchDate, frenchInstant, frenchMoney} from "./dialect.ts";
import {isKnown, type Line, type Order} from "./orders.ts";
import {emailOf, hasOwnTools, lineMonthlyCents, phoneOf} from "./own-tools.ts";
import {fill, type Fact, type SampleSystem, type Told} from "./systems.ts";

const EXTRACTIONS: readonly Extraction[] = extractions(3);

const ACCOUNT_COLUMNS = ["Account: Account Number", "Account: Name"] as const;

/** The number of a customer among the accounts of Zuora. */
export function zuoraAccountNumber({customer}: Pick<Order, "customer">): string {
  return `A${String(customer.index + 1).padStart(8, "0")}`;
}

function accountCells(order: Pick<Order, "customer">): Record<string, string> {
  return {"Account: Account Number": zuoraAccountNumber(order), "Account: Name": order.customer.name};
}

function subscriptionNumber({id}: Order): string {
  return `A-S${id.slice(2).replaceAll("-", "")}`;
}

/** Orders of a story that Zuora bills. */
function billedOrders({story}: Told): Order[] {
  return hasOwnTools(story.customer) ? story.orders.filter(isKnown) : [];
}

const SUBSCRIPTIONS_HEADER = [
  "Subscription: ID",
  "Subscription: Name",
  "Subscription: Status",
  "Subscription: Version",
  "Subscription: N° commande",
  ...ACCOUNT_COLUMNS,
  "Subscription: Original Created Date",
  "Subscription: Created Date",
  "Subscription: Updated Date",
  "Subscription: Contract Effective Date",
  "Subscription: Subscription Start Date",
  "Subscription: Subscription End Date",
  "Subscription: Term End Date",
  "Subscription: Cancelled Date",
  "Subscription: Cancel Reason"
] as const;

export const ZUORA_SUBSCRIPTIONS: SampleSystem = {
  name: "zuora_abonnements",
  header: SUBSCRIPTIONS_HEADER,
  dialect: FRENCH,
  extractions: EXTRACTIONS,
  tell: (told) => billedOrders(told).map(tellSubscription)
};

/** A cancellation makes a second version, and the first one expires. */
function tellSubscription(order: Order): Fact {
  const ended = order.cancellation?.recorded.day;
  const changes = ended === undefined ? [order.recorded.day] : [order.recorded.day, ended];
  return {
    changes,
    rows: (day) => {
      const isEnded = ended !== undefined && ended <= day;
      return isEnded
        ? [versionCells(order, 1, true), versionCells(order, 2, true)]
        : [versionCells(order, 1, false)];
    }
  };
}

function versionCells(order: Order, version: 1 | 2, isEnded: boolean): string[] {
  const {cancellation} = order;
  const made = version === 2 && cancellation ? cancellation.recorded : order.recorded;
  const isWhole = version === 2 && cancellation?.scope === "Totale";
  const status = version === 1 && isEnded ? "Expired" : isWhole ? "Cancelled" : "Active";
  const cancelled = isWhole ? frenchDate(cancellation.effective) : "";
  return fill(SUBSCRIPTIONS_HEADER, {
    ...accountCells(order),
    "Subscription: ID": versionId(order, version),
    "Subscription: Name": subscriptionNumber(order),
    "Subscription: Status": status,
    "Subscription: Version": String(version),
    "Subscription: N° commande": order.id,
    "Subscription: Original Created Date": frenchInstant(order.recorded),
    "Subscription: Created Date": frenchInstant(made),
    "Subscription: Updated Date": frenchInstant(made),
    "Subscription: Contract Effective Date": frenchDate(order.signed),
    "Subscription: Subscription Start Date": frenchDate(Math.min(...order.lines.map(({start}) => start))),
    "Subscription: Subscription End Date": cancelled,
    "Subscription: Term End Date": frenchDate(termEnd(order)),
    "Subscription: Cancelled Date": cancelled,
    "Subscription: Cancel Reason": isWhole ? cancellation.reason : ""
  });
}

function versionId(order: Order, version: number): string {
  return `8ad0${order.id.slice(2).replaceAll("-", "")}v${version}`;
}

function termEnd(order: Order): Day | null {
  const ends = order.lines.flatMap(({end}) => (end === null ? [] : [end]));
  return ends.length === 0 ? null : Math.max(...ends);
}

const CHARGES_HEADER = [
  "Rate Plan Charge: ID",
  "Rate Plan Charge: Charge Number",
  "Rate Plan Charge: Name",
  "Rate Plan Charge: Charge Type",
  "Rate Plan Charge: Segment",
  "Rate Plan Charge: Is Last Segment",
  "Rate Plan Charge: Effective Start Date",
  "Rate Plan Charge: Effective End Date",
  "Rate Plan Charge: End Date Condition",
  "Rate Plan Charge: MRR",
  "Rate Plan Charge: TCV",
  "Rate Plan Charge: N° ligne",
  "Rate Plan: Name",
  "Subscription: ID",
  "Subscription: Name"
] as const;

export const ZUORA_CHARGES: SampleSystem = {
  name: "zuora_charges_abonnement",
  header: CHARGES_HEADER,
  dialect: FRENCH,
  extractions: EXTRACTIONS,
  tell: (told) => billedOrders(told).map(tellCharges)
};

function tellCharges(order: Order): Fact {
  const ended = order.cancellation?.recorded.day;
  return {
    changes: ended === undefined ? [order.recorded.day] : [order.recorded.day, ended],
    rows: (day) => {
      const isEnded = ended !== undefined && ended <= day;
      return order.lines.map((line) => chargeCells(order, line, isEnded));
    }
  };
}

function chargeCells(order: Order, line: Line, isEnded: boolean): string[] {
  const version = isEnded ? 2 : 1;
  const monthly = lineMonthlyCents(line);
  const cut = isEnded && line.isCut ? (order.cancellation?.effective ?? null) : null;
  const end = cut === null || line.end === null ? line.end : Math.max(line.start, Math.min(cut, line.end));
  return fill(CHARGES_HEADER, {
    "Rate Plan Charge: ID": `${versionId(order, version)}c${line.number}`,
    "Rate Plan Charge: Charge Number": chargeNumber(order, line.number),
    "Rate Plan Charge: Name": line.product,
    "Rate Plan Charge: Charge Type": monthly === null ? "OneTime" : "Recurring",
    "Rate Plan Charge: Segment": "1",
    "Rate Plan Charge: Is Last Segment": "true",
    "Rate Plan Charge: Effective Start Date": frenchDate(line.start),
    "Rate Plan Charge: Effective End Date": frenchDate(end),
    "Rate Plan Charge: End Date Condition": "Subscription End",
    "Rate Plan Charge: MRR": monthly === null ? "" : frenchMoney(monthly),
    "Rate Plan Charge: TCV": frenchMoney(line.cents),
    "Rate Plan Charge: N° ligne": String(line.number),
    "Rate Plan: Name": line.family,
    "Subscription: ID": versionId(order, version),
    "Subscription: Name": subscriptionNumber(order)
  });
}

function chargeNumber(order: Order, line: number): string {
  return `C-${subscriptionNumber(order).slice(3)}${String(line).padStart(2, "0")}`;
}

const ITEMS_HEADER = [
  "Invoice Item: ID",
  "Invoice Item: Charge Amount",
  "Invoice Item: Tax Amount",
  "Invoice Item: Service Start Date",
  "Invoice Item: Service End Date",
  "Invoice Item: Processing Type",
  "Invoice Item: Created Date",
  "Invoice: Invoice Number",
  "Invoice: Invoice Date",
  "Invoice: Status",
  "Rate Plan Charge: Charge Number",
  "Rate Plan Charge: N° ligne",
  "Subscription: Name",
  "Subscription: N° commande",
  ...ACCOUNT_COLUMNS
] as const;

export const ZUORA_INVOICE_ITEMS: SampleSystem = {
  name: "zuora_lignes_facture",
  header: ITEMS_HEADER,
  dialect: FRENCH,
  extractions: EXTRACTIONS,
  tell: (told) => tellEntries(told, "Facture")
};

const MEMO_ITEMS_HEADER = [
  "Credit Memo Item: ID",
  "Credit Memo Item: Amount Without Tax",
  "Credit Memo Item: Service Start Date",
  "Credit Memo Item: Service End Date",
  "Credit Memo Item: Created Date",
  "Credit Memo Item: Charge Number",
  "Credit Memo Item: N° ligne",
  "Credit Memo Item: Credit From Item ID",
  "Credit Memo: Credit Memo Number",
  "Credit Memo: Credit Memo Date",
  "Credit Memo: Status",
  "Subscription: Name",
  "Subscription: N° commande",
  ...ACCOUNT_COLUMNS
] as const;

export const ZUORA_CREDIT_MEMO_ITEMS: SampleSystem = {
  name: "zuora_lignes_avoir",
  header: MEMO_ITEMS_HEADER,
  dialect: FRENCH,
  extractions: EXTRACTIONS,
  tell: (told) => tellEntries(told, "Avoir")
};

function tellEntries(told: Told, kind: Entry["kind"]): Fact[] {
  const orders = new Map(billedOrders(told).map((order) => [order.id, order]));
  return told.entries.flatMap((entry) => {
    const order = orders.get(entry.orderId);
    if (order === undefined || entry.kind !== kind) return [];
    const row = kind === "Facture" ? itemCells(order, entry) : memoCells(order, entry, told.entries);
    return [{changes: [entry.date], rows: () => [row]}];
  });
}

function commonCells(order: Order, entry: Entry): Record<string, string> {
  return {
    ...accountCells(order),
    "Subscription: Name": subscriptionNumber(order),
    "Subscription: N° commande": order.id,
    "Rate Plan Charge: Charge Number": chargeNumber(order, entry.lineNumber),
    "Rate Plan Charge: N° ligne": String(entry.lineNumber)
  };
}

// Zuora names the last day of a service, not the first day after it.
function lastDay({start, end}: Entry): Day | null {
  return end === null ? null : Math.max(start, end - 1);
}

function itemCells(order: Order, entry: Entry): string[] {
  return fill(ITEMS_HEADER, {
    ...commonCells(order, entry),
    "Invoice Item: ID": entry.id,
    "Invoice Item: Charge Amount": frenchMoney(entry.cents),
    "Invoice Item: Tax Amount": frenchMoney(Math.round(entry.cents / 5)),
    "Invoice Item: Service Start Date": frenchDate(entry.start),
    "Invoice Item: Service End Date": frenchDate(lastDay(entry)),
    "Invoice Item: Processing Type": "Charge",
    "Invoice Item: Created Date": frenchInstant({day: entry.date, minute: 180}),
    "Invoice: Invoice Number": entry.document,
    "Invoice: Invoice Date": frenchDate(entry.date),
    "Invoice: Status": "Posted"
  });
}

function memoCells(order: Order, entry: Entry, entries: readonly Entry[]): string[] {
  const credited = entries.find(
    ({kind, document, lineNumber}) =>
      kind === "Facture" && document === entry.credits && lineNumber === entry.lineNumber
  );
  return fill(MEMO_ITEMS_HEADER, {
    ...commonCells(order, entry),
    "Credit Memo Item: ID": entry.id,
    "Credit Memo Item: Amount Without Tax": frenchMoney(-entry.cents),
    "Credit Memo Item: Service Start Date": frenchDate(entry.start),
    "Credit Memo Item: Service End Date": frenchDate(lastDay(entry)),
    "Credit Memo Item: Created Date": frenchInstant({day: entry.date, minute: 180}),
    "Credit Memo Item: Charge Number": chargeNumber(order, entry.lineNumber),
    "Credit Memo Item: N° ligne": String(entry.lineNumber),
    "Credit Memo Item: Credit From Item ID": credited?.id ?? "",
    "Credit Memo: Credit Memo Number": entry.document,
    "Credit Memo: Credit Memo Date": frenchDate(entry.date),
    "Credit Memo: Status": "Posted"
  });
}

const ACCOUNTS_HEADER = [
  ...ACCOUNT_COLUMNS,
  "Account: CRM ID",
  "Account: Created Date",
  "Bill To: Work Email",
  "Bill To: Work Phone",
  "Bill To: Postal Code"
] as const;

export const ZUORA_ACCOUNTS: SampleSystem = {
  name: "zuora_comptes",
  header: ACCOUNTS_HEADER,
  dialect: FRENCH,
  extractions: EXTRACTIONS,
  tell: (told) => {
    const [first] = billedOrders(told);
    if (first === undefined || first.recorded.day > LAST_DAY) return [];
    const {customer} = first;
    const row = fill(ACCOUNTS_HEADER, {
      ...accountCells(first),
      "Account: CRM ID": customer.id,
      "Account: Created Date": frenchInstant(first.recorded),
      "Bill To: Work Email": emailOf(customer),
      "Bill To: Work Phone": phoneOf(customer),
      "Bill To: Postal Code": customer.postcode
    });
    return [{changes: [first.recorded.day], rows: () => [row]}];
  }
};
