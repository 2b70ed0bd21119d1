// Onboardings: every new customer is taken by the hand, unless it leaves first.
import {BAD_DATE, EXTRA_DELIMITER, MISSING} from "./bad-rows.ts";
import {extractions, workday, type Day} from "./days.ts";
import {FRENCH, frenchDate} from "./dialect.ts";
import {drawStart} from "./onboarding-start.ts";
import {isKnown} from "./orders.ts";
import {isPrechurn} from "./prechurn.ts";
import {sellersOn, type Seller} from "./sellers.ts";
import {fill, streamOf, type Fact, type SampleSystem, type Told} from "./systems.ts";

export const ONBOARDING_HEADER = [
  "Customer ID",
  "Onboarding start date",
  "CS owner",
  "Completed on"
] as const;

export const ONBOARDING: SampleSystem = {
  name: "onboarding",
  header: ONBOARDING_HEADER,
  dialect: FRENCH,
  extractions: extractions(3),
  template: (id) =>
    fill(ONBOARDING_HEADER, {
      "Customer ID": id,
      "Onboarding start date": "09/03/2026",
      "CS owner": "Essai de saisie"
    }),
  faults: [
    {column: "Onboarding start date", ...BAD_DATE},
    {column: "CS owner", ...EXTRA_DELIMITER},
    {column: "Customer ID", ...MISSING}
  ],
  tell: (told): Fact[] => {
    const onboarding = onboardingOf(told);
    if (onboarding === null) return [];
    const {start, completed, owner} = onboarding;
    const isDone = (day: Day): boolean => completed !== null && completed <= day;
    const rows = (day: Day): string[][] => [
      [told.story.customer.id, frenchDate(start), owner.name, frenchDate(isDone(day) ? completed : null)]
    ];
    return [{changes: completed === null ? [start] : [start, completed], rows}];
  }
};

/** How a customer begins; null for one who never did. */
export function onboardingOf(told: Told): {start: Day; completed: Day | null; owner: Seller} | null {
  const random = streamOf(told, "onboarding");
  const first = told.story.orders.find((order) => order.origin === "new");
  const start = drawStart(random, first);
  const end = workday(start + random.int(10, 45));
  if (first === undefined || !isKnown(first)) return null;
  const cut = first.cancellation?.recorded.day ?? Number.POSITIVE_INFINITY;
  // Nobody begins with a customer who has left in between.
  if (cut <= start) return null;
  const owner = random.pick(sellersOn("customer_service", start));
  return {start, completed: cut <= end || isPrechurn(told) ? null : end, owner};
}
