import {join} from "node:path";
import {pathToFileURL} from "node:url";
import type {DuckDBConnection} from "@duckdb/node-api";
import {type Config, SHIPPED} from "./config.ts";
import {databaseOf, openDatabase, publishedBuild} from "./warehouse.ts";

/** What a person says of a pair, why, and since which day (`yyyy-mm-dd`). */
export interface Correction {
  action: string;
  cancellation: string;
  order: string;
  reason: string;
  author: string;
  date: string;
}

/** What the corrections of a pipeline offer to the engine. */
interface CorrectionsModule {
  addCorrection: (
    connection: DuckDBConnection,
    options: {correction: Correction; lookups: string}
  ) => Promise<{kept: string; line: string}>;
}

/** Keeps a correction for the next run. @throws RessacError (1) when the published build does not have what it names. */
export async function keepCorrection(
  {warehouse, lookups}: Pick<Config, "warehouse" | "lookups">,
  correction: Correction
): Promise<{kept: string; line: string}> {
  const path = join(SHIPPED.pipeline, "corrections", "index.ts");
  const {addCorrection} = (await import(pathToFileURL(path).href)) as CorrectionsModule;
  const {connection, close} = await openDatabase(databaseOf(await publishedBuild(warehouse)), {
    readOnly: true
  });
  try {
    return await addCorrection(connection, {correction, lookups});
  } finally {
    close();
  }
}
