// Builds whose database is not in their folder: a file on a share, or a database that somebody hosts.
import {existsSync, readFileSync} from "node:fs";
import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {RessacError} from "./errors.ts";

/** The file in a build's folder that says where its database is. */
const PLACE = "database";

/** Whether this is a path, and not a database behind a scheme such as `md:`; a drive of Windows is a path. */
export function isLocal(place: string): boolean {
  return !/^[a-z][a-z0-9+.-]+:/i.test(place);
}

/** Where the database of a build is, when it is not in its folder. */
export function attachedTo(buildFolder: string): string | undefined {
  const path = join(buildFolder, PLACE);
  return existsSync(path) ? readFileSync(path, "utf8").trim() : undefined;
}

/**
 * Attaches a new database for a build and makes it the one that models go to. Each build has its own, named after it:
 * what is published stays as it is until the local `current` points at the next.
 * @throws RessacError (3) when it cannot be attached.
 */
export async function attachBuild(
  connection: DuckDBConnection,
  {attach, id, folder, options}: {attach: string; id: string; folder: string; options: string}
): Promise<void> {
  const place = placeOfBuild(attach, id);
  for (const statement of attachStatements(place, options)) {
    await connection.run(statement).catch((error: unknown) => {
      const [reason = ""] = String(error instanceof Error ? error.message : error).split("\n");
      throw new RessacError(
        `${place}: this database cannot be attached (${reason}); what it needs beside DuckDB is not fetched: see docs/beyond-one-machine.md`,
        3
      );
    });
  }
  await writeFile(join(folder, PLACE), `${place}\n`, {flush: true});
}

/** `/share/ressac.duckdb` is `/share/ressac_20260630T010000Z.duckdb` for one build, and `md:ressac` `md:ressac_20260630T010000Z`. */
export function placeOfBuild(attach: string, id: string): string {
  const {stem = "", rest = ""} = /^(?<stem>.*?)(?<rest>\.[^./\\]+|[?].*)?$/s.exec(attach)?.groups ?? {};
  return `${stem}_${id.replaceAll(/\W/g, "_")}${rest}`;
}

/** What makes a database the one that is used, under the name that its kind allows; a file gets the options. */
export function attachStatements(place: string, options: string): string[] {
  const quoted = `'${place.replaceAll("'", "''")}'`;
  if (isLocal(place)) return [`attach ${quoted} as ressac (${options})`, "use ressac"];
  const hosted = /^(?:md|motherduck):(?<name>[^?]*)/.exec(place)?.groups;
  if (hosted === undefined) return [`attach ${quoted} as ressac`, "use ressac"];
  // MotherDuck makes databases by a statement of its own, and knows them by one name only.
  return ["attach 'md:'", `create database "${hosted.name}"`, `use "${hosted.name}"`];
}
