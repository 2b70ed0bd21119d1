import {join} from "node:path";
import {pathToFileURL} from "node:url";
import type {DuckDBConnection} from "@duckdb/node-api";
import {type Config, SHIPPED} from "./config.ts";
import {databaseOf, openDatabase, publishedBuild} from "./warehouse.ts";

/** What the audit of a pipeline offers to the engine. */
interface AuditModule {
  drawAudit: (
    connection: DuckDBConnection,
    options: {size: number; file: string}
  ) => Promise<{units: number}>;
  applyAudit: (
    connection: DuckDBConnection,
    options: {file: string; lookups: string}
  ) => Promise<{units: number; isEnough: boolean; kept: string}>;
}

/** Draws a sheet for two readers from the published build. @throws RessacError (2) when there is nothing to draw from. */
export async function drawAudit(
  {warehouse}: Pick<Config, "warehouse">,
  options: {size: number; file: string}
): Promise<{units: number}> {
  return withBuild(warehouse, (audit, connection) => audit.drawAudit(connection, options));
}

/** Checks a sheet that came back and keeps it for the next run. @throws RessacError (1) when something in it is wrong. */
export async function applyAudit(
  {warehouse, lookups}: Pick<Config, "warehouse" | "lookups">,
  file: string
): Promise<{units: number; isEnough: boolean; kept: string}> {
  return withBuild(warehouse, (audit, connection) => audit.applyAudit(connection, {file, lookups}));
}

async function withBuild<T>(
  warehouse: string,
  work: (audit: AuditModule, connection: DuckDBConnection) => Promise<T>
): Promise<T> {
  const path = join(SHIPPED.pipeline, "audit", "index.ts");
  const audit = (await import(pathToFileURL(path).href)) as AuditModule;
  const {connection, close} = await openDatabase(databaseOf(await publishedBuild(warehouse)), {
    readOnly: true
  });
  try {
    return await work(audit, connection);
  } finally {
    close();
  }
}
