import type {Calendar} from "./ics.js";
import type {Say} from "./say.js";

/** A duty that waits: a row of `due_obligations`. */
export interface Duty {
  obligation_id: string;
  rule: string;
  subject_kind: string;
  subject_id: string;
  customer_id: string | null;
  customer_name: string | null;
  brand: string;
  /** Channel of its owner. */
  channel: string;
  family: string;
  motive: string;
  value_band: string;
  case_id: string | null;
  owner_name: string | null;
  team: string | null;
  trigger_field: string;
  trigger_date: Date;
  earliest_date: Date | null;
  deadline_date: Date;
  computation: string;
  status: "pending" | "missing";
  days_left: number;
  is_due_this_week: boolean;
  at_stake_cents: number | null;
  file_name: string | null;
  source_line: number | null;
}

const DAY_MS = 86_400_000;

/** Duties by team, in the order of the teams' names; null for those of nobody's team, which comes last. */
export function teamsOf(duties: readonly Duty[]): [string | null, Duty[]][] {
  const teams = new Map<string | null, Duty[]>();
  for (const duty of duties) teams.set(duty.team, [...(teams.get(duty.team) ?? []), duty]);
  const key = (team: string | null): string => team ?? "\uffff";
  return [...teams].sort(([one], [other]) => (key(one) < key(other) ? -1 : 1));
}

/** The duties of a team as a calendar, an all-day entry on each deadline. */
export function dutyCalendar(
  duties: readonly Duty[],
  {team, asOf, say}: {team: string | null; asOf: string; say: Say}
): Calendar {
  const name = say.text("due.calendar", {team: team ?? say.text("due.no_team")});
  const sorted = [...duties].sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
  return {name, asOf, events: sorted.map((duty) => dutyEvent(duty, say))};
}

/** How a deadline is computed, in words. */
export function formulaOf({computation, deadline_date, trigger_date}: Duty, say: Say): string {
  if (computation !== "days_after") return say.name("computation", computation);
  return say.text("computation.days", {count: (deadline_date.getTime() - trigger_date.getTime()) / DAY_MS});
}

/** A day as yyyy-mm-dd. */
export function isoDay(day: Date): string {
  return day.toISOString().slice(0, 10);
}

function sortKey(duty: Duty): string {
  return `${isoDay(duty.deadline_date)} ${duty.obligation_id}`;
}

function dutyEvent(duty: Duty, say: Say) {
  const customer = duty.customer_name ?? duty.customer_id ?? duty.subject_id;
  const stake =
    duty.at_stake_cents === null ? [] : [say.text("due.stake", {amount: say.money(duty.at_stake_cents)})];
  const source = {file: duty.file_name ?? "", line: String(duty.source_line ?? "")};
  return {
    uid: `${duty.obligation_id}@ressac`,
    day: isoDay(duty.deadline_date),
    summary: `${customer} · ${say.name("rule", duty.rule)}`,
    description: [
      say.text("due.owner", {owner: duty.owner_name ?? say.text("due.nobody")}),
      `${duty.rule} · ${formulaOf(duty, say)}`,
      say.text("due.trigger", {
        field: say.name("trigger", duty.trigger_field),
        date: say.day(duty.trigger_date)
      }),
      ...stake,
      ...(duty.file_name === null ? [] : [say.text("story.event.source", source)])
    ].join("\n"),
    category: duty.rule
  };
}

/** A duty that was done before it was allowed: a row of `early_duties`. */
export interface EarlyDuty {
  obligation_id: string;
  rule: string;
  subject_kind: string;
  subject_id: string;
  customer_name: string | null;
  customer_id: string | null;
  case_id: string | null;
  /** Month of what made it due. */
  month: Date;
  brand: string;
  channel: string;
  family: string;
  motive: string;
  value_band: string;
  owner_name: string | null;
  trigger_date: Date;
  earliest_date: Date;
  done_date: Date;
  days_early: number;
  at_stake_cents: number | null;
  file_name: string | null;
  source_line: number | null;
}
