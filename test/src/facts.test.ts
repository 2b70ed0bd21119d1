import {createHash} from "node:crypto";
import {existsSync, readdirSync, statSync} from "node:fs";
import {appendFile, mkdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {loadConfig} from "../../src/config.ts";
import {type FactsManifest, FACTS_MANIFEST, writeFacts} from "../../src/facts.ts";
import {lineProgress} from "../../src/progress.ts";
import {databaseOf, openDatabase, publishedBuild, quoteText, readRows} from "../../src/warehouse.ts";
import {usePublished} from "../support/published.ts";
import {tempFolder} from "../support/temp.ts";

async function write(folder: string): Promise<FactsManifest> {
  return writeFacts(await loadConfig({out: (await usePublished()).out}), {
    folder,
    progress: lineProgress(() => undefined)
  });
}

/** Every file of a folder with its hash and the time at which it was written. */
async function filesOf(folder: string): Promise<Record<string, {sha256: string; at: number}>> {
  const names = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  const files = names.map(async ({parentPath, name}) => {
    const path = join(parentPath, name);
    const sha256 = createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
    return [path.slice(folder.length), {sha256, at: statSync(path).mtimeMs}] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

describe("writeFacts", () => {
  it("gives another reader the rows and the cents of the warehouse, by month", async () => {
    const folder = await tempFolder();
    const {facts} = await write(folder);
    const {out} = await usePublished();
    const {connection, close} = await openDatabase(databaseOf(await publishedBuild(join(out, "warehouse"))), {
      readOnly: true
    });
    try {
      const files = quoteText(join(folder, "cancellations", "month=*", "*.parquet"));
      const sums = "count(*) as rows, sum(booked_cents) as booked, sum(loss_company_cents) as loss";
      const read = `select strftime(cancel_date, '%Y-%m') as month, ${sums} from`;
      const there = await readRows(connection, `${read} marts.cancellations group by all order by all`);
      expect(await readRows(connection, `${read} read_parquet(${files}) group by all order by all`)).toEqual(
        there
      );
      const months = `select count(*) as wrong from read_parquet(${files}, hive_types_autocast = false) where month <> strftime(cancel_date, '%Y-%m')`;
      expect(await readRows(connection, months)).toEqual([{wrong: 0n}]);
      const order = `select order_id, line_no from read_parquet(${quoteText(join(folder, "order_lines", "month=*", "*"))}) limit 50`;
      expect((await readRows(connection, order)).length).toBe(50);
      const words = `select decode(value) as words from parquet_kv_metadata(${files}) where decode(key) = 'booked_cents' limit 1`;
      expect(await readRows(connection, words)).toMatchObject([
        {words: expect.stringContaining("cents)") as string}
      ]);
      expect(facts.cancellations?.rows).toBe(there.reduce((rows, month) => rows + Number(month.rows), 0));
    } finally {
      close();
    }
  });

  it("leaves months alone that are the same, mends one that is not, and drops one that is no more", async () => {
    const folder = await tempFolder();
    await write(folder);
    const before = await filesOf(folder);
    const [damaged = ""] = Object.keys(before).filter((name) => name.startsWith("/orders/"));
    await appendFile(join(folder, damaged), "x");
    const gone = join(folder, "orders", "month=1999-01");
    await mkdir(gone);
    await writeFile(join(gone, "part-0.parquet"), "");
    await write(folder);
    const after = await filesOf(folder);
    expect(existsSync(gone)).toBe(false);
    expect(after[damaged]?.sha256).toBe(before[damaged]?.sha256);
    const touched = Object.keys(after).filter((name) => after[name]?.at !== before[name]?.at);
    expect(touched).toEqual([damaged]);
    const manifest = JSON.parse(await readFile(join(folder, FACTS_MANIFEST), "utf8")) as FactsManifest;
    expect(Object.keys(manifest.facts)).toContain("movements");
  });
});
