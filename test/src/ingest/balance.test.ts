import {afterAll, beforeAll, expect, it} from "vitest";
import {requireBalance} from "../../../src/ingest/balance.ts";
import {openDatabase} from "../../../src/warehouse.ts";

let database: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  database = await openDatabase();
  await database.connection.run(`
    create schema meta;
    create schema sources;
    create table meta.quarantine as
    select * from (values ('a', 4), ('a', 4), ('b', 2)) as cells (file_id, line);
    create table sources.zuora as
    select * from (values ('a', 100), ('a', -30), ('c', 5)) as lines (source_file_id, cents);
    create table sources.slack as select 'd' as source_file_id;
  `);
});

afterAll(() => database.close());

const zuora = {name: "zuora", control: "cents"};
const a = {
  file_id: "a",
  name: "a.csv",
  records: 4,
  loaded: 2,
  quarantined: 1,
  skipped: 1,
  control_cents: 70n
};
const others = [
  {report: {...a, file_id: "b", records: 1, loaded: 0, skipped: 0, control_cents: 0n}, contract: zuora},
  {
    report: {...a, file_id: "d", records: 1, loaded: 1, quarantined: 0, skipped: 0, control_cents: null},
    contract: {name: "slack", control: undefined}
  }
];
const balance = (changed: Partial<typeof a>): Promise<void> =>
  requireBalance(database.connection, [...others, {report: {...a, ...changed}, contract: zuora}]);

it("is that of files with rows, without a row, and without an amount", async () => {
  await expect(balance({})).resolves.toBeUndefined();
});

it("is refused where a record, a line set aside or a cent is missing", async () => {
  await expect(balance({records: 5})).rejects.toThrow("a.csv: 5 records and 1 skipped do not balance");
  await expect(balance({records: 5, loaded: 3})).rejects.toThrow(
    "read: loaded 3, cents 70, quarantined 1; in the source: loaded 2, cents 70, quarantined 1"
  );
  await expect(balance({records: 5, quarantined: 2})).rejects.toThrow("in the source: loaded 2, cents 70");
  await expect(balance({control_cents: 71n})).rejects.toThrow("read: loaded 2, cents 71");
});
