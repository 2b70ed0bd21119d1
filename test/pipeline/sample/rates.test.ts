import {beforeAll, describe, expect, it} from "vitest";
import {
  isoOf,
  readCases,
  readLines,
  readOrders,
  readTruth,
  share,
  useSample,
  type KnownOrder,
  type Row
} from "./samples.ts";

const sample = useSample(12_000, 3);
let orders: Map<string, KnownOrder>;
let links: Row[];
let cases: Row[];

beforeAll(async () => {
  orders = await readOrders(sample.folder);
  links = await readTruth(sample.folder, "truth_links.csv");
  cases = await readTruth(sample.folder, "truth_cases.csv");
});

function expectNear(value: number, planted: number, tolerance: number): void {
  expect(Math.abs(value - planted), `${value} against ${planted}`).toBeLessThanOrEqual(tolerance);
}

const cancelledOf = (link: Row) => orders.get(link["cancellation_id"]?.split("@")[0] ?? "");
const rebookedOf = (link: Row) => orders.get(link["rebooked_order_id"] ?? "");

describe("what is planted", () => {
  // Orders whose term is over by the last day have lived their whole life.
  const lived = () =>
    [...orders.values()].filter((order) => isoOf(order.row["Date signature"]) < "2025-04-01");

  it("cancels 28 % of the orders, those delegated by the DVR half as often again", () => {
    const isCut = (order: KnownOrder) => order.cut.length > 0;
    const delegated = lived().filter((order) => order.row["Affectation"] === "DVR déléguée");
    const others = lived().filter((order) => order.row["Affectation"] === "Vendeur");
    expectNear(share(lived(), isCut), 0.28, 0.03);
    expectNear(share(delegated, isCut) / share(others, isCut), 1.5, 0.3);
  });

  it("rebooks 30 % of the cancellations, mostly at the desk, mostly smaller", () => {
    const cut = [...orders].filter(([, order]) => order.cut.length > 0);
    const rebooked = new Set(links.map((link) => link["cancellation_id"]?.split("@")[0]));
    expectNear(
      share(cut, ([id]) => rebooked.has(id)),
      0.3,
      0.03
    );
    expectNear(
      share(links, (link) => rebookedOf(link)?.row["Canal vente"] === "Rétention"),
      0.66,
      0.06
    );
    const simple = links.filter((link) => link["kind"] === "simple");
    const ratio = (link: Row) => (rebookedOf(link)?.cents ?? 0) / (cancelledOf(link)?.cents ?? 1);
    expectNear(
      share(simple, (link) => ratio(link) < 0.98),
      0.72,
      0.06
    );
    for (const kind of ["split", "merge"]) expect(links.some((link) => link["kind"] === kind)).toBe(true);
    expectNear(
      share(links, (link) => link["is_reissue"] === "true"),
      0.05,
      0.025
    );
  });

  it("chains some rebookings", () => {
    const next = new Set(links.map((link) => link["rebooked_order_id"]));
    const chained = links.filter((link) => next.has(link["cancellation_id"]?.split("@")[0] ?? ""));
    expectNear(chained.length / links.length, 0.1, 0.04);
  });

  it("opens a case for 70 % of the cancellations, and ends cases as planted", () => {
    const cut = [...orders].filter(
      ([, order]) => order.cut.length > 0 && order.row["Motif annulation"] !== "Erreur de saisie"
    );
    const told = new Set(cases.map((row) => row["order_id"]));
    expectNear(
      share(cut, ([id]) => told.has(id)),
      0.7,
      0.05
    );
    const settled = cases.filter((row) => row["outcome"] !== "open");
    expectNear(
      share(settled, (row) => row["outcome"]?.startsWith("saved") ?? false),
      0.45,
      0.04
    );
    expectNear(
      share(settled, (row) => row["outcome"] === "lost"),
      0.4,
      0.04
    );
    expectNear(
      share(settled, (row) => row["outcome"] === "ghost"),
      0.15,
      0.03
    );
    expect(cases.length - settled.length).toBeGreaterThan(20);
    for (const row of cases) expect(row["resolved_date"] === "").toBe(row["outcome"] === "open");
  });

  it("keeps more customers at the desk than in telesales, and leaves less of their orders", () => {
    const kept = (channel: string) =>
      share(
        cases.filter((row) => row["owner_channel"] === channel && row["outcome"] !== "open"),
        (row) => row["outcome"]?.startsWith("saved") ?? false
      );
    expect(kept("retention")).toBeGreaterThan(kept("field"));
    expect(kept("field")).toBeGreaterThan(kept("telesales") - 0.02);
    const left = (label: string) => {
      const pairs = links.filter((link) => rebookedOf(link)?.row["Canal vente"] === label);
      const total = (of: (link: Row) => KnownOrder | undefined) =>
        pairs.reduce((sum, link) => sum + (of(link)?.cents ?? 0), 0);
      return pairs.reduce((sum, link) => sum + Number(link["allocated_cents"]), 0) / total(cancelledOf);
    };
    expect(left("Rétention")).toBeLessThan(0.5);
    expect(left("Télévente")).toBeGreaterThan(left("Rétention") + 0.2);
  });

  it("carries the number of the case on some rebookings, and on the orders they replace", () => {
    const caseOf = (order: KnownOrder | undefined) => order?.row["N° dossier"];
    // An order cut in its turn carries the number of the case that cut it.
    const whole = links.filter((link) => rebookedOf(link)?.cut.length === 0);
    const replaced = new Set(links.map((link) => link["rebooked_order_id"]));
    const isChained = (link: Row) => replaced.has(link["cancellation_id"]?.split("@")[0]);
    const numbered = whole.filter((link) => caseOf(rebookedOf(link)));
    expectNear(numbered.length / whole.length, 0.3, 0.05);
    for (const link of numbered.filter((link) => !isChained(link))) {
      expect(caseOf(cancelledOf(link))).toBe(caseOf(rebookedOf(link)));
    }
  });

  it("calls saved what the desk rebooked, whatever was left of it", async () => {
    const labels = new Map(
      [...(await readCases(sample.folder)).values()].map((row) => [row["Numéro de la requête"], row["Issue"]])
    );
    const partial = cases.filter(
      (row) => row["outcome"] === "saved_partial" && row["owner_channel"] === "retention"
    );
    expect(share(partial, (row) => labels.get(row["case_id"]) === "Sauvé")).toBeGreaterThan(0.9);
    const open = cases.filter((row) => row["outcome"] === "open");
    expect(open.every((row) => labels.get(row["case_id"]) === "")).toBe(true);
  });

  it("gives three sellers of telesales a better hand, and the truth says which", async () => {
    const strong = (await readTruth(sample.folder, "truth_sellers.csv")).filter(
      (row) => row["save_effect_points"] === "25"
    );
    const names = new Set(strong.map((row) => row["seller_id"]));
    const owners = new Map(
      [...(await readCases(sample.folder)).values()].map((row) => [
        row["Numéro de la requête"],
        row["Alias du propriétaire de la requête"]
      ])
    );
    const settled = cases.filter((row) => row["owner_channel"] === "telesales" && row["outcome"] !== "open");
    const kept = (isStrong: boolean) =>
      share(
        settled.filter((row) => names.has(owners.get(row["case_id"])) === isStrong),
        (row) => row["outcome"]?.startsWith("saved") ?? false
      );
    expect(names.size).toBe(3);
    expectNear(kept(true) - kept(false), 0.25, 0.12);
  });

  it("makes bugs twice as common a reason from 2026 on", async () => {
    const known = new Map(
      [...(await readCases(sample.folder)).values()].map((row) => [row["Numéro de la requête"], row])
    );
    const bugs = (isLate: boolean) =>
      share(
        [...known.values()].filter(
          (row) =>
            row["Motif de la requête"] !== "" && isoOf(row["Date/Heure d'ouverture"]) >= "2026" === isLate
        ),
        (row) => row["Motif de la requête"]?.startsWith("Bug") ?? false
      );
    expectNear(bugs(true) / bugs(false), 1.8, 0.5);
  });

  it("leaves reasons out and beyond the list where it should", async () => {
    const known = new Map(
      [...(await readCases(sample.folder)).values()].map((row) => [
        row["Numéro de la requête"],
        row["Motif de la requête"] ?? ""
      ])
    );
    const reasons = [...known.values()];
    expectNear(
      share(reasons, (reason) => reason === ""),
      0.1,
      0.025
    );
    expectNear(
      share(reasons, (reason) => /^(Divers|Voir)/.test(reason)),
      0.05,
      0.02
    );
    expectNear(
      share(reasons, (reason) => reason.includes(" ; ")),
      0.3,
      0.1
    );
  });

  it("cuts some lines of an order and keeps the others, as an MO- does", async () => {
    const lines = [...(await readLines(sample.folder)).values()].filter(
      (row) => row["Statut"] === "Modifiée"
    );
    const cut = lines.filter((row) => row["Date annulation"]);
    expect(cut.length).toBeGreaterThan(20);
    expect(cut.every((row) => row["Portée annulation"] === "MO-")).toBe(true);
    for (const id of new Set(cut.map((row) => row["N° commande"]))) {
      expect(lines.some((row) => row["N° commande"] === id && !row["Date annulation"])).toBe(true);
    }
  });

  it("adds decoys to the customers' orders: new ones that replace nothing", () => {
    const rebooked = new Set(links.map((link) => link["rebooked_order_id"]));
    const cutDays = new Map<string, string[]>();
    for (const order of orders.values()) {
      const customer = order.row["N° client"] ?? "";
      cutDays.set(customer, [...(cutDays.get(customer) ?? []), ...order.cut]);
    }
    const near = [...orders].filter(([id, order]) => {
      const signed = Date.parse(isoOf(order.row["Date signature"]));
      const days = cutDays.get(order.row["N° client"] ?? "") ?? [];
      return !rebooked.has(id) && days.some((day) => Math.abs(signed - Date.parse(day)) < 60 * 86_400_000);
    });
    expect(near.length).toBeGreaterThan(links.length / 10);
  });
});
