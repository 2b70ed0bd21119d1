import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {suggestMotives, type Suggestion} from "../../../pipeline/suggestions/index.ts";
import {likeness, wordsOf} from "../../../pipeline/suggestions/likeness.ts";
import {createMacros, createRunTable} from "../../../src/build.ts";
import {loadConfig, SHIPPED} from "../../../src/config.ts";
import {createSourceTables} from "../../../src/ingest/ingest.ts";
import {loadLookups} from "../../../src/lookups.ts";
import {readProject} from "../../../src/project.ts";
import {formatSuggestions, writeSuggestions} from "../../../src/suggest.ts";
import {openDatabase} from "../../../src/warehouse.ts";
import {tempFolder} from "../../support/temp.ts";

let database: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  database = await openDatabase();
  const {connection} = database;
  const config = await loadConfig({});
  await createSourceTables(connection, (await readProject(connection, config)).contracts);
  await createRunTable(connection, {...config, as_of: "2026-06-30"});
  await loadLookups(connection, SHIPPED.lookups);
  await createMacros(connection, join(SHIPPED.pipeline, "macros"));
  await connection.run(`
    create schema marts;
    create table marts.raw_labels (system varchar, brand varchar, raw_label varchar, motive varchar, cases bigint, at_risk_ca_cents bigint)`);
});

afterAll(() => {
  database.close();
});

async function suggestFor(...labels: string[]): Promise<Suggestion[]> {
  await database.connection.run("delete from marts.raw_labels");
  for (const [place, label] of labels.entries())
    await database.connection.run(
      `insert into marts.raw_labels values ('crm', 'Marly', '${label.replaceAll("'", "''")}', 'UNMAPPED', 10, ${1000 - place})`
    );
  return suggestMotives(database.connection);
}

describe("suggestMotives", () => {
  it.each([
    ["Tarif / prix trop cher", "price"],
    ["PRIX TROP ELEVES !", "price"],
    ["pricing", "price"],
    ["Bugs à répétition", "bug"],
    ["Dysfonctionnements du site", "bug"],
    ["Fonctionalité manquante (agenda)", "missing_feature"],
    ["Missing features", "missing_feature"],
    ["Départ concurrence", "competitor"],
    ["Went to a competitor", "competitor"],
    ["Fermeture du salon", "closing"],
    ["Surpromesse du commercial", "oversell"],
    ["Mise en ligne tardive", "delivery"],
    ["Service clients injoignable", "support"],
    ["Client sans reponse", "no_answer"],
    ["Ease of use issues", "ux"]
  ])("proposes for %s the motive %s", async (label, motive) => {
    const [suggestion] = await suggestFor(label);
    expect(suggestion).toMatchObject({label, motive});
    expect(suggestion?.why).toMatch(/^like the (label|name) ".+"$/);
  });

  it.each(["Divers (à préciser)", "Voir commentaire", "???", "Autre"])(
    "proposes nothing for %s",
    async (label) => {
      expect(await suggestFor(label)).toMatchObject([{motive: null, why: "like nothing known"}]);
    }
  );

  it("begins with the dearest label, of all brands together, and leaves those that are mapped", async () => {
    await suggestFor("Bugs", "Tarifs et prix");
    await database.connection.run(`
      insert into marts.raw_labels values
        ('crm', 'Solène', 'Tarifs et prix', 'UNMAPPED', 5, 9000), ('crm', 'Solène', 'Prix', 'price', 5, 99000)`);
    expect(await suggestMotives(database.connection)).toMatchObject([
      {label: "Tarifs et prix", cases: 15, at_risk_cents: 9999},
      {label: "Bugs", cases: 10}
    ]);
  });
});

describe("likeness", () => {
  it("is 1 of the same words in any order and spelling, and 0 of nothing in common", () => {
    expect(likeness("Prix trop élevés", "ELEVE, prix")).toBe(1);
    expect(likeness("Prix", "Bug")).toBe(0);
    expect(likeness("", "Bug")).toBe(0);
  });

  it("is the same either way", () => {
    expect(likeness("Tarif trop cher", "Prix cher")).toBe(likeness("Prix cher", "Tarif trop cher"));
  });

  it("keeps empty words where there are no others", () => {
    expect(wordsOf("Trop de bugs")).toEqual(["bug"]);
    expect(wordsOf("Ne pas")).toEqual(["ne", "pas"]);
  });
});

describe("proposals", () => {
  const row: Suggestion = {
    system: "crm",
    label: 'Prix ; dit "trop"',
    cases: 4,
    at_risk_cents: 12345,
    motive: "price",
    score: 0.8123,
    why: 'like the name "Prix"'
  };

  it("are rows of the lookup without a day, which a person adds", async () => {
    const path = join(await tempFolder(), "suggestions.csv");
    await writeSuggestions(path, [row, {...row, label: "Divers", motive: null, why: "like nothing known"}]);
    expect(await readFile(path, "utf8")).toBe(
      [
        "system;brand;label;motive;valid_from;score;why;cases;at_risk",
        'crm;;"Prix ; dit ""trop""";price;;0.81;"like the name ""Prix""";4;123.45',
        "crm;;Divers;;;0.81;like nothing known;4;123.45",
        ""
      ].join("\n")
    );
  });

  it("are told in words, without the figures of few cases", () => {
    expect(formatSuggestions([row, {...row, cases: 7, motive: null, why: "like nothing known"}], 5)).toBe(
      [
        'crm "Prix ; dit "trop"": fewer than 5 cases',
        '  price (0.81, like the name "Prix")',
        'crm "Prix ; dit "trop"": 7 cases, 123 at risk',
        "  like nothing known"
      ].join("\n")
    );
    expect(formatSuggestions([], 5)).toBe("every label has a motive");
  });
});
