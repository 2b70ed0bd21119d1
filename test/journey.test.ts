// From invented exports to the pages, as a user goes: what the pages say is what the database holds.
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {type Running, serveSite} from "../src/site.ts";
import {openDatabase, readRows} from "../src/warehouse.ts";
import {launchBrowser, NONSENSE, openPage, PHONE} from "./support/browser.ts";
import {ressac} from "./support/command.ts";

let folder: string;
let browser: Browser;
let site: Running;
let database: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ressac-"));
  const exports = join(folder, "exports");
  for (const command of [
    ["sample", "--orders", "1500", "--out", exports],
    ["run", "--exports", exports, "--out", folder],
    ["site", "--out", folder]
  ]) {
    const {exitCode, stderr} = await ressac(...command);
    expect(exitCode, stderr).toBe(0);
  }
  database = await openDatabase(join(folder, "warehouse/current/ressac.duckdb"), {readOnly: true});
  site = await serveSite({folder: join(folder, "site"), port: 0});
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await site.close();
  database.close();
  await rm(folder, {recursive: true, force: true});
});

/** Cents as the French pages write them to the cent: `1 900,00`. */
function inFrench(cents: unknown): string {
  return new Intl.NumberFormat("fr-FR", {minimumFractionDigits: 2}).format(Number(cents) / 100);
}

const plain = (text: string): string => text.replace(/[\u00a0\u202f\s]+/gu, " ");

describe("the pages, on invented exports", () => {
  it.each(["", "cancel-and-rebook"])(
    "draw /%s without any trouble, on a desk and on a phone",
    async (path) => {
      for (const options of [{}, {viewport: PHONE, colorScheme: "dark" as const}]) {
        const {page, troubles, close} = await openPage(browser, site.url + path, options);
        expect(troubles).toEqual([]);
        expect(await page.locator(".card svg :is(path, rect, circle)").count()).toBeGreaterThan(20);
        expect(await page.locator("table.data tbody tr").count()).toBeGreaterThan(5);
        expect(await page.innerText("body")).not.toMatch(NONSENSE);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        ).toBeLessThanOrEqual(0);
        await close();
      }
    }
  );

  it("show the CA and the parc of the last month to the cent, as the database has them", async () => {
    const [closing] = await readRows(
      database.connection,
      `select sum(ca_cents) as ca, sum(parc_cents) as parc from marts.movements
       where view = 'as_booked' and kind = 'closing' and month = (select max(month) from marts.movements)`
    );
    const {page, close} = await openPage(browser, site.url);
    const row = plain(await page.locator(".search-table tbody tr").first().innerText());
    await close();
    expect(row).toContain(plain(inFrench(closing?.ca)));
    expect(row).toContain(plain(inFrench(closing?.parc)));
  });

  it("tell the story of 2 000 € rebooked at 100 €, with its file and line", async () => {
    const [group] = await readRows(
      database.connection,
      "select group_id, class from marts.rebooking_groups where old_cents = 200000 and new_cents = 10000"
    );
    const url = `${site.url}cancel-and-rebook#${encodeURIComponent(String(group?.group_id))}`;
    const {page, troubles, close} = await openPage(browser, url);
    const story = page.getByRole("dialog");
    await story.waitFor();
    const text = plain(await story.innerText());
    await close();
    expect(group?.class).toBe("A");
    expect(text).toContain("1 900,00");
    expect(text).toMatch(/atropos_commandes_[\d-]+\.csv, ligne \d+/);
    expect(troubles).toEqual([]);
  });
});
