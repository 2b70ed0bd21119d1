// What an action that works does: customers of its units ask to leave as often, and give its motive less often. From a stream of its
// own, so that all else stays as it was.
import {ACTIONS_TAKEN, type Action} from "./actions.ts";
import type {Case} from "./cases.ts";
import {MOTIVE_LABELS, MOTIVE_MIX, type Motive} from "./company.ts";
import type {Customer} from "./customers.ts";
import {dayOf} from "./days.ts";
import type {Random} from "./random.ts";
import type {Story} from "./story.ts";

// Motives that a case says more about than their name.
const DETAILED: readonly Motive[] = ["competitor", "missing_feature"];

/** Takes the motives back that actions have prevented, in cases and in the cancellations that follow them. */
export function preventMotives(random: Random, story: Story): void {
  for (const action of ACTIONS_TAKEN) {
    const {prevented, motive, start} = action;
    if (prevented === undefined || !isExposed(story.customer, action)) continue;
    for (const known of story.cases) {
      const isGiven = known.opened.day >= dayOf(start) && known.reasons.includes(MOTIVE_LABELS[motive]);
      if (isGiven && random.chance(prevented)) takeBack(random, story, known, motive);
    }
  }
}

function isExposed({brand, seller, arrival, id}: Customer, {unit, values}: Action): boolean {
  if (unit === "Client") return values.includes(id);
  if (unit === "Marque") return values.includes(brand);
  const spell = seller.spells.find(({from, to}) => from <= arrival && (to === null || arrival < to));
  return spell !== undefined && values.includes(spell.team);
}

function takeBack(random: Random, {customer, orders}: Story, known: Case, motive: Motive): void {
  const label = MOTIVE_LABELS[motive];
  const others = known.reasons.filter((reason) => reason !== label);
  const mix = MOTIVE_MIX[customer.brand].filter(([other]) => other !== motive && !DETAILED.includes(other));
  known.reasons = others.length > 0 ? others : [MOTIVE_LABELS[random.weighted(mix)]];
  for (const order of orders) {
    const {cancellation} = order;
    const isItsOwn = cancellation?.case === known || order === known.order;
    if (cancellation && isItsOwn && cancellation.reason === label)
      cancellation.reason = known.reasons[0] ?? "";
  }
}
