// An audit as people make it: draw a sheet, have two readers fill it in, hand it back, run again.
import {cp, mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {parse} from "csv-parse/sync";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {FIRST_READER, SECOND_READER} from "../../pipeline/audit/sheet.ts";
import {SHIPPED} from "../../src/config.ts";
import type {Manifest} from "../../src/manifest.ts";
import {openDatabase, readRows} from "../../src/warehouse.ts";
import {type CommandResult, ressac} from "../support/command.ts";

let folder: string;
/** The sheet as it was drawn, of every unit that can be drawn. */
let sheet: string;
let drawn: CommandResult;
let first: CommandResult;

const path = (name: string): string => join(folder, name);
const lookup = (): string => path("lookups/rebooking_audit.csv");

const runAgain = (): Promise<CommandResult> =>
  ressac(
    "run",
    "--json",
    "--config",
    path("ressac.config.ts"),
    "--exports",
    path("exports"),
    "--out",
    path("out")
  );
const audit = (...args: string[]): Promise<CommandResult> =>
  ressac("audit", ...args, "--from", path("out"), "--config", path("ressac.config.ts"));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ressac-"));
  await cp(SHIPPED.lookups, path("lookups"), {recursive: true});
  await writeFile(path("ressac.config.ts"), 'export default {lookups: "lookups"};\n');
  await ressac("sample", "--orders", "450", "--seed", "3", "--out", path("exports"));
  first = await runAgain();
  expect(first.exitCode, first.stderr).toBe(0);
  drawn = await audit("sample", "--out", path("audit.csv"), "--size", "1000");
  sheet = await readFile(path("audit.csv"), "utf8");
});

afterAll(() => rm(folder, {recursive: true, force: true}));

type Cells = Record<string, string>;

const rowsOf = (text: string): Cells[] => parse(text, {delimiter: ";", bom: true, columns: true});

const centsOf = (amount: string): bigint => BigInt(amount.replace(",", ""));

/** Writes what readers give back: a text of the sheet, changed. */
async function giveBack(name: string, text: string | Buffer): Promise<string> {
  await writeFile(path(name), text);
  return path(name);
}

/** The sheet with the same answers on every line. */
const answered = (one: string, other: string): string => sheet.replaceAll(";;\r\n", `;${one};${other}\r\n`);

/** The totals that the pages show, and what they rest on. */
async function corrected(): Promise<Record<string, unknown>> {
  const {connection, close} = await openDatabase(path("out/warehouse/current/ressac.duckdb"), {
    readOnly: true
  });
  const [row] = await readRows(connection, "from marts.corrected_rebookings where period = 'all'");
  close();
  return row ?? {};
}

const hashes = ({stdout}: CommandResult): Record<string, string> =>
  Object.fromEntries((JSON.parse(stdout) as Manifest).published.map(({name, sha256}) => [name, sha256]));

