// House rules, held by every model: what CONTRIBUTING.md promises.
import {readdirSync, readFileSync} from "node:fs";
import {join, relative} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {buildModel, createMacros, createRunTable, createSchemas, runChecks} from "../src/build.ts";
import {loadConfig, PACKAGE_ROOT, SHIPPED} from "../src/config.ts";
import {createSourceTables} from "../src/ingest/ingest.ts";
import {readLineage} from "../src/lineage.ts";
import {loadLookups} from "../src/lookups.ts";
import {
  type Model,
  orderModels,
  readCellModels,
  readExplanations,
  readProtectedReports
} from "../src/models.ts";
import {type Project, readProject} from "../src/project.ts";
import {protectCells} from "../src/small-cells/protect.ts";
import {openDatabase, quoteName, readRows} from "../src/warehouse.ts";
import {sqlFiles} from "./support/files.ts";
import {formatSql} from "./support/format-sql.ts";

let database: Awaited<ReturnType<typeof openDatabase>>;
let project: Project;
let tables: Model[];
let everything: Model[];

beforeAll(async () => {
  database = await openDatabase();
  const {connection} = database;
  const config = await loadConfig({config: "examples/online-retail/ressac.config.ts"});
  project = await readProject(connection, config);
  const given = await createSourceTables(connection, project.contracts);
  await createRunTable(connection, {...config, as_of: "2026-06-30"});
  given.push(
    "meta.run",
    "meta.checks",
    ...(await loadLookups(connection, config.lookups)).map(({table}) => table)
  );
  await createMacros(connection, join(SHIPPED.pipeline, "macros"));
  everything = orderModels([...project.models, ...project.reports], new Set(given));
  tables = everything.filter(({kind}) => kind !== "check" && kind !== "report");
  everything.push(...(await readExplanations(connection, SHIPPED.pipeline)));
  const cells = await readCellModels(connection, SHIPPED.pipeline);
  everything.push(...cells, ...(await readProtectedReports(connection, SHIPPED.reports)));
  await createSchemas(connection, tables);
  for (const model of tables) await buildModel(connection, model, project.models);
  await connection.run("create table meta.checks (name varchar, meaning varchar, violations bigint)");
  await connection.run("create schema cells");
  await protectCells(connection, cells, {hash: (text) => text, store: {}});
});

afterAll(() => {
  database.close();
});

async function realColumns({kind, name, sql}: Model): Promise<string[]> {
  const isTable = ["mapping", "entity", "staging", "mart"].includes(kind);
  const from = isTable ? quoteName(name) : `(${sql})`;
  const rows = await readRows(database.connection, `describe select * from ${from}`);
  return rows.map(({column_name}) => String(column_name));
}

/** Where each layer may read from. */
const MAY_READ: Record<Model["kind"], RegExp> = {
  mapping: /^sources\./,
  entity: /^$/,
  staging: /^(entities|staging|lookups|meta)\./,
  mart: /^(staging|marts|lookups|meta)\./,
  check: /^(sources|entities|staging|marts|lookups|meta)\./,
  report: /^(staging|marts|lookups|meta)\./,
  explanation: /^(staging|marts|lookups|meta)\./,
  cells: /^(staging|marts|lookups|meta)\./,
  // Nobody stands behind the other two.
  protected: /^(cells|lookups|meta)\.|^marts\.(reporting_months|entity_coverage)$/
};

