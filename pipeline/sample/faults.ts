// Which rows each export breaks, and how: cells a person mistypes, never a row of the story itself.
import {ATROPOS_HEADER} from "./atropos.ts";
import {BAD_AMOUNT, BAD_DATE, BAD_DECIMALS, EXTRA_DELIMITER, MISSING, type Fault} from "./bad-rows.ts";
import {QUALIATIC_HEADER} from "./qualiatic.ts";
import {SALESFORCE_HEADER} from "./salesforce.ts";
import {VENDEURS_HEADER} from "./vendeurs.ts";

/** The header of an export, a right row for an invented id, and the ways to break it. */
export interface FaultPlan {
  header: readonly string[];
  template: (id: string) => string[];
  faults: readonly Fault[];
}

export const ATROPOS_FAULTS: FaultPlan = {
  header: ATROPOS_HEADER,
  template: (id) =>
    fill(ATROPOS_HEADER, {
      "N° commande": id,
      "N° ligne": "1",
      "N° client": id,
      "Raison sociale": "Dépôt à vérifier",
      "Date signature": "04/03/2026",
      "Date saisie": "04/03/2026 09:15",
      "Code vendeur": "V101",
      "Canal vente": "Télévente",
      Affectation: "Vendeur",
      Gamme: "Site",
      Produit: "Site Vitrine",
      "Montant HT": "120,50",
      "Début parution": "01/04/2026",
      "Fin parution": "01/04/2027",
      Récurrent: "Oui",
      Statut: "Validée"
    }),
  faults: [
    {column: "Montant HT", ...BAD_AMOUNT},
    {column: "Date signature", ...BAD_DATE},
    {column: "Raison sociale", ...EXTRA_DELIMITER},
    {column: "N° client", ...MISSING},
    {column: "Montant HT", ...BAD_DECIMALS}
  ]
};

export const SALESFORCE_FAULTS: FaultPlan = {
  header: SALESFORCE_HEADER,
  template: (id) =>
    fill(SALESFORCE_HEADER, {
      "Numéro de la requête": id,
      "Date/Heure d'ouverture": "09/03/2026 10:40",
      Statut: "Nouveau",
      Type: "Risque de churn",
      "Numéro de compte": id,
      "Nom du compte": "Dépôt à vérifier",
      "Canal d'entrée": "Télévente",
      "Montant à risque HT": "120,50",
      "Courrier reçu": "Non",
      "Date/Heure de dernière modification": "09/03/2026 10:40"
    }),
  faults: [
    {column: "Date/Heure d'ouverture", reason: BAD_DATE.reason, raw: "31/02/2026 10:40"},
    {column: "Numéro de compte", ...MISSING},
    {column: "Montant à risque HT", ...BAD_AMOUNT},
    {column: "Nom du compte", ...EXTRA_DELIMITER}
  ]
};

export const QUALIATIC_FAULTS: FaultPlan = {
  header: QUALIATIC_HEADER,
  template: (id) =>
    fill(QUALIATIC_HEADER, {
      "N° écriture": id,
      "Date écriture": "01/04/2026",
      "N° client": id,
      "N° commande": id,
      "N° ligne": "1",
      Type: "Facture",
      "N° pièce": id,
      "Montant HT": "120,50",
      "Début service": "01/04/2026",
      "Fin service": "01/04/2027"
    }),
  faults: [
    {column: "Montant HT", ...BAD_DECIMALS},
    {column: "N° pièce", ...MISSING},
    {column: "N° commande", ...EXTRA_DELIMITER},
    {column: "Date écriture", ...BAD_DATE},
    {column: "Montant HT", ...BAD_AMOUNT}
  ]
};

export const VENDEURS_FAULTS: FaultPlan = {
  header: VENDEURS_HEADER,
  template: (id) =>
    fill(VENDEURS_HEADER, {
      "Code vendeur": id,
      Nom: "Essai de saisie",
      Canal: "Télévente",
      Équipe: "Télévente Nord",
      Rôle: "AM",
      Du: "02/02/2026"
    }),
  faults: [
    {column: "Du", ...BAD_DATE},
    {column: "Nom", ...MISSING},
    {column: "Équipe", ...EXTRA_DELIMITER}
  ]
};

function fill(header: readonly string[], cells: Record<string, string>): string[] {
  return header.map((column) => cells[column] ?? "");
}
