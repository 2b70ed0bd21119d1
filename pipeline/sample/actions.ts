// Preventive actions as they were declared. One of them makes customers give its motive half as often (prevented.ts); the others
// change nothing in the stories: who measures their effect is to find none.
import {BAD_DATE, EXTRA_DELIMITER, MISSING} from "./bad-rows.ts";
import {MOTIVE_LABELS, type Motive} from "./company.ts";
import {customerId} from "./customers.ts";
import {dayOf, extractions} from "./days.ts";
import {FRENCH, frenchDate} from "./dialect.ts";
import {fill, type Fact, type SampleSystem} from "./systems.ts";

export const ACTIONS_HEADER = ["Action", "Motif visé", "Unité", "Valeur unité", "Début", "Fin"] as const;

/** What is tried on some units from a day on. */
export interface Action {
  name: string;
  motive: Motive;
  unit: "Équipe" | "Marque" | "Client";
  values: readonly string[];
  start: string;
  /** Last day, included; null while it lasts. */
  end: string | null;
  /** Share of the times that the motive is no longer given; none where nothing is said. */
  prevented?: number;
}

export const ACTIONS_TAKEN: readonly Action[] = [
  {
    name: "Appel de bienvenue",
    motive: "oversell",
    unit: "Équipe",
    values: ["Télévente Nord"],
    start: "2025-03-03",
    end: null
  },
  {
    name: "Relecture de la maquette",
    motive: "delivery",
    unit: "Marque",
    values: ["Solène"],
    start: "2025-06-02",
    end: "2026-05-15"
  },
  {
    name: "Information en cas d'incident",
    motive: "bug",
    unit: "Marque",
    values: ["Marly"],
    start: "2026-02-02",
    end: null
  },
  {
    name: "Rendez-vous à six mois",
    motive: "competitor",
    unit: "Client",
    values: [11, 27, 33].map(customerId),
    start: "2026-05-18",
    end: null
  },
  {
    name: "Échéancier sur mesure",
    motive: "price",
    unit: "Marque",
    values: ["Solène"],
    start: "2025-09-01",
    end: null,
    prevented: 0.5
  },
  // Rolled out in steps: one team after the other.
  {
    name: "Point à trente jours",
    motive: "support",
    unit: "Équipe",
    values: ["Télévente Sud"],
    start: "2025-04-07",
    end: null
  },
  {
    name: "Point à trente jours",
    motive: "support",
    unit: "Équipe",
    values: ["Terrain Ouest"],
    start: "2025-10-06",
    end: null
  }
];

const TRUTH_HEADER = ["action", "motive", "unit", "unit_value", "from_date", "prevented_percent"];

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
  truthHeader: TRUTH_HEADER,
  tellCompany: (): Fact[] => ACTIONS_TAKEN.flatMap(actionFacts)
};

function actionFacts({name, motive, unit, values, start, end, prevented = 0}: Action): Fact[] {
  const last = end === null ? null : dayOf(end);
  return values.map((value) => ({
    changes: [dayOf(start)],
    rows: (day) => [
      [
        name,
        MOTIVE_LABELS[motive],
        unit,
        value,
        frenchDate(dayOf(start)),
        frenchDate(last !== null && last <= day ? last : null)
      ]
    ],
    truth: [name, motive, unit, value, start, String(100 * prevented)]
  }));
}
