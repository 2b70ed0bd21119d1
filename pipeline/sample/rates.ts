// What is planted, in one place: probabilities and mixtures. Weights need not sum to one.
import type {Channel} from "./sellers.ts";

/** Ranges, each with its weight. */
type Mixture = readonly (readonly [readonly [number, number], number])[];

export const CANCEL_RATE = 0.28;

/** Orders held by the DVR and delegated to a seller are fragile: half as much again. */
export const DELEGATED_SHARE = 0.1;
export const DELEGATED_FACTOR = 1.5;

/** Divides the base rate so that all orders together, delegated or not, are cancelled at CANCEL_RATE. */
export const DELEGATION_MIX = 1 + DELEGATED_SHARE * (DELEGATED_FACTOR - 1);

/** Chains and merges bring the share of all cancellations that are rebooked to 30 %. */
export const REBOOK_RATE = 0.27;
export const REBOOKED_SHARE = 0.3;
/** A rebooked order is cancelled and rebooked again (a chain), or simply lost. */
export const CHAIN_RATE = 0.12;
export const REBOOKED_LOSS_RATE = 0.1;
/** Customers with another live order, both of which end in the same rebooking. */
export const MERGE_RATE = 0.28;
/** Rebookings that only issue the same order again, after a clerical error. */
export const REISSUE_RATE = 0.05;
export const DECLARED_LINK_RATE = 0.12;
export const PARTIAL_CUT_RATE = 0.05;
/** Cancellations that end an unanswered case. */
export const GHOST_CANCEL_RATE = 0.08;

export const RENEWAL_RATE = 0.8;
/** Unrelated new orders of a customer in a year: without them precision would mean nothing. */
export const DECOYS_PER_YEAR = 0.35;
/** Decoys that name an order they add to, which is no rebooking. */
export const DECLARED_ADDITION_RATE = 0.05;

/** First customers arrive over the first year, which fills the parc; the others replace those who leave. */
export const FIRST_YEAR_SHARE = 0.85;
export const SPLIT_KEY_RATE = 0.01;
export const LATE_RECORD_RATE = 0.02;

export const CASE_RATE = 0.7;
/** Orders never cancelled that meet a case: saved without a cancellation, or never answered. */
export const CASE_ONLY_RATE = 0.13;
export const CASE_ONLY_SAVED_SHARE = 0.7;
/** Cancelled orders that had been saved once, some time before. */
export const EARLIER_SAVE_RATE = 0.1;

export const MISSING_REASON_RATE = 0.1;
export const UNMAPPED_REASON_RATE = 0.05;

/** Number of new orders that one cancelled order becomes. */
export const SPLITS = [
  [1, 0.82],
  [2, 0.14],
  [3, 0.04]
] as const;

/** Days between the cancellation and the rebooking, as ranges; 0 is inside the cancellation's own dates. */
export const GAPS: Mixture = [
  [[0, 1], 0.45],
  [[2, 7], 0.25],
  [[8, 30], 0.15],
  [[31, 60], 0.05],
  [[-7, -1], 0.08],
  [[-30, -8], 0.02],
  [[61, 120], 0.03]
];

/** Who signs a rebooking. */
export const REBOOKERS = [
  ["retention", 0.68],
  ["same", 0.16],
  ["other", 0.16]
] as const;

/**
 * New amount over old amount, as ranges. The desk rebooks small, telesales nearly whole, field in between;
 * all channels together stay near the mixture meant.
 */
export const RATIOS: Record<"retention" | "telesales" | "field", Mixture> = {
  retention: [
    [[1, 1], 0.05],
    [[0.5, 0.98], 0.18],
    [[0.05, 0.35], 0.72],
    [[1.02, 1.5], 0.05]
  ],
  telesales: [
    [[1, 1], 0.45],
    [[0.5, 0.98], 0.35],
    [[0.05, 0.5], 0.03],
    [[1.02, 1.5], 0.17]
  ],
  field: [
    [[1, 1], 0.06],
    [[0.5, 0.98], 0.32],
    [[0.05, 0.5], 0.57],
    [[1.02, 1.5], 0.05]
  ]
};

/** How the families of a rebooking relate to those of the cancelled order (docs/methods.md §4.3, column m). */
export const FAMILY_RELATIONS = [
  ["same", 0.45],
  ["subset", 0.35],
  ["partial", 0.15],
  ["none", 0.05]
] as const;

/** Who ends up with a case, given how it ends. A rebooked case belongs to the one who rebooks. */
export const CASE_OWNERS: Record<
  "saved" | "partial" | "lost" | "ghost",
  readonly (readonly [Channel, number])[]
> = {
  saved: [
    ["retention", 2],
    ["telesales", 18],
    ["field", 6],
    ["customer_service", 4]
  ],
  partial: [
    ["telesales", 1],
    ["field", 1]
  ],
  lost: [
    ["retention", 11],
    ["telesales", 30],
    ["field", 9],
    ["customer_service", 11]
  ],
  ghost: [
    ["retention", 3],
    ["telesales", 10],
    ["field", 4],
    ["customer_service", 5]
  ]
};

/** Days from opening to the end of a case. */
export const DAYS_TO_SAVE = 12;
export const DAYS_TO_LOSE = 35;
export const DAYS_WITHOUT_CASE = 10;
export const DAYS_TO_GHOST = {least: 14, mean: 7};

/** Silent cases given up too early and too late, efforts left out before, and open cases that nobody tried to reach. */
export const EARLY_GHOST_RATE = 0.15;
export const LATE_GHOST_RATE = 0.3;
export const LEFT_OUT_RATE = 0.15;
export const UNTRIED_RATE = 0.3;
/** New customers who answer nobody while being onboarded, of those whose story leaves room for it. */
export const PRECHURN_RATE = 0.12;

/** Chance that a cancelled order is credited pro rata instead of in full: the desk hardly ever does it. */
export const PRORATA_RATE: Record<"retention" | "other" | "partial", number> = {
  retention: 0.1,
  other: 0.35,
  partial: 0.95
};
/** Lines credited a little without any cancellation: a commercial gesture. */
export const GESTURE_RATE = 0.01;

/** Orders neither cut nor renewed that accounting credits and nobody cancels in the order tool. */
export const UNTOLD_RATE = 0.025;

/** Orders of several lines, cut whole and booked again, of which the order tool tells what the customer asked to drop. */
export const KNOWN_SCOPE_RATE = 0.6;

/** How the account of a customer who wrote and was not kept is passed as lost: beside those that are on the day. */
export const LETTER_LATE_RATE = 0.06;
export const LETTER_EARLY_RATE = 0.08;
export const LETTER_FORGOTTEN_RATE = 0.03;

/** Cases of the company that was bought whose day of engagement is that of another source, or not noted. */
export const ENGAGEMENT_WRONG_RATE = 0.06;
export const ENGAGEMENT_LEFT_OUT_RATE = 0.04;

/** Lost accounts whose billing is cut by the rule before, at once, or a year after; and whose text messages with the rest. */
export const CUT_FIXED_DAY_RATE = 0.07;
export const CUT_AT_ONCE_RATE = 0.04;
export const CUT_YEAR_LATE_RATE = 0.02;
export const SMS_CUT_WITH_REST_RATE = 0.12;
