// Domain names at the registrar: one for each customer who has a site, its renewal stopped when the site is lost.
import {addMonths, extractions, isoDate, type Day, type Instant} from "./days.ts";
import {PLAIN} from "./dialect.ts";
import {isKnown, isKnownCut, type Line, type Order} from "./orders.ts";
import {streamOf, type Fact, type SampleSystem, type Told} from "./systems.ts";

export const GANDI_HEADER = [
  "fqdn",
  "Customer ID",
  "Expires at",
  "Auto-renew",
  "Auto-renew changed at"
] as const;

interface DomainName {
  fqdn: string;
  registered: Instant;
  /** When the cut of the last site in force was recorded; null while there is one. */
  lost: Day | null;
  /** When its renewal was stopped; null while it goes on. */
  stopped: Instant | null;
}

export const GANDI: SampleSystem = {
  name: "gandi_domaines",
  header: GANDI_HEADER,
  dialect: PLAIN,
  // The list is whole each time.
  extractions: extractions(0).map(({day}) => ({day, after: Number.NEGATIVE_INFINITY})),
  tell: (told): Fact[] => {
    const domain = domainOf(told);
    if (domain === null) return [];
    const {id} = told.story.customer;
    return [{changes: [domain.registered.day], rows: (day) => [domainCells(domain, id, day)]}];
  }
};

/** The domain name of a customer; null when there is no site. */
export function domainOf(told: Told): DomainName | null {
  const {customer, orders} = told.story;
  const random = streamOf(told, "gandi_domaines");
  // A site that was booked again under another number of the customer is another customer's to the registrar.
  const sites = orders.filter(
    (order) => isKnown(order) && order.customerId === customer.id && siteLine(order) !== undefined
  );
  const [first] = sites;
  if (first === undefined) return null;
  const registered = {day: first.recorded.day, minute: random.int(9 * 60, 17 * 60)};
  const lost = siteLoss(sites);
  // It is to be stopped at once; some wait, and some forget.
  const lag = random.weighted([
    [0, 70],
    [1, 10],
    [9, 12],
    [null, 8]
  ] as const);
  const minute = random.int(9 * 60, 17 * 60);
  return {
    fqdn: `${slug(customer.name)}-${customer.index + 1}.example`,
    registered,
    lost,
    stopped: lost !== null && lag !== null ? {day: lost + lag, minute} : null
  };
}

/** When the last site in force was cut and no other lasted beyond that, as far as the exports know; else null. */
function siteLoss(sites: readonly Order[]): Day | null {
  const cuts = sites.filter((order) => isKnownCut(order) && siteLine(order)?.isCut === true);
  const lost = Math.max(...cuts.map((order) => order.cancellation?.recorded.day ?? 0));
  const others = sites.filter((order) => !cuts.includes(order)).map((order) => siteLine(order)?.end ?? null);
  return cuts.length > 0 && others.every((end) => end !== null && end <= lost) ? lost : null;
}

function siteLine(order: Order): Line | undefined {
  return order.lines.find(({family}) => family === "Site");
}

/** What remains of a name in a domain: letters and hyphens. */
function slug(name: string): string {
  return name
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .replaceAll("œ", "oe")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

function domainCells({fqdn, registered, stopped}: DomainName, customerId: string, day: Day): string[] {
  const isStopped = stopped !== null && stopped.day <= day;
  return [
    fqdn,
    customerId,
    isoInstant({day: expiry(registered.day, isStopped ? stopped.day : day), minute: registered.minute}),
    isStopped ? "false" : "true",
    isoInstant(isStopped ? stopped : registered)
  ];
}

/** The next anniversary of the registration: a name is paid for a year at a time. */
function expiry(registered: Day, after: Day): Day {
  let months = 12;
  while (addMonths(registered, months) <= after) months += 12;
  return addMonths(registered, months);
}

function isoInstant({day, minute}: Instant): string {
  const hour = String(Math.floor(minute / 60)).padStart(2, "0");
  return `${isoDate(day)} ${hour}:${String(minute % 60).padStart(2, "0")}:00`;
}
