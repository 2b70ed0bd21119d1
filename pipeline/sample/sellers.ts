import {dayOf, type Day} from "./days.ts";
import type {Random} from "./random.ts";

export type Channel = "telesales" | "field" | "retention" | "customer_service" | "dvr" | "house";

/** How the exports write a channel. */
export const CHANNEL_LABELS: Record<Channel, string> = {
  telesales: "Télévente",
  field: "Terrain",
  retention: "Rétention",
  customer_service: "Service client",
  dvr: "DVR",
  house: "Siège"
};

/** Time a seller spends in a channel, [from, to); an open spell has no end. */
export interface Spell {
  channel: Channel;
  team: string;
  managerId: string;
  from: Day;
  to: Day | null;
}

export interface Seller {
  id: string;
  name: string;
  role: string;
  spells: readonly Spell[];
  /** Points added to the chance of keeping a customer. */
  saveEffect: number;
}

const OPENING = dayOf("2022-01-03");

// Three sellers of telesales who really are better, so that a funnel has something to find.
const STRONG_SELLERS = new Set(["V103", "V117", "V125"]);
const SAVE_EFFECT = 25;

const FIRST_NAMES = [
  "Ambre",
  "Basile",
  "Céleste",
  "Damien",
  "Élise",
  "Fabien",
  "Gaëlle",
  "Hugo",
  "Inès",
  "Joël"
];
const NAME_HEADS = ["Bréval", "Corm", "Daur", "Estrel", "Ferv", "Gland", "Harv", "Jouv"];
const NAME_TAILS = ["anne", "elot", "ieux", "ois", "urel", "igny", "endre"];

type MovingChannel = "telesales" | "field" | "retention";

/** The team that takes in those who change, and its manager. */
const NEWCOMERS: Record<MovingChannel, readonly [string, string]> = {
  telesales: ["Télévente Sud", "V002"],
  field: ["Terrain Ouest", "V003"],
  retention: ["Cellule antichurn", "V005"]
};

/** Changes of channel and departures; the one of May 2026 falls between two exports. */
const MOVES: Record<string, Spell[]> = {
  V109: [spell("telesales", "2022-01-03", "2026-01-01")],
  V112: [spell("telesales", "2022-01-03", "2025-04-01"), spell("field", "2025-04-01")],
  V118: [
    spell("telesales", "2022-01-03", "2024-10-01"),
    spell("field", "2024-10-01", "2025-10-01"),
    spell("telesales", "2025-10-01")
  ],
  V133: [spell("field", "2025-02-03")],
  V140: [spell("field", "2023-09-01", "2026-05-11"), spell("telesales", "2026-05-11")],
  V206: [spell("telesales", "2022-01-03", "2024-09-02"), spell("retention", "2024-09-02")]
};

interface Group {
  first: number;
  count: number;
  channel: Channel;
  teams: readonly string[];
  managers: readonly string[];
  roles: readonly string[];
}

const GROUPS: readonly Group[] = [
  group(1, 2, "telesales", ["Télévente Nord", "Télévente Sud"], [""], ["Team leader AM"]),
  group(3, 2, "field", ["Terrain Ouest", "Terrain Est"], [""], ["Team leader AM"]),
  group(5, 1, "retention", ["Cellule antichurn"], [""], ["Team leader AM"]),
  group(
    101,
    30,
    "telesales",
    ["Télévente Nord", "Télévente Sud"],
    ["V001", "V002"],
    ["AM", "AM", "AM junior"]
  ),
  group(
    131,
    20,
    "field",
    ["Terrain Ouest", "Terrain Est"],
    ["V003", "V004"],
    ["AM", "AM", "AM", "AM junior"]
  ),
  group(201, 6, "retention", ["Cellule antichurn"], ["V005"], ["AM", "AM", "RC"]),
  group(301, 5, "customer_service", ["Service client"], ["V005"], ["CSM", "RC"]),
  group(901, 1, "dvr", ["Portefeuille DVR"], ["V003"], ["DVR"]),
  group(999, 1, "house", ["Siège"], [""], ["Reconduction"])
];

/** Everyone whose code may stand in an export: an invented sales force, the same for every seed. */
export const SELLERS: readonly Seller[] = GROUPS.flatMap((sellers) =>
  Array.from({length: sellers.count}, (_, position) => makeSeller(sellers, position))
);

// Managers sign nothing: their codes appear only in the list of sellers.
const WORKING = SELLERS.filter((seller) => seller.role !== "Team leader AM");
const BY_ID = new Map(SELLERS.map((seller) => [seller.id, seller]));

/** The seller of a code that the roster is known to hold. */
export function sellerOf(id: string): Seller {
  const seller = BY_ID.get(id);
  if (!seller) throw new Error(`seller ${id} is not in the roster`);
  return seller;
}

/** The channel a seller works in on a day; null before hiring and after leaving. */
export function channelOn(seller: Seller, day: Day): Channel | null {
  return seller.spells.find(({from, to}) => from <= day && (to === null || day < to))?.channel ?? null;
}

/** Those who work in a channel on a day. */
export function sellersOn(channel: Channel, day: Day): Seller[] {
  return WORKING.filter((seller) => channelOn(seller, day) === channel);
}

/** Someone of the two channels that sell to new customers. */
export function pickSeller(random: Random, day: Day): Seller {
  const channel = random.weighted([
    ["telesales", 0.6],
    ["field", 0.4]
  ] as const);
  return random.pick(sellersOn(channel, day));
}

function makeSeller(sellers: Group, position: number): Seller {
  const id = `V${String(sellers.first + position).padStart(3, "0")}`;
  const number = sellers.first + position;
  return {
    id,
    name: sellers.channel === "house" ? "Reconduction siège" : inventName(number),
    role: turn(sellers.roles, position),
    spells: MOVES[id] ?? [homeSpell(sellers, position)],
    saveEffect: STRONG_SELLERS.has(id) ? SAVE_EFFECT : 0
  };
}

// Lists of 10, 8 and 7 turned together come back to the same name after 280 numbers only.
function inventName(number: number): string {
  return `${turn(FIRST_NAMES, number)} ${turn(NAME_HEADS, number)}${turn(NAME_TAILS, number)}`;
}

function turn<T>(list: readonly T[], position: number): T {
  return list[position % list.length] as T;
}

function homeSpell({channel, teams, managers}: Group, position: number): Spell {
  const [team, managerId] = [turn(teams, position), turn(managers, position)];
  return {channel, team, managerId, from: OPENING, to: null};
}

function spell(channel: MovingChannel, from: string, to?: string): Spell {
  const [team, managerId] = NEWCOMERS[channel];
  return {channel, team, managerId, from: dayOf(from), to: to === undefined ? null : dayOf(to)};
}

function group(
  first: number,
  count: number,
  channel: Channel,
  teams: readonly string[],
  managers: readonly string[],
  roles: readonly string[]
): Group {
  return {first, count, channel, teams, managers, roles};
}
