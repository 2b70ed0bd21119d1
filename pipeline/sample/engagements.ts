// Since when a customer is engaged, and what people note of it on a case.
import {LAST_DAY, type Day} from "./days.ts";
import {firstContractStart} from "./getaccept.ts";
import {firstDebit} from "./gocardless.ts";
import {onboardingOf} from "./onboarding.ts";
import * as rates from "./rates.ts";
import {streamOf, type Told} from "./systems.ts";

/** The day of engagement by each source that tells one, the first to be believed first. */
function engagementsOf(told: Told): Day[] {
  const start = onboardingOf(told)?.start ?? null;
  const onboarding = start !== null && start <= LAST_DAY ? start : null;
  return [firstContractStart(told), onboarding, firstDebit(told)].filter((day) => day !== null);
}

/** What is noted on each case of a customer, in their order, and what is right; null where nothing is. */
export function engagementNotes(told: Told): {right: Day | null; noted: Day | null}[] {
  const {ENGAGEMENT_WRONG_RATE: wrong, ENGAGEMENT_LEFT_OUT_RATE: leftOut} = rates;
  const random = streamOf(told, "engagement_notes");
  const [right = null, ...others] = engagementsOf(told);
  return told.story.cases.map(() => {
    const how = random.weighted([
      ["wrong", wrong],
      ["left out", leftOut],
      ["right", 1 - wrong - leftOut]
    ] as const);
    if (how === "left out" || right === null) return {right, noted: null};
    return {right, noted: how === "wrong" ? (others[0] ?? right + 1) : right};
  });
}
