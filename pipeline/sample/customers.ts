import {BRANDS, SIGNS, SHOP_TAILS, TOWNS, TRADES, type Brand} from "./company.ts";
import {addMonths, FIRST_DAY, LAST_DAY, workday, type Day} from "./days.ts";
import type {Random} from "./random.ts";
import {FIRST_YEAR_SHARE, SPLIT_KEY_RATE} from "./rates.ts";
import {pickSeller, type Seller} from "./sellers.ts";

export interface Customer {
  index: number;
  id: string;
  /** A second record of the same shop, created by mistake: some of its orders stand under it. */
  twinId: string | null;
  name: string;
  postcode: string;
  brand: Brand;
  arrival: Day;
  /** The one who signed the first order and keeps in touch. */
  seller: Seller;
  /** How much it buys beside the others. */
  size: number;
}

/** The code of the customer at a position. */
export function customerId(index: number): string {
  return `CL${String(index + 1).padStart(7, "0")}`;
}

/** An invented shop. */
export function makeCustomer(random: Random, index: number): Customer {
  const [town, postcode] = random.pick(TOWNS);
  const arrival = drawArrival(random);
  const id = customerId(index);
  return {
    index,
    id,
    twinId: random.chance(SPLIT_KEY_RATE) ? `${id}-2` : null,
    name: inventName(random, town),
    postcode,
    brand: random.weighted(BRANDS),
    arrival,
    seller: pickSeller(random, arrival),
    size: Math.exp(0.4 * random.normal())
  };
}

function drawArrival(random: Random): Day {
  const secondYear = addMonths(FIRST_DAY, 12);
  const isEarly = random.chance(FIRST_YEAR_SHARE);
  const day = isEarly ? random.int(FIRST_DAY, secondYear - 1) : random.int(secondYear, LAST_DAY - 3);
  return workday(day);
}

function inventName(random: Random, town: string): string {
  const trade = random.pick(TRADES);
  const sign = random.pick(SIGNS);
  const name = `${trade} ${sign}${random.pick(SHOP_TAILS)}`;
  return random.weighted([
    [name, 60],
    [`${name} - ${town}`, 38],
    [`${trade} "${sign}" ; ${town}`, 2]
  ] as const);
}
