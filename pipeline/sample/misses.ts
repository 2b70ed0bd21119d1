// Duties that the sample's company misses, for those who judge what is found of them: the pipeline never reads this.
import {isoDate, LAST_DAY, type Day} from "./days.ts";
import {PLAIN} from "./dialect.ts";
import {domainOf} from "./gandi.ts";
import {isKeptBy, lettersOf, type Letter} from "./letters.ts";
import {billedMonthlyCents, hasOwnTools} from "./own-tools.ts";
import type {Fact, SampleSystem, Told} from "./systems.ts";
import {caseDealsOf} from "./zendesk-sell.ts";

const DOMAIN_DAYS = 1;

/** A duty by its rule and its subject, with the days on which it may be done and on which it was. */
interface Duty {
  rule: string;
  kind: string;
  subject: string;
  trigger: Day;
  /** First day allowed; null when any. */
  earliest: Day | null;
  deadline: Day;
  done: Day | null;
}

/** What is missed and found to be so on the last day: exports nothing, tells the truth only. */
export const MISSED_DUTIES: SampleSystem = {
  name: "missed_duties",
  header: [],
  dialect: PLAIN,
  extractions: [],
  truthHeader: ["rule", "subject_kind", "subject_id", "status", "days"],
  tell: (told) =>
    [...lettersOf(told).flatMap(letterDuties), ...domainDuties(told), ...caseDuties(told)].flatMap(tellMiss)
};

function tellMiss(duty: Duty): Fact[] {
  const miss = missOf(duty);
  if (miss === null) return [];
  const truth = [duty.rule, duty.kind, duty.subject, miss.status, String(miss.days)];
  return [{changes: [duty.trigger], rows: () => [], truth}];
}

function missOf({earliest, deadline, done}: Duty): {status: string; days: number} | null {
  if (done === null) return deadline < LAST_DAY ? {status: "missing", days: LAST_DAY - deadline} : null;
  if (earliest !== null && done < earliest) return {status: "early_breach", days: earliest - done};
  return done > deadline ? {status: "late", days: done - deadline} : null;
}

function letterDuties(letter: Letter): Duty[] {
  const {known, received, deadline} = letter;
  if (isKeptBy(known, LAST_DAY)) return [];
  const {id, brand} = known.order.customer;
  const subject = [id, brand, isoDate(received)].join("|");
  const lost = letter.lost !== null && letter.lost <= LAST_DAY ? letter.lost : null;
  const due = {kind: "letter", subject, trigger: received, earliest: deadline, deadline};
  const isEarly = Number(isoDate(received).slice(8)) <= 15;
  const rule = brand === "Solène" ? "D3" : isEarly ? "D1" : "D2";
  return [{...due, rule, done: lost}, ...ghostDuties(letter, due), ...cutDuties(letter, subject, lost)];
}

/** A case about a letter that was given up: too early until the deadline, and not passed as lost from then on. */
function ghostDuties({known, deadline}: Letter, due: Omit<Duty, "rule" | "done">): Duty[] {
  const {day} = known.closed;
  if (known.outcome !== "ghost" || day > LAST_DAY) return [];
  return [{...due, rule: "D5", done: day < deadline ? day : null}];
}

function cutDuties({cut, smsCut, dueCut, dueSmsCut}: Letter, subject: string, lost: Day | null): Duty[] {
  if (lost === null) return [];
  const cuts = [
    {rule: "D9", due: dueCut, done: cut},
    {rule: "D10", due: dueSmsCut, done: smsCut}
  ];
  return cuts.flatMap(({rule, due, done}) =>
    due === null ? [] : [{rule, kind: "loss", subject, trigger: lost, earliest: due, deadline: due, done}]
  );
}

function domainDuties(told: Told): Duty[] {
  const domain = domainOf(told);
  if (domain === null || domain.lost === null) return [];
  const {fqdn, lost, stopped} = domain;
  const done = stopped !== null && stopped.day <= LAST_DAY ? stopped.day : null;
  const due = {trigger: lost, earliest: null, deadline: lost + DOMAIN_DAYS, done};
  return [{rule: "D12", kind: "domain", subject: `gandi_domaines|${fqdn}`, ...due}];
}

/** What is keyed in wrongly: amounts with VAT, or of the order where the bill is of something else; days of engagement. */
function caseDuties(told: Told): Duty[] {
  if (!hasOwnTools(told.story.customer)) return [];
  const deals = caseDealsOf(told).filter(({known}) => known.opened.day <= LAST_DAY);
  return deals.flatMap(({known, valueCents, engagement}) => {
    const {day} = known.opened;
    const billed = billedMonthlyCents(told.entries, known.namesOrder ? known.order.id : null, day);
    const due = {kind: "case", subject: known.id, trigger: day, earliest: null, deadline: day};
    const amount = {...due, rule: "D16", done: valueCents === billed ? day : null};
    const engaged = {...due, rule: "D15", done: engagement.noted === engagement.right ? day : null};
    return [...(billed > 0 ? [amount] : []), ...(engagement.right === null ? [] : [engaged])];
  });
}
