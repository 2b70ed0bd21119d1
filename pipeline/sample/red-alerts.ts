// Meetings of customers with competitors: some announce that the customer asks to leave, most announce nothing.
import type {Case} from "./cases.ts";
import {COMPETITORS} from "./company.ts";
import {LAST_DAY, type Day, type Instant} from "./days.ts";
import type {Order} from "./orders.ts";
import type {Random} from "./random.ts";
import type {Story} from "./story.ts";
import {streamOf, type Told} from "./systems.ts";

/** Chance that a meeting with a competitor announces a request to leave: some fall on days on which none could. */
const ANNOUNCED_RATE = 0.28;
/** Alerts that come when the request is already there. */
const AFTER_RATE = 0.03;
/** Days from the alert to the request, log-normal; none is longer than the horizon within which an alert counts. */
export const LEAD = {median: 14, sigma: 0.7, most: 60} as const;
/** Meetings that announce nothing, a year of a live customer: brings the share that announces to 35 %. */
const FALSE_ALARMS_PER_YEAR = 0.14;
/** Days between alerts that are told apart. */
const DISTANCE = 45;
/** The customer meets a second competitor, and the reason says more than the name of the first. */
const AGAIN_RATE = 0.08;
const EXPLICIT_RATE = 0.15;
const FAR_RATE = 0.2;
const WORDS = ["photos", "formation"] as const;

export interface RedAlert {
  at: Instant;
  /** Day on which the competitor comes. */
  met: Day;
  reason: string;
  /** The request to leave that it announces. */
  announces: Day | null;
}

/** The red alerts of one customer, in the order of their days. */
export function redAlertsOf(told: Told): RedAlert[] {
  const random = streamOf(told, "red_alerts");
  const {story} = told;
  const requests = requestDays(story);
  const alerts: RedAlert[] = [];
  for (const {day, competitor} of requests) {
    const alert = {day: day - drawLead(random), minute: random.int(8 * 60, 19 * 60)};
    const reason = drawReason(random, competitor);
    const met = drawMeeting(random, alert.day);
    // Before an earlier request it would announce that one.
    const earlier = requests.some((other) => other.day < day && other.day >= alert.day);
    const isAnnounced = random.chance(ANNOUNCED_RATE);
    const late = {day: day + random.int(1, 8), minute: alert.minute};
    if (isAnnounced && !earlier && isAtRisk(story, alert.day))
      alerts.push({at: alert, met, reason, announces: day});
    else if (!isAnnounced && random.chance(AFTER_RATE / (1 - ANNOUNCED_RATE)))
      alerts.push({at: late, met: drawMeeting(random, late.day), reason, announces: null});
  }
  const wait = () => Math.ceil(random.exponential(365 / FALSE_ALARMS_PER_YEAR));
  for (let day = story.customer.arrival + wait(); day <= LAST_DAY; day += wait()) {
    const at = {day, minute: random.int(8 * 60, 19 * 60)};
    const alert = {at, met: drawMeeting(random, day), reason: drawReason(random, ""), announces: null};
    const isAnnouncing = requests.some((request) => request.day >= day && request.day <= day + LEAD.most);
    const isClose = alerts.some((other) => Math.abs(other.at.day - day) <= DISTANCE);
    if (!isAnnouncing && !isClose && isAtRisk(story, day)) alerts.push(alert);
  }
  return [...alerts, ...repeats(random, story, alerts)]
    .filter(({at}) => at.day <= LAST_DAY)
    .sort((one, other) => one.at.day - other.at.day || one.at.minute - other.at.minute);
}

/** Another competitor comes within the week: one episode with two alerts. */
function repeats(random: Random, story: Story, alerts: readonly RedAlert[]): RedAlert[] {
  return alerts.flatMap((alert): RedAlert[] => {
    const day = alert.at.day + random.int(1, 6);
    const others = COMPETITORS.filter((name) => !alert.reason.startsWith(name));
    const again = {
      ...alert,
      at: {...alert.at, day},
      met: drawMeeting(random, day),
      reason: random.pick(others)
    };
    const isMeant = random.chance(AGAIN_RATE) && (alert.announces ?? Infinity) > day;
    return isMeant && isAtRisk(story, day) ? [again] : [];
  });
}

/** Days on which the customer asks to leave, by a case or a letter; what follows within a month is the same request. */
function requestDays({cases}: Story): {day: Day; competitor: string}[] {
  const told = cases.flatMap((known) => {
    const day = isRequest(known) ? Math.min(known.opened.day, known.letterDay ?? Infinity) : known.letterDay;
    return day === null ? [] : [{day, competitor: known.competitor}];
  });
  told.sort((one, other) => one.day - other.day);
  return told.filter(({day}, place) => day - (told[place - 1]?.day ?? -Infinity) > 30);
}

function isRequest({kind}: Case): boolean {
  return /résiliation|request/i.test(kind);
}

/** Something is in force and no case is open. */
function isAtRisk({orders, cases}: Story, day: Day): boolean {
  const isOpen = cases.some(({opened, closed}) => opened.day <= day && closed.day >= day);
  return !isOpen && orders.some((order) => isLive(order, day));
}

function isLive({lines, cancellation, recorded}: Order, day: Day): boolean {
  const isCut = cancellation !== null && cancellation.effective <= day;
  return (
    recorded.day <= LAST_DAY &&
    lines.some((line) => line.start <= day && (line.end ?? 0) > day && !(isCut && line.isCut))
  );
}

function drawLead(random: Random): number {
  for (;;) {
    const days = Math.round(Math.exp(Math.log(LEAD.median) + LEAD.sigma * random.normal()));
    if (days >= 1 && days <= LEAD.most) return days;
  }
}

function drawMeeting(random: Random, day: Day): Day {
  return day + (random.chance(FAR_RATE) ? random.int(15, 45) : random.int(1, 12));
}

function drawReason(random: Random, competitor: string): string {
  const name = competitor === "" ? random.pick(COMPETITORS) : competitor;
  return random.chance(EXPLICIT_RATE) ? `${name} ${random.pick(WORDS)}` : name;
}
