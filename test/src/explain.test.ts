// What `ressac explain` tells, on invented exports.
import {cp, mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {explain, formatSections, type Section} from "../../src/explain.ts";
import {SHIPPED} from "../../src/config.ts";
import {openDatabase, readRows} from "../../src/warehouse.ts";
import {ressac} from "../support/command.ts";

const OLD = "CD25-0000001-01";
const NEW = "CD25-0000001-02";

let out: string;
let database: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "ressac-"));
  const exports = join(out, "exports");
  await ressac("sample", "--orders", "300", "--out", exports);
  const {exitCode, stderr} = await ressac("run", "--exports", exports, "--out", out);
  expect(exitCode, stderr).toBe(0);
  database = await openDatabase(join(out, "warehouse/current/ressac.duckdb"), {readOnly: true});
});

afterAll(async () => {
  database.close();
  await rm(out, {recursive: true, force: true});
});

const tell = (id: string): Promise<Section[]> => explain(database.connection, SHIPPED.pipeline, id);
const text = async (id: string): Promise<string> =>
  formatSections(await tell(id), {width: 80, strong: (words) => words});
const ids = async (sql: string): Promise<string[]> =>
  (await readRows(database.connection, sql)).map(({id}) => String(id));

describe("ressac explain", () => {
  it("tells the whole story of 2 000 € rebooked at 100 €, plain where it is piped", async () => {
    const {exitCode, stdout, stderr} = await ressac("explain", OLD, "--out", out);
    expect(exitCode, stderr).toBe(0);
    expect(stdout).not.toContain("\u001b");
    for (const told of [
      /ORDER {2}who signed what/,
      /customer +Fleuriste des Trois Ponts, CL0000001, Solène/,
      /2 {2}Booster Quartier {2}1,400.00 {2}1,400.00 {2}2025-03-01 {2}2026-03-01 {2}2025-07-01/,
      /told by: atropos_commandes_2026-05-31.csv:\d+/,
      /credit_note +2 {2}2025-03-01 {2}2026-03-01 +-1,400.00/,
      /00000064 {2}downsell/,
      /asked for on +2025-06-25/,
      /rebooked as \(class\) +CD25-0000001-02 \(A\)/,
      /0 {3}1257 {2}0.999/,
      /verdict: linked, class A: almost certain/,
      /\+436 {2}gap: Signed while the cancellation was under way/,
      /-26 {2}amount: /,
      /B - kept - aH: lost over the cancelled term +1,933.42/,
      /of the loss, asked for by the customer +932.05/,
      /the same over the cancelled term +1,001.37/,
      /of the parc lost, avoidable by an MO- +500.00/,
      /state +amount_differs/
    ])
      expect(stdout).toMatch(told);
    for (const line of stdout.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it("tells the place of a record as it stands in the file", async () => {
    const [, line] = /atropos_commandes_2026-05-31.csv:(\d+)/.exec(await text(OLD)) ?? [];
    const file = await readFile(join(out, "exports", "atropos_commandes_2026-05-31.csv"), "latin1");
    expect(file.split("\n")[Number(line) - 1]).toContain(OLD);
  });

  it("tells from the other side which cancellation an order replaces", async () => {
    const told = await text(NEW);
    expect(told).toContain("nothing of this order was cancelled");
    expect(told).toMatch(new RegExp(`${OLD}@2025-07-01 +${NEW} +0 +1257`));
  });

  it("tells a chain of rebookings once, from its first order to its last", async () => {
    const [chain] = await readRows(
      database.connection,
      `select chain_id, rebooked_order_id as id, net_loss_cents from marts.rebooking_chains
       join marts.cancellations using (chain_id) join marts.rebookings using (cancellation_id)
       where cut_again_units > 0 order by chain_id, id limit 1`
    );
    expect(chain).toBeDefined();
    const total = (await tell(String(chain?.id))).find(({title}) => title === "chain total");
    expect(total?.rows).toMatchObject([
      {chain_id: chain?.chain_id, net_loss_cents: chain?.net_loss_cents ?? null}
    ]);
    expect(await text(OLD)).not.toContain("CHAIN TOTAL");
  });

  it("narrows the story to one cancellation", async () => {
    const sections = await tell(`${OLD}@2025-07-01`);
    expect(sections.find(({title}) => title === "money")?.rows).toHaveLength(1);
  });

  it("can tell every order and every cancellation, within 80 characters", async () => {
    const sample = await ids(
      `select order_id as id from staging.orders where hash(order_id) % 8 = 0
       union all select cancellation_id from marts.cancelled_units where hash(order_id) % 8 = 0 order by id`
    );
    expect(sample.length).toBeGreaterThan(30);
    for (const id of sample) {
      const told = await text(id);
      expect(told).not.toMatch(/undefined|NaN|\[object|null/);
      for (const line of told.split("\n")) expect(line.length, `${id}: ${line}`).toBeLessThanOrEqual(80);
    }
  });

  it("says why a cancellation has no rebooking, pair by pair", async () => {
    const [unlinked = ""] = await ids(
      `select cancellation_id as id from marts.rebooking_candidates
       where score <= 0 and cancellation_id not in (select cancellation_id from marts.rebookings) order by id`
    );
    expect(await text(unlinked)).toContain("verdict: not linked: less likely than not");
    const [alone = ""] = await ids(
      `select cancellation_id as id from marts.cancelled_units
       where order_id not in (select cancelled_order_id from marts.rebooking_candidates)
       and order_id not in (select rebooked_order_id from marts.rebooking_candidates) order by id`
    );
    expect(await text(alone)).toContain("no pair: no other order of the customer could have replaced it");
  });

  it("names the nearest ids when nothing has the one that was asked for", async () => {
    const {exitCode, stdout, stderr} = await ressac("explain", "cd25-0000001-1", "--out", out);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(`cd25-0000001-1: nothing published has this id; the nearest are ${OLD}`);
  });

  it("says what to do first when nothing was published", async () => {
    const {exitCode, stderr} = await ressac("explain", OLD, "--out", join(out, "nowhere"));
    expect(stderr).toContain("nothing has been published here yet; use ressac run first");
    expect(exitCode).toBe(2);
  });
});

describe("what people have said", () => {
  let corrected: string;
  /** A pair that the linkage finds and a person rules out. */
  let found: {cancellation_id: string; order: string; day: string; rebooked: string};

  beforeAll(async () => {
    corrected = join(out, "corrected");
    const [pair] = await readRows(
      database.connection,
      `select cancellation_id, cancelled_order_id as "order", cancel_date::varchar as day, rebooked_order_id as rebooked
       from marts.rebookings join marts.cancellations using (cancellation_id)
       where rebookings.class in ('A', 'B') and cancelled_order_id <> '${OLD}' order by cancellation_id limit 1`
    );
    found = pair as typeof found;
    const corrections = [
      ["link", OLD, "2025-07-01", NEW, "the customer says so", "Anne", "2025-09-01"],
      ["link", OLD, "2025-07-02", NEW, "a slip of the pen", "Anne", "2025-09-02"],
      ["link", OLD, "2025-07-01", found.rebooked, "another slip", "Anne", "2025-09-03"],
      ["unlink", found.order, found.day, found.rebooked, "two shops", "Paul", "2025-09-04"],
      ["unlink", OLD, "2025-07-01", found.order, "not known yet on the day of the run", "Paul", "2027-01-01"]
    ];
    await cp(SHIPPED.lookups, join(corrected, "lookups"), {recursive: true});
    const path = join(corrected, "lookups", "rebooking_corrections.csv");
    const [header = ""] = (await readFile(path, "utf8")).split("\n");
    await writeFile(path, [header, ...corrections.map((cells) => cells.join(";")), ""].join("\n"));
    await writeFile(join(corrected, "ressac.config.ts"), 'export default {lookups: "lookups"};\n');
    const settings = ["--config", join(corrected, "ressac.config.ts"), "--out", corrected];
    const {exitCode, stderr} = await ressac("run", "--exports", join(out, "exports"), ...settings);
    expect(exitCode, stderr).toBe(0);
  });

  const told = async (id: string): Promise<string> =>
    (await ressac("explain", id, "--out", corrected)).stdout;

  it("is told with its reason, author, day and line, applied or not", async () => {
    const story = await told(OLD);
    const part = story.slice(story.indexOf("CORRECTIONS"), story.indexOf("MONEY"));
    expect(part).toMatch(new RegExp(`2 +${OLD}@2025-07-01 +${NEW} +link +2025-09-01 +Anne`));
    expect(part).toMatch(/why: the customer says so · state: applied: linked, class E\n/);
    expect(part).toMatch(/why: a slip of the pen · state: not applied: no such order was cut on that\s+day/);
    expect(part).toMatch(/why: another slip · state: not applied: the orders are of two customers/);
    expect(part).not.toContain("not known yet");
    expect(story).toContain("verdict: linked, class E: by Anne");
    for (const line of story.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it("is told of a pair that was ruled out, from both of its sides", async () => {
    for (const id of [found.cancellation_id, found.rebooked])
      expect(await told(id)).toMatch(/why: two shops · state: applied: the pair is not weighed/);
    expect(await told(found.order)).toMatch(
      new RegExp(`${found.rebooked} .+\\n +why not: ruled out by Paul`)
    );
  });

  it("is not told where nobody has said anything", async () => {
    expect(await text(OLD)).not.toContain("CORRECTIONS");
  });
});

describe("the layout of a story", () => {
  const section: Section = {
    title: "lines",
    meaning: "what was sold",
    form: "table",
    empty: undefined,
    labels: new Map([
      ["product", "product"],
      ["amount_cents", "amount"],
      ["reason", "reason"]
    ]),
    rows: [
      {
        product: "Site",
        amount_cents: 123_456_789n,
        reason: "a reason in so many words that it has to go below"
      },
      {product: "Booster", amount_cents: -5n, reason: null}
    ]
  };
  const layOut = (width: number, changed: Partial<Section> = {}) =>
    formatSections([{...section, ...changed}], {width, strong: (words) => `*${words}*`}).split("\n");

  it("sets columns side by side, amounts to the cent and to the right", () => {
    expect(layOut(80)).toEqual([
      "*LINES*  what was sold",
      "  product        amount  reason",
      "  Site     1,234,567.89  a reason in so many words that it has to go below",
      "  Booster         -0.05"
    ]);
  });

  it("puts below what does not fit, and breaks between words", () => {
    expect(layOut(40)).toEqual([
      "*LINES*  what was sold",
      "  product        amount",
      "  Site     1,234,567.89",
      "    reason: a reason in so many words",
      "      that it has to go below",
      "  Booster         -0.05"
    ]);
  });

  it("tells facts one a line and leaves out what is not known", () => {
    expect(layOut(80, {form: "facts"}).slice(-3)).toEqual(["", "  product  Booster", "  amount   -0.05"]);
  });

  it("says why there is nothing", () => {
    expect(layOut(80, {rows: [], empty: "nothing was sold"})).toEqual([
      "*LINES*  what was sold",
      "  nothing was sold"
    ]);
  });
});
