// The example on a real ledger. It is not part of the project: the tests below run where its folder is found.
import {createReadStream, existsSync, readdirSync, readFileSync} from "node:fs";
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {parse} from "csv-parse";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Manifest} from "../../src/manifest.ts";
import {openDatabase, readRows} from "../../src/warehouse.ts";
import {serveSite} from "../../src/site.ts";
import {launchBrowser, NONSENSE, openPage} from "../support/browser.ts";
import {ressac} from "../support/command.ts";

const LEDGER = resolve(process.env.RESSAC_ONLINE_RETAIL ?? "../shared/data/online-retail");
const isThere = existsSync(LEDGER);

const {
  uci_online_retail: {placebo: PUBLISHED_PLACEBO}
} = JSON.parse(readFileSync("test/vectors.json", "utf8")) as {
  uci_online_retail: {placebo: {w: number; after: number; placebo: number}[]};
};

/** Counts the ledger with nothing of the project's own: records, and quantity × price rounded once a line. */
async function countLedger(): Promise<{records: number; cents: bigint; credited: bigint}> {
  const count = {records: 0, cents: 0n, credited: 0n};
  for (const name of readdirSync(LEDGER)) {
    const records = createReadStream(join(LEDGER, name)).pipe(parse({columns: true, bom: true}));
    for await (const record of records as AsyncIterable<Record<string, string>>) {
      const [whole = "", fraction = ""] = (record.UnitPrice ?? "").split(".");
      const mills = BigInt(record.Quantity ?? "") * BigInt(whole + fraction.padEnd(3, "0"));
      const cents = mills < 0n ? -((-mills + 5n) / 10n) : (mills + 5n) / 10n;
      count.records++;
      count.cents += cents;
      if (record.InvoiceNo?.startsWith("C")) count.credited -= cents;
    }
  }
  return count;
}

