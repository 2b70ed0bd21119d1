// Preventive actions as they were declared. None of them changes anything in the stories: who measures their effect is to
// find none.
import {BAD_DATE, EXTRA_DELIMITER, MISSING} from "./bad-rows.ts";
import {customerId} from "./customers.ts";
import {dayOf, extractions} from "./days.ts";
import {FRENCH, frenchDate} from "./dialect.ts";
import {fill, type Fact, type SampleSystem} from "./systems.ts";

export const ACTIONS_HEADER = ["Action", "Motif visé", "Unité", "Valeur unité", "Début", "Fin"] as const;

interface Action {
  name: string;
  motive: string;
  unit: string;
  values: readonly string[];
  start: string;
  /** Last day, included; null while it lasts. */
  end: string | null;
}

const ACTIONS_TAKEN: readonly Action[] = [
  {
    name: "Appel de bienvenue",
    motive: "Sur-promesse commerciale",
    unit: "Équipe",
    values: ["Télévente Nord"],
    start: "2025-03-03",
    end: null
  },
  {
    name: "Relecture de la maquette",
    motive: "Délai de mise en ligne",
    unit: "Marque",
    values: ["Solène"],
    start: "2025-06-02",
    end: "2026-05-15"
  },
  {
    name: "Information en cas d'incident",
    motive: "Bug / dysfonctionnement",
    unit: "Marque",
    values: ["Marly"],
    start: "2026-02-02",
    end: null
  },
  {
    name: "Rendez-vous à six mois",
    motive: "Parti à la concurrence",
    unit: "Client",
    values: [11, 27, 33].map(customerId),
    start: "2026-05-18",
    end: null
  }
];

export const ACTIONS: SampleSystem = {
  name: "actions",
  header: ACTIONS_HEADER,
  dialect: FRENCH,
  // The list is whole each time.
  extractions: extractions(0).map(({day}) => ({day, after: Number.NEGATIVE_INFINITY})),
  template: (id) =>
    fill(ACTIONS_HEADER, {
      Action: id,
      "Motif visé": "Prix trop élevé",
      Unité: "Équipe",
      "Valeur unité": "Télévente Nord",
      Début: "02/02/2026"
    }),
  faults: [
    {column: "Début", ...BAD_DATE},
    {column: "Valeur unité", ...MISSING},
    {column: "Motif visé", ...EXTRA_DELIMITER}
  ],
  tellCompany: (): Fact[] => ACTIONS_TAKEN.flatMap(actionFacts)
};

function actionFacts({name, motive, unit, values, start, end}: Action): Fact[] {
  const last = end === null ? null : dayOf(end);
  return values.map((value) => ({
    changes: [dayOf(start)],
    rows: (day) => [
      [
        name,
        motive,
        unit,
        value,
        frenchDate(dayOf(start)),
        frenchDate(last !== null && last <= day ? last : null)
      ]
    ]
  }));
}
