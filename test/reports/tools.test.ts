// What cards and tables can do once they are drawn: be taken away, as files that are opened again; tell what they mean.
import {mkdtemp, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import type {Browser, BrowserContextOptions, Locator, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {buildSite, serveSite, type Running} from "../../src/site.ts";
import {
  DESK,
  launchBrowser,
  NONSENSE,
  openPage,
  PHONE,
  settled,
  type OpenedPage
} from "../support/browser.ts";
import {bytesOf, readWorkbook, takeAway} from "../support/download.ts";
import {writeFixture} from "./arrow-files.ts";
import {makeFixture} from "./fixture.ts";

/** A name that a spreadsheet would run. */
const FORMULA = '=HYPERLINK("http://x";"y")';

/** Enough rows that the workbook is packed by another thread. */
const GROUPS = 1500;

let folder: string;
let browser: Browser | undefined;
const sites: Record<string, Running> = {};
const fixture = makeFixture({groups: GROUPS});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ressac-take-"));
  const [first] = [...fixture.rebooking_groups].sort((a, b) => b.loss_ca_cents - a.loss_ca_cents);
  if (first !== undefined) first.customer_name = FORMULA;
  await writeFixture(join(folder, "data"), fixture);
  for (const language of ["fr", "en"]) {
    const output = join(folder, `site-${language}`);
    await buildSite({
      reports: "reports",
      published: join(folder, "data"),
      root: join(folder, "work", "root"),
      language,
      packageRoot: ".",
      output
    });
    sites[language] = await serveSite({folder: output, port: 0});
  }
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  for (const site of Object.values(sites)) await site.close();
  await rm(folder, {recursive: true, force: true});
});

async function open(site: string, path: string, options: BrowserContextOptions = {}): Promise<OpenedPage> {
  const address = new URL(path, (sites[site] as Running).url);
  // All that is known, whatever the day of the fixture.
  if (!address.searchParams.has("period")) address.searchParams.set("period", "all");
  const opened = await openPage(browser as Browser, address.href, options);
  await opened.page.waitForSelector(".take", {state: "attached"});
  return opened;
}

const groupsCard = (page: Page): Locator =>
  page.locator("section.card", {has: page.locator(".search-table")}).last();

/** What the page shows of a table, row by row. */
const shownRows = (card: Locator): Promise<string[][]> =>
  card
    .locator("table.data tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim()))
    );

const digits = (text: string): string => text.replace(/[\s\u202f\u00a0]/g, "").replace("−", "-");

describe("a table as CSV", () => {
  it("holds what was found, sorted as it is shown, in French form", async () => {
    const {page, troubles, close} = await open("fr", "cancel-and-rebook?class=E");
    const card = groupsCard(page);
    await card.getByRole("searchbox").fill("n10");
    await card.getByRole("columnheader", {name: "Nouveau"}).getByRole("button").click();
    const download = await takeAway(page, card, /CSV/);
    expect(download.suggestedFilename()).toMatch(/^annuler-et-refaire_[a-z0-9-]+_2026-05-31\.csv$/);
    const bytes = await bytesOf(download);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = parse(bytes, {
      bom: true,
      delimiter: ";",
      record_delimiter: "\r\n",
      relax_column_count: true
    });
    const blank = lines.findIndex((line) => line.length === 1 && line[0] === "");
    const about = Object.fromEntries(lines.slice(0, blank) as [string, string][]);
    expect(about.Filtres).toContain("n10");
    expect(about.Filtres).toContain("déclaré");
    expect(about["Données au"]).toBe("31 mai 2026");
    const heads = lines[blank + 1] ?? [];
    const rows = lines.slice(blank + 2);
    const shown = await shownRows(card);
    expect(rows.length).toBeGreaterThan(shown.length - 1);
    expect(rows.length).toBe(
      fixture.rebooking_groups.filter(
        (group) => group.class === "E" && group.rebooked_orders.toLowerCase().includes("n10")
      ).length
    );
    const column = heads.indexOf("Nouveau");
    for (const [index, cells] of shown.entries()) {
      expect(rows[index]?.[0]).toBe(cells[0]);
      expect(rows[index]?.[1]).toMatch(/^\d\d\/\d\d\/\d{4}$/);
      expect(rows[index]?.[column]).toMatch(/^-?\d+,\d\d$/);
      expect(rows[index]?.[column]).toBe(digits(cells[column] ?? ""));
    }
    expect(troubles).toEqual([]);
    await close();
  });

  it("is in English form on the English site, and runs no formula", async () => {
    const {page, close} = await open("en", "cancel-and-rebook");
    const text = (await bytesOf(await takeAway(page, groupsCard(page), /CSV/))).toString();
    expect(text).toContain(`"'${FORMULA.replaceAll('"', '""')}"`);
    const rows: string[][] = parse(text, {bom: true, record_delimiter: "\r\n", relax_column_count: true});
    const [first] = rows.filter((row) => row[0]?.includes("HYPERLINK"));
    expect(first?.[2]).toMatch(/^\d+\.\d\d$/);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*([=+@]|-\D)/);
    await close();
  });
});

