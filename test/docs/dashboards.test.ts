// docs/dashboards.md is made from the pages and their queries: written again, and it fails when it differs (-u).
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {format} from "prettier";
import {beforeAll, describe, expect, it} from "vitest";
import site from "../../observablehq.config.ts";
import {loadConfig, SHIPPED} from "../../src/config.ts";
import {dashboardsPage} from "../../src/dashboards-page.ts";
import {type Guide, readGuide} from "../../src/guide.ts";
import {loadLookups} from "../../src/lookups.ts";
import {readProject} from "../../src/project.ts";
import {openDatabase, readRows} from "../../src/warehouse.ts";

const paths = site.pages.map(({path}) => path);
const words = JSON.parse(readFileSync("reports/words/en.json", "utf8")) as Record<string, unknown>;

/** The foot of every page, and the day of the run. */
const leftOut = ["reports.about", "meta.run"];

let guide: Guide;
let lookups: string[];

beforeAll(async () => {
  const {connection, close} = await openDatabase();
  const config = await loadConfig({});
  guide = await readGuide(await readProject(connection, config), SHIPPED.reports);
  await loadLookups(connection, config.lookups);
  const tables = await readRows(
    connection,
    "select table_schema || '.' || table_name as name from information_schema.tables"
  );
  lookups = tables.map(({name}) => String(name));
  close();
});

describe("docs/dashboards.md", () => {
  it("says which question every page of the menu answers, and from which tables", async () => {
    const written = await format(dashboardsPage({nodes: guide.nodes, paths, leftOut, words}), {
      ...(JSON.parse(readFileSync(".prettierrc.json", "utf8")) as object),
      parser: "markdown"
    });
    await expect(written).toMatchFileSnapshot(join("..", "..", "docs", "dashboards.md"));
    for (const path of paths) expect(written).toContain(String(words[`question.${path.slice(1)}`]));
  });

  it("refuses a page that is in the menu without a name", () => {
    const pages = {nodes: guide.nodes, paths: [...paths, "/nowhere"], leftOut, words};
    expect(() => dashboardsPage(pages)).toThrow("reports/nowhere.md: no name in its first line");
  });
});

describe("the guide of the site", () => {
  it("has a page for every file, each with a name and with tables that exist", () => {
    const names = new Set([...guide.nodes.map(({name}) => name), ...lookups]);
    const pages = guide.nodes.filter(({kind}) => kind === "page");
    expect(pages.map(({name}) => `/${name.replace("pages.", "")}`).sort()).toEqual([...paths].sort());
    for (const {title} of pages) expect(words).toHaveProperty([title ?? "no title"]);
    const unknown = guide.nodes.flatMap(({reads}) => reads).filter((read) => !names.has(read));
    // What the engine records of a run is no file of the project.
    expect([...new Set(unknown)].filter((read) => !read.startsWith("meta."))).toEqual([]);
  });

  it("has every contract, with every header that is accepted, and what it feeds", () => {
    expect(guide.sources.length).toBeGreaterThan(30);
    const orders = guide.sources.find(({name}) => name === "atropos_commandes");
    expect(orders?.feeds).toContain("orders");
    for (const {columns} of guide.sources) for (const {headers} of columns) expect(headers).not.toEqual([]);
  });
});
