import {mkdir, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {tableFromArrays, tableToIPC} from "apache-arrow";
import {describe, expect, it} from "vitest";
import fec from "../../pipeline/sources/fec.ts";
import primes from "../../pipeline/sources/primes.ts";
import {readFileBytes} from "../../src/ingest/reading.ts";
import {tempFolder} from "../support/temp.ts";
import {differences, type Leave} from "./compare.ts";
import {shuffleRecords, splitRecords} from "./shuffle.ts";

type Columns = Record<string, (string | number)[]>;

async function compare(one: Columns, other: Columns, leave?: Leave): Promise<string[]> {
  const folder = await tempFolder();
  const [before, after] = [join(folder, "before"), join(folder, "after")];
  // The bytes of a table depend on how many were made before it.
  const bytes = new Map(
    [one, other].map((columns) => [columns, tableToIPC(tableFromArrays(columns), "file")])
  );
  for (const [place, columns] of [
    [before, one],
    [after, other]
  ] as const) {
    await mkdir(place);
    await writeFile(join(place, "losses.arrow"), bytes.get(columns) ?? "");
  }
  return differences(before, after, leave);
}

const losses = {order_id: ["A", "B"], lost_cents: [100, 200], source_line: [2, 3]};
const elsewhere = {...losses, source_line: [9, 8]};

describe("differences", () => {
  it("names the result, the column and the rows that differ", async () => {
    expect(await compare(losses, losses)).toEqual([]);
    expect(await compare(losses, {...losses})).toEqual(["losses: the same values in other bytes"]);
    expect(await compare(losses, {...losses, lost_cents: [100, 201]})).toEqual([
      "losses.lost_cents: 1 of 2 rows differ; row 2: 200 and 201 (B, 200, 3)"
    ]);
    expect(await compare(losses, {order_id: ["A"], lost_cents: [100], source_line: [2]})).toEqual([
      "losses: 2 rows and 1"
    ]);
  });

  it("leaves out the columns it is told to, and no other", async () => {
    const leave = {columns: {losses: ["source_line"]}, unordered: [], results: []};
    expect(await compare(losses, elsewhere)).toHaveLength(1);
    expect(await compare(losses, elsewhere, leave)).toEqual([]);
    expect(await compare(losses, {...elsewhere, lost_cents: [101, 200]}, leave)).toHaveLength(1);
  });

  it("takes another order of rows for a difference, but where it may be another", async () => {
    const turned = {order_id: ["B", "A"], lost_cents: [200, 100], source_line: [3, 2]};
    expect(await compare(losses, turned)).toHaveLength(3);
    expect(await compare(losses, turned, {columns: {}, unordered: ["losses"], results: []})).toEqual([]);
  });
});

const months = Array.from({length: 40}, (_, place) => `V${place};01/05/2026;;Prime CA;${place},50`);
const premiums = Buffer.from(["Code vendeur;Mois;N° commande;Plan;Prime", ...months, "TOTAL;;;;"].join("\n"));

function linesOf(bytes: Buffer): string[] {
  return bytes.toString().trimEnd().split("\n");
}

describe("records delivered otherwise", () => {
  it("are all there in another order, with the header above and the total below", () => {
    const lines = linesOf(shuffleRecords(premiums, primes, 1));
    expect(lines).not.toEqual(linesOf(premiums));
    expect([...lines].sort()).toEqual(linesOf(premiums).sort());
    expect([lines[0], lines.at(-1)]).toEqual([linesOf(premiums)[0], "TOTAL;;;;"]);
    expect(shuffleRecords(premiums, primes, 1)).toEqual(shuffleRecords(premiums, primes, 1));
  });

  it("are each in one of two files", () => {
    const [first, second] = splitRecords(premiums, primes).map(linesOf);
    expect([first?.length, second?.length]).toEqual([22, 21]);
    expect([...(first ?? []), ...(second ?? []).slice(1)]).toEqual(linesOf(premiums));
  });

  it("are not cut out of a file that cannot be read", () => {
    expect(Array.isArray(readFileBytes(premiums, fec))).toBe(true);
    expect(() => shuffleRecords(premiums, fec, 1)).toThrow("JournalCode");
  });
});
