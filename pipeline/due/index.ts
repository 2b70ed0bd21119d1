// What is to be done, for whom, and why on that day: as text, and as a calendar for each team.
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {type Duty, dutyCalendar, formulaOf, isoDay, teamsOf} from "../../reports/components/duties.ts";
import {readRows} from "../../reports/components/rows.ts";
import {makeSay, type Say, type Words} from "../../reports/components/say.ts";
import {calendarFile} from "../../reports/components/ics.ts";

/** What is asked for: deadlines from a day to another one, both included; those of one owner, of one rule. */
export interface Question {
  from?: string | undefined;
  to?: string | undefined;
  owner?: string | undefined;
  rule?: string | undefined;
}

/** What is due, in a build as of a day. */
export interface Due {
  as_of: string;
  from: string | null;
  to: string;
  duties: Duty[];
}

/** How the text is laid out. */
export interface Layout {
  width: number;
  strong: (text: string) => string;
}

/**
 * Duties that wait in the published results of a build: those of the rest of the week and what is overdue, unless days are
 * named; by owner, the oldest first.
 */
export async function readDue(published: string, question: Question): Promise<Due> {
  const [about] = await readTable<{as_of: Date}>(published, "about");
  const as_of = about === undefined ? "" : isoDay(about.as_of);
  const to = question.to ?? (question.from === undefined ? endOfWeek(as_of) : "9999-12-31");
  const from = question.from ?? null;
  const all = await readTable<Duty>(published, "due_obligations");
  const duties = all.filter((duty) => isAsked(duty, {...question, to}));
  return {as_of, from, to, duties: duties.sort(compareDuties)};
}

/** The duties of each team as calendar files: everything that waits, and what is overdue; names of files by team. */
export async function writeCalendars(published: string, say: Say): Promise<Map<string, string>> {
  const {as_of, duties} = await readDue(published, {from: "0001-01-01"});
  const files = new Map<string, string>();
  for (const [team, own] of teamsOf(duties))
    files.set(
      fileName(team ?? say.text("due.no_team")),
      calendarFile(dutyCalendar(own, {team, asOf: as_of, say}))
    );
  return files;
}

/** What is due, as text: an owner after the other. */
export function formatDue({as_of, from, to, duties}: Due, say: Say, layout: Layout): string {
  const overdue = duties.filter(({days_left}) => days_left < 0).length;
  const period = say.text(from === null ? "due.until" : "due.between", {from: from ?? "", to});
  const head = say.text("due.head", {count: duties.length, overdue, as_of, period});
  const owners = new Map<string | null, Duty[]>();
  for (const duty of duties) owners.set(duty.owner_name, [...(owners.get(duty.owner_name) ?? []), duty]);
  const parts = [...owners].map(([owner, own]) =>
    [
      layout.strong(`${owner ?? say.text("due.nobody")} (${own.length})`),
      ...own.flatMap((duty) => dutyLines(duty, say, layout.width))
    ].join("\n")
  );
  return [wrap(head, layout.width, "").join("\n"), ...parts].join("\n\n");
}

async function readTable<Row>(published: string, name: string): Promise<Row[]> {
  return readRows<Row>(await readFile(join(published, `${name}.arrow`)));
}

function isAsked(duty: Duty, {from, to, owner, rule}: Question & {to: string}): boolean {
  const day = isoDay(duty.deadline_date);
  const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return (
    (from === undefined || day >= from) &&
    day <= to &&
    (owner === undefined || fold(duty.owner_name ?? "").includes(fold(owner))) &&
    (rule === undefined || duty.rule.toLowerCase().startsWith(rule.toLowerCase()))
  );
}

/** By owner, nobody last; then by deadline. */
function compareDuties(one: Duty, other: Duty): number {
  const name = ({owner_name}: Duty): string => (owner_name === null ? "\uffff" : owner_name);
  const key = (duty: Duty): string =>
    [name(duty), isoDay(duty.deadline_date), duty.obligation_id].join("\u0000");
  return key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0;
}

/** The Sunday of a day's week. */
function endOfWeek(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + ((7 - date.getUTCDay()) % 7));
  return date.toISOString().slice(0, 10);
}

function dutyLines(duty: Duty, say: Say, width: number): string[] {
  const when =
    duty.days_left < 0
      ? say.text("due.overdue", {count: -duty.days_left})
      : say.text("due.left", {count: duty.days_left});
  const what = `${isoDay(duty.deadline_date)}  ${when}  ${duty.rule}  ${say.name("rule", duty.rule)}`;
  const whom = `${duty.customer_name ?? duty.customer_id ?? ""} (${duty.subject_kind} ${duty.subject_id})`;
  const stake =
    duty.at_stake_cents === null ? [] : [say.text("due.stake", {amount: say.money(duty.at_stake_cents)})];
  const place = duty.file_name === null ? [] : [`${duty.file_name}:${duty.source_line}`];
  const why = [computationOf(duty, say), ...stake, ...place].join(" · ");
  return [
    ...wrap(`  ${what}`, width, " ".repeat(14)),
    ...wrap(`    ${whom}`, width, " ".repeat(6)),
    ...wrap(`    ${why}`, width, " ".repeat(6))
  ];
}

/** How the deadline follows from the trigger, in words. */
function computationOf(duty: Duty, say: Say): string {
  const trigger = say.text("due.trigger", {
    field: say.name("trigger", duty.trigger_field),
    date: isoDay(duty.trigger_date)
  });
  return `${formulaOf(duty, say)} (${trigger})`;
}

function fileName(team: string): string {
  const plain = team.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return `${plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}.ics`;
}

function wrap(line: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const cut = rest.lastIndexOf(" ", width);
    if (cut <= indent.length) break;
    lines.push(rest.slice(0, cut).trimEnd());
    rest = indent + rest.slice(cut + 1);
  }
  return [...lines, rest];
}

/** The words of a catalogue, with amounts in a currency. */
export function sayIn(words: Words, currency: string): Say {
  return makeSay(words, {currency});
}
