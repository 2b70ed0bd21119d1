import {mkdtemp, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import iconv from "iconv-lite";
import {afterAll, beforeAll} from "vitest";
import {writeSample, type SampleSummary} from "../../../pipeline/sample/index.ts";
import {SYSTEMS as TOLD} from "../../../pipeline/sample/registry.ts";
import {isoDate} from "../../../pipeline/sample/days.ts";
import {SELLERS} from "../../../pipeline/sample/sellers.ts";
import type {SampleSystem} from "../../../pipeline/sample/systems.ts";

export type Row = Record<string, string>;

/** The dates at the end of the names of the exports. */
export const DATES = ["2026-04-30", "2026-05-31", "2026-06-30"] as const;

/** The systems that export. */
export const SYSTEMS = ["atropos_commandes", "qualiatic_ecritures", "salesforce_requetes", "vendeurs"];

/** The headers of the templates, as their document gives them. */
export const HEADERS: Record<string, string> = {
  atropos_commandes:
    "N° commande;N° ligne;N° client;Raison sociale;Date signature;Date saisie;Code vendeur;Canal vente;Affectation;" +
    "Gamme;Produit;Montant HT;Début parution;Fin parution;Récurrent;VJE;VJR;Statut;Date demande annulation;" +
    "Date annulation;Date saisie annulation;Annulée par;Portée annulation;Motif annulation;Commande remplacée;" +
    "Commande modifiée;N° dossier;Marque;Code postal;Commentaire",
  qualiatic_ecritures:
    "N° écriture;Date écriture;N° client;N° commande;N° ligne;Type;N° pièce;Pièce d'origine;Montant HT;" +
    "Début service;Fin service",
  salesforce_requetes:
    "Numéro de la requête;Date/Heure d'ouverture;Date/Heure de fermeture;Statut;Type;Origine de la requête;" +
    "Motif de la requête;Alias du propriétaire de la requête;Numéro de compte;Nom du compte;Issue;Canal d'entrée;" +
    "N° commande;Montant à risque HT;Courrier reçu;Fiscal churn received on;PED;Concurrent;" +
    "Fonctionnalité manquante;Date/Heure de dernière modification",
  vendeurs: "Code vendeur;Nom;Canal;Équipe;Manager;Rôle;Du;Au"
};

/** The names of the files of a system that is told around the stories. */
export function filesOf({name, extractions, fileName}: SampleSystem): string[] {
  return extractions.map((extraction) => fileName?.(extraction) ?? `${name}_${isoDate(extraction.day)}.csv`);
}

/** The system that is told around the stories and exports a file. */
export function toldSystem(file: string): SampleSystem | undefined {
  return TOLD.find((system) => filesOf(system).includes(file));
}

/** The header of an export. */
export function headerOf(file: string): readonly string[] {
  return toldSystem(file)?.header ?? HEADERS[file.slice(0, -"_2026-04-30.csv".length)]?.split(";") ?? [];
}

/** The text of an export. */
export async function readExport(folder: string, name: string): Promise<string> {
  return iconv.decode(await readFile(join(folder, name)), "windows-1252");
}

/** The records of an export that are as wide as its header, its bad rows and its footer left out. */
export async function readRows(folder: string, name: string): Promise<Row[]> {
  const records = parse(await readExport(folder, name), {delimiter: ";", relax_column_count: true});
  const [header = [], ...others] = records;
  return others
    .filter((cells) => cells.length === header.length && !cells[0]?.startsWith("ERR-"))
    .map((cells) => Object.fromEntries(header.map((column, position) => [column, cells[position] ?? ""])));
}

/** The records of a truth file. */
export async function readTruth(folder: string, name: string): Promise<Row[]> {
  return parse<Row>(await readFile(join(folder, "truth", name), "utf8"), {columns: true});
}

/** Rows of several exports of one system, the oldest first. */
export async function readAll(folder: string, system: string): Promise<Row[]> {
  const files = await Promise.all(DATES.map((date) => readRows(folder, `${system}_${date}.csv`)));
  return files.flat();
}

/** Each case as the last export that holds it writes it, in the columns of Salesforce whichever CRM that is. */
export async function readCases(folder: string): Promise<Map<string, Row>> {
  const cases = new Map<string, Row>();
  for (const date of DATES) {
    const rows = await readRows(folder, `salesforce_requetes_${date}.csv`);
    for (const row of [...rows, ...(await readDeals(folder, date))])
      cases.set(row["Numéro de la requête"] ?? "", row);
  }
  // Losses before the service began are beside the stories: they stand in the CRM only.
  for (const [id, {Issue}] of cases) if (Issue === "Perdu avant mise en service") cases.delete(id);
  return cases;
}

const ENDS: Record<string, string> = {Won: "Sauvé", Lost: "Perdu", Ghost: "Ghost"};

async function readDeals(folder: string, date: string): Promise<Row[]> {
  const text = await readFile(join(folder, `zendesk_sell_deals_${date}.csv`), "utf8");
  const deals = parse<Row>(text, {columns: true}).filter(({Source}) => Source === "fid");
  return deals.map((deal) => ({
    "Numéro de la requête": deal.ID ?? "",
    "Date/Heure d'ouverture": deal["Added on"]?.replace(/^(\d+)-(\d+)-(\d+)/, "$3/$2/$1") ?? "",
    "Motif de la requête": deal["Reason of Churn Risk creation"]?.replaceAll(", ", " ; ") ?? "",
    "Alias du propriétaire de la requête": SELLERS.find(({name}) => name === deal.Owner)?.id ?? "",
    Issue: ENDS[deal.Stage ?? ""] ?? ""
  }));
}

/** Each order line as the last export that holds it writes it. */
export async function readLines(folder: string): Promise<Map<string, Row>> {
  const rows = await readAll(folder, "atropos_commandes");
  return new Map(rows.map((row) => [`${row["N° commande"]}/${row["N° ligne"]}`, row]));
}

/** An order as the last export that holds it writes it. */
export interface KnownOrder {
  row: Row;
  cents: number;
  cut: string[];
}

/** Each order, with its total and the days on which lines of it were cut. */
export async function readOrders(folder: string): Promise<Map<string, KnownOrder>> {
  const orders = new Map<string, KnownOrder>();
  for (const row of (await readLines(folder)).values()) {
    const id = row["N° commande"] ?? "";
    const order = orders.get(id) ?? {row, cents: 0, cut: []};
    order.cents += centsOf(row["Montant HT"]);
    if (row["Date annulation"]) order.cut.push(isoOf(row["Date annulation"]));
    orders.set(id, order);
  }
  return orders;
}

/** The share of rows that count. */
export function share<T>(rows: readonly T[], isCounted: (row: T) => boolean): number {
  return rows.filter(isCounted).length / rows.length;
}

/** Cents of an amount as the exports write it. */
export function centsOf(amount: string | undefined): number {
  return Number((amount ?? "").replaceAll("\u00a0", "").replace(",", ""));
}

/** An ISO date of a day as the exports write it. */
export function isoOf(date: string | undefined): string {
  const [day, month, year] = (date ?? "").slice(0, 10).split("/");
  return `${year}-${month}-${day}`;
}

/** A sample written once for the tests of a file; its fields are there when they run. */
export function useSample(orders: number, seed: number): {folder: string; summary: SampleSummary} {
  const sample = {folder: "", summary: {} as SampleSummary};
  beforeAll(async () => {
    sample.folder = await mkdtemp(join(tmpdir(), "ressac-sample-"));
    sample.summary = await writeSample({folder: sample.folder, orders, seed});
  });
  afterAll(() => rm(sample.folder, {recursive: true, force: true}));
  return sample;
}
