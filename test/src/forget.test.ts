// A customer is forgotten as a company would do it: exports, builds, and a newer export that names them again.
import {cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {tmpdir} from "node:os";
import {gunzipSync, gzipSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {writeSample} from "../../pipeline/sample/index.ts";
import {accessLogOf, noteAccess} from "../../src/access.ts";
import {lookupsOf} from "../../src/audiences/lookup.ts";
import {type Config, loadConfig} from "../../src/config.ts";
import {type ForgetPlan, type ForgetResult, forget, planForget} from "../../src/forget.ts";
import {readForgotten} from "../../src/forgotten.ts";
import type {Manifest} from "../../src/manifest.ts";
import {lineProgress} from "../../src/progress.ts";
import {run} from "../../src/run.ts";
import {databaseOf, openDatabase, readRows} from "../../src/warehouse.ts";
import {type CommandResult, ressac} from "../support/command.ts";

let folder: string;
let config: Config;
let plan: ForgetPlan;
let result: ForgetResult;
let others: string[];
let first: Manifest;
/** Texts by which the customer and their orders can be found in any file. */
let traces: string[];
const notes: string[] = [];
const progress = lineProgress((line) => notes.push(line));

const exportsOf = (name: string): string => join(config.exports, name);

/** What a query finds in the published build. */
async function published(sql: string): Promise<string[]> {
  const {connection, close} = await openDatabase(databaseOf(join(config.warehouse, "current")), {
    readOnly: true
  });
  const rows = await readRows(connection, sql);
  close();
  return rows.map((row) => String(Object.values(row)[0]));
}

/** The files below a folder in which one of some texts stands, as UTF-8 or windows-1252 have it. */
async function filesWith(where: string, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(where, {recursive: true, withFileTypes: true})) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    const content = path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
    if (texts.some((text) => content.includes(text) || content.includes(Buffer.from(text, "latin1"))))
      found.push(entry.name);
  }
  return found;
}

/** The tables of the published build, and the views on cleaned exports, in a cell of which one of some texts stands. */
async function tablesWith(texts: readonly string[]): Promise<string[]> {
  const tables = await published(
    'select format(\'"{}"."{}"\', table_schema, table_name) from information_schema.tables order by all'
  );
  const pattern = texts.map((text) => text.replaceAll(/\W/g, "\\$&")).join("|");
  const searches = tables.map(
    (table) => `select '${table}' from ${table} as cells where regexp_matches(cells::varchar, '${pattern}')`
  );
  return published(`select distinct * from (${searches.join("\nunion all\n")}) order by all`);
}

/** Rows of some tables that are about others. */
function countOthers(ids: readonly string[]): Promise<string[]> {
  const theirs = ids.map((id) => `'${id}'`).join();
  const counts = ["orders", "cases", "invoices", "contacts", "letters", "payments", "requests"].map(
    (table) =>
      `select '${table} ' || count(*) from staging.${table} where coalesce(customer_id, '') not in (${theirs})`
  );
  return published(`${counts.join("\nunion all\n")} order by all`);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ressac-"));
  const loaded = await loadConfig({exports: join(folder, "exports"), out: folder});
  config = {...loaded, keyFile: join(folder, "key"), forgotten: join(folder, "forgotten.jsonl")};
  await writeSample({folder: config.exports, orders: 60, seed: 3});
  await rm(join(config.exports, "truth"), {recursive: true});
  const packed = "gandi_domaines_2026-06-30.csv";
  await writeFile(exportsOf(`${packed}.gz`), gzipSync(await readFile(exportsOf(packed))));
  await rm(exportsOf(packed));
  first = await run({config, progress});
  await cp(config.exports, join(folder, "before"), {recursive: true});
  // Somebody whom both a message of Slack and an order name.
  const [customer = ""] = await published(
    "select customer_id from staging.alerts semi join staging.orders using (customer_id) where alerts.system = 'slack_messages' order by customer_id limit 1"
  );
  await noteAccess(config, {what: "explain", subject: customer});
  await mkdir(config.site, {recursive: true});
  await mkdir(lookupsOf(config), {recursive: true});
  plan = await planForget(config, customer);
  others = await countOthers(plan.ids);
  traces = [...plan.ids, ...plan.subjects].filter((text) => text.length >= 6 && !text.includes(":"));
  result = await forget(config, plan, {by: "dpo", reason: "asked for", leaveExports: false, progress});
});

afterAll(() => rm(folder, {recursive: true, force: true}));

