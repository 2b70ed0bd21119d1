// Onboardings: every new customer is taken by the hand, unless it leaves first.
import {BAD_DATE, EXTRA_DELIMITER, MISSING} from "./bad-rows.ts";
import {extractions, workday, type Day} from "./days.ts";
import {FRENCH, frenchDate} from "./dialect.ts";
import {drawStart} from "./onboarding-start.ts";
import {isKnown} from "./orders.ts";
import {isPrechurn} from "./prechurn.ts";
import {sellersOn} from "./sellers.ts";
import {fill, streamOf, type Fact, type SampleSystem} from "./systems.ts";

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
    const random = streamOf(told, "onboarding");
    const first = told.story.orders.find((order) => order.origin === "new");
    const start = drawStart(random, first);
    const end = workday(start + random.int(10, 45));
    if (first === undefined || !isKnown(first)) return [];
    const cut = first.cancellation?.recorded.day ?? Number.POSITIVE_INFINITY;
    // Nobody begins with a customer who has left in between.
    if (cut <= start) return [];
    const owner = random.pick(sellersOn("customer_service", start));
    const completed = cut <= end || isPrechurn(told) ? null : end;
    const changes = completed === null ? [start] : [start, completed];
    const isDone = (day: Day): boolean => completed !== null && completed <= day;
    return [
      {
        changes,
        rows: (day) => [
          [told.story.customer.id, frenchDate(start), owner.name, frenchDate(isDone(day) ? completed : null)]
        ]
      }
    ];
  }
};
