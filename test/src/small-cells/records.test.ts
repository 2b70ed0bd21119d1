import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {DuckDBConnection} from "@duckdb/node-api";
import {readRecords, unitOf} from "../../../src/small-cells/records.ts";
import {openDatabase} from "../../../src/warehouse.ts";

let connection: DuckDBConnection;
let close: () => void;

beforeAll(async () => {
  ({connection, close} = await openDatabase(":memory:", {threads: 1}));
});

afterAll(() => close());

/** Records of one row each, as a file of `pipeline/cells` would tell them. */
function read(...rows: string[]) {
  const sql = rows.map((row) => `select ${row}`).join(" union all ");
  const names = [...(rows[0] ?? "").matchAll(/ as (\w+)/g)].map(([, name]) => [name as string, ""] as const);
  const model = {path: "cells.sql", sql, columns: new Map(names)};
  return readRecords(connection, model, (text) => `<${text}>`);
}

const WHO = "'C1' as record_id, 'K1' as customer_id, 'V1' as seller_id";

describe("the records behind cells", () => {
  it("are cut by their days and texts, and add their whole numbers, in the order of the columns", async () => {
    const {levels, measures, entries} = await read(
      `${WHO}, date '2025-01-01' as year, 'field' as channel, 1::bigint as cases, 2::integer as calls, 500::bigint as at_risk_ca_cents`
    );
    expect(levels).toEqual([
      {name: "year", isDay: true},
      {name: "channel", isDay: false}
    ]);
    expect(measures).toEqual(["cases", "calls", "at_risk_ca_cents"]);
    expect(entries).toEqual([
      {
        id: "<record C1>",
        customer: "<customer K1>",
        seller: "<seller V1>",
        levels: ["2025-01-01", "field"],
        measures: [1, 2, 500],
        pattern: "1,2,ca1"
      }
    ]);
  });

  it("come in the order of their ids, and belong to nobody where nobody sold", async () => {
    const row = (id: string, seller: string): string =>
      `'${id}' as record_id, null as customer_id, ${seller} as seller_id, null::varchar as channel, null::bigint as cases`;
    const {entries} = await read(row("C2", "null::varchar"), row("C1", "'V1'"));
    expect(entries.map(({id, seller}) => [id, seller])).toEqual([
      ["<record C1>", "<seller V1>"],
      ["<record C2>", null]
    ]);
    // What nobody tells is unknown, and adds nothing.
    expect(entries[0]).toMatchObject({customer: "<customer unknown>", levels: ["unknown"], measures: [0]});
  });

  it("are refused where it is not said who stands behind them", async () => {
    await expect(
      read("'C1' as record_id, 'V1' as seller_id, 'K1' as customer_id, 1 as cases")
    ).rejects.toThrow(
      "cells.sql: begins with record_id, seller_id, customer_id; begin with record_id, customer_id, seller_id"
    );
  });

  it("are refused where they are too large to be added up to the cent", async () => {
    await expect(read(`${WHO}, 9007199254740992::bigint as parc_cents`)).rejects.toThrow(
      "cells.sql: parc_cents is 9007199254740992, too large to add up"
    );
  });
});

describe("a measure", () => {
  it("counts things, euros of CA, or euros of parc a year, by its name", () => {
    expect(["cases", "kept_ca_cents", "lost_cents", "kept_parc_cents", "_cents_told"].map(unitOf)).toEqual([
      "things",
      "ca",
      "ca",
      "parc",
      "things"
    ]);
  });
});
