import {readdir, readFile, stat, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import type {DuckDBConnection} from "@duckdb/node-api";
import {ingestExports, type Ingested, writeQuarantine} from "../../../src/ingest/ingest.ts";
import {day, defineSource, FRENCH, money, text} from "../../../src/index.ts";
import {openDatabase, readRows} from "../../../src/warehouse.ts";
import {folderOf} from "../../support/temp.ts";

const contract = defineSource({
  name: "orders",
  title: "Orders",
  files: ["orders*.csv"],
  dialect: FRENCH,
  extracted: /(?<y>\d{4})-(?<m>\d{2})(?:-(?<d>\d{2}))?/,
  control: "amount_cents",
  columns: {
    order_id: {type: text(), headers: ["N° commande"], required: true, meaning: "the order"},
    signed_date: {type: day(), headers: ["Date"], meaning: "day"},
    amount_cents: {type: money(), headers: ["Montant"], required: true, meaning: "amount"},
    note: {type: text(), headers: ["Note"], meaning: "a note"}
  },
  derived: {double_cents: {type: money(), sql: "2 * amount_cents", meaning: "twice the amount"}}
});

const CSV =
  'N° commande;Date;Montant\r\nA1;01/02/2026;10,00\r\nA2;31/02/2026;x\r\n"A\r\n3";;-2,50\r\n\r\nA4;;1,00;\r\n';

interface Reading extends Ingested {
  connection: DuckDBConnection;
  /** Where cleaned exports are kept: the same one makes a second run. */
  shelf: string;
}

async function ingest(files: Record<string, string>, shelf?: string): Promise<Reading> {
  const {connection, close} = await openDatabase();
  onTestFinished(close);
  const exports = await folderOf(files);
  const folder = shelf ?? (await folderOf({}));
  const known = Object.keys(files).map((name) => ({file: {name, path: join(exports, name)}, contract}));
  const options = {
    contracts: [contract],
    shelf: folder,
    work: join(exports, "work"),
    onFile: () => undefined
  };
  return {...(await ingestExports(connection, known, options)), connection, shelf: folder};
}

describe("ingest", () => {
  it("counts every record as loaded, quarantined or skipped, and sums the cents loaded", async () => {
    const {connection, files} = await ingest({"orders_2026-02-28.csv": CSV});
    expect(files).toMatchObject([
      {
        records: 5,
        loaded: 2,
        quarantined: 2,
        skipped: 1,
        control_cents: 750n,
        extracted_date: "2026-02-28",
        missing_columns: ["note"]
      }
    ]);
    expect(
      await readRows(
        connection,
        "select order_id, amount_cents, double_cents, source_line from sources.orders order by all"
      )
    ).toEqual([
      {order_id: "A\r\n3", amount_cents: -250n, double_cents: -500n, source_line: 4n},
      {order_id: "A1", amount_cents: 1000n, double_cents: 2000n, source_line: 2n}
    ]);
  });

  it("keeps each bad value with the bytes at which it can be found again", async () => {
    const {connection} = await ingest({"orders_2026-02.csv": CSV});
    const rows = await readRows(connection, "select * from meta.quarantine order by line, column_name");
    expect(rows).toMatchObject([
      {line: 3n, column_name: "amount_cents", raw_value: "x", reason_code: "bad_amount"},
      {line: 3n, column_name: "signed_date", raw_value: "31/02/2026", reason_code: "bad_day"},
      {line: 7n, last_line: 7n, column_name: null, raw_value: "A4;;1,00;", reason_code: "wrong_cell_count"}
    ]);
    const places = rows.map(({byte_start, byte_end}) => [Number(byte_start), Number(byte_end)]);
    expect(places.map(([start, end]) => Buffer.from(CSV).subarray(start, end).toString())).toEqual([
      "A2;31/02/2026;x",
      "A2;31/02/2026;x",
      "A4;;1,00;"
    ]);
  });

  it("reads a content once, whatever the file is called", async () => {
    const {connection, files, repeated} = await ingest({
      "orders_2026-02-28.csv": CSV,
      "orders_2026-03-01.csv": CSV
    });
    expect([files.length, repeated]).toEqual([1, ["orders_2026-03-01.csv"]]);
    expect(await readRows(connection, "select count(*) as n from sources.orders")).toEqual([{n: 2n}]);
  });

  it("takes a content for known from its first day on, however its files are listed", async () => {
    const {connection, files, repeated} = await ingest({
      "orders_a_2026-03-01.csv": CSV,
      "orders_b_2026-02-28.csv": CSV
    });
    expect([files.map(({name}) => name), repeated]).toEqual([
      ["orders_b_2026-02-28.csv"],
      ["orders_a_2026-03-01.csv"]
    ]);
    const days = "select distinct extracted_date::varchar as day from sources.orders";
    expect(await readRows(connection, days)).toEqual([{day: "2026-02-28"}]);
  });

  it("does not read again what an earlier run has read", async () => {
    const first = await ingest({"orders_2026-02-28.csv": CSV});
    const [kept = ""] = await readdir(first.shelf);
    const {mtimeMs} = await stat(join(first.shelf, kept, "late.parquet"));
    const second = await ingest(
      {"orders_2026-03-31.csv": CSV, "orders_2026-04-30.csv": `${CSV}A5;;2,00\r\n`},
      first.shelf
    );
    expect((await stat(join(first.shelf, kept, "late.parquet"))).mtimeMs).toBe(mtimeMs);
    expect(second.files).toMatchObject([
      {cleaned: kept, loaded: 2, extracted_date: "2026-03-31"},
      {loaded: 3, extracted_date: "2026-04-30"}
    ]);
    expect(await readdir(first.shelf)).toHaveLength(2);
  });

  it("reads a file again when its cleaned rows are not whole", async () => {
    const first = await ingest({"orders_2026-02-28.csv": CSV});
    const [kept = ""] = await readdir(first.shelf);
    for (const name of ["late.parquet", "report.json"]) {
      await writeFile(join(first.shelf, kept, name), "{}");
      expect((await ingest({"orders_2026-02-28.csv": CSV}, first.shelf)).files).toMatchObject([{loaded: 2}]);
    }
  });

  it("reads a large file in bulk, a small one exactly, and both alike", async () => {
    const many = Array.from({length: 50_000}, (_, row) => `A${row};;1,00\r\n`).join("");
    const [large, small] = [
      await ingest({"orders_2026-02-28.csv": CSV + many}),
      await ingest({"orders_2026-02-28.csv": CSV})
    ];
    expect(large.files).toMatchObject([
      {records: 50_005, loaded: 50_002, quarantined: 2, control_cents: 5_000_750n}
    ]);
    const readInBulk = async ({shelf, files}: Reading): Promise<boolean> =>
      (await readdir(join(shelf, files[0]?.cleaned ?? ""))).includes("rows.parquet");
    expect([await readInBulk(large), await readInBulk(small)]).toEqual([true, false]);
  });

  it("gives a source without a file the same columns as one with a file", async () => {
    const columns = async ({connection}: Reading): Promise<unknown> =>
      readRows(
        connection,
        "select column_name, data_type from information_schema.columns where table_name = 'orders'"
      );
    expect(await columns(await ingest({}))).toEqual(
      await columns(await ingest({"orders_2026-02-28.csv": CSV}))
    );
  });

  it("takes the last day of a month that a name gives without its day", async () => {
    expect((await ingest({"orders_2024-02.csv": CSV})).files).toMatchObject([{extracted_date: "2024-02-29"}]);
  });

  it("refuses a file without its day, and one that cannot be read", async () => {
    await expect(ingest({"orders.csv": CSV})).rejects.toThrow(
      "orders.csv: the day of extraction is not in the file's name"
    );
    await expect(ingest({"orders_2026-02.csv": "Date;Montant\n"})).rejects.toThrow(
      'orders_2026-02.csv: column "N° commande" is missing; the nearest header found is "Montant"'
    );
  });
});

describe("the quarantine file", () => {
  it("says where each value stands and what to do, and holds no formula", async () => {
    const {connection} = await ingest({"orders_2026-02.csv": `${CSV}A6;;=1+1\r\n`});
    const folder = await folderOf({});
    const path = await writeQuarantine(connection, folder);
    const lines = (await readFile(path ?? "", "utf8")).split("\n");
    expect(lines[0]).toBe(
      "file;sha256;line;last_line;byte_start;byte_end;column_name;raw_value;reason_code;message"
    );
    expect(lines).toHaveLength(6);
    expect(lines[4]).toMatch(
      /^orders_2026-02\.csv;[0-9a-f]{64};8;8;\d+;\d+;amount_cents;'=1\+1;bad_amount;not an amount with exactly two decimals, such as 1 234,56$/
    );
  });

  it("holds no formula either where a blank or a wide sign stands before it", async () => {
    const {connection} = await ingest({"orders_2026-02.csv": `${CSV}A6;; =1+1\r\nA7;;＝1+1\r\n`});
    const text = await readFile((await writeQuarantine(connection, await folderOf({}))) ?? "", "utf8");
    expect(text).toMatch(/;'\s?=1\+1;/);
    expect(text).toContain(";'＝1+1;");
  });

  it("is not written when nothing was set aside", async () => {
    const {connection} = await ingest({"orders_2026-02.csv": "N° commande;Date;Montant\r\nA1;;1,00\r\n"});
    expect(await writeQuarantine(connection, await folderOf({}))).toBeUndefined();
  });
});
