import {mkdir, mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {shareSample} from "../../../pipeline/audit/draw.ts";
import {applyAudit, drawAudit} from "../../../pipeline/audit/index.ts";
import {FIRST_READER, SECOND_READER} from "../../../pipeline/audit/sheet.ts";
import {loadLookups} from "../../../src/lookups.ts";
import {openDatabase, readRows} from "../../../src/warehouse.ts";
import {type Bench, openBench} from "../../evaluation/bench.ts";
import {loadWorld} from "../../evaluation/world.ts";

let bench: Bench;
let folder: string;
let sheet: string;

const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ressac-"));
  await mkdir(path("lookups"));
  bench = await openBench(2);
  await loadWorld(bench.connection, {profile: "standard", rebooked: 0.3, seed: 1, customers: 400});
  await bench.build();
  await drawAudit(bench.connection, {size: 80, file: path("audit.csv")});
  sheet = await readFile(path("audit.csv"), "utf8");
});

afterAll(async () => {
  bench.close();
  await rm(folder, {recursive: true, force: true});
});

type Cells = Record<string, string>;

const rowsOf = (text: string): Cells[] => parse(text, {delimiter: ";", bom: true, columns: true});

/** The sheet as readers would give it back: every unit with the same answer, whatever it is. */
async function giveBack(
  name: string,
  answers: (row: Cells, index: number) => [string, string]
): Promise<string> {
  const rows = rowsOf(sheet).map((row, index) => {
    const [first, second] = answers(row, index);
    return Object.values({...row, [FIRST_READER]: first, [SECOND_READER]: second});
  });
  const header = Object.keys(rowsOf(sheet)[0] ?? {});
  const text = [header, ...rows].map((cells) =>
    cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(";")
  );
  await writeFile(path(name), `${text.join("\r\n")}\r\n`);
  return path(name);
}

const apply = (file: string) => applyAudit(bench.connection, {file, lookups: path("lookups")});

describe("the sheet of an audit", () => {
  it("opens in a French spreadsheet, with two empty columns for the readers", () => {
    expect(sheet.startsWith("\ufeffAnnulation;Arrêté au;")).toBe(true);
    const rows = rowsOf(sheet);
    expect(rows).toHaveLength(80);
    for (const row of rows) {
      expect(row["Montant annulé HT"]).toMatch(/^\d+,\d\d$/);
      expect(row["Arrêté au"]).toBe("30/06/2026");
      // No word of the database among those of the readers.
      expect(`${row["Canal"]} ${row["Commandes du client autour de l'annulation"]}`).not.toMatch(
        /field|telesales|retention/
      );
      expect([row[FIRST_READER], row[SECOND_READER]]).toEqual(["", ""]);
    }
  });

  it("is the same at every draw", async () => {
    await drawAudit(bench.connection, {size: 80, file: path("again.csv")});
    expect(await readFile(path("again.csv"), "utf8")).toBe(sheet);
  });

  it("is half linked units, half not, and does not say which", async () => {
    const ids = rowsOf(sheet).map((row) => `'${row["Annulation"]}'`);
    const rows = await bench.rows(
      `select is_linked, count(*)::integer as units from marts.rebookable_units where cancellation_id in (${ids.join(", ")}) group by is_linked order by is_linked`
    );
    expect(rows).toEqual([
      {is_linked: false, units: 40},
      {is_linked: true, units: 40}
    ]);
    expect(sheet).not.toContain("linked");
    // Neither does the order of the lines.
    const linked = await bench.rows("select cancellation_id from marts.rebookable_units where is_linked");
    const isLinked = new Set(linked.map(({cancellation_id}) => String(cancellation_id)));
    const first = rowsOf(sheet)
      .slice(0, 40)
      .filter((row) => isLinked.has(row["Annulation"] ?? ""));
    expect(first.length).toBeGreaterThan(8);
    expect(first.length).toBeLessThan(32);
  });
});

describe("the shares of the strata", () => {
  const stratum = (is_linked: boolean, units: number, booked_cents: number) => ({
    is_linked,
    band: `${booked_cents}`,
    units,
    booked_cents
  });
  const quotas = (size: number, ...strata: ReturnType<typeof stratum>[]) =>
    shareSample(size, strata).map(({quota}) => quota);

  it("follow the amounts within each half", () => {
    expect(quotas(20, stratum(true, 50, 300), stratum(true, 50, 100), stratum(false, 90, 10))).toEqual([
      8, 2, 10
    ]);
  });

  it("leave to others what a stratum or a half cannot give", () => {
    expect(quotas(20, stratum(true, 3, 300), stratum(true, 50, 100), stratum(false, 90, 10))).toEqual([
      3, 7, 10
    ]);
    expect(quotas(20, stratum(true, 4, 300), stratum(false, 90, 10))).toEqual([4, 16]);
    expect(quotas(20, stratum(true, 4, 300), stratum(false, 5, 10))).toEqual([4, 5]);
  });
});

