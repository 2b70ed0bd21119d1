import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {dayOf} from "../../../pipeline/sample/days.ts";
import {frenchDate, frenchInstant, frenchMoney, FRENCH, TextFile} from "../../../pipeline/sample/dialect.ts";
import {tempFolder} from "../../support/temp.ts";

describe("dialect", () => {
  it("writes amounts with a decimal comma and a non-breaking space between thousands", () => {
    const written = [0, 5, 99, 1_200, 140_000, 123_456_789, -205_050].map(frenchMoney);
    expect(written).toEqual([
      "0,00",
      "0,05",
      "0,99",
      "12,00",
      "1\u00a0400,00",
      "1\u00a0234\u00a0567,89",
      "-2\u00a0050,50"
    ]);
    expect(frenchMoney(null)).toBe("");
  });

  it("writes days and instants the French way", () => {
    expect(frenchDate(dayOf("2026-02-09"))).toBe("09/02/2026");
    expect(frenchInstant({day: dayOf("2026-02-09"), minute: 8 * 60 + 5})).toBe("09/02/2026 08:05");
    expect(frenchDate(null) + frenchInstant(null)).toBe("");
  });

  it("quotes what needs it, counts physical lines and reports its size", async () => {
    const folder = await tempFolder();
    const file = await TextFile.create(folder, "file.csv", FRENCH);
    const lines = [
      file.add(["é", "1\u00a0000,00"]),
      file.add(["a;b", 'c"d', "e\nf"]),
      file.add(["’", "œ", "€"])
    ];
    const bytes = await file.close();
    const written = await readFile(join(folder, "file.csv"));
    expect(lines).toEqual([1, 2, 4]);
    expect(bytes).toBe(written.length);
    expect(written.toString("latin1")).toBe('\xe9;1\xa0000,00\r\n"a;b";"c""d";"e\nf"\r\n\x92;\x9c;\x80\r\n');
  });

  it("hands full buffers to the disk as it grows", async () => {
    const folder = await tempFolder();
    const file = await TextFile.create(folder, "file.csv", FRENCH);
    for (let row = 0; row < 3_000; row++) {
      file.add(["x".repeat(1_000)]);
      await file.drain();
    }
    const early = await readFile(join(folder, "file.csv"));
    expect(early.length).toBeGreaterThan(2_000_000);
    expect(await file.close()).toBe(3_000 * 1_002);
  });
});
