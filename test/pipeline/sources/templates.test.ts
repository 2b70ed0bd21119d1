// What holds of every template: its contract reads the sample to the last record, and says what is wrong with others.
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import type {Contract} from "../../../src/contract.ts";
import {contractOf, extractedDate} from "../../../src/ingest/exports.ts";
import {readContracts} from "../../../src/project.ts";
import {SYSTEMS} from "../../../pipeline/sample/registry.ts";
import {readBytes, readText} from "../../support/exports.ts";
import {readTruth, useSample} from "../sample/samples.ts";
import actions from "../../../pipeline/sources/actions.ts";
import contacts from "../../../pipeline/sources/contacts.ts";
import fec from "../../../pipeline/sources/fec.ts";
import followfile from "../../../pipeline/sources/followfile.ts";
import gandi from "../../../pipeline/sources/gandi_domaines.ts";
import getaccept from "../../../pipeline/sources/getaccept_documents.ts";
import meteo from "../../../pipeline/sources/meteo_applis.ts";
import nps from "../../../pipeline/sources/nps.ts";
import onboarding from "../../../pipeline/sources/onboarding.ts";
import primes from "../../../pipeline/sources/primes.ts";
import requetes from "../../../pipeline/sources/requetes_tlv.ts";

const TEMPLATES: Contract[] = [
  fec,
  contacts,
  followfile,
  primes,
  requetes,
  onboarding,
  getaccept,
  gandi,
  meteo,
  actions,
  nps
];

/** Columns that a ledger has in its other form only. */
const OTHER_FORMS = new Set(["amount_cents", "side"]);

const sample = useSample(400, 1);

async function filesOf(contract: Contract): Promise<{name: string; records: number; bytes: Buffer}[]> {
  const files = sample.summary.files.filter(({name}) => contractOf(name, [contract]) !== undefined);
  return Promise.all(
    files.map(async ({name, records}) => ({
      name,
      records,
      bytes: await readFile(join(sample.folder, name))
    }))
  );
}

function systemOf({name}: Contract) {
  const system = SYSTEMS.find((known) => known.name === name);
  if (system === undefined) throw new Error(`${name}: the sample has no such system`);
  return system;
}

describe.each(TEMPLATES.map((contract) => [contract.name, contract] as const))("%s", (_, contract) => {
  it("reads the sample to the last record, and sets aside only the rows that were broken on purpose", async () => {
    const broken = await readTruth(sample.folder, "truth_bad_rows.csv");
    const files = await filesOf(contract);
    expect(files.length).toBeGreaterThanOrEqual(2);
    for (const {name, records, bytes} of files) {
      const {rows, problems, refusals} = readBytes(contract, bytes);
      expect(refusals).toEqual([]);
      const planted = broken.filter(({file}) => file === name).map(({line}) => Number(line));
      expect([...new Set(problems.map(({line}) => line))]).toEqual(planted);
      expect(rows.length + planted.length).toBe(records);
      expect(rows.length).toBeGreaterThan(0);
    }
  });

  it("finds each of its columns under the header of the template, and knows all of that header", () => {
    const {header, dialect} = systemOf(contract);
    const cells = header.map(() => "").join(dialect.delimiter);
    const required = Object.values(contract.columns).filter((column) => column.required);
    const {problems} = readText(contract, `${header.join(dialect.delimiter)}\n${cells}x\n`);
    const missing = problems.filter(({reason_code}) => reason_code === "missing_value");
    expect(missing.length).toBeGreaterThanOrEqual(required.length - 1);
    const known = Object.values(contract.columns).flatMap(({headers}) => headers);
    expect(header.filter((label) => !known.includes(label))).toEqual([]);
    const unseen = Object.entries(contract.columns)
      .filter(
        ([name, {headers}]) => !OTHER_FORMS.has(name) && !headers.some((label) => header.includes(label))
      )
      .map(([name]) => name);
    expect(unseen).toEqual([]);
  });

  it("says which required column a file lacks", () => {
    const {header, dialect} = systemOf(contract);
    const [name, column] = Object.entries(contract.columns).find(([, {required}]) => required) ?? [];
    const label = column?.headers[0] ?? "";
    const others = header.filter((other) => !column?.headers.includes(other));
    const {refusals} = readText(contract, `${others.join(dialect.delimiter)}\n`);
    expect(name).toBeDefined();
    expect(refusals).toEqual([
      expect.stringMatching(new RegExp(`^column "${label}".* is missing; the nearest header found is`))
    ]);
  });

  it("reads its header in capitals, without accents, with a byte-order mark and blanks around", () => {
    const {header, dialect} = systemOf(contract);
    const worn = header.map(
      (label) =>
        `\u00a0${label
          .normalize("NFD")
          .replaceAll(/[\u0300-\u036f]/g, "")
          .toUpperCase()} `
    );
    expect(readText(contract, `\ufeff${worn.join(dialect.delimiter)}\r\n`).refusals).toEqual([]);
  });
});

