import type {
  ContactDaysCell,
  ContactResolution,
  ContactTarget,
  ContactTreatment,
  ResolutionCell,
  TreatmentCell
} from "./contact-results.js";
import type {Cube} from "./cube.js";
import type {Filters} from "./filters.js";
import {discreteQuantile} from "./quantiles.js";
import type {About} from "./results.js";
import {wilson} from "./wilson.js";
import {withhold} from "./withheld.js";

type Limits = Pick<About, "hidden_below" | "fragile_below">;

/** Share of episodes whose days are told: nine in ten do not take longer. */
const LONG_SHARE = 0.9;

/** The cubes of contacts, and what is declared of their motives. */
export interface ContactCubes {
  resolutions: Cube<ResolutionCell>;
  treatments: Cube<TreatmentCell>;
  days: Cube<ContactDaysCell>;
  targets: ContactTarget[];
}

/** What is resolved at first contact over what is filtered: of each motive, of all in every way; few are withheld. */
export function contactResolutions(
  {resolutions, targets}: ContactCubes,
  filters: Filters,
  limits: Limits
): ContactResolution[] {
  const rows = resolutions.where(filters).by("reach", "contact_motive", "window_use", "window_days");
  const motives = rows.filter(({contact_motive: motive}) => motive !== "all");
  const withheld = withhold(motives, ({mature_episodes: count}) => count, limits.hidden_below);
  return rows.map((row) => {
    const {contact_motive: motive, mature_episodes: mature} = row;
    const isHidden = withheld.has(row) || mature < limits.hidden_below;
    const told = <T>(value: T): T | null => (isHidden ? null : value);
    const [rate, low, high] = shares(row.resolved_episodes, mature);
    return {
      ...{reach: row.reach, motive, window_days: Number(row.window_days)},
      ...{is_in_use: row.window_use === "in_use", episodes: row.episodes, mature_episodes: mature},
      resolved_episodes: told(row.resolved_episodes),
      transferred_episodes: told(row.transferred_episodes),
      recontacted_episodes: told(row.recontacted_episodes),
      untold_episodes: told(row.untold_episodes),
      ...{resolution_rate: told(rate), resolution_low: told(low), resolution_high: told(high)},
      resolution_target: targets.find((target) => target.motive === motive)?.resolution_target ?? null,
      is_fragile: !isHidden && mature < limits.fragile_below,
      is_hidden: isHidden
    };
  });
}

/** What treatments take over what is filtered: of each motive, and of all together last; few are withheld. */
export function contactTreatments(
  {treatments, days, targets}: ContactCubes,
  filters: Filters,
  limits: Limits
): ContactTreatment[] {
  const cells = treatments.where(filters);
  const rows = cells.by("contact_motive").filter(({episodes}) => episodes > 0);
  if (rows.length === 0) return [];
  const delays = days.where(filters).by("contact_motive", "days");
  const withheld = withhold(rows, fewest, limits.hidden_below);
  const whole = {...cells.total(), contact_motive: "all"};
  return [...rows, whole].map((row) => {
    const isHidden = row === whole ? fewest(row) < limits.hidden_below : withheld.has(row);
    const mine = row === whole ? delays : delays.filter((cell) => cell.contact_motive === row.contact_motive);
    const counts = mine.map((cell) => ({value: Number(cell.days), count: cell.settled_episodes}));
    const target = targets.find(({motive}) => motive === row.contact_motive);
    return treatmentOf(row, {isHidden, long: discreteQuantile(counts, LONG_SHARE), target, limits});
  });
}

type TreatmentSums = Omit<TreatmentCell, "month" | "brand">;

/** The fewest that a rate of a row rests on; a motive without a target is not judged. */
function fewest(row: TreatmentSums): number {
  const judged = [row.contacts_judged_episodes, row.delay_judged_episodes].filter((count) => count > 0);
  return Math.min(row.settled_episodes, row.followable_contacts, ...judged);
}

interface Told {
  isHidden: boolean;
  long: number | null;
  target: ContactTarget | undefined;
  limits: Limits;
}

function treatmentOf(row: TreatmentSums, {isHidden, long, target, limits}: Told): ContactTreatment {
  const told = <T>(value: T): T | null => (isHidden ? null : value);
  const steps = row.settled_contacts + row.settled_transfers + row.settled_follow_ups;
  const [met, metLow, metHigh] = shares(row.contacts_met_episodes, row.contacts_judged_episodes).map(told);
  const [timely, timelyLow, timelyHigh] = shares(row.delay_met_episodes, row.delay_judged_episodes).map(told);
  const [again, againLow, againHigh] = shares(row.followed_contacts, row.followable_contacts).map(told);
  return {
    ...{motive: row.contact_motive, episodes: row.episodes, contacts: row.contacts},
    repeat_contacts: told(row.contacts - row.episodes),
    settled_episodes: row.settled_episodes,
    settled_contacts: told(row.settled_contacts),
    settled_transfers: told(row.settled_transfers),
    settled_follow_ups: told(row.settled_follow_ups),
    mean_steps: told(row.settled_episodes === 0 ? null : steps / row.settled_episodes),
    one_step_episodes: told(row.one_step_episodes),
    two_step_episodes: told(row.two_step_episodes),
    three_step_episodes: told(row.three_step_episodes),
    more_step_episodes: told(row.more_step_episodes),
    long_days: told(long),
    ...{max_contacts: target?.max_contacts ?? null, max_delay_days: target?.max_delay_days ?? null},
    contacts_met_episodes: told(row.contacts_met_episodes),
    contacts_judged_episodes: row.contacts_judged_episodes,
    ...{pending_episodes: row.pending_episodes, untargeted_episodes: row.untargeted_episodes},
    ...{contacts_met_rate: met ?? null, contacts_met_low: metLow ?? null, contacts_met_high: metHigh ?? null},
    delay_met_episodes: told(row.delay_met_episodes),
    delay_judged_episodes: row.delay_judged_episodes,
    ...{delay_met_rate: timely ?? null, delay_met_low: timelyLow ?? null, delay_met_high: timelyHigh ?? null},
    followable_contacts: row.followable_contacts,
    followed_contacts: told(row.followed_contacts),
    ...{recontact_rate: again ?? null, recontact_low: againLow ?? null, recontact_high: againHigh ?? null},
    is_fragile: !isHidden && row.settled_episodes < limits.fragile_below,
    is_hidden: isHidden
  };
}

/** A rate with its interval; nothing over nothing. */
function shares(part: number, whole: number): [number | null, number | null, number | null] {
  const interval = wilson(part, whole);
  return interval === null ? [null, null, null] : [part / whole, ...interval];
}
