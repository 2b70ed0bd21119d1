import type {Model} from "../../src/models.ts";

const LAST = ["marts.rebookings", "marts.rebooking_thresholds"];

/** Orders and cancelled units as such, whatever is then linked. */
const PREPARATION = ["booked_orders", "billed_lines", "cancelled_units"];
/** What says how far totals could move; no figure rests on it. */
const SENSITIVITY = ["possible_rebookings", "rebooking_thresholds"];

/** Every mart that rebookings are made from, itself included, in the order of `models`, each after what it reads. */
export function neededForLinkage(models: readonly Model[]): Model[] {
  const needed = new Set(LAST);
  for (const {name, reads} of [...models].reverse())
    if (needed.has(name)) for (const read of reads) needed.add(read);
  return models.filter(({name, kind}) => kind === "mart" && needed.has(name));
}

/** Which part of the work a mart is, by its name without a schema. */
export function partOf(name: string): "preparation" | "linkage" | "sensitivity" {
  if (PREPARATION.includes(name)) return "preparation";
  return SENSITIVITY.includes(name) ? "sensitivity" : "linkage";
}
