// The CRM of the company that was bought: deals in pipelines, whose notes hold what people paste into them.
import {type Case, knownOutcome} from "./cases.ts";
import {extractions, LAST_DAY, type Day, type Instant} from "./days.ts";
import {frenchDate, PLAIN} from "./dialect.ts";
import {engagementNotes} from "./engagements.ts";
import type {Order} from "./orders.ts";
import {
  emailOf,
  hasOwnTools,
  monthlyCents,
  phoneOf,
  plainDate,
  plainInstant,
  plainMoney,
  sellContactId
} from "./own-tools.ts";
import {CHANNEL_LABELS} from "./sellers.ts";
import {isSilent, silencesOf} from "./silences.ts";
import {fill, streamOf, type Fact, type SampleSystem, type Told} from "./systems.ts";

const DEALS_HEADER = [
  "Name",
  "ID",
  "Value",
  "Currency",
  "Pipeline",
  "Stage",
  "Source",
  "Owner",
  "Contact",
  "Contact ID",
  "Reason of Churn Risk creation",
  "Loss reason",
  "Description",
  "Brand",
  "First channel",
  "Order number",
  "Letter received",
  "Letter received on",
  "Engagement date",
  "Added on",
  "Last stage change",
  "Last stage change by",
  "Last updated"
] as const;

/** Deals to which somebody added the VAT, which is not meant to be in them. */
const VAT_RATE = 0.04;
const NOTE_RATE = 0.7;

export const ZENDESK_SELL_DEALS: SampleSystem = {
  name: "zendesk_sell_deals",
  header: DEALS_HEADER,
  dialect: PLAIN,
  extractions: extractions(3),
  truthHeader: ["deal_id", "outcome", "mrr_cents", "is_vat_inclusive"],
  tell: (told) => {
    if (!hasOwnTools(told.story.customer)) return [];
    const [first] = told.story.orders;
    const silences = silencesOf(told).filter(({isExplained}) => !isExplained);
    const unexplained = new Set(silences.map(({known}) => known));
    return [
      ...(first ? signedDeals(first) : []),
      ...caseDealsOf(told).map((deal) => tellCaseDeal(deal, unexplained.has(deal.known)))
    ];
  }
};

/** A deal about a case: the monthly amount that it should have and the one keyed in, in cents; the same of engagement. */
interface CaseDeal {
  known: Case;
  netCents: number | null;
  valueCents: number | null;
  hasVat: boolean;
  hasNote: boolean;
  engagement: {right: Day | null; noted: Day | null};
}

/** The deals about the cases of a customer of the company that was bought. */
export function caseDealsOf(told: Told): CaseDeal[] {
  const random = streamOf(told, "zendesk_sell_deals");
  const notes = engagementNotes(told);
  return told.story.cases.map((known, place) => {
    const engagement = notes[place] ?? {right: null, noted: null};
    const hasVat = random.chance(VAT_RATE);
    const hasNote = random.chance(NOTE_RATE);
    const netCents = known.atRiskCents === null ? null : monthlyCents(known.order, known.opened.day);
    const valueCents = netCents !== null && hasVat ? Math.round(netCents * 1.2) : netCents;
    return {known, netCents, valueCents, hasVat: hasVat && netCents !== null, hasNote, engagement};
  });
}

/** The sale and its onboarding: deals of other pipelines, which are no cases. */
function signedDeals(order: Order): Fact[] {
  const number = 300_000_000 + order.customer.index * 2;
  const pipelines = [
    {id: number, Pipeline: "Pipeline des ventes", Stage: "Won", Name: order.customer.name},
    {
      id: number + 1,
      Pipeline: "Onboarding",
      Stage: "Onboarding fait",
      Name: `Onboarding - ${order.customer.name}`
    }
  ];
  return pipelines.map(({id, ...cells}) => {
    const at = plainInstant(order.recorded);
    const row = fill(DEALS_HEADER, {
      ...cells,
      ...contactCells(order),
      ID: String(id),
      Value: plainMoney(monthlyCents(order, order.signed)),
      Owner: order.seller.name,
      "Added on": at,
      "Last stage change": at,
      "Last stage change by": order.seller.name,
      "Last updated": at
    });
    return {changes: [order.recorded.day], rows: () => [row]};
  });
}

function contactCells({customer}: Order): Record<string, string> {
  return {
    Currency: "EUR",
    Contact: customer.name,
    "Contact ID": sellContactId(customer),
    Brand: customer.brand
  };
}

function tellCaseDeal(deal: CaseDeal, isUnexplained: boolean): Fact {
  const {known, netCents, hasVat} = deal;
  const {opened, closed, touchedAfter} = known;
  return {
    changes: [opened.day, Math.min(opened.day + touchedAfter, closed.day), closed.day],
    rows: (day) => [dealCells(deal, day, isUnexplained)],
    truth: [known.id, knownOutcome(known), netCents === null ? "" : String(netCents), String(hasVat)]
  };
}