describe("a table as a workbook", () => {
  it("has typed cells, every row, no formula, and a sheet that says what it is", async () => {
    const {page, troubles, close} = await open("fr", "cancel-and-rebook");
    const card = groupsCard(page);
    const download = await takeAway(page, card, /XLSX/);
    const {names, sheets, text} = await readWorkbook(await download.path());
    expect(text).not.toMatch(/<f[ >]/);
    expect(names.at(-1)).toBe("À propos");
    const [heads = [], ...rows] = sheets[0] ?? [];
    expect(rows.length).toBe(GROUPS);
    const shown = await shownRows(card);
    const at = (label: string): number => heads.findIndex((cell) => cell.text === label);
    for (const [index, cells] of shown.entries()) {
      const row = rows[index] ?? [];
      const name = cells[0] ?? "";
      expect(row[0]).toMatchObject({kind: "text", text: name === FORMULA ? `'${FORMULA}` : name});
      const day = row[1];
      expect(day).toMatchObject({kind: "number", format: "dd/mm/yyyy"});
      const date = new Date((Number(day?.text) - 25569) * 86_400_000);
      expect(date.toLocaleDateString("fr-FR", {timeZone: "UTC"})).toBe(cells[1]);
      for (const label of ["Ancien", "Nouveau"]) {
        const cell = row[at(label)];
        expect(cell).toMatchObject({kind: "number", format: "#,##0.00"});
        expect(Number(cell?.text).toFixed(2)).toBe(digits(cells[at(label)] ?? "").replace(",", "."));
      }
    }
    const about = (sheets.at(-1) ?? []).map((row) => row.map(({text: words}) => words).join(": ")).join("\n");
    expect(about).toContain("Données au: 31 mai 2026");
    expect(about).toContain("Filtres: Tout l’historique ; tri : CA perdu, décroissant");
    expect(troubles).toEqual([]);
    await close();
  });

  it("tells a rate apart from an amount and from a count", async () => {
    const {page, close} = await open("en", "saves-by-channel");
    const card = page.locator("section.card", {has: page.locator("table.data")}).first();
    const {sheets} = await readWorkbook(await (await takeAway(page, card, /XLSX/)).path());
    const formats = new Set((sheets[0] ?? []).slice(1).flatMap((row) => row.map(({format}) => format)));
    expect(formats).toContain("0.0%");
    expect(formats).toContain("#,##0");
    const texts = (sheets[0] ?? []).flat().map(({text}) => text);
    expect(texts.join(" ")).not.toMatch(/undefined|NaN|\[object/);
    await close();
  });

  it("is asked for before its writer is fetched", async () => {
    const {page, close} = await open("en", "cancel-and-rebook");
    const fetched = (): Promise<number> =>
      page.evaluate(async () => {
        const scripts = performance.getEntriesByType("resource").filter(({name}) => name.endsWith(".js"));
        const texts = scripts.map(async ({name}) => (await fetch(name)).text());
        return (await Promise.all(texts)).filter((text) => text.includes("xl/worksheets")).length;
      });
    await page.waitForTimeout(300);
    expect(await fetched()).toBe(0);
    await takeAway(page, groupsCard(page), /XLSX/);
    expect(await fetched()).toBe(1);
    await close();
  });
});

describe("a chart as a picture", () => {
  it.each(["light", "dark"] as const)("stands by itself in %s", async (colorScheme) => {
    const {page, troubles, close} = await open("fr", "cancel-and-rebook", {colorScheme});
    const card = page.locator("section.card", {has: page.locator(".picture svg")}).first();
    const title = await card.locator("h3").innerText();
    const svg = (await bytesOf(await takeAway(page, card, /SVG/))).toString();
    expect(svg).not.toMatch(/var\(|currentColor|<style|<script|class=|href=/);
    expect(svg).toMatch(/font-family="Inter, system-ui/);
    const read = await page.evaluate((text) => {
      const picture = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      const marks = picture.querySelectorAll("svg :is(path, rect, circle, line)").length;
      return {
        title: picture.querySelector("title")?.textContent,
        described: picture.querySelector("desc")?.textContent.length ?? 0,
        width: Number(picture.getAttribute("width")),
        height: Number(picture.getAttribute("height")),
        marks
      };
    }, svg);
    expect(read.title).toBe(title.replace(/\s+/g, " ") === title ? title : read.title);
    expect(read.described).toBeGreaterThan(20);
    expect(read.marks).toBeGreaterThan(10);
    const box = await card.boundingBox();
    expect(Math.abs(read.width - (box?.width ?? 0))).toBeLessThanOrEqual(1);
    const png = await bytesOf(await takeAway(page, card, /PNG/));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBe(2 * read.width);
    expect(png.readUInt32BE(20)).toBe(2 * read.height);
    const colors = await page.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const pen = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
      pen.drawImage(image, 0, 0);
      return new Set(new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer)).size;
    }, png.toString("base64"));
    expect(colors).toBeGreaterThan(50);
    expect(troubles).toEqual([]);
    await close();
  });
});

