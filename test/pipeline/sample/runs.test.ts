// What a run makes of the sample: of all of it, and without each of its systems.
import {link, mkdir, mkdtemp, readdir, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {type Config, loadConfig} from "../../../src/config.ts";
import type {Manifest} from "../../../src/manifest.ts";
import {lineProgress} from "../../../src/progress.ts";
import {run} from "../../../src/run.ts";
import {databaseOf, openDatabase, readRows} from "../../../src/warehouse.ts";
import {copyPublished} from "../../support/published.ts";
import {readTruth} from "./samples.ts";

/** The files of each system, as the mappings call it. */
const FILES: Record<string, RegExp> = {
  actions: /^actions_/,
  asana: /^asana_/,
  atropos_commandes: /^atropos_/,
  contacts: /^contacts_/,
  fec: /FEC\d{8}\.txt$/,
  followfile: /^followfile_/,
  gandi_domaines: /^gandi_/,
  getaccept_documents: /^getaccept_/,
  gocardless: /^gocardless_/,
  meteo_applis: /^meteo_/,
  nps: /^nps_/,
  onboarding: /^onboarding_/,
  primes: /^primes_/,
  qualiatic_ecritures: /^qualiatic_/,
  requetes_tlv: /^requetes_/,
  salesforce_cases: /^salesforce_/,
  slack_messages: /^slack_/,
  vendeurs: /^vendeurs_/,
  zendesk_sell: /^zendesk_sell_/,
  zendesk_support: /^zendesk_support_/,
  zuora: /^zuora_/
};

let sample: string;
let out: string;
let config: Config;
let names: string[];

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "ressac-runs-"));
  ({exports: sample} = await copyPublished(out));
  config = await loadConfig({exports: join(out, "exports"), out});
  names = (await readdir(sample)).filter((name) => name !== "truth");
});

afterAll(() => rm(out, {recursive: true, force: true}));

/** Runs on some files of the sample; what an earlier run has read is not read again. */
async function runOn(files: readonly string[]): Promise<Manifest> {
  await rm(config.exports, {recursive: true, force: true});
  await mkdir(config.exports, {recursive: true});
  for (const name of files) await link(join(sample, name), join(config.exports, name));
  return run({config, progress: lineProgress(() => undefined)});
}

/** Rows of what was published last. */
async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const database = await openDatabase(databaseOf(join(config.warehouse, "current")), {readOnly: true});
  try {
    return await readRows(database.connection, sql);
  } finally {
    database.close();
  }
}

describe("a run on the whole sample", () => {
  let manifest: Manifest;

  beforeAll(async () => {
    manifest = JSON.parse(
      await readFile(join(config.warehouse, "current", "manifest.json"), "utf8")
    ) as Manifest;
  });

  it("knows every file, and loads, sets aside or skips every record of it", async () => {
    const read = new Set(manifest.files.map(({name}) => name));
    // A later export without anything new has the content of the one before.
    expect(names.filter((name) => !read.has(name) && !manifest.repeated.includes(name))).toEqual([]);
    for (const {name, records, loaded, quarantined, skipped} of manifest.files)
      expect([name, loaded + quarantined + skipped]).toEqual([name, records]);
    const planted = await readTruth(sample, "truth_bad_rows.csv");
    expect(await ask("select count(distinct (file_id, line)) as lines from meta.quarantine")).toEqual([
      {lines: BigInt(planted.length)}
    ]);
  });

  it("knows every label, every customer and every cent of the ledger", async () => {
    expect(
      await ask(`
        select 'cases' as entity from staging.cases where 'unknown' in (kind, status, outcome, first_channel)
        union all select 'contacts' from staging.contacts where 'unknown' in (direction, medium)
        union all select 'contracts' from staging.contracts where status = 'unknown'
        union all select 'payments' from staging.payments where status = 'unknown'
        union all select 'letters' from staging.letters where medium = 'unknown'
        union all select 'requests' from staging.requests where recipient_channel = 'unknown'
        union all select 'tasks' from staging.tasks where board_column = 'unknown'
        union all select 'actions' from staging.actions where unit = 'unknown' or motive is null`)
    ).toEqual([]);
    expect(await ask("select * from marts.customer_key_issues")).toEqual([]);
    const [ledger] = await ask(
      "select count(*) > 100 as is_there, sum(amount_cents)::bigint as cents from staging.accounting_entries"
    );
    expect(ledger).toEqual({is_there: true, cents: 0n});
  });

  it("counts an NPS answer once, though it is in a list and in a channel", async () => {
    const [answers] = await ask(`
      select count(*) as told, count(*) filter (len(systems) = 2) as told_twice
      from staging.alerts where kind = 'nps'`);
    const [listed] = await ask(
      "select count(distinct (customer_id, answered_at)) as listed from sources.nps"
    );
    expect(answers?.told).toBe(listed?.listed);
    expect(Number(answers?.told_twice)).toBeGreaterThan(0);
  });
});

describe("a run without one system", () => {
  it("is tried for every system, and every file is of one", async () => {
    const systems = await ask("select distinct system from marts.entity_coverage order by system");
    expect(systems.map(({system}) => system)).toEqual(Object.keys(FILES));
    for (const name of names)
      expect(
        Object.values(FILES).filter((files) => files.test(name)),
        name
      ).toHaveLength(1);
  });

  // Three at a time: what one of them alone tells of is missing all the same, in a third of the runs.
  it.each(groups(Object.keys(FILES)))("says what is missing without $names", async ({systems}) => {
    const isMissing = (name: string): boolean => systems.some((system) => FILES[system]?.test(name));
    const {checks} = await runOn(names.filter((name) => !isMissing(name)));
    expect(checks.filter(({violations}) => violations > 0)).toEqual([]);
    const listed = systems.map((system) => `'${system}'`).join(", ");
    expect(
      await ask(`select * from marts.entity_coverage where system in (${listed}) and not is_missing`)
    ).toEqual([]);
    const alone = await ask(`
      select entity from marts.entity_coverage
      group by entity having bool_and(is_missing) order by entity`);
    expect(alone.map(({entity}) => entity)).toEqual(
      expect.arrayContaining(systems.flatMap((system) => ALONE[system] ?? []))
    );
  });
});

/** What one system alone tells of in the sample. */
const ALONE: Record<string, string[]> = {
  actions: ["actions"],
  asana: ["tasks"],
  fec: ["accounting_entries"],
  followfile: ["letters"],
  gandi_domaines: ["domains"],
  getaccept_documents: ["contracts"],
  gocardless: ["payments"],
  meteo_applis: ["incidents"],
  onboarding: ["onboardings"],
  primes: ["premiums"],
  requetes_tlv: ["requests"],
  vendeurs: ["sellers"]
};

function groups(names: readonly string[]): {names: string; systems: string[]}[] {
  const systems = names.flatMap((_, index) => (index % 3 === 0 ? [names.slice(index, index + 3)] : []));
  return systems.map((group) => ({names: group.join(", "), systems: group}));
}