function dealCells(
  {known, valueCents, hasNote, engagement}: CaseDeal,
  day: Day,
  isUnexplained: boolean
): string[] {
  const isClosed = known.closed.day <= day;
  const changed = lastChange(known, day);
  const kind = kindOf(known);
  return fill(DEALS_HEADER, {
    ...contactCells(known.order),
    Name: `${kind.title} - ${known.order.customer.name}`,
    ID: known.id,
    Value: plainMoney(valueCents),
    Pipeline: kind.pipeline,
    Stage: stageOf(known, day),
    Source: "fid",
    Owner: known.owner.name,
    "Reason of Churn Risk creation": known.reasons.join(", "),
    "Loss reason": isClosed && known.outcome === "lost" ? (known.reasons[0] ?? "") : "",
    Description: isUnexplained
      ? ""
      : noteOf(known, {isClosed, hasNote, isTouched: changed.day > known.opened.day}),
    "First channel": CHANNEL_LABELS[known.entry],
    "Order number": known.namesOrder ? known.order.id : "",
    "Letter received": known.letterDay === null ? "No" : "Yes",
    "Letter received on": plainDate(known.letterDay),
    "Engagement date": plainDate(engagement.noted),
    "Added on": plainInstant(known.opened),
    "Last stage change": plainInstant(changed),
    "Last stage change by": known.owner.name,
    "Last updated": plainInstant(changed)
  });
}

interface DealKind {
  title: string;
  pipeline: "Churn Risk" | "churn";
}

function kindOf({kind}: Case): DealKind {
  if (/baisse|downsell/i.test(kind)) return {title: "downsell", pipeline: "churn"};
  const isRequest = /résiliation|request/i.test(kind);
  return isRequest ? {title: "Churn", pipeline: "churn"} : {title: "Risque de churn", pipeline: "Churn Risk"};
}

function stageOf(known: Case, day: Day): string {
  if (known.closed.day <= day) {
    if (known.label === "Ghost" || known.label === "Injoignable") return "Ghost";
    return known.label === "Perdu" ? "Lost" : "Won";
  }
  const isRisk = kindOf(known).pipeline === "Churn Risk";
  if (day - known.opened.day < known.touchedAfter) return isRisk ? "New churn risk deal" : "A traiter";
  return isRisk ? "Call planned" : "Rdv tel prévu";
}

function lastChange(known: Case, day: Day): Instant {
  if (known.closed.day <= day) return known.closed;
  const touched = known.opened.day + known.touchedAfter;
  return touched <= day ? {day: touched, minute: known.opened.minute} : known.opened;
}

/** The block, when somebody pasted it; whoever gives a customer up says at least why. */
function noteOf(
  known: Case,
  {isClosed, hasNote, isTouched}: {isClosed: boolean; hasNote: boolean; isTouched: boolean}
): string {
  if (hasNote && isTouched) return noteBlock(known, isClosed);
  return isClosed && isSilent(known) ? "Appels, SMS et courriels sans réponse, client injoignable" : "";
}

/** The block that account managers paste into a deal, as they fill it in. */
function noteBlock(known: Case, isClosed: boolean): string {
  const meeting = frenchDate(known.opened.day + known.touchedAfter).slice(0, 5);
  return [
    `Date et AM du RDV: ${meeting} ${known.owner.name.split(" ")[0] ?? ""}`,
    `Raison de churn principale : ${known.reasons[0] ?? ""}`,
    `Raison de churn secondaire (optionnel) : ${known.reasons[1] ?? "-"}`,
    "Statu HS: ok",
    `Concurrent actuel ou nouvelle solution : ${known.competitor || "aucun"}`,
    `Fonctionnalité manquante ou inadaptée : ${known.missingFeature}`,
    `Issue de l’appel: ${isClosed ? known.label : ""}`
  ].join("\n");
}

const CONTACTS_HEADER = [
  "Name",
  "ID",
  "Is company?",
  "Customer ID",
  "Brand",
  "Email",
  "Phone",
  "Zip code",
  "Customer status",
  "Added on",
  "Last updated"
] as const;

/** Contacts that nobody has given the company's number: only their address tells who they are. */
const UNNUMBERED_RATE = 0.15;

export const ZENDESK_SELL_CONTACTS: SampleSystem = {
  name: "zendesk_sell_contacts",
  header: CONTACTS_HEADER,
  dialect: PLAIN,
  extractions: extractions(3),
  truthHeader: ["contact_id", "customer_id"],
  tell: tellContact
};

function tellContact(told: Told): Fact[] {
  const {customer, orders} = told.story;
  const [first] = orders;
  if (!hasOwnTools(customer) || first === undefined || first.recorded.day > LAST_DAY) return [];
  const isNumbered = !streamOf(told, "zendesk_sell_contacts").chance(UNNUMBERED_RATE);
  const id = sellContactId(customer);
  const at = plainInstant(first.recorded);
  const row = fill(CONTACTS_HEADER, {
    Name: customer.name,
    ID: id,
    "Is company?": "Yes",
    "Customer ID": isNumbered ? customer.id : "",
    Brand: customer.brand,
    Email: emailOf(customer),
    Phone: phoneOf(customer),
    "Zip code": customer.postcode,
    "Customer status": "Current",
    "Added on": at,
    "Last updated": at
  });
  return [{changes: [first.recorded.day], rows: () => [row], truth: [id, customer.id]}];
}