describe("a sheet that comes back", () => {
  it("is what the next run corrects by", async () => {
    const file = await giveBack("filled.csv", (row, index) => {
      const half = row["Montant annulé HT"]?.replace(/,\d\d$/, ",00") ?? "";
      return index % 4 === 0 ? [half, index === 0 ? "0" : half] : ["0", "0,00"];
    });
    const {units, isEnough} = await apply(file);
    expect({units, isEnough}).toEqual({units: 80, isEnough: true});
    const loaded = await openDatabase();
    await loadLookups(loaded.connection, path("lookups"));
    const [row] = await readRows(loaded.connection, "select count(*) as units from lookups.rebooking_audit");
    loaded.close();
    expect(row).toEqual({units: 80n});
    await bench.run(
      `create or replace table lookups.rebooking_audit as select * from read_csv('${path("lookups/rebooking_audit.csv")}', delim = ';', header = true, names = ['cancellation_id', 'drawn_date', 'is_linked', 'band', 'booked_cents', 'identified_cents', 'first_reader_cents', 'second_reader_cents'])`
    );
    await bench.build("lookups.rebooking_audit");
    const [corrected] = await bench.rows("select * from marts.corrected_rebookings where period = 'all'");
    expect(corrected).toMatchObject({calibration: "audit", audited_units: 80n});
    expect(Number(corrected?.kappa)).toBeGreaterThan(0.9);
    expect(Number(corrected?.kappa)).toBeLessThan(1);
  });

  it("may have been saved in windows-1252", async () => {
    const file = await giveBack("utf8.csv", () => ["0", "0"]);
    const latin = Buffer.from(
      (await readFile(file, "utf8")).replaceAll("œ", "oe").replaceAll("’", "'"),
      "latin1"
    );
    await writeFile(path("latin.csv"), latin);
    expect((await apply(path("latin.csv"))).units).toBe(80);
  });

  const refuse = async (name: string, answers: (row: Cells, index: number) => [string, string]) =>
    expect(apply(await giveBack(name, answers))).rejects;

  it("is refused with line, column, value, reason and way out when an answer is none", async () => {
    const amount = (row: Cells) => row["Montant annulé HT"] ?? "";
    const refused = await refuse("wrong.csv", (row, index) => {
      if (index === 0) return ["", "0"];
      if (index === 1) return ["0", "oui"];
      if (index === 2) return ["-1,00", "0"];
      return index === 3 ? ["0", `9${amount(row)}`] : ["0", "0"];
    });
    await refused.toThrow(
      new RegExp(
        [
          `wrong.csv:2: column ${FIRST_READER}, value "": nobody has answered; write the amount`,
          `wrong.csv:3: column ${SECOND_READER}, value "oui": not an amount; write the amount`,
          `wrong.csv:4: column ${FIRST_READER}, value "-1,00": below zero; write the amount`,
          `wrong.csv:5: column ${SECOND_READER}, value "9[0-9]+,[0-9]{2}": more than was cancelled`,
          "nothing was kept$"
        ].join("[^]*")
      )
    );
  });

  it("is refused when it is not about this build, or tells a unit twice", async () => {
    const rows = sheet.replaceAll(";;\r\n", ";0;0\r\n").split("\r\n");
    const change = async (change: (rows: string[]) => string[]) => {
      await writeFile(path("other.csv"), change(rows).join("\r\n"));
      return expect(apply(path("other.csv"))).rejects;
    };
    await (
      await change((lines) => [...lines, lines[1] ?? ""])
    ).toThrow("stands twice; keep one of the lines");
    await (
      await change((lines) => lines.map((line) => line.replace("CD2", "XX2")))
    ).toThrow("no such unit; apply");
    await (
      await change((lines) => lines.map((line) => line.replace("30/06/2026", "31/05/2026")))
    ).toThrow("use ressac run --as-of 2026-05-31 first");
    await (await change((lines) => lines.slice(0, 1))).toThrow("no unit in it; fill in the sheet first");
    await (
      await change((lines) => lines.map((line) => line.replaceAll(";", ",")))
    ).toThrow('other.csv:1: there is no column "Annulation"');
  });
});
