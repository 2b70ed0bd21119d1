import {describe, expect, it} from "vitest";
import {defineSource, FRENCH, money, text} from "../../../src/index.ts";
import {headerKey, matchHeader} from "../../../src/ingest/header.ts";

const contract = defineSource({
  name: "orders",
  title: "Orders",
  files: ["orders*.csv"],
  dialect: FRENCH,
  columns: {
    order_id: {type: text(), headers: ["N° commande", "Order number"], required: true, meaning: "the order"},
    amount_cents: {type: money(), headers: ["Montant HT"], required: true, meaning: "amount"},
    product: {type: text(), headers: ["Produit"], meaning: "product"}
  }
});

describe("headers", () => {
  it("are matched by name, in any order, without case, accents and blanks", () => {
    const header = matchHeader([" MONTANT\u00a0HT ", "Extra", "n° Commande"], contract);
    expect(header).toEqual({
      positions: new Map([
        ["amount_cents", 0],
        ["order_id", 2]
      ]),
      unknown: ["Extra"],
      missing: ["product"]
    });
  });

  it("are matched in English too", () => {
    expect(matchHeader(["Order number", "Montant HT"], contract)).toHaveProperty("unknown", []);
  });

  it("say what is missing, what is accepted, and what comes nearest", () => {
    expect(matchHeader(["N° comande", "Montant HT"], contract)).toEqual([
      'column "N° commande", "Order number" is missing; the nearest header found is "N° comande"'
    ]);
  });

  it("refuse two columns of the same name", () => {
    expect(matchHeader(["N° commande", "Montant HT", "Order number"], contract)).toEqual([
      'column "N° commande" stands there 2 times; keep one of them'
    ]);
  });

  it("ignore a byte-order mark and the kind of apostrophe", () => {
    expect(headerKey("\ufeffDate/Heure d’ouverture")).toBe("date/heure d'ouverture");
  });
});

describe("contracts", () => {
  it("cannot sum a column they do not have", () => {
    expect(() => defineSource({...contract, control: "amount"})).toThrow("no column is called amount");
  });
});
