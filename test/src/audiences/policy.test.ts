import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {
  allowedPages,
  allowedResults,
  parsePolicy,
  type Policy,
  readPolicy,
  requireAudience,
  requireNamed
} from "../../../src/audiences/policy.ts";
import {pagesIn} from "../../../src/audiences/reports.ts";
import {SHIPPED} from "../../../src/config.ts";
import {readReports} from "../../../src/models.ts";
import {openDatabase} from "../../../src/warehouse.ts";
import {tempFolder} from "../../support/temp.ts";

/** A policy of two audiences, one of which sees customers by a pseudonym. */
const SMALL = {
  audiences: {board: "totals", desk: "cases"},
  kinds: {
    figure: {meaning: "counts", board: "plain", desk: "plain"},
    customer: {meaning: "ids", board: "left_out", desk: "pseudonym"}
  },
  results: {
    totals: {audiences: ["board", "desk"], columns: {cases: "figure"}},
    cases: {
      audiences: ["desk", "board"],
      rows: {board: "cases > 1"},
      columns: {customer_id: "customer", cases: "figure"}
    },
    sellers: {audiences: [], columns: {seller: "figure"}}
  },
  pages: {index: ["board", "desk"], list: ["desk"]}
};

const parse = (policy: unknown = SMALL): Policy => parsePolicy("audiences.json", JSON.stringify(policy));

/** The small policy with a part of it replaced. */
const altered = (part: object): unknown => ({...structuredClone(SMALL), ...part});

const PUBLISHED = [
  {name: "totals", columns: ["cases"]},
  {name: "cases", columns: ["customer_id", "cases"]},
  {name: "sellers", columns: ["seller"]}
];

describe("the policy of audiences", () => {
  it("gives each audience its results, with the columns, rows and pages that are its own", () => {
    const policy = parse();
    expect(allowedResults(policy, "desk")).toEqual([
      {name: "totals", rows: undefined, columns: [plain("cases")], leftOut: []},
      {
        name: "cases",
        rows: undefined,
        columns: [{name: "customer_id", kind: "customer", treatment: "pseudonym"}, plain("cases")],
        leftOut: []
      }
    ]);
    expect(allowedResults(policy, "board")[1]).toEqual({
      name: "cases",
      rows: "cases > 1",
      columns: [plain("cases")],
      leftOut: ["customer_id"]
    });
    expect(allowedPages(policy, "board")).toEqual(["index"]);
  });

  it.each([
    ["an audience that is none", {pages: {index: ["boss"]}}, /pages\.index names boss, which is no audience/],
    [
      "a kind that is none",
      {results: {totals: {audiences: ["board"], columns: {cases: "fugure"}}}},
      /results\.totals\.cases is of kind fugure, which it does not declare; there are figure, customer/
    ],
    [
      "a kind that leaves an audience out",
      {kinds: {...SMALL.kinds, figure: {meaning: "counts", board: "plain"}}},
      /kinds\.figure gives desk nothing; choose plain, pseudonym, left_out/
    ],
    [
      "a treatment that is none",
      {kinds: {...SMALL.kinds, figure: {meaning: "counts", board: "plain", desk: "hidden"}}},
      /kinds\.figure gives desk hidden; choose plain/
    ],
    ["a part that is none", {tables: {}}, /Unrecognized key: "tables"/]
  ])("is refused with %s", (_, part, message) => {
    expect(() => parse(altered(part))).toThrow(message);
  });

  it("is refused when it is not there, or no JSON", async () => {
    await expect(readPolicy({lookups: await tempFolder()})).rejects.toThrow(
      /no such file; copy the audiences/
    );
    expect(() => parsePolicy("audiences.json", "{")).toThrow(/^audiences\.json: .*; correct the file$/);
    expect(() => requireAudience(parse(), "boss")).toThrow(
      "boss: no audience of audiences.json; choose one of board, desk, or all"
    );
  });

  it.each([
    [
      "a result",
      [...PUBLISHED, {name: "notes", columns: ["note"]}],
      /result notes is not in audiences\.json/
    ],
    [
      "a column",
      PUBLISHED.map(({name, columns}) => ({
        name,
        columns: [...columns, ...(name === "cases" ? ["note"] : [])]
      })),
      /column note of result cases is not in audiences\.json: name it under results\.cases\.columns/
    ]
  ])("refuses %s that it does not name", (_, published, message) => {
    expect(() => requireNamed(parse(), published)).toThrow(message);
  });

  it("refuses to name what is not published", () => {
    expect(() => requireNamed(parse(), PUBLISHED.slice(1))).toThrow(
      "results names totals, which is not published"
    );
    const fewer = [{name: "totals", columns: []}, ...PUBLISHED.slice(1)];
    expect(() => requireNamed(parse(), fewer)).toThrow(
      "results.totals.columns names cases, which is not published"
    );
    expect(() => requireNamed(parse(), PUBLISHED)).not.toThrow();
  });
});

describe("the policy that ships with the product", () => {
  it("names every result, every column and every page, and no other", async () => {
    const policy = await readPolicy(SHIPPED);
    const {connection, close} = await openDatabase();
    const reports = await readReports(connection, SHIPPED.reports).finally(close);
    const published = reports.map(({name, columns}) => ({
      name: name.replace("reports.", ""),
      columns: [...columns.keys()]
    }));
    requireNamed(policy, published);
    expect(Object.keys(policy.pages).sort()).toEqual(await pagesIn(SHIPPED.reports));
    expect(await readFile(join(SHIPPED.lookups, "audiences.json"), "utf8")).not.toMatch(/RESSAC_KEY/);
  });

  it("shows customers, sellers, people and texts to none but those who work with them", async () => {
    const policy = await readPolicy(SHIPPED);
    const seen = Object.keys(policy.audiences).map((audience) => [
      audience,
      Object.entries(policy.kinds)
        .filter(([, {treatments}]) => treatments[audience] !== "left_out")
        .map(([kind, {treatments}]) => (treatments[audience] === "plain" ? kind : `${kind}*`))
    ]);
    expect(Object.fromEntries(seen)).toEqual({
      management: ["figure", "word"],
      retention: [
        "figure",
        "word",
        "customer",
        "customer_name",
        "order",
        "case",
        "colleague",
        "free_text",
        "place"
      ],
      finance: ["figure", "word", "customer*", "order", "seller", "place"]
    });
  });
});

function plain(name: string): {name: string; kind: string; treatment: "plain"} {
  return {name, kind: "figure", treatment: "plain"};
}
