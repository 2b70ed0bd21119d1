// The follow file of letters: a row for each letter, filled in as its case goes on.
import {BAD_DATE, EXTRA_DELIMITER, MISSING} from "./bad-rows.ts";
import type {Case} from "./cases.ts";
import {addMonths, dayOfMonth, extractions, monthStart, workday, type Day} from "./days.ts";
import {FRENCH, frenchDate} from "./dialect.ts";
import {domainOf} from "./gandi.ts";
import type {Random} from "./random.ts";
import {SELLERS, channelOn, type Seller} from "./sellers.ts";
import {fill, streamOf, type Fact, type SampleSystem, type Told} from "./systems.ts";

export const FOLLOWFILE_HEADER = [
  "N° client",
  "Marque",
  "Lettre reçue le",
  "Canal lettre",
  "Date RDV",
  "AM",
  "Raison principale",
  "Raison secondaire",
  "Statut HS",
  "Concurrent",
  "Fonctionnalité manquante",
  "Issue",
  "PED",
  "Passé en perdu le",
  "Passé en perdu par",
  "Coupure facturation le",
  "Coupure SMS le",
  "Arrêt domaine le"
] as const;

const MEDIA = [
  ["Recommandé", 68],
  ["Courrier", 20],
  ["Courriel", 12]
] as const;

/** Everything that is ever written on the row of a letter. */
interface Letter {
  known: Case;
  received: Day;
  medium: string;
  appointment: Day | null;
  status: string;
  lost: Day | null;
  lostBy: Seller;
  cut: Day | null;
  smsCut: Day | null;
  domainStop: Day | null;
}

export const FOLLOWFILE: SampleSystem = {
  name: "followfile",
  header: FOLLOWFILE_HEADER,
  dialect: FRENCH,
  extractions: extractions(3),
  template: (id) =>
    fill(FOLLOWFILE_HEADER, {
      "N° client": id,
      Marque: "Marly",
      "Lettre reçue le": "09/03/2026",
      "Canal lettre": "Recommandé",
      AM: "Essai de saisie"
    }),
  faults: [
    {column: "Lettre reçue le", ...BAD_DATE},
    {column: "Marque", ...MISSING},
    {column: "AM", ...EXTRA_DELIMITER}
  ],
  tell: (told): Fact[] => {
    const random = streamOf(told, "followfile");
    const written = new Set<Day>();
    return told.story.cases.flatMap((known) => {
      // Two cases about one letter are one row.
      if (known.letterDay === null || written.has(known.letterDay)) return [];
      written.add(known.letterDay);
      const letter = followLetter(random, told, known, known.letterDay);
      const days = [letter.received, known.opened.day, known.closed.day, letter.lost, letter.domainStop];
      const changes = days.filter((day) => day !== null);
      return [{changes, rows: (day: Day) => [letterCells(letter, day)]}];
    });
  }
};

function followLetter(random: Random, told: Told, known: Case, received: Day): Letter {
  const {cancellation} = known.order;
  const isLost = known.outcome === "lost" && cancellation !== null;
  const meeting = workday(known.opened.day + random.int(1, 10));
  const isMet = known.outcome !== "ghost" && random.chance(0.9) && meeting <= known.closed.day;
  const cut = isLost ? billingCut(random, cancellation.effective) : null;
  const hasSms = random.chance(0.25);
  const domain = domainOf(told);
  return {
    known,
    received,
    medium: random.weighted(MEDIA),
    appointment: isMet ? meeting : null,
    status: random.pick(["Actif", "Actif", "Inactif", ""]),
    lost: isLost ? known.closed.day : null,
    lostBy: pickCloser(random, known),
    cut,
    smsCut: cut !== null && hasSms ? addMonths(cut, 1) : null,
    domainStop: isLost ? (domain?.stopped?.day ?? null) : null
  };
}

/** The day that was agreed; those who keep to the old rule cut on the 5th or the 17th. */
function billingCut(random: Random, effective: Day): Day {
  if (!random.chance(0.1)) return effective;
  return monthStart(effective) + (dayOfMonth(effective) <= 10 ? 4 : 16);
}

/** Team leaders and junior account managers pass an account as lost; sometimes the owner does it all the same. */
function pickCloser(random: Random, known: Case): Seller {
  const isAllowed = random.chance(0.93);
  const allowed = SELLERS.filter(
    (seller) =>
      ["Team leader AM", "AM junior"].includes(seller.role) && channelOn(seller, known.closed.day) !== null
  );
  return isAllowed ? random.pick(allowed) : known.owner;
}

function letterCells(letter: Letter, day: Day): string[] {
  const {known} = letter;
  const isOpened = known.opened.day <= day;
  const isLost = letter.lost !== null && letter.lost <= day;
  const isStopped = letter.domainStop !== null && letter.domainStop <= day;
  return [
    known.order.customer.id,
    known.order.customer.brand,
    frenchDate(letter.received),
    letter.medium,
    frenchDate(isOpened ? letter.appointment : null),
    isOpened ? known.owner.name : "",
    isOpened ? (known.reasons[0] ?? "") : "",
    isOpened ? (known.reasons[1] ?? "") : "",
    letter.status,
    isOpened ? known.competitor : "",
    isOpened ? known.missingFeature : "",
    known.closed.day <= day ? known.label : "",
    frenchDate(isOpened ? known.ped : null),
    frenchDate(isLost ? letter.lost : null),
    isLost ? letter.lostBy.name : "",
    frenchDate(isLost ? letter.cut : null),
    frenchDate(isLost ? letter.smsCut : null),
    frenchDate(isStopped ? letter.domainStop : null)
  ];
}
