// Contracts sent for signature: most orders have one, and some that were sent never came back.
import {extractions, isoDate, type Day} from "./days.ts";
import {PLAIN} from "./dialect.ts";
import {isKnown, orderStart, totalCents, type Order} from "./orders.ts";
import type {Random} from "./random.ts";
import {streamOf, type Fact, type SampleSystem, type Told} from "./systems.ts";

export const GETACCEPT_HEADER = [
  "Document ID",
  "Name",
  "Recipient company",
  "Customer ID",
  "Status",
  "Sent date",
  "Signed date",
  "Value",
  "Service start"
] as const;

const CONTRACT_RATE = 0.88;
const REFUSED_RATE = 0.06;
const LIFETIME_DAYS = 30;

export const GETACCEPT: SampleSystem = {
  name: "getaccept_documents",
  header: GETACCEPT_HEADER,
  dialect: PLAIN,
  extractions: extractions(2),
  tell: (told): Fact[] => contractsOf(told).flatMap(({facts}) => facts)
};

/** The orders of a customer that have a signed contract, with what is told of their documents. */
function contractsOf(told: Told): {order: Order; facts: Fact[]}[] {
  const random = streamOf(told, "getaccept_documents");
  return told.story.orders.filter(isKnown).flatMap((order) => {
    const [hasContract, isRefused] = [random.chance(CONTRACT_RATE), random.chance(REFUSED_RATE)];
    const sent = order.signed - random.int(0, 3);
    // Head office renews without asking anybody to sign.
    if (order.channel === "house" || !hasContract) return [];
    const contract = signedContract(order, sent);
    return {order, facts: isRefused ? [refusedContract(random, order, sent), contract] : [contract]};
  });
}

/** The first day of service that a signed contract of a customer names; null without any. */
export function firstContractStart(told: Told): Day | null {
  const starts = contractsOf(told).map(({order}) => orderStart(order));
  return starts.length === 0 ? null : Math.min(...starts);
}

function signedContract(order: Order, sent: Day): Fact {
  return {
    changes: sent === order.signed ? [sent] : [sent, order.signed],
    rows: (day) => {
      const isSigned = order.signed <= day;
      return [contractCells(order, "1", isSigned ? "Signed" : "Sent", sent, isSigned ? order.signed : null)];
    }
  };
}

/** A first offer that the customer did not want as it was. */
function refusedContract(random: Random, order: Order, signed: Day): Fact {
  const sent = signed - random.int(4, 20);
  const isRejected = random.chance(0.4);
  const over = isRejected ? sent + random.int(1, 3) : sent + LIFETIME_DAYS;
  const end = isRejected ? "Rejected" : "Expired";
  return {
    changes: [sent, over],
    rows: (day) => [contractCells(order, "0", over <= day ? end : "Viewed", sent, null)]
  };
}

function contractCells(
  order: Order,
  version: string,
  status: string,
  sent: Day,
  signed: Day | null
): string[] {
  const cents = totalCents(order.lines);
  return [
    `${order.id.toLowerCase()}-${version}`,
    `Bon de commande ${order.id}`,
    order.customer.name,
    order.customer.id,
    status,
    isoDate(sent),
    signed === null ? "" : isoDate(signed),
    (cents / 100).toFixed(2),
    isoDate(orderStart(order))
  ];
}
