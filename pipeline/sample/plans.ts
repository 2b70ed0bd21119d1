// What the evaluation of the linkage varies; everything else is planted alike in every world.
import * as rates from "./rates.ts";

/** Worlds from easy to hard to link, and one whose customer system delivers no cases. */
export const PROFILES = ["easy", "standard", "hard", "no_case_data"] as const;
export type Profile = (typeof PROFILES)[number];

export interface Plan {
  /** Share of the cancellations that are rebooked, chains and merges apart: they add to it. */
  rebookRate: number;
  /** Unrelated new orders of a customer in a year. */
  decoysPerYear: number;
  /** Share of the cancellations behind which a case stands. */
  caseRate: number;
  /** Share of the rebookings that name the order they replace. */
  declaredRate: number;
}

/** The plan of the sample. */
export const SAMPLE_PLAN: Plan = {
  rebookRate: rates.REBOOK_RATE,
  decoysPerYear: rates.DECOYS_PER_YEAR,
  caseRate: rates.CASE_RATE,
  declaredRate: rates.DECLARED_LINK_RATE
};

/** What a profile makes of the sample's plan (docs/methods.md §13). */
const DECOYS_AND_CASES: Record<Profile, Pick<Plan, "decoysPerYear" | "caseRate">> = {
  easy: {decoysPerYear: 0.15, caseRate: 0.85},
  standard: {decoysPerYear: 0.35, caseRate: 0.7},
  hard: {decoysPerYear: 0.9, caseRate: 0.45},
  // The cases are there, nobody delivers them.
  no_case_data: {decoysPerYear: 0.35, caseRate: 0.7}
};

/** Share of the orders whose families, and of those whose seller, the export lacks. */
export const MISSING_RATES: Record<Profile, number> = {
  easy: 0,
  standard: 0.05,
  hard: 0.1,
  no_case_data: 0.05
};

/** The plan of a profile in which about this share of all cancellations is rebooked. */
export function planOf(profile: Profile, rebooked: number): Plan {
  // Chains and merges bring the sample's rate to rates.REBOOKED_SHARE.
  const rebookRate = (rebooked * rates.REBOOK_RATE) / rates.REBOOKED_SHARE;
  return {...SAMPLE_PLAN, ...DECOYS_AND_CASES[profile], rebookRate};
}
