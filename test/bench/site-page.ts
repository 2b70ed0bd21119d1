import type {Browser} from "playwright-core";
import {DESK} from "../support/browser.ts";
import {type Spread, spreadOf} from "./measure.ts";

/** What a page needs until its first chart is painted. */
export interface PageCost {
  page: string;
  /** Milliseconds from the start of the navigation, with nothing in the browser's cache. */
  chart: Spread;
  /** Files asked for. */
  requests: number;
  script: Bytes;
  data: Bytes;
}

export interface Bytes {
  /** As they went over the wire. */
  sent: number;
  /** As they are read. */
  read: number;
}

/** Pages that are made of tables and words: their first table counts. */
const WITHOUT_CHARTS = ["reconciliation", "glossary", "lineage"];
const CHART = ".card svg :is(path, rect, circle, line), .bridge .fill";
const TABLE = "main :is(table tbody tr, .card)";

/** What the page itself writes down: when its first chart was painted. */
declare global {
  interface Window {
    firstChart?: number;
  }
}

/** Opens a page some times, each with an empty cache, and gives what its first chart needed. */
export async function measurePage(
  browser: Browser,
  {url, page, runs}: {url: string; page: string; runs: number}
): Promise<PageCost> {
  const selector = WITHOUT_CHARTS.includes(page) ? TABLE : CHART;
  const visits: Visit[] = [];
  // The first one is not counted: it warms the file cache of the system and the server, not the browser's.
  for (let run = 0; run <= runs; run++) visits.push(await visit(browser, url + page, selector));
  const counted = visits.slice(1);
  const [last] = counted.slice(-1);
  if (last === undefined) throw new Error("a page is measured at least once");
  const {requests, script, data} = last;
  return {page, chart: spreadOf(counted.map(({chart}) => chart)), requests, script, data};
}

interface Visit extends Omit<PageCost, "page" | "chart"> {
  chart: number;
}

async function visit(browser: Browser, url: string, selector: string): Promise<Visit> {
  const context = await browser.newContext({viewport: DESK});
  try {
    const page = await context.newPage();
    // tsx lets functions keep their names by a helper that is not there in a page.
    await page.addInitScript("globalThis.__name = (named) => named");
    await page.addInitScript(watch, selector);
    await page.goto(url);
    await page.waitForFunction(() => window.firstChart !== undefined);
    // What was on its way ends, so that its size is known.
    await page.waitForLoadState("networkidle");
    return await page.evaluate(costs);
  } finally {
    await context.close();
  }
}

/** Notes the time at which the first chart is painted: the frame after the one that it is laid out in. */
function watch(selector: string): void {
  const look = (): void => {
    const drawn = [...document.querySelectorAll(selector)].some((mark) => {
      const {width, height} = mark.getBoundingClientRect();
      return width + height > 0;
    });
    if (!drawn) return void requestAnimationFrame(look);
    requestAnimationFrame(() => {
      window.firstChart = performance.now();
    });
  };
  requestAnimationFrame(look);
}

/** Adds up what the page asked for before its first chart. */
function costs(): Visit {
  const chart = window.firstChart ?? NaN;
  const files = (performance.getEntriesByType("resource") as PerformanceResourceTiming[]).filter(
    ({startTime}) => startTime < chart
  );
  const of = (kind: RegExp): Bytes => {
    const found = files.filter(({name}) => kind.test(name));
    return {
      sent: found.reduce((sum, {encodedBodySize}) => sum + encodedBodySize, 0),
      read: found.reduce((sum, {decodedBodySize}) => sum + decodedBodySize, 0)
    };
  };
  return {chart, requests: files.length + 1, script: of(/\.js$/), data: of(/\.(arrow|json)$/)};
}
