import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {Temporal} from "temporal-polyfill";
import {findChromium} from "./chromium.ts";
import {type Config, SHIPPED} from "./config.ts";
import {openTab, type Tab} from "./devtools.ts";
import {RessacError} from "./errors.ts";
import type {Progress} from "./progress.ts";
import {serveSite} from "./server.ts";
import {buildSite, type SiteSources} from "./site.ts";

/** What a report is made from. */
export interface ReportOptions {
  /** First day of the month. */
  month: Temporal.PlainYearMonth;
  /** The site of the build that was made as of the end of the month. */
  site: SiteSources;
  config: Pick<Config, "company">;
  file: string;
  progress: Progress;
}

/** Pages that explain, and tell nothing of a month. */
const LEFT_OUT = ["/glossary", "/lineage"];

/** The width between the margins of a sheet of A4, in CSS pixels: charts are drawn for it. */
const SHEET = {width: 695, height: 1000};

const READY = `document.querySelector(".site-foot") !== null
  && document.querySelector("observablehq-loading") === null
  && document.fonts.status === "loaded"`;

/**
 * Writes the pages of a month as one PDF: white, without controls, each chart with its figures.
 * @returns how many pages of the site are in it. @throws RessacError (3) when there is no browser.
 */
export async function writeReport({month, site, config, file, progress}: ReportOptions): Promise<number> {
  const chromium = await findChromium();
  const folder = await mkdtemp(join(tmpdir(), "ressac-report-"));
  try {
    await buildSite({...site, output: join(folder, "site")});
    const server = await serveSite({folder: join(folder, "site"), port: 0});
    const tab = await openTab(chromium, SHEET).catch(async (error: unknown) => {
      await server.close();
      throw error;
    });
    try {
      const pages = await collectPages(tab, server.url, progress);
      const texts = await textsOf(site, {month, company: config.company});
      await tab.evaluate(`(${assemble.toString()})(${JSON.stringify({pages, texts})})`);
      await writeFile(file, await tab.print(paperOf(texts)));
      return pages.length;
    } finally {
      await tab.close();
      await server.close();
    }
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** What every page of the menu shows on paper, as markup. */
async function collectPages(tab: Tab, url: string, progress: Progress): Promise<string[]> {
  await tab.open(url, READY);
  const links = await tab.evaluate<string[]>(
    `[...document.querySelectorAll("#observablehq-sidebar > ol .observablehq-link a")].map(({href}) => href)`
  );
  const asked = [...new Set(links)].filter((link) => !LEFT_OUT.some((path) => link.endsWith(path)));
  const step = progress.step("report", asked.length);
  const pages: string[] = [];
  for (const link of asked) {
    await tab.open(link, READY);
    pages.push(await tab.evaluate<string>(`(${unfold.toString()})()`));
    step.advance(link.slice(url.length) || "index");
  }
  step.finish(`${pages.length} pages`, {pages: pages.length});
  return pages;
}

/** Runs in the page: opens the figures behind the charts, and waits until all is drawn in the room that is left. */
async function unfold(): Promise<string> {
  for (const details of document.querySelectorAll<HTMLDetailsElement>("details"))
    details.open = details.matches(".card > details") && details.querySelector("table") !== null;
  for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
  return document.querySelector("main")?.innerHTML ?? "";
}

interface Texts {
  title: string;
  subtitle: string;
}

/** Runs in the page: puts the cover and all pages in the place of the page that is open. */
function assemble({pages, texts}: {pages: string[]; texts: Texts}): void {
  const main = document.querySelector("main");
  if (main === null) return;
  document.title = texts.title;
  document.body.classList.add("report");
  const [cover, title, subtitle] = ["header", "h1", "p"].map((name) => document.createElement(name)) as [
    HTMLElement,
    HTMLElement,
    HTMLElement
  ];
  cover.className = "cover";
  title.textContent = texts.title;
  subtitle.textContent = texts.subtitle;
  cover.append(title, subtitle);
  const articles = pages.map((markup) => {
    const article = document.createElement("article");
    article.innerHTML = markup;
    return article;
  });
  main.replaceChildren(cover, ...articles);
}

/** The part of `reports/components/say.ts` that is used here: the engine writes no words of its own. */
interface SayModule {
  makeSay: (
    words: Record<string, unknown>,
    options: {currency: string}
  ) => {
    text: (key: string, values: Record<string, string>) => string;
    month: (day: Date) => string;
    date: (day: Date) => string;
  };
}

async function textsOf(
  {reports, language}: SiteSources,
  {month, company}: {month: Temporal.PlainYearMonth; company: string}
): Promise<Texts> {
  const words = JSON.parse(await readFile(join(reports, "words", `${language}.json`), "utf8")) as Record<
    string,
    unknown
  >;
  const module = (await import(
    pathToFileURL(join(SHIPPED.reports, "components", "say.ts")).href
  )) as SayModule;
  const say = module.makeSay(words, {currency: "EUR"});
  const day = (date: Temporal.PlainDate) => new Date(`${date.toString()}T00:00:00Z`);
  return {
    title: say.text("report.title", {month: say.month(day(month.toPlainDate({day: 1})))}),
    subtitle: say.text("report.subtitle", {company, date: say.date(day(lastDayOf(month)))})
  };
}

/** The last day of a month: the one as of which its report is made. */
export function lastDayOf(month: Temporal.PlainYearMonth): Temporal.PlainDate {
  return month.toPlainDate({day: month.daysInMonth});
}

/** A month, yyyy-mm. @throws RessacError (2) when there is no such month. */
export function readMonth(text: string): Temporal.PlainYearMonth {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return Temporal.PlainYearMonth.from(text);
  throw new RessacError(`${text}: a month is written yyyy-mm`);
}

function paperOf({title}: Texts): Record<string, unknown> {
  const name = title.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const style = "font:7pt sans-serif;color:#5c6068;width:100%;padding:0 13mm;display:flex";
  return {
    printBackground: true,
    preferCSSPageSize: true,
    displayHeaderFooter: true,
    headerTemplate: "<span></span>",
    footerTemplate: `<div style="${style};justify-content:space-between"><span>${name}</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`,
    generateTaggedPDF: true,
    generateDocumentOutline: true
  };
}
