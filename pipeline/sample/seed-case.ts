import {makeCase, remainingCents, type Case} from "./cases.ts";
import {familyOf} from "./company.ts";
import {customerId, type Customer} from "./customers.ts";
import {addMonths, dayOf, type Day} from "./days.ts";
import {makeLine, signOrder, type Line, type Order} from "./orders.ts";
import {Random} from "./random.ts";
import {sellerOf, type Seller} from "./sellers.ts";
import {numberStory, type Story} from "./story.ts";

const CUT = dayOf("2025-07-01");

/**
 * The case everybody quotes: 2,000.00 € sold by telesales, of which the customer wants to drop one part; the
 * retention desk cancels all of it without pro rata, sells 100.00 € instead without naming the old order, and
 * closes the case as saved. Lines and amounts are those of docs/methods.md §5.1, moved to 2025.
 */
export function seedStory(): Story {
  // Its own fixed stream: the case is the same in every sample, whatever the seed.
  const random = new Random(2000, 100);
  const customer = seedCustomer();
  const desk = sellerOf("V202");
  const old = seedOrder(random, customer);
  const known = seedCase(random, old, desk);
  cancelWhole(old, desk);
  const small = signOrder(random, {
    customer,
    origin: "rebooking",
    signed: CUT,
    recorded: {day: CUT, minute: 10 * 60 + 31},
    seller: desk,
    lines: [yearLine(random, 1, "Site", 10_000, CUT)]
  });
  const link = {cancelled: old, rebooked: small, cents: 10_000, kind: "simple" as const};
  return numberStory({
    customer,
    orders: [old, small],
    cases: [known],
    links: [{...link, isExplicit: false, isReissue: false}]
  });
}

function seedCustomer(): Customer {
  return {
    index: 0,
    id: customerId(0),
    twinId: null,
    name: "Fleuriste des Trois Ponts",
    postcode: "37000",
    brand: "Solène",
    arrival: dayOf("2025-01-14"),
    seller: sellerOf("V104"),
    size: 1
  };
}

function seedOrder(random: Random, customer: Customer): Order {
  return signOrder(random, {
    customer,
    origin: "new",
    signed: customer.arrival,
    recorded: {day: customer.arrival, minute: 15 * 60 + 47},
    seller: customer.seller,
    lines: [
      yearLine(random, 1, "Site", 60_000, dayOf("2025-02-01")),
      yearLine(random, 2, "Booster", 140_000, dayOf("2025-03-01"))
    ],
    comment: "Client rappelé ; souhaite garder le site\nÀ revoir avec le responsable"
  });
}

function seedCase(random: Random, order: Order, owner: Seller): Case {
  const opened = dayOf("2025-06-24");
  const known = makeCase(random, {
    order,
    opened,
    closed: dayOf("2025-07-02"),
    resolved: CUT,
    outcome: "saved_partial",
    owner,
    label: "Sauvé",
    reasons: ["Prix trop élevé", "Sur-promesse commerciale"]
  });
  return {
    ...known,
    kind: "Demande de baisse",
    origin: "Téléphone",
    entry: "telesales",
    namesOrder: true,
    atRiskCents: remainingCents(order, opened),
    letterDay: null,
    ped: null
  };
}

function cancelWhole(order: Order, by: Seller): void {
  order.cancellation = {
    requested: dayOf("2025-06-25"),
    effective: CUT,
    recorded: {day: CUT, minute: 10 * 60 + 12},
    by,
    scope: "Totale",
    reason: "Prix trop élevé",
    case: null,
    isProrated: false
  };
  for (const line of order.lines) {
    line.isCut = true;
    line.isAsked = line.family === "Booster";
  }
}

function yearLine(random: Random, number: number, family: string, cents: number, start: Day): Line {
  return makeLine(random, number, familyOf(family), cents, start, addMonths(start, 12));
}
