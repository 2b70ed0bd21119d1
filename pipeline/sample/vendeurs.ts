// The list of sellers: one row a spell in a channel, as it stands on the day of the export.
import type {Day} from "./days.ts";
import {frenchDate} from "./dialect.ts";
import {CHANNEL_LABELS, SELLERS} from "./sellers.ts";

export const VENDEURS_HEADER = [
  "Code vendeur",
  "Nom",
  "Canal",
  "Équipe",
  "Manager",
  "Rôle",
  "Du",
  "Au"
] as const;

/** The rows of the list on a day: a change to come is not known yet. */
export function vendeursRows(day: Day): string[][] {
  return SELLERS.flatMap((seller) =>
    seller.spells
      .filter(({from}) => from <= day)
      .map(({channel, team, managerId, from, to}) => [
        seller.id,
        seller.name,
        CHANNEL_LABELS[channel],
        team,
        managerId,
        seller.role,
        frenchDate(from),
        // The export names the last day of a spell, not the first day after it.
        frenchDate(to !== null && to <= day ? to - 1 : null)
      ])
  );
}
