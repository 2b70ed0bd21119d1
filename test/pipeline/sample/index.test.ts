import {createHash} from "node:crypto";
import {readdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import {describe, expect, it, vi} from "vitest";
import {evenExtractions} from "../../../pipeline/sample/days.ts";
import {DaySpool} from "../../../pipeline/sample/day-spool.ts";
import {writeSample} from "../../../pipeline/sample/index.ts";
import {SYSTEMS as TOLD} from "../../../pipeline/sample/registry.ts";
import notices from "../../../pipeline/sources/meteo_applis_courriels.ts";
import slack from "../../../pipeline/sources/slack_messages.ts";
import {readDelivered} from "../../support/exports.ts";
import {tempFolder} from "../../support/temp.ts";
import {
  DATES,
  filesOf,
  readCases,
  readExport,
  readLines,
  readRows,
  readTruth,
  SYSTEMS,
  toldSystem,
  useSample
} from "./samples.ts";

const sample = useSample(3_000, 1);

/** Exports that are no text of delimited lines, with what reads them. */
const PACKED = {"slack_export_2026-06-30.zip": slack, "meteo_applis_2026-06-30.mbox": notices};

async function digest(path: string): Promise<string[]> {
  const names = (await readdir(path, {recursive: true})).filter((name) => /\.\w+$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(path, name));
      return `${name} ${createHash("sha256").update(bytes).digest("hex")}`;
    })
  );
}

