// Texts of the data that would act if a page took them for more than text: in every text field, on every page.
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import config from "../../observablehq.config.ts";
import {launchBrowser} from "../support/browser.ts";
import {lettingLoose, LIVE} from "./fire.ts";
import {hostileFixture} from "./fixture.ts";
import {PAYLOADS} from "./payloads.ts";
import {makeSites, type HostileSites} from "./site.ts";
import {visit} from "./visit.ts";

const PAGES = config.pages.map(({path}) => path.slice(1).replace("index", ""));

/** Pages that are made of tables and words. */
const WITHOUT_CHARTS = ["reconciliation", "glossary", "lineage"];

let browser: Browser | undefined;
let sites: HostileSites | undefined;

beforeAll(async () => {
  sites = await makeSites("en");
  await sites.publish(hostileFixture(0));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await sites?.close();
});

describe("the payloads", () => {
  it("are sixty or more, each another", () => {
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(PAYLOADS.map(({text}) => text)).size).toBe(PAYLOADS.length);
  });

  it("act where nothing stops them, and with a policy none does", async () => {
    const {bare, guarded} = sites as HostileSites;
    expect(await lettingLoose(browser as Browser, `${bare.url}blank`, 5000)).toEqual(LIVE);
    expect(await lettingLoose(browser as Browser, `${guarded.url}blank`, 100)).toEqual([]);
  });
});

describe.each(PAGES)("page /%s", (path) => {
  // Every second page with its policy, the others without: `npm run hostile` opens each both ways, with every payload.
  const isGuarded = PAGES.indexOf(path) % 2 === 0;
  it(`shows hostile texts as texts ${isGuarded ? "with" : "without"} its policy`, async () => {
    const {url} = (sites as HostileSites)[isGuarded ? "guarded" : "bare"];
    const {fired, troubles, marks, rows, files} = await visit(browser as Browser, `${url}${path}?period=all`);
    expect(fired).toEqual([]);
    expect(troubles).toEqual([]);
    if (!WITHOUT_CHARTS.includes(path)) expect(marks).toBeGreaterThan(15);
    expect(rows).toBeGreaterThan(5);
    expect(files).toBeGreaterThan(3);
  });
});
