import {cp, mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Manifest} from "../../src/manifest.ts";
import {databaseOf, openDatabase, publishedBuild, readRows} from "../../src/warehouse.ts";
import {type CommandResult, ressac} from "../support/command.ts";
import {folderOf, tempFolder} from "../support/temp.ts";
import {allTexts} from "../support/texts.ts";

let sample: string;
let out: string;
let first: CommandResult;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "ressac-"));
  sample = join(out, "sample");
  await ressac("sample", "--orders", "300", "--seed", "7", "--out", sample);
  first = await ressac("run", "--exports", sample, "--out", out, "--json");
});

afterAll(() => rm(out, {recursive: true, force: true}));

const manifestOf = ({stdout}: CommandResult): Manifest => JSON.parse(stdout) as Manifest;

/** Hash of each published table, but for the list of the files themselves. */
const figures = ({published}: Manifest): Record<string, string> =>
  Object.fromEntries(published.filter(({name}) => name !== "files").map(({name, sha256}) => [name, sha256]));

describe("ressac run", () => {
  it("publishes figures from exports, and prints a line a step where there is no terminal", () => {
    expect(first.exitCode, first.stderr).toBe(0);
    expect(first.stderr).toMatch(
      /^ingest {5}\d+ files, \d+ records, \d+ loaded, \d+ quarantined, \d+ skipped$/m
    );
    expect(first.stderr).toMatch(/^models {5}\d+ tables$/m);
    expect(first.stderr).toMatch(/^checks {5}\d+ hold$/m);
    expect(first.stderr).toMatch(/^publish {4}\d+ results, \d+ kB$/m);
  });

  it("accounts for every file, and for every record of it", async () => {
    const {files, repeated} = manifestOf(first);
    const entries = await readdir(sample, {withFileTypes: true});
    const given = entries.filter((entry) => entry.isFile()).map(({name}) => name);
    expect([...files.map(({name}) => name), ...repeated].sort()).toEqual(given.sort());
    for (const {records, loaded, quarantined, skipped} of files)
      expect(loaded + quarantined + skipped).toBe(records);
  });

  it("writes a database that can be opened where it says", async () => {
    const {connection, close} = await openDatabase(join(out, "warehouse/current/ressac.duckdb"), {
      readOnly: true
    });
    const [row] = await readRows(connection, "select count(*) > 0 as there from marts.rebookings");
    close();
    expect(row).toEqual({there: true});
  });

  it("gives the same bytes for the same exports, on one thread or two, from renamed and copied files", async () => {
    const folder = await tempFolder();
    await cp(sample, folder, {recursive: true});
    await cp(join(sample, "vendeurs_2026-06-30.csv"), join(folder, "vendeurs_2026-06-30 (1).csv"));
    const config = await folderOf({"ressac.config.ts": "export default {threads: 1};\n"});
    const again = await ressac(
      "run",
      "--config",
      join(config, "ressac.config.ts"),
      "--exports",
      folder,
      "--out",
      config,
      "--json"
    );
    expect(again.exitCode, again.stderr).toBe(0);
    const repeated = [...manifestOf(first).repeated, "vendeurs_2026-06-30.csv"];
    expect(manifestOf(again).repeated.sort()).toEqual(repeated.sort());
    expect(figures(manifestOf(again))).toEqual(figures(manifestOf(first)));
  });

  it("rebuilds what was known on a day", async () => {
    const folder = await tempFolder();
    const then = await ressac("run", "--exports", sample, "--out", folder, "--as-of", "2026-04-30", "--json");
    expect(then.exitCode, then.stderr).toBe(0);
    expect(manifestOf(then).as_of).toBe("2026-04-30");
    const {connection, close} = await openDatabase(
      databaseOf(await publishedBuild(join(folder, "warehouse"))),
      {readOnly: true}
    );
    const [row] = await readRows(connection, "select max(signed_date)::varchar as last from staging.orders");
    close();
    expect(String(row?.last) <= "2026-04-30").toBe(true);
  });

  it("leaves the published build as it is when an export is damaged, and says what to do", async () => {
    const folder = await tempFolder();
    await cp(sample, folder, {recursive: true});
    await writeFile(join(folder, "vendeurs_2026-06-30.csv"), "Code;Nom;Canal;Du\n");
    const before = await publishedBuild(join(out, "warehouse"));
    const failed = await ressac("run", "--exports", folder, "--out", out);
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toContain(
      'vendeurs_2026-06-30.csv: column "Code vendeur", "Seller code" is missing; the nearest header found is "Code"'
    );
    expect(failed.stderr).toContain("the published one is untouched");
    expect(await publishedBuild(join(out, "warehouse"))).toBe(before);
  });

  it("leaves no address in clear", async () => {
    // The id of a message has the form of an address, and begins with a digit here.
    const ADDRESS = /(?<![\w.+-])[a-z][\w.+-]*@[\w-]+\.example/g;
    expect((await allTexts(sample)).match(ADDRESS)?.length).toBeGreaterThan(100);
    expect((await allTexts(join(out, "warehouse"))).match(ADDRESS) ?? []).toEqual([]);
  });

  it("never reads the truth of the sample", async () => {
    const truth = await readFile(join(sample, "truth", "truth_links.csv"), "utf8");
    expect(truth).toContain("rebooked_order_id");
    expect(
      manifestOf(first)
        .files.map(({name}) => name)
        .join()
    ).not.toContain("truth");
    expect(manifestOf(first).unrecognised).toEqual([]);
  });
});

describe("the other commands", () => {
  it.each([
    [
      ["run", "--exports", "/nowhere"],
      "/nowhere: no such folder; name the folder of your exports with --exports"
    ],
    [["run", "--as-of", "30/06/2026"], "a day is written yyyy-mm-dd"],
    [
      ["site", "--out", "/tmp/ressac-nothing-here"],
      "nothing has been published here yet; use ressac run first"
    ],
    [["serve", "--out", "/tmp/ressac-nothing-here"], "there is no site here yet; use ressac site first"],
    [["check", "docs"], "docs: no export in it; name files, or the folder of exports with --exports"],
    [["rnu"], "unknown command 'rnu'"]
  ])("end with 2 on wrong usage: %s", async (args, message) => {
    const {exitCode, stderr} = await ressac(...args);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });

  it("check exports: 1 when something is wrong, with file, line, column, value, reason", async () => {
    const {exitCode, stdout} = await ressac("check", join(sample, "atropos_commandes_2026-06-30.csv"));
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/atropos_commandes_2026-06-30\.csv:\d+:.* value "/);
  });

  it("print the graph from exports to pages", async () => {
    const {exitCode, stdout} = await ressac("lineage");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("  atropos_commandes.orders <- sources.atropos_commandes");
    expect(stdout).toMatch(/^ {2}pages\.index <- .*reports\.movement_months/m);
  });
});