it("each file of the sample is the export of one contract", async () => {
  const contracts = await readContracts({sources: []});
  for (const {name} of sample.summary.files) {
    if (name.startsWith("truth/")) continue;
    const contract = contractOf(name, contracts);
    expect(contract, name).toBeDefined();
    if (contract !== undefined) extractedDate(name, contract);
  }
});

const DAMAGED: [Contract, Record<string, string>, {column_name: string; message: string}][] = [
  [
    fec,
    {JournalCode: "VE", EcritureDate: "31/12/2024", CompteNum: "706000"},
    {column_name: "entry_date", message: "not a day written yyyymmdd"}
  ],
  [
    contacts,
    {
      "N° contact": "1",
      "N° client": "C1",
      "Date heure": "31/03/2024 02:30",
      Sens: "Entrant",
      Motif: "Bug",
      Conseiller: "V1"
    },
    {
      column_name: "contacted_at",
      message: "this local time happens twice or never in Europe/Paris (the clocks change); correct the hour"
    }
  ],
  [
    followfile,
    {"N° client": "C1", Marque: "Marly", "Lettre reçue le": "05/10/20"},
    {column_name: "received_date", message: "not a day written dd/mm/yyyy"}
  ],
  [
    primes,
    {"Code vendeur": "V1", Mois: "01/05/2026", Prime: "1.234"},
    {column_name: "premium_cents", message: "not an amount with exactly two decimals, such as 1 234,56"}
  ],
  [
    requetes,
    {"N° requête": "1", "N° client": "1,21143E+15", "Créée le": "05/10/2020 10:00"},
    {
      column_name: "customer_id",
      message: "a spreadsheet has rounded this id; export the column as text"
    }
  ],
  [
    onboarding,
    {"Customer ID": "C1", "Onboarding start date": "30/02/2026"},
    {column_name: "onboarding_start_date", message: "no such day in the calendar"}
  ],
  [
    getaccept,
    {"Document ID": "d1", "Customer ID": "C1", Status: "Signed", Value: "49,00 EUR"},
    {column_name: "amount_cents", message: "not an amount with at most two decimals, such as 1234.56"}
  ],
  [
    gandi,
    {fqdn: "a.example", "Customer ID": "C1", "Auto-renew": "peut-être"},
    {column_name: "is_auto_renewed", message: "neither true nor false"}
  ],
  [
    meteo,
    {Application: "Booster", Début: "05/10/2020 25:00"},
    {column_name: "started_at", message: "not an instant written dd/mm/yyyy hh:mm"}
  ],
  [
    actions,
    {Action: "Appel", "Motif visé": "Bug", Unité: "Équipe", "Valeur unité": "Nord", Début: "2026-05-01"},
    {column_name: "start_date", message: "not a day written dd/mm/yyyy"}
  ],
  [
    nps,
    {"Customer ID": "C1", At: "05/10/2020 10:00", Score: "9/10"},
    {column_name: "score", message: "not a whole number"}
  ]
];

it.each(DAMAGED.map((damaged) => [damaged[0].name, ...damaged] as const))(
  "%s: a damaged cell is set aside with a sentence",
  (_, contract, cells, problem) => {
    const {delimiter} = systemOf(contract).dialect;
    const line = (texts: string[]): string =>
      texts.map((text) => (text.includes(delimiter) ? `"${text}"` : text)).join(delimiter);
    const {rows, problems} = readText(
      contract,
      `${line(Object.keys(cells))}\n${line(Object.values(cells))}\n`
    );
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([problem]);
  }
);
