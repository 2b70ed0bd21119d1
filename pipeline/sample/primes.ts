// Premiums of sellers: a share of what they sign, taken back when it is cancelled, except at the retention desk, which
// is paid on its two measures and loses nothing.
import {BAD_AMOUNT, BAD_DATE, BAD_DECIMALS, EXTRA_DELIMITER, MISSING} from "./bad-rows.ts";
import {extractions, monthEnd, monthStart, type Day} from "./days.ts";
import {FRENCH, frenchDate, frenchMoney} from "./dialect.ts";
import {totalCents, type Order} from "./orders.ts";
import {fill, type Fact, type SampleSystem} from "./systems.ts";

export const PRIMES_HEADER = ["Code vendeur", "Mois", "N° commande", "Plan", "Prime"] as const;

const REVENUE_RATE = 0.02;
const DESK_RATE = 0.04;

export const PRIMES: SampleSystem = {
  name: "primes",
  header: PRIMES_HEADER,
  dialect: FRENCH,
  extractions: extractions(2),
  template: (id) =>
    fill(PRIMES_HEADER, {
      "Code vendeur": id,
      Mois: "01/03/2026",
      "N° commande": id,
      Plan: "Prime CA",
      Prime: "120,50"
    }),
  faults: [
    {column: "Prime", ...BAD_AMOUNT},
    {column: "Mois", ...BAD_DATE},
    {column: "Plan", ...EXTRA_DELIMITER},
    {column: "Code vendeur", ...MISSING},
    {column: "Prime", ...BAD_DECIMALS}
  ],
  tell: ({story}): Fact[] => story.orders.flatMap(premiumsOf)
};

function premiumsOf(order: Order): Fact[] {
  const isDesk = order.channel === "retention";
  const plan = isDesk ? "Incentive VJE/VJR" : "Prime CA";
  const cents = isDesk ? deskPremium(order) : Math.round(REVENUE_RATE * totalCents(order.lines));
  if (order.channel === "house" || cents === 0) return [];
  const {cancellation} = order;
  const premiums = [premium(order, order.recorded.day, plan, cents)];
  if (!isDesk && cancellation?.scope === "Totale") {
    premiums.push(premium(order, cancellation.recorded.day, `Reprise ${plan}`, -cents));
  }
  return premiums;
}

function deskPremium({lines}: Order): number {
  const measured = lines.reduce((sum, {vje, vjr}) => sum + (vje ?? 0) + (vjr ?? 0), 0);
  return Math.round(DESK_RATE * measured);
}

/** Premiums of a month are known when it is over. */
function premium(order: Order, day: Day, plan: string, cents: number): Fact {
  const month = frenchDate(monthStart(day));
  return {
    changes: [monthEnd(day)],
    rows: () => [[order.seller.id, month, order.id, plan, frenchMoney(cents)]]
  };
}
