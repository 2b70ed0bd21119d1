import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {
  centsOf,
  DATES,
  HEADERS,
  isoOf,
  readAll,
  readExport,
  readLines,
  readRows,
  SYSTEMS,
  useSample,
  type Row
} from "./samples.ts";

const CASE_DATES = [
  "Date/Heure d'ouverture",
  "Date/Heure de fermeture",
  "Date/Heure de dernière modification"
] as const;

const sample = useSample(3_000, 1);

describe("the dialect of a sample", () => {
  it("is windows-1252 with semicolons and CRLF, under the headers of the templates", async () => {
    for (const system of SYSTEMS) {
      for (const date of DATES) {
        const name = `${system}_${date}.csv`;
        const bytes = await readFile(join(sample.folder, name));
        const text = await readExport(sample.folder, name);
        expect(text.slice(0, text.indexOf("\r\n"))).toBe(HEADERS[system]);
        // é and °, each one byte; a question mark would be a character that the encoding lacks.
        expect([bytes.includes(0xe9), bytes.includes(0xc3), text.includes("?")]).toEqual([
          true,
          false,
          false
        ]);
        expect(text.endsWith("\r\n")).toBe(true);
        expect(text.replace(/"(?:[^"]|"")*"/g, "").replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
      }
    }
    const orders = await readFile(join(sample.folder, "atropos_commandes_2026-04-30.csv"));
    for (const byte of [0xa0, 0x92, 0x9c, 0x80]) expect(orders.includes(byte)).toBe(true);
  });

  it("writes every amount, date and instant in one form", async () => {
    const rows = [
      ...(await readAll(sample.folder, "atropos_commandes")),
      ...(await readAll(sample.folder, "qualiatic_ecritures"))
    ];
    for (const row of rows) {
      expect(row["Montant HT"]).toMatch(/^-?\d{1,3}(\u00a0\d{3})*,\d\d$/);
      expect(row["Date signature"] ?? row["Date écriture"]).toMatch(/^\d\d\/\d\d\/20\d\d$/);
      expect(row["Date saisie"] ?? "01/01/2026 08:00").toMatch(/^\d\d\/\d\d\/20\d\d \d\d:\d\d$/);
    }
    expect(rows.some((row) => row["Montant HT"]?.includes("\u00a0"))).toBe(true);
  });

  it("quotes cells that hold delimiters, quotation marks and line ends", async () => {
    const rows = await readRows(sample.folder, "atropos_commandes_2026-04-30.csv");
    expect(rows[0]?.["Commentaire"]).toBe(
      "Client rappelé ; souhaite garder le site\nÀ revoir avec le responsable"
    );
    expect(rows.some((row) => row["Raison sociale"]?.includes('"'))).toBe(true);
    const cases = await readAll(sample.folder, "salesforce_requetes");
    expect(cases.some((row) => row["Motif de la requête"]?.includes(" ; "))).toBe(true);
  });

  it("ends the report on cases with the footer of a report", async () => {
    const text = await readExport(sample.folder, "salesforce_requetes_2026-06-30.csv");
    const records = sample.summary.files.find(
      ({name}) => name === "salesforce_requetes_2026-06-30.csv"
    )?.records;
    expect(text.split("\r\n").slice(-6)).toEqual([
      "",
      "Rapport : Requêtes de résiliation",
      "Copyright (c) 2000-2026 salesforce.com, inc. Tous droits réservés.",
      "Informations confidentielles - Ne pas distribuer",
      `Total général (${records} enregistrements)`,
      ""
    ]);
  });
});

