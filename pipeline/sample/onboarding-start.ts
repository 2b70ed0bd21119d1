// The day on which somebody begins to take a new customer by the hand.
import {workday, type Day} from "./days.ts";
import {isKnown, type Order} from "./orders.ts";
import type {Random} from "./random.ts";
import {streamOf, type Told} from "./systems.ts";

/** The first day of the onboarding of a customer; null when there is none. */
export function onboardingStart(told: Told): Day | null {
  const first = told.story.orders.find((order) => order.origin === "new");
  if (first === undefined || !isKnown(first)) return null;
  const start = drawStart(streamOf(told, "onboarding"), first);
  return (first.cancellation?.recorded.day ?? Number.POSITIVE_INFINITY) <= start ? null : start;
}

/** The same, drawn from the stream of onboardings. */
export function drawStart(random: Random, first: Order | undefined): Day {
  return workday((first?.recorded.day ?? 0) + random.int(2, 12));
}
