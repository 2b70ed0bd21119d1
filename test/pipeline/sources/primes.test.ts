import {describe, expect, it} from "vitest";
import primes from "../../../pipeline/sources/primes.ts";
import {readText} from "../../support/exports.ts";
import {runModel} from "../../support/models.ts";

describe("sources.primes", () => {
  it("takes a line that only says total for none", () => {
    const {rows, problems, skipped} = readText(
      primes,
      "Code vendeur;Mois;N° commande;Plan;Prime\nV1;01/05/2026;;Prime CA;120,50\nTOTAL GÉNÉRAL;;;;\n"
    );
    expect([rows.length, problems.length, skipped]).toEqual([1, 0, 1]);
  });
});

const premium = {seller_id: "V1", source_file_id: "f1", source_line: 2};

describe("primes.premiums", () => {
  it("belongs to the month of its day", async () => {
    const rows = await runModel("primes.premiums", {
      "sources.primes": [
        {...premium, premium_date: "2020-07-01", premium_cents: 5000n},
        {...premium, premium_date: "2020-07-31", premium_cents: -5000n, source_line: 3}
      ]
    });
    expect(rows).toMatchObject([
      {premium_month: "2020-07-01", premium_cents: 5000n, recorded_at: "2020-06-30 22:00:00+00"},
      {premium_month: "2020-07-01", premium_cents: -5000n, recorded_at: "2020-07-30 22:00:00+00"}
    ]);
  });
});

describe("staging.premiums", () => {
  const told = {...premium, system: "primes", premium_month: "2020-07-01", extracted_date: "2020-07-31"};

  it("counts two premiums that are alike twice", async () => {
    const rows = await runModel("staging.premiums", {
      "entities.premiums": [
        {...told, order_id: "A", premium_cents: 100n},
        {...told, order_id: "A", premium_cents: 100n, source_line: 3}
      ]
    });
    expect(rows.map(({premium_cents}) => premium_cents)).toEqual([100n, 100n]);
  });

  it("takes a month of a seller whole from the latest day that tells of it", async () => {
    const rows = await runModel("staging.premiums", {
      "entities.premiums": [
        {...told, order_id: "A", premium_cents: 100n},
        {...told, order_id: "B", premium_cents: 200n, source_line: 3},
        {...told, premium_month: "2020-06-01", order_id: "C", premium_cents: 300n, source_line: 4},
        {...told, order_id: "A", premium_cents: 150n, source_file_id: "f2", extracted_date: "2020-08-31"},
        {...told, seller_id: "V2", order_id: "D", premium_cents: 400n, source_line: 5}
      ]
    });
    expect(rows.map(({order_id, premium_cents}) => [order_id, premium_cents])).toEqual([
      ["C", 300n],
      ["D", 400n],
      ["A", 150n]
    ]);
  });

  it("takes files of one day for parts of it, and what they have alike once", async () => {
    const other = {source_file_id: "f2"};
    const rows = await runModel("staging.premiums", {
      "entities.premiums": [
        {...told, order_id: "A", premium_cents: 100n},
        {...told, order_id: "B", premium_cents: 200n, source_line: 3},
        {...told, order_id: "B", premium_cents: 200n, source_line: 4},
        {...told, ...other, order_id: "B", premium_cents: 200n},
        {...told, ...other, order_id: "C", premium_cents: 300n, source_line: 3}
      ]
    });
    expect(rows.map(({order_id, premium_cents}) => [order_id, premium_cents]).sort()).toEqual([
      ["A", 100n],
      ["B", 200n],
      ["B", 200n],
      ["C", 300n]
    ]);
  });
});