describe("the exports of a sample", () => {
  it("overlap, know nothing of later days, and together hold the latest state of each order", async () => {
    const statuses = new Map<string, Set<string>>();
    for (const date of DATES) {
      for (const row of await readRows(sample.folder, `atropos_commandes_${date}.csv`)) {
        for (const column of ["Date saisie", "Date saisie annulation"]) {
          if (row[column]) expect(isoOf(row[column]) <= date).toBe(true);
        }
        const key = `${row["N° commande"]}/${row["N° ligne"]}`;
        statuses.set(key, (statuses.get(key) ?? new Set()).add(`${date} ${row["Statut"]}`));
      }
    }
    const repeated = [...statuses.values()].filter((seen) => seen.size > 1);
    const changed = repeated.filter((seen) => new Set([...seen].map((one) => one.slice(11))).size > 1);
    expect(repeated.length).toBeGreaterThan(500);
    expect(changed.length).toBeGreaterThan(100);
    for (const row of (await readLines(sample.folder)).values()) {
      const isOver = Boolean(row["Fin parution"]) && isoOf(row["Fin parution"]) <= "2026-05-01";
      if (isOver && row["Statut"] !== "Modifiée") expect(["Terminée", "Annulée"]).toContain(row["Statut"]);
    }
  });

  it("report cases opened by their day, closed or still open", async () => {
    for (const date of DATES) {
      for (const row of await readRows(sample.folder, `salesforce_requetes_${date}.csv`)) {
        for (const column of CASE_DATES) {
          if (row[column]) expect(isoOf(row[column]) <= date).toBe(true);
        }
        expect(row["Statut"] === "Fermée").toBe(row[CASE_DATES[1]] !== "");
        expect(row["Issue"] === "").toBe(row[CASE_DATES[1]] === "");
      }
    }
  });

  it("repeat accounting entries word for word", async () => {
    const entries = new Map<string | undefined, Row>();
    let repeated = 0;
    for (const row of await readAll(sample.folder, "qualiatic_ecritures")) {
      const known = entries.get(row["N° écriture"]);
      if (known) repeated++;
      expect(known ?? row).toEqual(row);
      entries.set(row["N° écriture"], row);
    }
    expect(repeated).toBeGreaterThan(100);
  });

  it("credit no more than was invoiced, in full mostly and pro rata sometimes", async () => {
    const entries = new Map(
      (await readAll(sample.folder, "qualiatic_ecritures")).map((row) => [row["N° écriture"], row])
    );
    const balances = new Map<string, {invoiced: number; credited: number}>();
    for (const row of entries.values()) {
      const key = `${row["N° commande"]}/${row["N° ligne"]}`;
      const balance = balances.get(key) ?? {invoiced: 0, credited: 0};
      if (row["Type"] === "Facture") balance.invoiced += centsOf(row["Montant HT"]);
      else balance.credited -= centsOf(row["Montant HT"]);
      balances.set(key, balance);
    }
    const credited = [...balances.values()].filter(({credited}) => credited > 0);
    const full = credited.filter(({invoiced, credited}) => invoiced === credited);
    for (const {invoiced, credited} of balances.values()) expect(credited).toBeLessThanOrEqual(invoiced);
    expect(full.length / credited.length).toBeGreaterThan(0.5);
    expect(full.length / credited.length).toBeLessThan(0.9);
    const lines = await readLines(sample.folder);
    for (const key of balances.keys()) expect(lines.has(key)).toBe(true);
    // A line that goes on may be credited a little: a commercial gesture.
    const gestures = [...balances].filter(
      ([key, {credited}]) => credited > 0 && !lines.get(key)?.["Date annulation"]
    );
    expect(Math.abs(gestures.length / balances.size - 0.01)).toBeLessThan(0.006);
  });

  it("follow sellers from one channel to the next without a gap", async () => {
    const before = await readRows(sample.folder, "vendeurs_2026-04-30.csv");
    const after = await readRows(sample.folder, "vendeurs_2026-05-31.csv");
    const spells = (rows: Row[]) =>
      rows.filter((row) => row["Code vendeur"] === "V140").map((row) => [row["Canal"], row["Du"], row["Au"]]);
    expect(spells(before)).toEqual([["Terrain", "01/09/2023", ""]]);
    expect(spells(after)).toEqual([
      ["Terrain", "01/09/2023", "10/05/2026"],
      ["Télévente", "11/05/2026", ""]
    ]);
    expect(new Set(after.map((row) => row["Nom"])).size).toBe(
      new Set(after.map((row) => row["Code vendeur"])).size
    );
  });
});