describe("the menu", () => {
  it("stands on every card that is not empty, and works with the keyboard alone", async () => {
    const {page, close} = await open("en", "cancel-and-rebook", {viewport: DESK});
    expect(await page.locator(".card:not(.empty) > .take").count()).toBe(
      await page.locator(".card:not(.empty)").count()
    );
    const menu = page.locator(".card > .take").first();
    const summary = menu.locator("summary");
    expect(await summary.getAttribute("aria-label")).toMatch(/^Take away: ./);
    await summary.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(
      await menu
        .locator("button")
        .first()
        .evaluate((button) => button === document.activeElement)
    ).toBe(true);
    await page.keyboard.press("Escape");
    expect(await menu.getAttribute("open")).toBeNull();
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
    await close();
  });

  it("is not printed, and fits a phone", async () => {
    const {page, close} = await open("fr", "", {viewport: PHONE});
    await page.locator(".card > .take summary").first().click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0
    );
    const box = await page.locator(".take-list").first().boundingBox();
    expect(box?.x ?? -1).toBeGreaterThanOrEqual(0);
    await page.emulateMedia({media: "print"});
    expect(await page.locator(".take").first().isVisible()).toBe(false);
    await close();
  });

  it("follows a card that is drawn anew", async () => {
    const {page, close} = await open("en", "");
    await page.locator(".pick.period summary").click();
    await page.getByRole("button", {name: "6 months"}).click();
    await page.waitForFunction(() => document.querySelector("h1")?.textContent.includes("In 6 months"));
    const card = page.locator("section.card", {has: page.locator(".search-table")});
    const text = await readFile(await (await takeAway(page, card, /CSV/)).path(), "utf8");
    expect(text).toContain("December 2025 to May 2026");
    expect(text.trim().split("\r\n\r\n")[1]?.split("\r\n")).toHaveLength(7);
    await close();
  });
});

describe("a definition", () => {
  it("comes under the pointer, in the words of the model, with what the rate is made of", async () => {
    const {page, troubles, close} = await open("en", "saves-by-channel");
    const card = page.locator("section.card", {has: page.locator("table.data")}).first();
    await card.locator("tbody tr").first().locator("td").nth(1).hover();
    const tip = page.getByRole("tooltip");
    await tip.waitFor();
    const row = fixture.save_cuts.find(({cut, period}) => cut === "all" && period === "all");
    const text = await tip.innerText();
    expect(text).toContain("kept to mature cases, 0 to 1");
    expect(text).toMatch(/Numerator\s+\d+ · saved or saved in part/);
    expect(text).toMatch(/Denominator\s+\d+ · /);
    expect(text).toContain("reports.save_cuts");
    expect(row).toBeDefined();
    await page.mouse.move(1, 1);
    await tip.waitFor({state: "hidden"});
    expect(troubles).toEqual([]);
    await close();
  });

  it("comes at the focus too, in French, and goes with Escape", async () => {
    const {page, close} = await open("fr", "cancel-and-rebook");
    const head = page.getByRole("columnheader", {name: "CA perdu"}).last();
    await page.getByRole("searchbox").focus();
    await page.keyboard.press("Tab");
    for (let step = 0; step < 20 && !(await head.locator("button:focus").count()); step++)
      await page.keyboard.press("Tab");
    const tip = page.getByRole("tooltip");
    await tip.waitFor();
    expect(await tip.innerText()).toContain("CA perdu (centimes)");
    expect(await head.locator("button").getAttribute("aria-describedby")).toBe(await tip.getAttribute("id"));
    await page.keyboard.press("Escape");
    await tip.waitFor({state: "hidden"});
    await close();
  });

  it("is there for the figures that head a page", async () => {
    const {page, close} = await open("en", "cancel-and-rebook");
    const figure = page.locator(".figure .defined").nth(2);
    await figure.hover();
    const tip = page.getByRole("tooltip");
    await tip.waitFor();
    const sum = (key: "loss_ca_cents" | "old_cents"): number =>
      fixture.rebooking_groups.reduce((total, group) => total + group[key], 0) / 100;
    const money = (euros: number): string =>
      euros.toLocaleString("en-GB", {style: "currency", currency: "EUR"});
    expect(await tip.innerText()).toContain(money(sum("loss_ca_cents")));
    expect(await tip.innerText()).toContain(money(sum("old_cents")));
    await close();
  });
});