describe("a customer who is forgotten", () => {
  it("is found under all ids, in every export that names them", async () => {
    expect(plan.ids.length).toBeGreaterThan(2);
    expect(plan.records.length).toBeGreaterThan(8);
    expect(traces.length).toBeGreaterThan(2);
    const delivered = (await filesWith(join(folder, "before"), plan.ids.slice(0, 1))).sort();
    const found = plan.records.map(({name}) => name.replace(/\/.*/, ""));
    expect(delivered.filter((name) => !found.includes(name))).toEqual([]);
  });

  it("is cut out of the exports; those that cannot be cut are named", async () => {
    expect(result.left).toEqual(["slack_export_2026-06-30.zip"]);
    expect(result.cut).toContain("gandi_domaines_2026-06-30.csv.gz");
    expect(await filesWith(config.exports, traces)).toEqual([]);
  });

  it("leaves every other byte of the exports as it was", async () => {
    const [name = ""] = result.cut.filter((cut) => cut.startsWith("atropos"));
    const gone = plan.records.find((file) => file.name === name)?.lines ?? [];
    const before = (await readFile(join(folder, "before", name), "latin1")).split(/(?<=\n)/);
    const after = before.filter((_, index) => !gone.includes(index + 1)).join("");
    expect(gone.length).toBeGreaterThan(0);
    expect(await readFile(exportsOf(name), "latin1")).toBe(after);
  });

  it("is nowhere in the warehouse: neither in the new build, nor in an older one", async () => {
    expect(await tablesWith(traces)).toEqual([]);
    expect(await filesWith(config.warehouse, traces)).toEqual([]);
    expect(await readdir(config.warehouse)).not.toContain(first.build);
    const left = await readdir(folder);
    for (const made of ["site", "pseudonyms"]) expect(left).not.toContain(made);
  });

  it("takes nobody else along", async () => {
    expect(await countOthers(plan.ids)).toEqual(others);
  });

  it("is on record as a hash, with who asked and why", async () => {
    const [line] = await readForgotten(config.forgotten);
    expect(line).toMatchObject({by: "dpo", reason: "asked for"});
    const text = await readFile(config.forgotten, "utf8");
    expect(traces.filter((trace) => text.includes(trace))).toEqual([]);
    expect((await stat(config.forgotten)).mode & 0o077).toBe(0);
  });

  it("is a hash in the log of who looked at what", async () => {
    const log = await readFile(accessLogOf(config.warehouse), "utf8");
    expect(log).toMatch(/"what":"explain","subject":"[0-9a-f]{32}"/);
    expect((await stat(accessLogOf(config.warehouse))).mode & 0o077).toBe(0);
  });

  it("who comes back with a newer export is left out of the run that reads it", async () => {
    const [name = ""] = result.cut.filter((cut) => cut.startsWith("atropos"));
    const delivered = await readFile(join(folder, "before", name), "latin1");
    const newer = "atropos_commandes_2026-07-31.csv";
    // The same customers, under new numbers of orders.
    await writeFile(exportsOf(newer), delivered.replaceAll(/\bCD(?=\d\d-)/g, "CX"), "latin1");
    notes.length = 0;
    const manifest = await run({config, progress});
    expect(notes.join("\n")).toContain("came back with a newer export");
    const file = manifest.files.find((report) => report.name === newer);
    expect(file?.skipped).toBeGreaterThan(0);
    expect(file?.loaded).toBeGreaterThan(0);
    expect(await tablesWith(traces)).toEqual([]);
    expect(await readForgotten(config.forgotten)).toHaveLength(2);
  }, 120_000);
});

it("the command tells what it would do, and does nothing until it is told twice", async () => {
  const settings = join(folder, "ressac.config.mjs");
  const {keyFile, forgotten} = config;
  await writeFile(
    settings,
    `export default ${JSON.stringify({keyFile, forgotten, exports: config.exports})};`
  );
  const [someone = ""] = await published(
    "select customer_id from staging.orders order by customer_id limit 1"
  );
  const command = (...args: string[]): Promise<CommandResult> =>
    ressac("forget", ...args, "--config", settings, "--out", folder);
  const told = await command(someone);
  expect(told.stdout).toMatch(/^CL\d+.*\nexport +records\n/);
  expect(told.stdout).toMatch(/nothing was done; this cannot be taken back: add --for-good and --reason\n$/);
  expect(await command(someone, "--for-good")).toMatchObject({
    exitCode: 2,
    stderr: "say why with --reason; it stays on record\n"
  });
  expect(await readForgotten(config.forgotten)).toHaveLength(2);
  const list = await command("--list");
  expect(list.stdout).toMatch(/asked for\n.* run +came back with a newer export\n$/);
});

it("nobody has such an id", async () => {
  await expect(planForget(config, "CL9999999")).rejects.toThrow(
    "CL9999999: nothing published has this id of a customer"
  );
});
