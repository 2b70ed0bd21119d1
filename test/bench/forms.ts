import iconv from "iconv-lite";
import type {Language} from "./contracts.ts";

/** How a language writes a row; every text is ready for `Buffer.from(…, encoding)`. */
export interface Form {
  language: Language;
  delimiter: string;
  lineEnd: string;
  encoding: "utf8" | "latin1";
  /** Text as `encoding` takes it. */
  encode(text: string): string;
  days: readonly string[];
  times: readonly string[];
  amount(cents: number): string;
  decimal(hundredths: number): string;
  yes: string;
  no: string;
  names: readonly string[];
  towns: readonly string[];
  channels: readonly string[];
  products: readonly string[];
  comments: readonly string[];
}

const DAY_COUNT = 2200;
const FIRST_DAY = Date.UTC(2020, 0, 1);
/** Office hours: never the hour at which clocks change. */
const TIMES = Array.from({length: 600}, (_, minute) => [8 + Math.floor(minute / 60), minute % 60]).map(
  ([hour, minute]) => `${two(hour ?? 0)}:${two(minute ?? 0)}`
);

const NAMES = [
  "Boulangerie Lefèvre",
  "Salon Élégance",
  "Garage Müller et Fils",
  "Pâtisserie Noël",
  "Hôtel de la Gare",
  "Institut Beauté Zoé",
  "Plomberie Dupré",
  "Café des Amis",
  "Fleuriste Camélia",
  "Cabinet Rivière Associés"
];
const TOWNS = ["Besançon", "Saint-Étienne", "Orléans", "Nîmes", "Paris", "Béziers", "Angoulême", "Lille"];
const PRODUCTS = ["Pack visibilité locale", "Site internet", "Référencement", "Annuaire imprimé", "Agenda"];
const REMARKS = [
  "à rappeler après la rentrée",
  "remise accordée par le responsable régional",
  "le client souhaite une facture par établissement",
  "dossier repris à la suite d'une réclamation",
  "paiement en trois fois sans frais",
  "ancienne adresse - voir la fiche",
  "contrat reconduit tacitement pour douze mois",
  "logo à refaire avant parution"
];
function texts(encode: Form["encode"]): Pick<Form, "names" | "towns" | "products" | "comments"> {
  return {
    names: NAMES.map(encode),
    towns: TOWNS.map(encode),
    products: PRODUCTS.map(encode),
    comments: REMARKS.map(encode)
  };
}

const asWindows1252 = (text: string): string => iconv.encode(text, "windows-1252").toString("latin1");
const asIs = (text: string): string => text;

/** What programs write for programs. */
export const ENGLISH_FORM: Form = {
  language: "english",
  delimiter: ",",
  lineEnd: "\n",
  encoding: "utf8",
  encode: asIs,
  ...texts(asIs),
  channels: ["Field", "Phone", "Retention", "Customer service"],
  days: allDays((date) => date.toISOString().slice(0, 10)),
  times: TIMES,
  amount: (cents) => fixed(cents, ".", ""),
  decimal: (hundredths) => fixed(hundredths, ".", ""),
  yes: "true",
  no: "false"
};

/**
 * The French spreadsheet dialect. Its texts keep to the part of windows-1252 that is also Latin-1: one `’` or
 * `€` would make the bare reader, to which the rest is compared, refuse the whole file.
 */
export const FRENCH_FORM: Form = {
  language: "french",
  delimiter: ";",
  lineEnd: "\r\n",
  encoding: "latin1",
  encode: asWindows1252,
  ...texts(asWindows1252),
  channels: ["Terrain", "Télévente", "Rétention", "Service client"].map(asWindows1252),
  days: allDays((date) => date.toISOString().slice(0, 10).split("-").reverse().join("/")),
  times: TIMES,
  amount: (cents) => fixed(cents, ",", "\u00a0"),
  decimal: (hundredths) => fixed(hundredths, ",", ""),
  yes: "Oui",
  no: "Non"
};

function allDays(write: (date: Date) => string): string[] {
  return Array.from({length: DAY_COUNT}, (_, day) => write(new Date(FIRST_DAY + day * 86_400_000)));
}

/** A number of hundredths below a million units, with two decimals. */
function fixed(hundredths: number, point: string, thousands: string): string {
  const size = Math.abs(hundredths);
  const units = Math.floor(size / 100);
  const whole =
    units < 1000 ? String(units) : `${Math.floor(units / 1000)}${thousands}${three(units % 1000)}`;
  return `${hundredths < 0 ? "-" : ""}${whole}${point}${two(size % 100)}`;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

function three(number: number): string {
  return number < 10 ? `00${number}` : number < 100 ? `0${number}` : String(number);
}
