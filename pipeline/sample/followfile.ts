// The follow file of letters: a row for each letter, filled in as its case goes on.
import {BAD_DATE, EXTRA_DELIMITER, MISSING} from "./bad-rows.ts";
import {extractions, type Day} from "./days.ts";
import {FRENCH, frenchDate} from "./dialect.ts";
import {lettersOf, type Letter} from "./letters.ts";
import {fill, type Fact, type SampleSystem} from "./systems.ts";

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
  tell: (told): Fact[] =>
    lettersOf(told).map((letter) => {
      const days = [
        letter.received,
        letter.known.opened.day,
        letter.known.closed.day,
        letter.lost,
        letter.domainStop
      ];
      const changes = days.filter((day) => day !== null);
      return {changes, rows: (day: Day) => [letterCells(letter, day)]};
    })
};

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
