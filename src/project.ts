import {readdir} from "node:fs/promises";
import {basename, join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {importDefault, type Config, SHIPPED} from "./config.ts";
import type {Contract} from "./contract.ts";
import {RessacError} from "./errors.ts";
import {
  compare,
  type Model,
  readMappings,
  readModel,
  readPipeline,
  readReports,
  sqlFilesIn
} from "./models.ts";

/** All that a run is made of, read from files: contracts, models, reports. */
export interface Project {
  contracts: Contract[];
  models: Model[];
  reports: Model[];
}

/** Folders of contracts and mappings: those that ship with the product, then the company's own. */
function sourceFolders({sources}: Pick<Config, "sources">): string[] {
  return [SHIPPED.sources, ...sources];
}

/**
 * Reads the contracts (`<folder>/<name>.ts`) of all source folders.
 * @throws RessacError (2) when a file exports no contract, one under another name, or two share a name.
 */
export async function readContracts(config: Pick<Config, "sources">): Promise<Contract[]> {
  const contracts = new Map<string, Contract>();
  for (const folder of sourceFolders(config)) {
    const names = (await readdir(folder)).filter((name) => /\.[jt]s$/.test(name)).sort(compare);
    for (const name of names) {
      const path = join(folder, name);
      const contract = (await importDefault(path)) as Contract | undefined;
      if (contract?.name !== basename(path).replace(/\.[jt]s$/, "")) {
        throw new RessacError(
          `${path}: its default export must be a contract of the same name (defineSource)`
        );
      }
      if (contracts.has(contract.name)) {
        throw new RessacError(`${path}: a contract of this name is already there; choose another name`);
      }
      contracts.set(contract.name, contract);
    }
  }
  return [...contracts.values()];
}

/** Reads contracts, models and reports. @throws RessacError (2) as the readers of each do. */
export async function readProject(
  connection: DuckDBConnection,
  config: Pick<Config, "sources" | "checks">
): Promise<Project> {
  const models = await readPipeline(connection, SHIPPED.pipeline);
  for (const folder of sourceFolders(config)) models.push(...(await readMappings(connection, folder)));
  for (const folder of config.checks) {
    for (const path of await sqlFilesIn(folder)) {
      models.push(
        await readModel(connection, {path, kind: "check", name: `checks.${basename(path, ".sql")}`})
      );
    }
  }
  return {
    contracts: await readContracts(config),
    models,
    reports: await readReports(connection, SHIPPED.reports)
  };
}
