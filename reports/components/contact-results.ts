import type {FunnelLimits} from "./funnel-panels.js";

// Rows of the published results on contacts (reports/data/*.sql), and what `contact-cells.ts` adds up from cubes.

export type Reach = "same_motive" | "any_motive" | "net";

/** A cell of `contact_resolutions`. */
export interface ResolutionCell {
  month: Date;
  brand: string;
  reach: Reach;
  /** Motive of contacts, or all: not the motive of cases that pages are filtered by. */
  contact_motive: string;
  window_use: "in_use" | "other";
  /** Days, as text. */
  window_days: string;
  episodes: number;
  mature_episodes: number;
  resolved_episodes: number;
  transferred_episodes: number;
  recontacted_episodes: number;
  untold_episodes: number;
}

/** Episodes resolved at first contact: a way to count, a motive or all, a window. Null where withheld. */
export interface ContactResolution {
  reach: Reach;
  motive: string;
  window_days: number;
  is_in_use: boolean;
  episodes: number;
  mature_episodes: number;
  resolved_episodes: number | null;
  transferred_episodes: number | null;
  recontacted_episodes: number | null;
  untold_episodes: number | null;
  resolution_rate: number | null;
  resolution_low: number | null;
  resolution_high: number | null;
  resolution_target: number | null;
  is_fragile: boolean;
  is_hidden: boolean;
}

/** A cell of `contact_treatments`. */
export interface TreatmentCell {
  month: Date;
  brand: string;
  contact_motive: string;
  episodes: number;
  contacts: number;
  settled_episodes: number;
  settled_contacts: number;
  settled_transfers: number;
  settled_follow_ups: number;
  one_step_episodes: number;
  two_step_episodes: number;
  three_step_episodes: number;
  more_step_episodes: number;
  contacts_met_episodes: number;
  contacts_judged_episodes: number;
  pending_episodes: number;
  untargeted_episodes: number;
  delay_met_episodes: number;
  delay_judged_episodes: number;
  followable_contacts: number;
  followed_contacts: number;
}

/** A cell of `contact_days`. */
export interface ContactDaysCell {
  month: Date;
  brand: string;
  contact_motive: string;
  /** Days from the first to the last contact, as text. */
  days: string;
  settled_episodes: number;
}

/** What is declared of a motive of contacts. */
export interface ContactTarget {
  motive: string;
  is_first_level: boolean | null;
  resolution_target: number | null;
  max_contacts: number | null;
  max_delay_days: number | null;
}

/** What the treatment of a motive, or of all, takes, beside what it may take. Null where withheld. */
export interface ContactTreatment {
  motive: string;
  episodes: number;
  contacts: number;
  repeat_contacts: number | null;
  settled_episodes: number;
  settled_contacts: number | null;
  settled_transfers: number | null;
  settled_follow_ups: number | null;
  mean_steps: number | null;
  one_step_episodes: number | null;
  two_step_episodes: number | null;
  three_step_episodes: number | null;
  more_step_episodes: number | null;
  long_days: number | null;
  max_contacts: number | null;
  max_delay_days: number | null;
  contacts_met_episodes: number | null;
  contacts_judged_episodes: number;
  pending_episodes: number;
  untargeted_episodes: number;
  contacts_met_rate: number | null;
  contacts_met_low: number | null;
  contacts_met_high: number | null;
  delay_met_episodes: number | null;
  delay_judged_episodes: number;
  delay_met_rate: number | null;
  delay_met_low: number | null;
  delay_met_high: number | null;
  followable_contacts: number;
  followed_contacts: number | null;
  recontact_rate: number | null;
  recontact_low: number | null;
  recontact_high: number | null;
  is_fragile: boolean;
  is_hidden: boolean;
}

export interface AdviserOutcome extends FunnelLimits {
  team: string;
  /** A number of no meaning: nobody is named, nobody is ranked. */
  place: number;
  contacts: number;
  recontacts: number;
  adjusted_rate: number;
  observed_to_expected: number | null;
  ratio_low: number | null;
  ratio_high: number | null;
}

/** A cell of `contact_scopes`. */
export interface ContactScopeCell {
  month: Date;
  brand: string;
  scope: string;
  contacts: number;
  unnamed_contacts: number;
}

export type ContactScope = Omit<ContactScopeCell, "month" | "brand">;

/** A target of an episode that was broken. */
export interface ContactBreach {
  episode_id: string;
  target: "contacts" | "delay";
  customer_id: string;
  customer_name: string | null;
  brand: string;
  /** Month in which the target was broken. */
  month: Date;
  motive: string;
  first_contact_date: Date;
  last_contact_date: Date;
  allowed: number;
  used: number;
  status: "late" | "missing";
  breached_date: Date;
  file_name: string | null;
  source_line: number | null;
}

/** A call or message back to a customer. */
export interface ContactFollowUp {
  system: string;
  contact_id: string;
  customer_id: string;
  customer_name: string | null;
  brand: string;
  month: Date;
  contact_date: Date;
  motive: string;
  episode_motive: string;
  days: number;
  file_name: string | null;
  source_line: number | null;
}
