// From invented exports to the pages, as a user goes: what the pages say is what the database holds.
import {copyFile, mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {type Running, serveSite} from "../src/site.ts";
import {openDatabase, readRows} from "../src/warehouse.ts";
import {attackBuilds} from "./support/attack.ts";
import {launchBrowser, NONSENSE, openPage, PHONE} from "./support/browser.ts";
import {ressac} from "./support/command.ts";
import words from "../reports/words/fr.json" with {type: "json"};

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

/** Cents of an amount as a French page writes it; null where there is none. */
function centsIn(text: string | undefined): number | null {
  const digits = (text ?? "").replace(/[^\d,]/g, "");
  if (!/^\d+,\d\d$/.test(digits)) return null;
  return Number(digits.replace(",", "")) * (text?.includes("−") ? -1 : 1);
}

/** Texts of the cells of a table, row by row, each table by its place on the page; all rows that it has are drawn. */
async function cellsOf(page: Page, place: number): Promise<string[][]> {
  const table = page.locator("table.data").nth(place);
  const more = table.locator("xpath=ancestor::section").locator("button.more:visible");
  while ((await more.count()) > 0) await more.click();
  const rows = table.locator("tbody tr");
  return rows.evaluateAll((found) =>
    found.map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.innerText))
  );
}

/** Sums of a table of marts by status, as the page lists them: items, both sides, below, above. */
async function totalsOf(table: string, first: string, second: string): Promise<(string | number)[][]> {
  const rows = await readRows(
    database.connection,
    `select status, count(*)::integer as items, sum(${first})::double as one, sum(${second})::double as two,
       sum(least(difference_cents, 0))::double as below, sum(greatest(difference_cents, 0))::double as above
     from ${table} group by rollup (status) order by status nulls last`
  );
  return rows.map(({status, ...sums}) => [
    words[`reconciliation.status.${String(status ?? "total")}` as "reconciliation.status.total"],
    ...Object.values(sums).map(Number)
  ]);
}

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

  it("list the orders that accounting alone cancelled, to the cent", async () => {
    const untold = await readRows(
      database.connection,
      `select order_id, booked_cents, credited_cents, ledger_cents, status_label, name, source_line
       from marts.untold_cancellations join meta.files on file_id = source_file_id
       order by credited_cents desc, order_id`
    );
    expect(untold.length).toBeGreaterThan(3);
    const {page, troubles, close} = await openPage(browser, `${site.url}reconciliation`);
    const rows = await cellsOf(page, 0);
    const heading = plain(await page.locator("section.card h3").first().innerText());
    const title = await page.innerText("h1");
    await close();
    expect(troubles).toEqual([]);
    const cents = (value: unknown) => (value === null ? null : Number(value));
    expect(rows.map((cells) => [cells[0], cells[2], ...cells.slice(6, 9).map(centsIn)])).toEqual(
      untold.map((row) => [
        row.order_id,
        row.status_label,
        ...[row.booked_cents, row.credited_cents, row.ledger_cents].map(cents)
      ])
    );
    expect(rows.map((cells) => cells[9])).toEqual(
      untold.map((row) => `${String(row.name)}, ligne ${Number(row.source_line)}`)
    );
    const total = untold.reduce((sum, row) => sum + Number(row.credited_cents), 0);
    expect(heading).toContain(
      `${untold.length} commandes annulées en comptabilité, ${plain(inFrench(total))}`
    );
    expect(title).toContain(`${untold.length} commandes annulées en comptabilité`);
  });

  it("reconcile in the sums of the tables, line by line and in all", async () => {
    const {page, troubles, close} = await openPage(browser, `${site.url}reconciliation`);
    const [orders, items] = [await cellsOf(page, 1), await cellsOf(page, 2)];
    const [documents, entries] = [await cellsOf(page, 3), await cellsOf(page, 4)];
    await close();
    expect(troubles).toEqual([]);
    const told = (rows: string[][]) =>
      rows.map(([status, count, ...amounts]) => [
        status,
        Number(plain(count ?? "").replaceAll(" ", "")),
        ...amounts.map(centsIn)
      ]);
    expect(told(orders)).toEqual(
      await totalsOf("marts.order_reconciliations", "booked_cents", "billed_cents")
    );
    expect(told(documents)).toEqual(
      await totalsOf("marts.ledger_reconciliations", "billed_cents", "ledger_cents")
    );
    // What billing exported is in there to the last cent, and so is what was ordered.
    const [exported] = await readRows(
      database.connection,
      `select (select sum(amount_cents) from staging.invoices)::double as billed,
         (select sum(amount_cents) from staging.order_lines)::double as booked`
    );
    expect(told(orders).at(-1)?.slice(2, 4)).toEqual([exported?.booked, exported?.billed]);
    // The differences that are listed one by one are those of the sums.
    for (const [sums, list] of [
      [orders, items],
      [documents, entries]
    ] as const) {
      const differences = list.map((cells) => centsIn(cells[6]) ?? 0);
      const total = (sign: number) =>
        differences.filter((cents) => cents * sign > 0).reduce((sum, cents) => sum + cents, 0);
      // What agrees within the tolerance is not listed, nor is what nothing can be compared with.
      const unlisted = (["total", "agrees", "not_covered"] as const).map(
        (status) => words[`reconciliation.status.${status}`]
      );
      const compared = told(sums).filter(([status]) => !unlisted.includes(String(status)));
      const summed = (place: number) => compared.reduce((sum, row) => sum + Number(row[place]), 0);
      expect([total(-1), total(1)]).toEqual([summed(4), summed(5)]);
    }
  });
});

/** The build as it would have been so many days before: what came later is not there, and what is new is not settled. */
async function buildBefore(days: number): Promise<string> {
  const path = join(folder, `before-${days}.duckdb`);
  await copyFile(join(folder, "warehouse/current/ressac.duckdb"), path);
  const {connection, close} = await openDatabase(path, {threads: 1});
  const day = `(select as_of - ${days} from meta.run)`;
  for (const [table, column] of [
    ["case_outcomes", "opened_date"],
    ["cancellations", "cancel_date"]
  ]) {
    await connection.run(`delete from marts.${table} where ${column} > ${day}`);
    await connection.run(`update marts.${table} set is_mature = false where ${column} > ${day} - 60`);
  }
  await connection.run(`delete from marts.movements where month > ${day}`);
  close();
  return path;
}

describe("the results of management", () => {
  it("give back no small sum, over three builds, where leaving small cells out does", async () => {
    const builds = [await buildBefore(61), await buildBefore(30), await buildBefore(0)];
    for (const {result, secrets, shown, recovered} of await attackBuilds(builds, ["protected"])) {
      expect(secrets, result).toBeGreaterThan(500);
      expect(shown, result).toBeGreaterThan(20);
      expect(recovered, result).toEqual([]);
    }
    for (const {result, recovered} of await attackBuilds(builds.slice(-1), ["left_out"]))
      expect(recovered.length, result).toBeGreaterThan(100);
  }, 120_000);
});
