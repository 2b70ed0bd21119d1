// The export of the order tool: one row an order line, as the order stands on the day of the export.
import {COMMENTS} from "./company.ts";
import {extractions, type Day, type Extraction} from "./days.ts";
import {frenchBoolean, frenchDate, frenchInstant, frenchMoney} from "./dialect.ts";
import {orderEnd, orderStart, type Cancellation, type Line, type Order} from "./orders.ts";
import type {Random} from "./random.ts";
import {CHANNEL_LABELS} from "./sellers.ts";
import type {Story} from "./story.ts";

export const ATROPOS_HEADER = [
  "N° commande",
  "N° ligne",
  "N° client",
  "Raison sociale",
  "Date signature",
  "Date saisie",
  "Code vendeur",
  "Canal vente",
  "Affectation",
  "Gamme",
  "Produit",
  "Montant HT",
  "Début parution",
  "Fin parution",
  "Récurrent",
  "VJE",
  "VJR",
  "Statut",
  "Date demande annulation",
  "Date annulation",
  "Date saisie annulation",
  "Annulée par",
  "Portée annulation",
  "Motif annulation",
  "Commande remplacée",
  "Commande modifiée",
  "N° dossier",
  "Marque",
  "Code postal",
  "Commentaire"
] as const;

export const ATROPOS_EXTRACTIONS = extractions(3);

/** Comments are typed by few people, and never foreseen by a contract. */
export function commentOrders(random: Random, story: Story): void {
  for (const order of story.orders) {
    if (order.comment === "" && random.chance(0.04)) order.comment = random.pick(COMMENTS);
  }
}

/** The rows of a story that an export holds: orders known by its day that changed since its window began. */
export function atroposRows(story: Story, extraction: Extraction): string[][] {
  return story.orders
    .filter((order) => isExported(order, extraction))
    .flatMap((order) => order.lines.map((line) => lineCells(order, line, extraction.day)));
}

function isExported(order: Order, {day, after}: Extraction): boolean {
  if (order.recorded.day > day) return false;
  const changes = [order.recorded.day, orderStart(order), orderEnd(order), order.cancellation?.recorded.day];
  return changes.some((change) => typeof change === "number" && change > after && change <= day);
}

function lineCells(order: Order, line: Line, day: Day): string[] {
  const cancellation = knownCancellation(order, day);
  const cut = cancellation && line.isCut ? cancellation : null;
  return [
    order.id,
    String(line.number),
    order.customerId,
    order.customer.name,
    frenchDate(order.signed),
    frenchInstant(order.recorded),
    order.seller.id,
    CHANNEL_LABELS[order.channel],
    order.isDelegated ? "DVR déléguée" : "Vendeur",
    line.family,
    line.product,
    frenchMoney(line.cents),
    frenchDate(line.start),
    frenchDate(line.end),
    frenchBoolean(line.end !== null),
    frenchMoney(line.vje),
    frenchMoney(line.vjr),
    statusLabel(order, cancellation, day),
    frenchDate(line.isAsked === false ? null : (cut?.requested ?? null)),
    frenchDate(cut?.effective ?? null),
    frenchInstant(cut?.recorded ?? null),
    cut?.by.id ?? "",
    cut?.scope ?? "",
    cut?.reason ?? "",
    order.replaces?.id ?? "",
    order.modifies?.id ?? "",
    (order.case ?? cancellation?.case)?.id ?? "",
    order.customer.brand,
    order.customer.postcode,
    line.number === 1 ? order.comment : ""
  ];
}

function knownCancellation(order: Order, day: Day): Cancellation | null {
  return order.cancellation && order.cancellation.recorded.day <= day ? order.cancellation : null;
}

function statusLabel(order: Order, cancellation: Cancellation | null, day: Day): string {
  if (cancellation) return cancellation.scope === "MO-" ? "Modifiée" : "Annulée";
  const end = orderEnd(order);
  // A service delivered once is over as soon as it is delivered.
  if ((end ?? orderStart(order)) <= day) return "Terminée";
  return orderStart(order) <= day ? "En cours" : "Validée";
}
