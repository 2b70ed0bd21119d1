import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {
  buildModel,
  createRunTable,
  createSchemas,
  documentModels,
  requireChecks,
  runChecks
} from "../../src/build.ts";
import {type Model, orderModels, readMappings, readPipeline} from "../../src/models.ts";
import {openDatabase, readRows} from "../../src/warehouse.ts";
import {folderOf} from "../support/temp.ts";

type Database = Awaited<ReturnType<typeof openDatabase>>;
let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => {
  database.close();
});

const HEADER = "-- What it is,\n-- in two lines.\n-- Grain: a, b\n";

async function readFiles(files: Record<string, string>): Promise<Model[]> {
  const folder = await folderOf(files);
  const mappings = await readMappings(database.connection, join(folder, "sources"));
  return [...(await readPipeline(database.connection, folder)), ...mappings];
}

const names = (models: readonly Model[]): string[] => models.map(({name}) => name);

describe("a model", () => {
  it("is read with its meaning, its grain, its columns and what it reads", async () => {
    const [model] = await readFiles({
      "marts/pairs.sql": `${HEADER}with recursive
  firsts as (
    select
      x -- not a column
    from
      staging.things
  ),
  chain using key (x) as (
    select x from firsts
    union
    select x from recurring.chain
  )
select
  a, -- the first
  case
    when b then 1 -- a reason
  end as b, -- the second (cents)
  count(*) as n -- how many
from
  chain
  join marts.others using (x)
where
  x in (select x from lookups.rules)
`
    });
    expect(model).toMatchObject({
      name: "marts.pairs",
      kind: "mart",
      meaning: "What it is, in two lines.",
      grain: ["a", "b"],
      reads: ["lookups.rules", "marts.others", "staging.things"]
    });
    expect([...(model?.columns ?? [])]).toEqual([
      ["a", "the first"],
      ["b", "the second (cents)"],
      ["n", "how many"]
    ]);
  });

  it("must say what a row is", async () => {
    await expect(readFiles({"marts/x.sql": "select\n  1 as a -- one\n"})).rejects.toThrow(
      /x\.sql:1: a model opens with its meaning/
    );
  });

  it("must be one select", async () => {
    await expect(readFiles({"marts/x.sql": `${HEADER}selec 1`})).rejects.toThrow(/x\.sql: not one select/);
    await expect(readFiles({"marts/x.sql": `${HEADER}create table t as select 1`})).rejects.toThrow(
      /not one select/
    );
  });
});

describe("the order of models", () => {
  const model = (path: string, reads: string): [string, string] => [
    path,
    `${HEADER}select\n  1 as a -- one\nfrom\n  ${reads}\n`
  ];

  it("puts each behind what it reads, and an entity behind the mappings that feed it", async () => {
    const models = await readFiles(
      Object.fromEntries([
        model("staging/orders.sql", "entities.orders"),
        model("entities/orders.sql", "(select 1)"),
        model("sources/zuora/orders.sql", "sources.zuora"),
        model("marts/losses.sql", "staging.orders")
      ])
    );
    expect(names(orderModels(models, new Set(["sources.zuora"])))).toEqual([
      "zuora.orders",
      "entities.orders",
      "staging.orders",
      "marts.losses"
    ]);
  });

  it("refuses a table that no file defines, and says which may be meant", async () => {
    const models = await readFiles(
      Object.fromEntries([model("marts/a.sql", "staging.order"), model("staging/orders.sql", "meta.run")])
    );
    expect(() => orderModels(models, new Set(["meta.run"]))).toThrow(
      /a\.sql:7: reads staging\.order, which no file defines; did you mean staging\.orders\?/
    );
  });

  it("refuses a circle", async () => {
    const models = await readFiles(
      Object.fromEntries([model("marts/a.sql", "marts.b"), model("marts/b.sql", "marts.a")])
    );
    expect(() => orderModels(models, new Set())).toThrow("reads itself through marts.a -> marts.b");
  });

  it("refuses a mapping that feeds nothing", async () => {
    const models = await readFiles(
      Object.fromEntries([
        model("entities/orders.sql", "(select 1)"),
        model("sources/zuora/oders.sql", "sources.zuora")
      ])
    );
    expect(() => orderModels(models, new Set(["sources.zuora"]))).toThrow(
      /oders\.sql: feeds no entity and nothing reads it; name it after one of orders/
    );
  });
});