describe("ressac audit", () => {
  it("draws a sheet and says how many units are in it", () => {
    const units = rowsOf(sheet).length;
    expect(drawn.exitCode, drawn.stderr).toBe(0);
    expect(drawn.stdout).toBe(`${path("audit.csv")}: ${units} cancelled units for two readers\n`);
    // As many as it takes for the next run to go by them.
    expect(units).toBeGreaterThanOrEqual(50);
  });

  it("draws as many as are asked for", async () => {
    const {exitCode, stdout} = await audit("sample", "--out", path("few.csv"), "--size", "12");
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`${path("few.csv")}: 12 cancelled units for two readers\n`);
    expect(rowsOf(await readFile(path("few.csv"), "utf8"))).toHaveLength(12);
  });

  it("refuses a sheet that cannot be trusted: where, what, and the way out; and keeps nothing", async () => {
    const before = await readFile(lookup(), "utf8");
    const lines = answered("0", "0").split("\r\n");
    const id = rowsOf(sheet)[0]?.Annulation ?? "";
    // The first reader has left out no line, the second one the second.
    const missing = [...lines.slice(0, 2), lines[2]?.replace(/;0$/, ";"), ...lines.slice(3)].join("\r\n");
    const given: [name: string, text: string | Buffer, told: string][] = [
      ["unanswered.csv", missing, `unanswered.csv:3: column ${SECOND_READER}, value "": nobody has answered`],
      ["all.csv", sheet, "more; nothing was kept"],
      [
        "strange.csv",
        answered("0", "0").replace(id, "CD00-0000000-00@2025-01-01"),
        'strange.csv:2: column Annulation, value "CD00-0000000-00@2025-01-01": the published build has no such unit; apply the sheet to the build it was drawn from'
      ],
      [
        "open.csv",
        [...lines.slice(0, 4), `"${lines[4]}`, ...lines.slice(5)].join("\r\n"),
        "damaged: a quotation mark is not closed, or stands within a cell; save the sheet as CSV"
      ],
      [
        "cut.csv",
        answered("0", "0").slice(0, -30),
        `cut.csv:${lines.length - 1}: column ${FIRST_READER}, value "": nobody has answered`
      ],
      ["packed.csv", gzipSync(sheet), "packed.csv:1: not a text; save the sheet as CSV"],
      ["empty.csv", "", 'empty.csv:1: there is no column "Annulation"']
    ];
    for (const [name, text, told] of given) {
      const {exitCode, stderr, stdout} = await audit("apply", await giveBack(name, text));
      expect(stderr, name).toContain(told);
      expect(stderr, name).toContain("nothing was kept");
      expect({name, exitCode, stdout}).toEqual({name, exitCode: 1, stdout: ""});
    }
    expect(await readFile(lookup(), "utf8")).toBe(before);
  });

  it.each([
    [["apply", "nowhere.csv"], "nowhere.csv: no such file; name the sheet that the readers filled in"],
    [["sample", "--size", "0"], "this must be a whole number above 0"],
    [["sample", "--out", "/nowhere/audit.csv"], "/nowhere: no such folder; name the sheet with --out"]
  ])("ends with 2 on wrong usage: %s", async (args, message) => {
    const {exitCode, stderr} = await audit(...args);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });

  it("has nothing to draw from before the first run", async () => {
    const {exitCode, stderr} = await ressac("audit", "sample", "--from", path("nothing"));
    expect(stderr).toContain("nothing has been published here yet; use ressac run first");
    expect(exitCode).toBe(2);
  });

  it("keeps few answers, but does not go by them", async () => {
    const few = answered("0", "0").split("\r\n").slice(0, 11);
    const {exitCode, stdout} = await audit("apply", await giveBack("ten.csv", few.join("\r\n")));
    expect(stdout).toBe(`${lookup()}: 10 units judged; too few for a run to go by them\n`);
    expect(exitCode).toBe(0);
  });

  it("makes the next run go by what the readers say, to the cent", async () => {
    const before = await corrected();
    expect(before).toMatchObject({calibration: "assumed", audited_units: null, low_loss_cents: null});
    // Every other unit is rebooked by half, in whole euros; the readers differ about one of them.
    let said = 0n;
    const answers = rowsOf(sheet).map((row, index) => {
      const half = index % 2 === 0 ? (centsOf(row["Montant annulé HT"] ?? "") / 400n) * 2n : 0n;
      const other = index === 2 ? 0n : half;
      said += (100n * (half + other)) / 2n;
      return [String(half), `${other},00`] as const;
    });
    let line = 0;
    const filled = sheet.replace(/;;\r\n/g, () => `;${answers[line++]?.join(";")}\r\n`);
    const {exitCode, stdout, stderr} = await audit("apply", await giveBack("filled.csv", filled));
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toBe(`${lookup()}: ${answers.length} units judged; the next run goes by them\n`);

    const second = await runAgain();
    expect(second.exitCode, second.stderr).toBe(0);
    const after = await corrected();
    // All units that can be drawn were: what is declared, and what the readers say.
    const rebooked = (after.declared_cents as bigint) + said;
    expect(after).toMatchObject({
      calibration: "audit",
      audited_units: BigInt(answers.length),
      identified_cents: before.identified_cents,
      rebooked_cents: rebooked,
      loss_cents: (after.booked_cents as bigint) - (after.kept_cents as bigint) - rebooked
    });
    expect(after.loss_cents).not.toBe(before.loss_cents);
    const [low, high] = [after.low_loss_cents as bigint, after.high_loss_cents as bigint];
    expect(low < (after.loss_cents as bigint) && (after.loss_cents as bigint) < high).toBe(true);
    expect(Number(after.kappa)).toBeGreaterThan(0.9);
    expect(Number(after.kappa)).toBeLessThan(1);

    const [old, fresh] = [hashes(first), hashes(second)];
    const changed = Object.keys(fresh).filter((name) => fresh[name] !== old[name]);
    expect(changed).toEqual(["corrected_rebookings"]);
  });
});
