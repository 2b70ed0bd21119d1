import type {FunnelLimits} from "./funnel-panels.js";

/** Rows of the published results on contacts, one interface a file of `reports/data`. */

/** Episodes resolved at first contact: a way to count, a motive or all, a window, a period. */
export interface ContactResolution {
  reach: "same_motive" | "any_motive" | "net";
  motive: string;
  window_days: number;
  is_in_use: boolean;
  /** all, or a year (yyyy). */
  period: string;
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

/** What the treatment of a motive, or of all, takes, beside what it may take. */
export interface ContactTreatment {
  motive: string;
  period: string;
  is_first_level: boolean | null;
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
  contacts_judged_episodes: number | null;
  pending_episodes: number | null;
  untargeted_episodes: number | null;
  contacts_met_rate: number | null;
  contacts_met_low: number | null;
  contacts_met_high: number | null;
  delay_met_episodes: number | null;
  delay_judged_episodes: number | null;
  delay_met_rate: number | null;
  delay_met_low: number | null;
  delay_met_high: number | null;
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

export interface ContactScope {
  scope: string;
  contacts: number;
  unnamed_contacts: number;
  first_date: Date;
  last_date: Date;
}

/** A target of an episode that was broken. */
export interface ContactBreach {
  episode_id: string;
  target: "contacts" | "delay";
  customer_id: string;
  customer_name: string | null;
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
  contact_date: Date;
  motive: string;
  episode_motive: string;
  days: number;
  file_name: string | null;
  source_line: number | null;
}