describe("every model", () => {
  it("documents exactly the columns that it has, in their order", async () => {
    for (const model of everything) {
      expect({[model.path]: [...model.columns.keys()]}).toEqual({[model.path]: await realColumns(model)});
    }
  });

  it("has its grain among its columns", () => {
    for (const {path, grain, columns} of everything) {
      for (const column of grain) expect(columns.has(column), `${path}: grain ${column}`).toBe(true);
    }
  });

  it("reads its own layer or the one before", () => {
    for (const {kind, name, path, reads} of everything) {
      const [schema = ""] = name.split(".");
      for (const read of reads) {
        const allowed = MAY_READ[kind].test(read) || (kind === "mapping" && read.startsWith(`${schema}.`));
        expect(allowed, `${path} reads ${read}`).toBe(true);
      }
    }
  });

  it("is written in the house form", () => {
    for (const path of sqlFiles())
      expect(readFileSync(path, "utf8") === formatSql(readFileSync(path, "utf8")), path).toBe(true);
  });

  it("keeps to a size that can be read", () => {
    for (const {path, sql} of everything) expect(sql.split("\n").length, path).toBeLessThanOrEqual(250);
  });

  it("takes its columns one by one at the end, and orders what it publishes", () => {
    for (const {path, kind, sql} of everything) {
      expect(/^select\n {2}\*/m.test(sql), `${path}: select *`).toBe(false);
      if (kind === "report" || kind === "protected")
        expect(/^order by$/m.test(sql), `${path}: order by`).toBe(true);
    }
  });

  it("carries amounts as whole cents and days as days", async () => {
    for (const {name} of tables) {
      const columns = await readRows(database.connection, `describe ${quoteName(name)}`);
      for (const {column_name, column_type} of columns) {
        const column = `${name}.${String(column_name)} ${String(column_type)}`;
        if (String(column_name).endsWith("_cents")) expect(column).toMatch(/ BIGINT$/);
        if (String(column_name).endsWith("_date")) expect(column).toMatch(/ DATE$/);
        if (String(column_name).endsWith("_at")) expect(column).toMatch(/ TIMESTAMP WITH TIME ZONE$/);
      }
    }
  });

  it("never uses the bare word fcr, which means two things", () => {
    for (const {path, columns} of everything) expect([...columns.keys()], path).not.toContain("fcr");
  });
});

describe("the whole", () => {
  it("holds on no data at all: every check passes and every report can be run", async () => {
    const checks = everything.filter(({kind}) => kind === "check");
    const results = await runChecks(database.connection, checks, () => undefined);
    expect(results.filter(({violations}) => violations > 0)).toEqual([]);
    const told = everything.filter(({kind}) =>
      ["report", "explanation", "cells", "protected"].includes(kind)
    );
    for (const {sql} of told) await readRows(database.connection, sql);
  });

  it("uses every export, every entity, every fact and every report", async () => {
    const nodes = await readLineage(project, SHIPPED.reports);
    const read = new Set(nodes.flatMap(({reads}) => reads));
    for (const {name, kind} of nodes) {
      const ends = ["page", "panel", "check", "mapping"].includes(kind);
      if (!ends) expect(read.has(name), `${name} is read by nothing`).toBe(true);
    }
  });

  it("keeps the engine free of the names of models", () => {
    const names = everything
      .map(({name}) => name)
      .concat(project.contracts.map(({name}) => `sources.${name}`));
    for (const file of readdirSync(join(PACKAGE_ROOT, "src"), {recursive: true, encoding: "utf8"}).filter(
      (name) => name.endsWith(".ts")
    )) {
      const code = readFileSync(join(PACKAGE_ROOT, "src", file), "utf8").replace(/^\s*(\/\/|\/?\*).*$/gm, "");
      for (const name of names) expect(code.includes(name), `src/${file} names ${name}`).toBe(false);
    }
  });

  it("explains rules by names and sections that exist", () => {
    const methods = readFileSync("docs/methods.md", "utf8");
    const parameters = ["parameters", "policies", "obligation_rules"]
      .map((name) => readFileSync(join(SHIPPED.lookups, `${name}.csv`), "utf8"))
      .join("");
    for (const [, name = ""] of methods.matchAll(/`([a-z_]+\.[a-z_]+)`/g))
      expect(parameters).toContain(`\n${name};`);
    for (const [, section = ""] of parameters.matchAll(/;methods ([0-9.]+);/g))
      expect(methods).toMatch(new RegExp(`^##+ ${section} `, "m"));
  });

  it("has no path of a machine in it", () => {
    const home = relative("/", PACKAGE_ROOT);
    for (const path of sqlFiles()) expect(readFileSync(path, "utf8").includes(home), path).toBe(false);
  });
});
