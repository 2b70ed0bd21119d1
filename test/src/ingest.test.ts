import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import type {DuckDBConnection} from "@duckdb/node-api";
import {createSourceTables, ingestFile} from "../../src/ingest.ts";
import {day, defineSource, FRENCH, money, text} from "../../src/index.ts";
import {openDatabase, readRows} from "../../src/warehouse.ts";
import {folderOf} from "../support/temp.ts";

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
    amount_cents: {type: money(), headers: ["Montant"], required: true, meaning: "amount"}
  }
});

const CSV =
  'N° commande;Date;Montant\r\nA1;01/02/2026;10,00\r\nA2;31/02/2026;x\r\n"A\r\n3";;-2,50\r\n\r\nA4;;1,00;\r\n';

async function database(): Promise<DuckDBConnection> {
  const {connection, close} = await openDatabase();
  onTestFinished(close);
  await createSourceTables(connection, [contract]);
  return connection;
}

async function ingest(
  connection: DuckDBConnection,
  files: Record<string, string>
): ReturnType<typeof ingestFile> {
  const folder = await folderOf(files);
  const [name = ""] = Object.keys(files);
  return ingestFile(connection, {name, path: join(folder, name)}, contract);
}

describe("ingest", () => {
  it("counts every record as loaded, quarantined or skipped, and sums the cents loaded", async () => {
    const connection = await database();
    expect(await ingest(connection, {"orders_2026-02-28.csv": CSV})).toMatchObject({
      records: 5,
      loaded: 2,
      quarantined: 2,
      skipped: 1,
      control_cents: 750n,
      extracted_date: "2026-02-28"
    });
    expect(
      await readRows(connection, "select order_id, amount_cents, source_line from sources.orders")
    ).toEqual([
      {order_id: "A1", amount_cents: 1000n, source_line: 2n},
      {order_id: "A\r\n3", amount_cents: -250n, source_line: 4n}
    ]);
  });

  it("keeps each bad value with the bytes at which it can be found again", async () => {
    const connection = await database();
    const folder = await folderOf({"orders_2026-02.csv": CSV});
    const path = join(folder, "orders_2026-02.csv");
    await ingestFile(connection, {name: "orders_2026-02.csv", path}, contract);
    const rows = await readRows(connection, "select * from meta.quarantine order by line, column_name");
    expect(rows).toMatchObject([
      {line: 3n, column_name: "amount_cents", raw_value: "x", reason_code: "bad_amount"},
      {line: 3n, column_name: "signed_date", raw_value: "31/02/2026", reason_code: "bad_day"},
      {line: 7n, last_line: 7n, column_name: null, raw_value: "A4;;1,00;", reason_code: "wrong_cell_count"}
    ]);
    const bytes = await readFile(path);
    expect(bytes.subarray(Number(rows[2]?.byte_start), Number(rows[2]?.byte_end)).toString()).toBe(
      "A4;;1,00;"
    );
  });

  it("reads a content once, whatever the file is called", async () => {
    const connection = await database();
    await ingest(connection, {"orders_2026-02-28.csv": CSV});
    expect(await ingest(connection, {"orders_2026-03-01.csv": CSV})).toBeUndefined();
    expect(await readRows(connection, "select count(*) as n from sources.orders")).toEqual([{n: 2n}]);
  });

  it("takes the last day of a month that a name gives without its day", async () => {
    expect(await ingest(await database(), {"orders_2024-02.csv": CSV})).toHaveProperty(
      "extracted_date",
      "2024-02-29"
    );
  });

  it("refuses a file without its day, and one that cannot be read", async () => {
    const connection = await database();
    await expect(ingest(connection, {"orders.csv": CSV})).rejects.toThrow(
      "orders.csv: the day of extraction is not in the file's name"
    );
    await expect(ingest(connection, {"orders_2026-02.csv": "Date;Montant\n"})).rejects.toThrow(
      'orders_2026-02.csv: column "N° commande" is missing; the nearest header found is "Montant"'
    );
  });
});
