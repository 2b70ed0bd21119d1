// The invented company: what it sells, under which brands, and why its customers say they leave.

export type Brand = "Solène" | "Marly";

export const BRANDS: readonly (readonly [Brand, number])[] = [
  ["Solène", 0.62],
  ["Marly", 0.38]
];

export interface Family {
  name: string;
  products: readonly string[];
  /** Median price of twelve months, in cents. */
  medianCents: number;
  /** How often it is sold. */
  weight: number;
}

export const FAMILIES: readonly Family[] = [
  {name: "Site", products: ["Site Vitrine", "Site Relief", "Site Atelier"], medianCents: 95_000, weight: 24},
  {name: "Booster", products: ["Booster Quartier", "Booster Canton"], medianCents: 78_000, weight: 18},
  {name: "Connect", products: ["Connect Solo", "Connect Duo"], medianCents: 36_000, weight: 15},
  {name: "Présence", products: ["Présence Rue", "Présence Région"], medianCents: 45_000, weight: 17},
  {name: "Store & Chat", products: ["Store & Chat Comptoir"], medianCents: 54_000, weight: 8},
  {name: "Ranking", products: ["Ranking Cap", "Ranking Cime"], medianCents: 62_000, weight: 9},
  {name: "Annonces", products: ["Annonces Flash", "Annonces Saison"], medianCents: 40_000, weight: 9}
];

/** The family of a name that is known to be sold. */
export function familyOf(name: string): Family {
  const family = FAMILIES.find((candidate) => candidate.name === name);
  if (!family) throw new Error(`family ${name} is not sold`);
  return family;
}

export type Motive =
  | "price"
  | "bug"
  | "ux"
  | "missing_feature"
  | "competitor"
  | "oversell"
  | "support"
  | "delivery"
  | "closing"
  | "no_answer";

/** How the exports write a motive. */
export const MOTIVE_LABELS: Record<Motive, string> = {
  price: "Prix trop élevé",
  bug: "Bug / dysfonctionnement",
  ux: "Ergonomie",
  missing_feature: "Fonctionnalité manquante",
  competitor: "Parti à la concurrence",
  oversell: "Sur-promesse commerciale",
  support: "Service client",
  delivery: "Délai de mise en ligne",
  closing: "Fermeture / cession",
  no_answer: "Sans réponse"
};

/** Labels that no list of motives foresees. */
export const UNMAPPED_LABELS = ["Divers (à préciser)", "Divers (à préciser)", "Voir commentaire"] as const;
export const REISSUE_LABEL = "Erreur de saisie";

/** Why customers of a brand leave. */
export const MOTIVE_MIX: Record<Brand, readonly (readonly [Motive, number])[]> = {
  Solène: [
    ["price", 24],
    ["oversell", 20],
    ["delivery", 14],
    ["competitor", 10],
    ["support", 9],
    ["closing", 9],
    ["bug", 6],
    ["ux", 4],
    ["missing_feature", 4]
  ],
  Marly: [
    ["competitor", 22],
    ["missing_feature", 17],
    ["price", 16],
    ["bug", 14],
    ["ux", 9],
    ["support", 8],
    ["closing", 7],
    ["oversell", 5],
    ["delivery", 2]
  ]
};

/** One motive whose share doubles from a day on: something for a control chart to find. */
export const DRIFT = {motive: "bug", from: "2026-01-01", factor: 2} as const;

export const COMPETITORS = ["Vorquenne", "Tastrobi", "Zimbrelle", "Ploumic"] as const;
export const MISSING_FEATURES = [
  "Prise de rendez-vous en ligne",
  "Statistiques par quartier",
  "Paiement d'acompte",
  "Export des avis"
] as const;

/** Trades with their article-free name, as shops put them on their sign. */
export const TRADES = [
  "Boulangerie",
  "Boucherie",
  "Garage",
  "Salon de coiffure",
  "Fleuriste",
  "Pizzeria",
  "Plomberie",
  "Librairie",
  "Optique",
  "Menuiserie",
  "Pressing",
  "Auberge",
  "Institut",
  "Cordonnerie",
  "Pharmacie",
  "Auto-école",
  "Serrurerie",
  "Brasserie",
  "Jardinerie",
  "Cave"
] as const;

export const SIGNS = [
  "de la Tour Penchée",
  "du Vieux Lavoir",
  "des Trois Ponts",
  "du Pré Fleuri",
  "des Quatre Vents",
  "de l’Écluse",
  "du Cœur de Ville",
  "de la Halle",
  "du Tilleul",
  "des Remparts",
  "du Chat Perché",
  "de la Gare",
  "du Moulin Bleu",
  "des Glycines",
  "de la Grande Ourse",
  "du Passage",
  "de l’Étoile",
  "du Canal",
  "des Arcades",
  "du Petit Marché",
  "de la Fontaine",
  "du Belvédère",
  "des Cèdres",
  "de l’Horloge"
] as const;

export const SHOP_TAILS = [
  "",
  "",
  "",
  " & fils",
  " & sœurs",
  " réunis",
  " d’Ici",
  " Nouvelle",
  " 2000",
  " Express"
] as const;

export const TOWNS: readonly (readonly [string, string])[] = [
  ["Amiens", "80000"],
  ["Angers", "49000"],
  ["Annecy", "74000"],
  ["Arras", "62000"],
  ["Auxerre", "89000"],
  ["Bayonne", "64100"],
  ["Besançon", "25000"],
  ["Blois", "41000"],
  ["Bourges", "18000"],
  ["Brest", "29200"],
  ["Caen", "14000"],
  ["Chambéry", "73000"],
  ["Dijon", "21000"],
  ["Évreux", "27000"],
  ["Gap", "05000"],
  ["Grenoble", "38000"],
  ["Laval", "53000"],
  ["Le Mans", "72000"],
  ["Limoges", "87000"],
  ["Lorient", "56100"],
  ["Mâcon", "71000"],
  ["Metz", "57000"],
  ["Nîmes", "30000"],
  ["Niort", "79000"],
  ["Orléans", "45000"],
  ["Pau", "64000"],
  ["Périgueux", "24000"],
  ["Quimper", "29000"],
  ["Reims", "51100"],
  ["Rodez", "12000"],
  ["Saint-Étienne", "42000"],
  ["Sète", "34200"],
  ["Tarbes", "65000"],
  ["Tours", "37000"],
  ["Troyes", "10000"],
  ["Valence", "26000"],
  ["Vannes", "56000"],
  ["Vichy", "03200"]
];

/** What people type in a free column: blanks, delimiters, quotation marks and line ends included. */
export const COMMENTS = [
  "Rappeler le matin",
  "Fermé le lundi ; préfère un rendez-vous",
  "Photos à refaire",
  "A demandé un geste",
  "Textes validés par le gérant",
  'Dit : "on verra à la rentrée"',
  "Offre à 30 € évoquée",
  "Passage en boutique prévu",
  "Client rappelé ; souhaite garder le site\nÀ revoir avec le responsable"
] as const;
