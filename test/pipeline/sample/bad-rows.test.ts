import {describe, expect, it} from "vitest";
import {writeSample} from "../../../pipeline/sample/index.ts";
import {tempFolder} from "../../support/temp.ts";
import {SYSTEMS as TOLD} from "../../../pipeline/sample/registry.ts";
import {DATES, filesOf, headerOf, readExport, readTruth, SYSTEMS, useSample} from "./samples.ts";

const sample = useSample(3_000, 1);

/** Files in which people type, and therefore err: a program breaks no row. */
const typed = [
  ...SYSTEMS.flatMap((system) => DATES.map((date) => `${system}_${date}.csv`)),
  ...TOLD.filter(({faults}) => faults !== undefined).flatMap(filesOf)
];

describe("the bad rows of a sample", () => {
  it("stand on the lines the truth names, broken as it says", async () => {
    const planted = await readTruth(sample.folder, "truth_bad_rows.csv");
    const kinds = new Map<string, number>();
    for (const {file = "", line, column = "", reason = ""} of planted) {
      const text = (await readExport(sample.folder, file)).split("\n")[Number(line) - 1] ?? "";
      const header = headerOf(file);
      const cells = text.trimEnd().split(";");
      expect(text.startsWith("ERR-")).toBe(!(reason === "required cell is empty" && column === header[0]));
      expect(cells.length).toBe(header.length + (reason === "one delimiter too many" ? 1 : 0));
      const raw = cells[header.indexOf(column)];
      if (reason === "not an amount") expect(raw).toBe("12O,50");
      if (reason === "three decimals") expect(raw).toBe("1\u00a0234,567");
      if (reason === "no such day") expect(raw).toMatch(/^31\/02\/2026/);
      if (reason === "required cell is empty") expect(raw).toBe("");
      kinds.set(reason, (kinds.get(reason) ?? 0) + 1);
    }
    expect(kinds.size).toBe(5);
    expect([...new Set(planted.map(({file}) => file))].sort()).toEqual(typed.toSorted());
  });

  it("stand in every file of a small sample", async () => {
    const small = await tempFolder();
    await writeSample({folder: small, orders: 10, seed: 1});
    const planted = await readTruth(small, "truth_bad_rows.csv");
    expect(planted.map(({file}) => file).sort()).toEqual(typed.toSorted());
  });

  it("are the only ones of their ids, and few", async () => {
    const isAmongThem = ({file = ""}) => /^(atropos|qualiatic|salesforce|vendeurs)/.test(file);
    const planted = (await readTruth(sample.folder, "truth_bad_rows.csv")).filter(isAmongThem);
    const records = sample.summary.files.filter(({name}) => /^(atropos|qualiatic|salesforce)/.test(name));
    const total = records.reduce((sum, file) => sum + file.records, 0);
    expect(planted.length).toBeGreaterThanOrEqual(12);
    expect(planted.length / total).toBeLessThan(0.003);
    let marked = 0;
    for (const system of SYSTEMS) {
      for (const date of DATES)
        marked += (await readExport(sample.folder, `${system}_${date}.csv`)).split("\nERR-").length - 1;
    }
    expect(marked).toBe(planted.length);
  });
});
