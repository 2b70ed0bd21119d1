// Which cancelled units two readers are asked to judge: half of them with an identified rebooking, half without.
import type {DuckDBConnection} from "@duckdb/node-api";
import {readRows} from "../../src/warehouse.ts";
import {shareCents} from "../sample/money.ts";

/** A cell of the sampling plan: one half of the units, one band of amounts. */
export interface Stratum {
  is_linked: boolean;
  band: string;
  units: number;
  booked_cents: number;
}

/** How many units to take from a stratum. */
export interface Quota extends Stratum {
  quota: number;
}

/** The strata that a build offers, in the order of the linked ones, then of the bands. */
export async function readStrata(connection: DuckDBConnection): Promise<Stratum[]> {
  const rows = await readRows(
    connection,
    `select is_linked, band, count(*)::integer as units, sum(booked_cents)::double as booked_cents
    from marts.audit_candidates group by is_linked, band order by is_linked desc, band`
  );
  return rows as unknown as Stratum[];
}

/**
 * Shares a sample over the strata: half and half, and in a half by the amounts that the bands hold, so that the euros are
 * estimated rather than the units (docs/methods.md §4.9). A half that has too few units leaves its places to the other.
 */
export function shareSample(size: number, strata: readonly Stratum[]): Quota[] {
  const halves = [true, false].map((linked) => strata.filter(({is_linked}) => is_linked === linked));
  const room = halves.map((half) => half.reduce((total, {units}) => total + units, 0));
  const [linked = 0, unlinked = 0] = room;
  const ofLinked = Math.min(linked, Math.max(Math.ceil(size / 2), size - unlinked));
  const wanted = [ofLinked, Math.min(unlinked, size - ofLinked)];
  return halves.flatMap((half, position) => shareHalf(wanted[position] ?? 0, half));
}

/** Largest remainder by amount; what a stratum cannot give is shared over those that still can. */
function shareHalf(size: number, strata: readonly Stratum[]): Quota[] {
  const quotas = strata.map((stratum) => ({...stratum, quota: 0}));
  let left = size;
  while (left > 0) {
    const open = quotas.filter(({quota, units}) => quota < units);
    if (open.length === 0) break;
    const parts = shareCents(
      left,
      open.map(({booked_cents}) => booked_cents)
    );
    open.forEach((stratum, position) => {
      const taken = Math.min(parts[position] ?? 0, stratum.units - stratum.quota);
      stratum.quota += taken;
      left -= taken;
    });
  }
  return quotas;
}

/** The condition under which a row of the audit's candidates is drawn. */
export function isDrawn(quotas: readonly Quota[]): string {
  const parts = quotas.map(
    ({is_linked, band, quota}) =>
      `(is_linked = ${is_linked} and band = '${band.replaceAll("'", "''")}' and place <= ${quota})`
  );
  return parts.length === 0 ? "false" : parts.join(" or ");
}
