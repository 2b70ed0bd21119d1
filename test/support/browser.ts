import {chromium, type Browser, type BrowserContextOptions, type Page} from "playwright-core";
import {type Chromium, findChromium, FLAGS} from "../../src/chromium.ts";

/** Starts the Chromium that `ressac report` would use too. */
export async function launchBrowser(): Promise<Browser> {
  const {executable, environments} = await findChromium();
  const [first = {}, ...others] = environments;
  return others.reduce(
    (launched, environment) => launched.catch(() => launch(executable, environment)),
    launch(executable, first)
  );
}

async function launch(
  executablePath: Chromium["executable"],
  environment: Record<string, string>
): Promise<Browser> {
  const env = {...process.env, ...environment} as Record<string, string>;
  return chromium.launch({executablePath, args: FLAGS, env});
}

/** The two widths at which pages are looked at. */
export const DESK = {width: 1280, height: 900};
export const PHONE = {width: 390, height: 844};

/** What a page shows when a value was forgotten. */
export const NONSENSE = /undefined|NaN|\{\{|\bnull\b|\[object/;

export interface OpenedPage {
  page: Page;
  /** Errors of the console, failed requests, requests to elsewhere. */
  troubles: string[];
  close: () => Promise<void>;
}

/** Opens a page of the site and waits until all of it is drawn. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {}
): Promise<OpenedPage> {
  const {origin} = new URL(url);
  const context = await browser.newContext({viewport: DESK, ...options});
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") troubles.push(message.text());
  });
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("requestfailed", (request) => {
    // What a page that is left was still loading.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") troubles.push(`failed: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    // What the page itself made goes by an address of data or a blob.
    const isOurs = ["data:", `${origin}/`, `blob:${origin}/`].some((start) =>
      request.url().startsWith(start)
    );
    if (!isOurs) troubles.push(`left: ${request.url()}`);
  });
  await page.goto(url);
  await settled(page);
  return {page, troubles, close: () => context.close()};
}

/**
 * Waits until all of a page that was gone to is drawn and stands where it will be: a place that was looked up before
 * may be that of something else when it is clicked.
 */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector(".site-foot");
  await page.waitForFunction(() => document.querySelector("observablehq-loading") === null);
  // Menus and definitions come last, and with them the place of stories; that of rebookings is of the page itself.
  await page.waitForSelector("body > dialog.story", {state: "attached"});
  await page.evaluate(() => document.fonts.ready);
  await redrawn(page);
}

/** A width and a theme. */
export interface Look {
  viewport: typeof DESK;
  colorScheme: "light" | "dark";
}

/** Changes the width and the theme of an opened page, and waits until it is drawn anew. */
export async function changeLook(page: Page, {viewport, colorScheme}: Look): Promise<void> {
  await page.emulateMedia({colorScheme});
  await page.setViewportSize(viewport);
  await page.waitForFunction((width) => innerWidth === width, viewport.width);
  await redrawn(page);
}

/** Unfolds all that is folded, and waits until it is drawn: also in a card that was drawn anew for it. */
export async function openAll(page: Page, selector: string): Promise<void> {
  let folded: number;
  do {
    folded = await page.locator(selector).evaluateAll((all) => {
      const closed = (all as HTMLDetailsElement[]).filter(({open}) => !open);
      for (const details of closed) details.open = true;
      return closed.length;
    });
    await redrawn(page);
  } while (folded > 0);
}

/**
 * Pictures follow the room they have in the frame in which it changes; after the next one all is on the screen, but
 * for what moves there slowly.
 */
async function redrawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
    await Promise.allSettled(document.getAnimations().map(({finished}) => finished));
  });
}

/** All elements of a page with their attributes, and where they stand: a line each. */
export function boxesOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.body.querySelectorAll("*")].map((element) => {
      const {x, y, width, height} = element.getBoundingClientRect();
      const isSeen = element.checkVisibility({visibilityProperty: true, opacityProperty: true});
      const tag = element.cloneNode(false) as Element;
      return [tag.outerHTML, isSeen, ...[x, y, width, height].map((pixels) => pixels.toFixed(1))].join(" ");
    })
  );
}
