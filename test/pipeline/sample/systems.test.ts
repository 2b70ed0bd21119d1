// The exports told around the stories agree with those of orders, cases and accounting, and with their truth.
import {parse} from "csv-parse/sync";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {hasOwnTools} from "../../../pipeline/sample/own-tools.ts";
import {CONTACT_MOTIVES} from "../../../pipeline/sample/contacts.ts";
import {
  centsOf,
  DATES,
  isoOf,
  readAll,
  readOrders,
  readRows,
  readTruth,
  share,
  useSample,
  type Row
} from "./samples.ts";

const sample = useSample(3_000, 1);

/** Records of the systems whose exports programs write. */
async function readPlain(name: string): Promise<Row[]> {
  return parse<Row>(await readFile(join(sample.folder, name), "utf8"), {columns: true});
}

async function readPlainAll(system: string): Promise<Row[]> {
  return (await Promise.all(DATES.map((date) => readPlain(`${system}_${date}.csv`)))).flat();
}

/** Whether the CRM that the cases below come from is not the customer's: the company that was bought has its own. */
function isElsewhere(customerId: string | undefined, brand: string | undefined): boolean {
  return hasOwnTools({
    brand: brand === "Marly" ? "Marly" : "Solène",
    index: Number(customerId?.slice(2, 9)) - 1
  });
}

/** Each record as the last export that holds it writes it. */
function latest(rows: Row[], ...key: string[]): Map<string, Row> {
  return new Map(rows.map((row) => [key.map((column) => row[column]).join("@"), row]));
}

describe("the follow file", () => {
  it("has a row for each letter of which the CRM knows, and for those on their way into it", async () => {
    const letters = latest(await readAll(sample.folder, "followfile"), "N° client", "Lettre reçue le");
    const cases = await readAll(sample.folder, "salesforce_requetes");
    const known = latest(
      cases.filter((row) => row["Courrier reçu"] === "Oui"),
      "Numéro de compte",
      "Fiscal churn received on"
    );
    expect(known.size).toBeGreaterThan(100);
    for (const [key, row] of known) {
      const letter = letters.get(key);
      expect(letter?.["Raison principale"]).toBe(row["Motif de la requête"]?.split(" ; ")[0]);
      expect(letter?.PED).toBe(row.PED);
    }
    const others = [...letters.values()].filter((row) => !isElsewhere(row["N° client"], row.Marque));
    expect(others.length - known.size).toBeLessThan(10);
    expect(letters.size).toBeGreaterThan(others.length);
  });

  it("passes an account as lost once it is, and cuts its billing then", async () => {
    for (const date of DATES) {
      for (const row of await readRows(sample.folder, `followfile_${date}.csv`)) {
        expect(isoOf(row["Lettre reçue le"]) <= date).toBe(true);
        if (row["Passé en perdu le"]) expect(isoOf(row["Passé en perdu le"]) <= date).toBe(true);
        expect(Boolean(row["Passé en perdu le"])).toBe(Boolean(row["Passé en perdu par"]));
        expect(Boolean(row["Coupure facturation le"])).toBe(Boolean(row["Passé en perdu le"]));
      }
    }
  });

  it("stops a domain on the day the registrar says", async () => {
    const domains = latest(await readPlain("gandi_domaines_2026-06-30.csv"), "Customer ID");
    const stops = (await readAll(sample.folder, "followfile")).filter((row) => row["Arrêt domaine le"]);
    expect(stops.length).toBeGreaterThan(0);
    for (const row of stops) {
      const domain = domains.get(row["N° client"] ?? "");
      expect(domain).toMatchObject({"Auto-renew": "false"});
      expect(domain?.["Auto-renew changed at"]?.slice(0, 10)).toBe(isoOf(row["Arrêt domaine le"]));
    }
  });
});

describe("contracts", () => {
  it("are worth what their orders are", async () => {
    const orders = await readOrders(sample.folder);
    const contracts = latest(await readPlainAll("getaccept_documents"), "Document ID");
    let signed = 0;
    for (const row of contracts.values()) {
      const order = orders.get(row.Name?.replace("Bon de commande ", "") ?? "");
      if (order === undefined || row.Status !== "Signed") continue;
      signed++;
      expect(centsOf(row.Value?.replace(".", ","))).toBe(order.cents);
      expect(row["Signed date"]).toBe(isoOf(order.row["Date signature"]));
    }
    expect(signed).toBeGreaterThan(1_000);
    expect(share([...contracts.values()], (row) => row.Status !== "Signed")).toBeLessThan(0.1);
  });
});

describe("premiums", () => {
  it("are paid to who signed the order, and taken back from all but the desk", async () => {
    const orders = await readOrders(sample.folder);
    const premiums = latest(await readAll(sample.folder, "primes"), "N° commande", "Plan");
    let takenBack = 0;
    for (const row of premiums.values()) {
      const order = orders.get(row["N° commande"] ?? "");
      if (order === undefined) continue;
      expect(row["Code vendeur"]).toBe(order.row["Code vendeur"]);
      expect(row.Plan === "Incentive VJE/VJR").toBe(order.row["Canal vente"] === "Rétention");
      if (centsOf(row.Prime) >= 0) continue;
      takenBack++;
      expect(order.row["Portée annulation"]).toBe("Totale");
    }
    expect(takenBack).toBeGreaterThan(100);
  });
});