describe("a sample", () => {
  it("has the same bytes for the same seed, on any day, and other bytes for another seed", async () => {
    const [again, other] = [await tempFolder(), await tempFolder()];
    vi.useFakeTimers({toFake: ["Date"], now: new Date("2031-03-05")});
    try {
      await writeSample({folder: again, orders: 3_000, seed: 1});
    } finally {
      vi.useRealTimers();
    }
    await writeSample({folder: other, orders: 3_000, seed: 2});
    const [first, same, different] = [await digest(sample.folder), await digest(again), await digest(other)];
    expect(first).toHaveLength(sample.summary.files.length);
    expect(same).toEqual(first);
    const changed = different.filter((line, position) => line !== first[position]);
    // Sellers and actions are the same company's whatever the seed, and so is the place of their bad rows.
    const isFixed = (line: string) => /^(vendeurs|actions|truth\/truth_(sellers|actions))/.test(line);
    expect(changed).toEqual(different.filter((line) => !isFixed(line)));
  });

  it("tells the customers of a smaller sample in a larger one", async () => {
    const small = await tempFolder();
    await writeSample({folder: small, orders: 200, seed: 1});
    const [few, many] = [await readLines(small), await readLines(sample.folder)];
    for (const [line, row] of few) expect(many.get(line)).toEqual(row);
  });

  it("holds about as many orders as were asked for, and says how many", async () => {
    const lines = [...(await readLines(sample.folder)).values()];
    const orders = new Set(lines.map((row) => row["N° commande"]));
    const cut = new Set(lines.filter((row) => row["Date annulation"]).map((row) => row["N° commande"]));
    const cases = await readCases(sample.folder);
    expect(Math.abs(sample.summary.orders - 3_000)).toBeLessThan(20);
    expect(sample.summary).toMatchObject({
      orders: orders.size,
      lines: lines.length,
      cancellations: cut.size,
      cases: cases.size
    });
    expect(await readTruth(sample.folder, "truth_links.csv")).toHaveLength(sample.summary.rebookings);
    expect(await readTruth(sample.folder, "truth_cases.csv")).toHaveLength(sample.summary.cases);
  });

  it("lists its files with their records and their sizes", async () => {
    expect(sample.summary.files.map(({name}) => name).sort()).toEqual(
      [
        ...SYSTEMS.flatMap((system) => DATES.map((date) => `${system}_${date}.csv`)),
        ...Object.keys(PACKED),
        ...["alerts", "bad_rows", "cases", "links", "scopes", "sellers", "silences", "untold"].map(
          (name) => `truth/truth_${name}.csv`
        ),
        ...TOLD.flatMap(filesOf),
        ...TOLD.filter(({truthHeader}) => truthHeader).map(({name}) => `truth/truth_${name}.csv`)
      ].sort()
    );
    for (const [name, contract] of Object.entries(PACKED)) {
      const {rows} = await readDelivered(contract, join(sample.folder, name));
      expect(sample.summary.files).toContainEqual({
        name,
        records: rows.length,
        bytes: expect.any(Number) as number
      });
    }
    for (const {name, records, bytes} of sample.summary.files) {
      expect((await readFile(join(sample.folder, name))).length).toBe(bytes);
      if (name in PACKED) continue;
      const isTruth = name.startsWith("truth/");
      const content = isTruth
        ? await readFile(join(sample.folder, name), "utf8")
        : await readExport(sample.folder, name);
      const parsed = parse(content, {
        delimiter: toldSystem(name)?.dialect.delimiter ?? (isTruth ? "," : ";"),
        relax_column_count: true,
        skip_empty_lines: true
      });
      const footer = name.startsWith("salesforce_requetes") ? 4 : 0;
      expect([name, parsed.length - 1 - footer]).toEqual([name, records]);
    }
  });

  it("tells the same of orders in however many exports", async () => {
    const [usual, many] = [await tempFolder(), await tempFolder()];
    await writeSample({folder: usual, orders: 300, seed: 1});
    await writeSample({folder: many, orders: 300, seed: 1, orderExtractions: evenExtractions(36)});
    const names = (await readdir(many)).filter((name) => name.startsWith("atropos_commandes")).sort();
    expect([names.length, names.at(-1)]).toEqual([36, "atropos_commandes_2026-06-30.csv"]);
    const rows = (await Promise.all(names.map((name) => readRows(many, name)))).flat();
    const lines = new Map(rows.map((row) => [`${row["N° commande"]}/${row["N° ligne"]}`, row]));
    const sorted = (map: Map<string, unknown>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(sorted(lines)).toEqual(sorted(await readLines(usual)));
    expect(rows.length).toBeGreaterThan(lines.size * 1.5);
  });

  it("can be as long as its exports of orders are to be", async () => {
    const folder = await tempFolder();
    const {files} = await writeSample({folder, lines: 2_000, seed: 1});
    const orders = files.filter(({name}) => name.startsWith("atropos_commandes"));
    const records = orders.reduce((total, file) => total + file.records, 0);
    expect(records).toBeGreaterThanOrEqual(2_000);
    expect(records).toBeLessThan(2_100);
  });

  it("refuses a size or a seed that is no whole number", async () => {
    await expect(writeSample({folder: sample.folder, orders: 0, seed: 1})).rejects.toThrow(
      "sample orders 0: must be"
    );
    await expect(writeSample({folder: sample.folder, lines: 0, seed: 1})).rejects.toThrow(
      "sample lines 0: must be"
    );
    await expect(writeSample({folder: sample.folder, orders: 10, seed: 1.5})).rejects.toThrow(
      "sample seed 1.5: must be"
    );
  });
});

describe("records by day", () => {
  it("come back in their order whether or not they waited on the disk, which they leave", async () => {
    const folder = join(await tempFolder(), "spool");
    const records = Array.from({length: 500}, (_, number) => ({day: `2026-01-${10 + (number % 7)}`, number}));
    const spooled = async (most: number) => {
      const spool = new DaySpool<{day: string; number: number}>(folder, most);
      for (const record of records) {
        spool.add(record.day, record);
        await spool.drain();
      }
      spool.add("2026-02-01", {day: "2026-02-01", number: 500});
      const days = [];
      for await (const day of spool.days()) days.push(day);
      const waited = await readdir(folder).catch(() => []);
      await spool.remove();
      return {days, waited: waited.length};
    };
    const [held, waiting] = [await spooled(1e6), await spooled(1000)];
    expect(held.waited).toBe(0);
    expect(waiting.waited).toBe(7);
    expect(waiting.days).toEqual(held.days);
    expect(held.days.map(([day]) => day)).toEqual([...new Set(held.days.map(([day]) => day))].sort());
    expect(held.days.flatMap(([, some]) => some)).toHaveLength(501);
    await expect(readdir(folder)).rejects.toThrow("ENOENT");
  });
});