describe("building", () => {
  const build = async (files: Record<string, string>): Promise<void> => {
    const models = await readFiles(files);
    const ordered = orderModels(models, new Set());
    await createSchemas(database.connection, ordered);
    for (const model of ordered) await buildModel(database.connection, model, models);
    await documentModels(database.connection, ordered);
  };

  it("fills an entity from its mappings, by column name, and documents the table", async () => {
    await build({
      "entities/orders.sql":
        "-- Orders.\n-- Grain: id\nselect\n  null::varchar as id, -- the order\n  null::bigint as cents -- amount (cents)\nwhere\n  false\n",
      "sources/one/orders.sql":
        "-- One.\n-- Grain: id\nselect\n  12 as cents, -- amount\n  'a' as id -- order\n",
      "sources/two/orders.sql": "-- Two.\n-- Grain: id\nselect\n  'b' as id -- order\n"
    });
    expect(await readRows(database.connection, "select * from entities.orders order by id")).toEqual([
      {id: "a", cents: 12n},
      {id: "b", cents: null}
    ]);
    expect(
      await readRows(
        database.connection,
        "select comment from duckdb_columns() where schema_name = 'entities' and column_name = 'cents'"
      )
    ).toEqual([{comment: "amount (cents)"}]);
  });

  it("refuses a mapping with a column that its entity does not have", async () => {
    await expect(
      build({
        "entities/gifts.sql":
          "-- Gifts.\n-- Grain: id\nselect\n  null::varchar as id -- gift\nwhere\n  false\n",
        "sources/three/gifts.sql": "-- Three.\n-- Grain: id\nselect\n  'a' as idd -- gift\n"
      })
    ).rejects.toThrow(/gifts\.sql/);
  });

  it("refuses a grain that is not unique, with examples", async () => {
    await expect(
      build({"marts/twins.sql": "-- Twins.\n-- Grain: id\nselect\n  1 as id -- twin\nfrom\n  range(2)\n"})
    ).rejects.toThrow(/twins\.sql: the grain \(id\) is not unique or is null, for example: id 1, rows 2/);
  });

  it("names the file and the line of a column that does not exist", async () => {
    await expect(
      build({"marts/wrong.sql": "-- Wrong.\n-- Grain: id\nselect\n  nothing as id -- x\nfrom\n  range(2)\n"})
    ).rejects.toThrow(/wrong\.sql:4: Binder Error/);
  });
});

describe("a run's facts", () => {
  it("end on the last instant of the as-of day where the company is, also when the clocks change", async () => {
    await createRunTable(database.connection, {
      as_of: "2026-10-25",
      company: "L'Exemple",
      currency: "EUR",
      timeZone: "Europe/Paris"
    });
    const [row] = await readRows(
      database.connection,
      "select as_of_end_at::varchar as at, company from meta.run"
    );
    expect(row).toEqual({at: "2026-10-25 23:00:00+00", company: "L'Exemple"});
  });
});

describe("checks", () => {
  it("say what they guard and which rows offend", async () => {
    const models = await readFiles({
      "checks/no_loss.sql":
        "-- No order loses a cent.\n-- Grain: id\nselect\n  range as id -- order\nfrom\n  range(7)\n",
      "checks/quiet.sql": "-- Nothing.\n-- Grain: id\nselect\n  range as id -- order\nfrom\n  range(0)\n"
    });
    const results = await runChecks(database.connection, models, () => undefined);
    await expect(requireChecks(database.connection, results)).rejects.toThrow(
      "check no_loss found 7 rows that should not be there: No order loses a cent.\n  id 0\n  id 1\n  id 2\n  id 3\n  id 4"
    );
    expect(await readRows(database.connection, "select name, violations from meta.checks")).toEqual([
      {name: "no_loss", violations: 7n},
      {name: "quiet", violations: 0n}
    ]);
  });
});