describe.runIf(isThere)("the real ledger", () => {
  let out: string;
  let manifest: Manifest;
  let database: Awaited<ReturnType<typeof openDatabase>>;
  const query = (sql: string): ReturnType<typeof readRows> => readRows(database.connection, sql);

  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), "ressac-"));
    const config = "examples/online-retail/ressac.config.ts";
    const result = await ressac("run", "--config", config, "--exports", LEDGER, "--out", out, "--json");
    expect(result.exitCode, result.stderr).toBe(0);
    manifest = JSON.parse(result.stdout) as Manifest;
    database = await openDatabase(join(out, "warehouse/current/ressac.duckdb"), {readOnly: true});
  });

  afterAll(async () => {
    database.close();
    await rm(out, {recursive: true, force: true});
  });

  it("is read to the last record and the last cent", async () => {
    const {records, cents} = await countLedger();
    const sum = (of: (file: Manifest["files"][number]) => number): number =>
      manifest.files.reduce((total, file) => total + of(file), 0);
    expect({records, cents}).toEqual({records: 245_903, cents: 439_795_076n});
    expect(sum((file) => file.loaded)).toBe(records);
    expect(sum((file) => file.quarantined + file.skipped)).toBe(0);
    expect(sum((file) => Number(file.control_cents))).toBe(Number(cents));
    expect(await query("select sum(amount_cents)::bigint as cents from staging.invoices")).toEqual([{cents}]);
  });

  it("makes a cancellation of every credit, whether its purchase was found or not", async () => {
    const {credited} = await countLedger();
    expect(await query("select sum(booked_cents)::bigint as cents from marts.cancellations")).toEqual([
      {cents: credited}
    ]);
    expect(await query("select count(*) as lines from online_retail.credited_lines")).toEqual([
      {lines: 4494n}
    ]);
  });

  it("never credits a purchase line for more than it was worth", async () => {
    const rows = await query("select * from online_retail.parts where amount_cents < 0");
    expect(rows).toEqual([]);
  });

  it("finds the two orders of customer 15749 that were cancelled together and rebooked 1,462.50 lower", async () => {
    const groups = await query(`
      select cancelled_orders, rebooked_orders, old_cents, new_cents, loss_ca_cents, class, type
      from marts.rebooking_groups where customer_id = '15749'
    `);
    expect(groups).toEqual([
      {
        cancelled_orders: "540815 + 540818",
        rebooked_orders: "550461",
        old_cents: 2_299_840n,
        new_cents: 2_153_590n,
        loss_ca_cents: 146_250n,
        class: "B",
        type: "merge"
      }
    ]);
  });

  it("never takes a credit for an order that was rebooked", async () => {
    expect(await query("select * from marts.rebookings where starts_with(rebooked_order_id, 'C')")).toEqual(
      []
    );
  });

  it("shows that case on its page, in pounds, down to the lines of the ledger", async () => {
    const config = "examples/online-retail/ressac.config.ts";
    const built = await ressac("site", "--config", config, "--out", out);
    expect(built.exitCode, built.stderr).toBe(0);
    const site = await serveSite({folder: join(out, "site"), port: 0});
    const browser = await launchBrowser();
    const url = `${site.url}cancel-and-rebook#${encodeURIComponent("540815@2011-04-18")}`;
    const {page, troubles} = await openPage(browser, url);
    const story = page.getByRole("dialog");
    await story.waitFor();
    const text = await story.innerText();
    await browser.close();
    await site.close();
    expect(troubles).toEqual([]);
    expect(text).toContain("Customer 15749");
    expect(text).toContain("£22,998.40");
    expect(text).toContain("£21,535.90");
    expect(text).toContain("£1,462.50");
    expect(text).toContain("2011-01.csv, line 10230");
    expect(text).toContain("2011-04.csv, line 18461");
    expect(text).not.toMatch(NONSENSE);
  });

  it("tells how often a credited article is bought again, beside how often a kept one is", async () => {
    const rows = await query(readFileSync("examples/online-retail/placebo.sql", "utf8"));
    expect(rows).toHaveLength(PUBLISHED_PLACEBO.length);
    PUBLISHED_PLACEBO.forEach(({w, after, placebo}, index) => {
      const row = rows[index] ?? {};
      expect(row.days).toBe(w);
      // Published of the whole ledger, 13 months; this is its first half.
      expect(Math.abs(Number(row.rate) - after), `re-ordered within ${w} d`).toBeLessThan(0.02);
      expect(Math.abs(Number(row.placebo_rate) - placebo), `placebo within ${w} d`).toBeLessThan(0.025);
      const corrected = (Number(row.rate) - Number(row.placebo_rate)) / (1 - Number(row.placebo_rate));
      expect(row.corrected_rate).toBeCloseTo(corrected, 12);
    });
  });

  it("has its linkage held against decoys", async () => {
    const config = "examples/online-retail/ressac.config.ts";
    const {exitCode, stdout, stderr} = await ressac("placebo", "--config", config, "--out", out, "--json");
    expect(exitCode, stderr).toBe(0);
    const [linkage, ...windows] = JSON.parse(stdout) as Record<string, number>[];
    expect(linkage).toMatchObject({method: "linkage", units: 1580});
    for (const {observed_rate = 0, background_rate = 1} of windows)
      expect(background_rate).toBeLessThan(observed_rate);
  });

  it("sees through the article code under which one of its lines was credited by mistake", async () => {
    const rows = await query(`
      select credits.stock_code, parts.stock_code as bought_code, credits.order_id
      from online_retail.credited_lines as credits
      join online_retail.parts as parts on parts.credit_file_id = credits.source_file_id and parts.credit_line = credits.source_line
      where credits.credit_no = 'C550456' and credits.stock_code <> parts.stock_code
    `);
    expect(rows).toEqual([{stock_code: "47566B", bought_code: "47556B", order_id: "540818"}]);
  });
});

it.runIf(!isThere)(`the real ledger was not tested: there is no folder ${LEDGER}`, () => {
  expect(isThere).toBe(false);
});
