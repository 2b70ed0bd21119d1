import {beforeAll, describe, expect, it} from "vitest";
import {
  isoOf,
  readAll,
  readLines,
  readOrders,
  readTruth,
  useSample,
  type KnownOrder,
  type Row
} from "./samples.ts";

const sample = useSample(12_000, 3);
let orders: Map<string, KnownOrder>;
let links: Row[];

beforeAll(async () => {
  orders = await readOrders(sample.folder);
  links = await readTruth(sample.folder, "truth_links.csv");
});

const cancelledOf = (link: Row) => orders.get(link["cancellation_id"]?.split("@")[0] ?? "");
const rebookedOf = (link: Row) => orders.get(link["rebooked_order_id"] ?? "");

describe("the case everybody quotes", () => {
  it("is 2,000.00 € cancelled whole and rebooked at 100.00 € by the desk, which calls it saved", async () => {
    const lines = await readLines(sample.folder);
    const [site, booster, small] = ["CD25-0000001-01/1", "CD25-0000001-01/2", "CD25-0000001-02/1"].map((id) =>
      lines.get(id)
    );
    expect(site).toMatchObject({
      Gamme: "Site",
      "Montant HT": "600,00",
      "Début parution": "01/02/2025",
      "Fin parution": "01/02/2026"
    });
    expect(booster).toMatchObject({
      Gamme: "Booster",
      "Montant HT": "1\u00a0400,00",
      "Début parution": "01/03/2025",
      "Fin parution": "01/03/2026"
    });
    for (const line of [site, booster]) {
      expect(line).toMatchObject({
        Statut: "Annulée",
        "Date annulation": "01/07/2025",
        "Portée annulation": "Totale",
        "Canal vente": "Télévente"
      });
    }
    expect(small).toMatchObject({
      "Montant HT": "100,00",
      "Date signature": "01/07/2025",
      "Canal vente": "Rétention",
      "Commande remplacée": ""
    });
    expect(orders.get("CD25-0000001-01")?.cents).toBe(200_000);
    const known = (await readAll(sample.folder, "salesforce_requetes")).find(
      (row) => row["N° commande"] === "CD25-0000001-01"
    );
    expect(known).toMatchObject({
      Issue: "Sauvé",
      Statut: "Fermée",
      "Alias du propriétaire de la requête": "V202"
    });
    // Nothing of what was delivered stays billed.
    const entries = (await readAll(sample.folder, "qualiatic_ecritures")).filter(
      (row) => row["N° commande"] === "CD25-0000001-01"
    );
    expect(entries.map((row) => row["Montant HT"]).sort()).toEqual(
      ["-1\u00a0400,00", "-600,00", "1\u00a0400,00", "600,00"].sort()
    );
    expect(links[0]).toMatchObject({
      cancellation_id: "CD25-0000001-01@2025-07-01",
      rebooked_order_id: "CD25-0000001-02",
      allocated_cents: "10000",
      kind: "simple",
      is_explicit: "false"
    });
  });
});

describe("the links of the truth", () => {
  it("join a cancellation and an order that the exports hold, the later one being signed later", () => {
    for (const link of links) {
      const [cancelled, rebooked] = [cancelledOf(link), rebookedOf(link)];
      expect(cancelled?.cut).toContain(link["cancellation_id"]?.split("@")[1]);
      expect(isoOf(rebooked?.row["Date signature"]) > isoOf(cancelled?.row["Date signature"])).toBe(true);
      const [before, after] = [cancelled?.row["N° client"] ?? "", rebooked?.row["N° client"] ?? ""];
      expect(after.slice(0, 9)).toBe(before.slice(0, 9));
    }
  });

  it("carry no more than either order is worth", () => {
    const sums = new Map<string, number>();
    for (const link of links) {
      expect(Number(link["allocated_cents"])).toBeGreaterThanOrEqual(0);
      for (const key of [link["cancellation_id"] ?? "", link["rebooked_order_id"] ?? ""]) {
        sums.set(key, (sums.get(key) ?? 0) + Number(link["allocated_cents"]));
      }
    }
    for (const [key, sum] of sums)
      expect(sum).toBeLessThanOrEqual(orders.get(key.split("@")[0] ?? "")?.cents ?? -1);
  });

  it("are declared where the truth says so, and nowhere else", () => {
    const declared = new Set(
      [...orders]
        .filter(([, order]) => order.row["Commande remplacée"])
        .map(([id, order]) => `${order.row["Commande remplacée"]} ${id}`)
    );
    const explicit = links.filter((link) => link["is_explicit"] === "true");
    for (const link of explicit)
      expect(declared.has(`${link["cancellation_id"]?.split("@")[0]} ${link["rebooked_order_id"]}`)).toBe(
        true
      );
    // A link whose cancellation is not typed in by the last day is not in the truth yet.
    expect(explicit.length).toBeGreaterThan(declared.size * 0.9);
    expect(Math.abs(explicit.length / links.length - 0.12)).toBeLessThan(0.035);
  });
});
