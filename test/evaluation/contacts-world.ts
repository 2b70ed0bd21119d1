// What the account of contacts says of companies whose needs are known, beside what was planted.
import {VARCHAR} from "@duckdb/node-api";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {CONTACT_MOTIVES, CONTACTS, CONTACTS_HEADER} from "../../pipeline/sample/contacts.ts";
import {isoDate, LAST_DAY} from "../../pipeline/sample/days.ts";
import {planOf} from "../../pipeline/sample/plans.ts";
import {Random} from "../../pipeline/sample/random.ts";
import {tellStory} from "../../pipeline/sample/story.ts";
import {appendRows, createTempTable} from "../../src/append.ts";
import {SHIPPED} from "../../src/config.ts";
import type {Bench} from "./bench.ts";

/** The mart that is measured; all that it is made from is built too. */
export const CONTACT_TARGETS = ["marts.first_contact_resolutions"];

/** The window in use, which the generator is told for: a customer who was not helped calls again within it. */
export const WINDOW_DAYS = 7;

/** A rate that was measured and one that was planted, over the same kind of needs. */
export interface Rate {
  /** A motive, or a way to count over all of them. */
  what: string;
  windowDays: number;
  episodes: number;
  measured: number;
  needs: number;
  planted: number;
}

export interface ContactMeasures {
  seed: number;
  contacts: number;
  /** Over all motives, in each way to count and each window. */
  wholes: Rate[];
  /** By motive, in the window in use. */
  motives: Rate[];
}

/** Tells the contacts of a company, counts its episodes, and compares them with its needs. */
export async function measureContacts(
  bench: Bench,
  {seed, customers}: {seed: number; customers: number}
): Promise<ContactMeasures> {
  const told = tellContacts(seed, customers);
  await giveContacts(bench, told);
  await bench.build();
  const rows = await bench.rows(
    "select * from marts.first_contact_resolutions where period = 'all' order by reach, motive, window_days"
  );
  const rates = rows.map(({reach, motive, window_days, mature_episodes, resolved_episodes}): Rate => {
    const windowDays = Number(window_days);
    const needs = needsOf(told, windowDays).filter((need) => motive === "all" || need.motive === motive);
    return {
      what: motive === "all" ? String(reach) : String(motive),
      windowDays,
      episodes: Number(mature_episodes),
      measured: Number(resolved_episodes) / Number(mature_episodes),
      needs: needs.length,
      planted: needs.filter(({isResolved}) => isResolved).length / needs.length
    };
  });
  const isWhole = ({what}: Rate): boolean => /^(same_motive|any_motive|net)$/.test(what);
  return {
    seed,
    contacts: told.length,
    wholes: rates.filter(isWhole),
    motives: rates.filter((rate) => !isWhole(rate) && rate.windowDays === WINDOW_DAYS)
  };
}

interface ToldContact {
  cells: string[];
  /** The need behind it; null for what the company sends. */
  need: string | null;
}

function tellContacts(seed: number, customers: number): ToldContact[] {
  const plan = planOf("standard", 0.3);
  return Array.from({length: customers}, (_, index) => {
    const story = tellStory(new Random(seed, index + 1), index + 1, plan);
    const facts = CONTACTS.tell?.({story, entries: [], seed}) ?? [];
    return facts.flatMap(({rows, truth}) =>
      rows(LAST_DAY).map((cells): ToldContact => ({cells, need: truth?.[1] ?? null}))
    );
  }).flat();
}

const COLUMN = Object.fromEntries(CONTACTS_HEADER.map((name, place) => [name, place])) as Record<
  (typeof CONTACTS_HEADER)[number],
  number
>;

const cellOf = ({cells}: ToldContact, column: (typeof CONTACTS_HEADER)[number]): string =>
  cells[COLUMN[column]] ?? "";

interface Need {
  motive: string;
  isResolved: boolean;
}

/** What was planted: needs that began long enough ago, and whether one contact, not handed on, was enough. */
function needsOf(told: readonly ToldContact[], windowDays: number): Need[] {
  const needs = new Map<string, ToldContact[]>();
  for (const contact of told)
    if (contact.need !== null) needs.set(contact.need, [...(needs.get(contact.need) ?? []), contact]);
  return [...needs.values()]
    .filter(([first]) => first !== undefined && dayOf(first) <= isoDate(LAST_DAY - windowDays))
    .map((contacts) => ({
      motive: cellOf(contacts[0] as ToldContact, "Motif"),
      isResolved: contacts.length === 1 && cellOf(contacts[0] as ToldContact, "Transféré") === "Non"
    }));
}

function dayOf(contact: ToldContact): string {
  const [day, month, year] = cellOf(contact, "Date heure").slice(0, 10).split("/");
  return `${year}-${month}-${day}`;
}

/** Puts the records into the table that the model of staging reads, and lets it read them as a run would. */
async function giveContacts(bench: Bench, told: readonly ToldContact[]): Promise<void> {
  const typed = CONTACTS_HEADER.map((_, place) => ({name: `c${place}`, type: {duckdb: VARCHAR}}));
  await createTempTable(bench.connection, "told_contacts", typed);
  await appendRows(
    bench.connection,
    "temp.main.told_contacts",
    typed,
    told.map(({cells}) => cells)
  );
  const staging = await readFile(join(SHIPPED.pipeline, "staging", "contacts.sql"), "utf8");
  const column = (name: (typeof CONTACTS_HEADER)[number]): string => `c${COLUMN[name]}`;
  const statements = [
    "delete from entities.contacts",
    `insert into entities.contacts by name
    select 'contacts' as system, ${column("N° contact")} as contact_id, ${column("N° client")} as customer_id,
      strptime(${column("Date heure")}, '%d/%m/%Y %H:%M') at time zone 'Europe/Paris' as at,
      ${column("Sens")} as direction_label, ${column("Média")} as medium_label, ${column("Motif")} as motive,
      ${column("Conseiller")} as adviser_id, ${column("Automatique")} = 'Oui' as is_automatic,
      ${column("Transféré")} = 'Oui' as was_transferred, 'told' as source_file_id
    from temp.main.told_contacts`,
    "delete from staging.contacts",
    `insert into staging.contacts by name\n${staging}`
  ];
  for (const statement of statements) await bench.run(statement);
}

/** The share of needs for which one contact is enough, as the generator draws it. */
export const DRAWN: ReadonlyMap<string, number> = new Map(
  CONTACT_MOTIVES.map(({motive, onceRate}) => [motive, onceRate])
);