describe("requests", () => {
  it("ask the seller of a telesales order about it, once its case is open", async () => {
    const orders = await readOrders(sample.folder);
    const cases = latest(await readAll(sample.folder, "salesforce_requetes"), "Numéro de la requête");
    const requests = latest(await readAll(sample.folder, "requetes_tlv"), "N° requête");
    expect(requests.size).toBeGreaterThan(100);
    for (const row of requests.values()) {
      const order = orders.get(row["N° commande"] ?? "")?.row;
      if (order) expect(row.Destinataire).toBe(order["Code vendeur"]);
      const known = cases.get(row["N° requête"]?.slice(2) ?? "");
      if (known) expect(isoOf(row["Créée le"])).toBe(isoOf(known["Date/Heure d'ouverture"]));
    }
    const unanswered = share([...requests.values()], (row) => row["Prise en charge le"] === "");
    expect(Math.abs(unanswered - 0.2)).toBeLessThan(0.08);
  });
});

describe("contacts", () => {
  it("are one need of a customer when they lie a week apart at most, and another one a month later", async () => {
    const days = new Map(
      (await readAll(sample.folder, "contacts")).map((row) => [
        row["N° contact"],
        Date.parse(isoOf(row["Date heure"]))
      ])
    );
    const truth = await readTruth(sample.folder, "truth_contacts.csv");
    const last = new Map<string, {need: string; day: number}>();
    for (const {contact_id = "", need_id = "", motive = ""} of truth) {
      const key = `${contact_id.slice(0, 9)} ${motive}`;
      const [day, before] = [days.get(contact_id) ?? NaN, last.get(key)];
      const gap = before === undefined ? NaN : (day - before.day) / 86_400_000;
      if (before?.need === need_id) expect(gap).toBeLessThanOrEqual(7);
      else if (before !== undefined) expect(gap).toBeGreaterThan(14);
      last.set(key, {need: need_id, day});
    }
  });

  it("settle a need at once as often as planted", async () => {
    const truth = await readTruth(sample.folder, "truth_contacts.csv");
    for (const {motive, onceRate} of CONTACT_MOTIVES) {
      const counts = new Map<string | undefined, number>();
      for (const row of truth.filter((row) => row.motive === motive)) {
        counts.set(row.need_id, (counts.get(row.need_id) ?? 0) + 1);
      }
      const once = share([...counts.values()], (contacts) => contacts === 1);
      expect([motive, Math.abs(once - onceRate) < 0.06]).toEqual([motive, true]);
    }
  });
});

describe("what else is told", () => {
  it("onboards most customers once, from the days after their first order", async () => {
    const orders = [...(await readOrders(sample.folder)).values()];
    const first = new Map<string | undefined, string>();
    for (const {row} of orders) {
      const day = isoOf(row["Date signature"]);
      const known = first.get(row["N° client"]);
      if (known === undefined || day < known) first.set(row["N° client"], day);
    }
    const onboardings = latest(await readAll(sample.folder, "onboarding"), "Customer ID");
    expect(onboardings.size / first.size).toBeGreaterThan(0.85);
    for (const [customer, row] of onboardings) {
      const signed = first.get(customer);
      if (signed) expect(isoOf(row["Onboarding start date"]) > signed).toBe(true);
    }
  });

  it("brings up to six incidents on a day, each under its own application and instant", async () => {
    const rows = await readAll(sample.folder, "meteo_applis");
    const incidents = latest(rows, "Application", "Début");
    const counts = new Map<string, number>();
    for (const row of incidents.values()) {
      const day = isoOf(row["Début"]);
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
    expect(Math.max(...counts.values())).toBe(6);
    expect(rows.some((row) => row.Fin === "")).toBe(true);
  });

  it("scores low before a case is opened", async () => {
    const answers = latest(await readAll(sample.folder, "nps"), "Customer ID", "At");
    const opened = new Map<string | undefined, number[]>();
    for (const row of await readAll(sample.folder, "salesforce_requetes")) {
      const days = opened.get(row["Numéro de compte"]) ?? [];
      opened.set(row["Numéro de compte"], [...days, Date.parse(isoOf(row["Date/Heure d'ouverture"]))]);
    }
    const isBefore = (row: Row): boolean => {
      const at = Date.parse(isoOf(row.At));
      return (opened.get(row["Customer ID"]) ?? []).some((day) => day > at && day <= at + 90 * 86_400_000);
    };
    const isLow = (row: Row): boolean => Number(row.Score) <= 6;
    const [troubled, calm] = [true, false].map((is) =>
      [...answers.values()].filter((row) => isBefore(row) === is)
    );
    expect(share(troubled ?? [], isLow)).toBeGreaterThan(2 * share(calm ?? [], isLow));
  });

  it("tries actions on teams, brands and customers that there are", async () => {
    const rows = await readRows(sample.folder, "actions_2026-06-30.csv");
    const customers = new Set(
      [...(await readOrders(sample.folder)).values()].map(({row}) => row["N° client"])
    );
    const teams = new Set(
      (await readRows(sample.folder, "vendeurs_2026-06-30.csv")).map((row) => row["Équipe"])
    );
    expect(new Set(rows.map((row) => row["Unité"]))).toEqual(new Set(["Équipe", "Marque", "Client"]));
    for (const row of rows) {
      const value = row["Valeur unité"];
      if (row["Unité"] === "Client") expect(customers.has(value)).toBe(true);
      if (row["Unité"] === "Équipe") expect(teams.has(value)).toBe(true);
    }
  });
});