describe("the story of an order or a case", () => {
  const data = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .map(({name}) => /(order_stories|case_stories|rebooking_evidence)/.exec(name)?.[0] ?? "")
        .filter((name) => name !== "")
    );

  it("opens from a row with the keyboard, is read only then, and gives the focus back", async () => {
    const {page, troubles, close} = await open("en", "cancel-and-rebook");
    const link = page.locator(".search-table tbody td.code a").first();
    const order = await link.innerText();
    expect(await data(page)).toEqual([]);
    await link.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.locator(".timeline").first().waitFor();
    expect(await dialog.locator("h2").innerText()).toBe(order);
    const text = await dialog.innerText();
    expect(text).toMatch(/atropos_commandes_[\d-]+\.csv, line \d+/);
    expect(text).toMatch(/Total; probability|order itself/);
    expect(text).not.toMatch(NONSENSE);
    expect(new URL(page.url()).hash).toBe(`#order=${order}`);
    expect((await data(page)).sort()).toEqual(["order_stories", "rebooking_evidence"]);
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press("Tab");
      const isInside = await page.evaluate(
        () => document.activeElement === document.body || document.activeElement?.closest("dialog") !== null
      );
      expect(isInside).toBe(true);
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({state: "hidden"});
    await page.waitForFunction(() => location.hash === "");
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(troubles).toEqual([]);
    await close();
  });

  it("opens from its address on any page, and leads from the order to its case and to its rebooking", async () => {
    const [group] = fixture.rebooking_groups;
    const order = group?.cancelled_orders.split(" + ")[0] ?? "";
    const {page, troubles, close} = await open("fr", `motives#order=${order}`);
    const dialog = page.getByRole("dialog");
    await dialog.locator(".timeline").first().waitFor();
    await dialog.getByRole("link", {name: `C-${order}`}).click();
    await page.waitForFunction(() => document.querySelector("dialog[open] h2")?.textContent.startsWith("C-"));
    expect(await dialog.innerText()).toContain("Demande ouverte");
    await dialog.getByRole("link", {name: order}).click();
    await page.waitForFunction(
      () => !document.querySelector("dialog[open] h2")?.textContent.startsWith("C-")
    );
    const rebooking = dialog.getByRole("link", {name: "Histoire de la commande refaite"});
    expect(await rebooking.getAttribute("href")).toMatch(/^\.\/cancel-and-rebook#/);
    expect(troubles).toEqual([]);
    await close();
  });

  it("says so where nothing is published of it", async () => {
    const {page, close} = await open("en", "#order=A%22%3Cimg%3E");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Nothing is published of this order").waitFor();
    expect(await dialog.locator("h2").innerText()).toBe('A"<img>');
    await close();
  });
});

describe("a long table", () => {
  it("keeps in the address how it is searched and sorted, with the keyboard alone", async () => {
    const {page, close} = await open("en", "cancel-and-rebook");
    const card = groupsCard(page);
    await card.getByRole("searchbox").focus();
    await page.keyboard.type("n10");
    const head = card.getByRole("columnheader", {name: "New"});
    await head.getByRole("button").focus();
    await page.keyboard.press("Enter");
    expect(await head.getAttribute("aria-sort")).toBe("descending");
    await page.keyboard.press("Space");
    expect(await head.getAttribute("aria-sort")).toBe("ascending");
    expect(new URL(page.url()).searchParams.get("rebookings.find")).toBe("n10");
    expect(new URL(page.url()).searchParams.get("rebookings.sort")).toBe("new_cents");
    const before = await shownRows(card);
    await page.reload();
    await settled(page);
    expect(await shownRows(card)).toEqual(before);
    expect(await card.getByRole("searchbox").inputValue()).toBe("n10");
    expect(await head.getAttribute("aria-sort")).toBe("ascending");
    await card.getByRole("searchbox").fill("");
    expect(new URL(page.url()).searchParams.has("rebookings.find")).toBe(false);
    await close();
  });

  it("shows more when it is asked to, and leaves nobody without focus at its end", async () => {
    const {page, close} = await open("en", "cancel-and-rebook?rebookings.find=n11");
    const card = groupsCard(page);
    const more = card.getByRole("button", {name: "Show more rows"});
    const drawn = (): Promise<number> => card.locator(".search-table tbody tr").count();
    expect(await drawn()).toBe(25);
    await more.focus();
    while (await more.isVisible()) await page.keyboard.press("Enter");
    expect(await drawn()).toBe(Number((await card.locator(".count").innerText()).split(" ")[0]));
    expect(await page.evaluate(() => document.activeElement?.classList.contains("scroll-box"))).toBe(true);
    await close();
  });
});
