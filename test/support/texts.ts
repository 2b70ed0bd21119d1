// All that stands in the files of a folder, to look for what must not be there.
import {readdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import {openDatabase, quoteName, quoteText, readRows} from "../../src/warehouse.ts";

/** The bytes of all files in a folder and below as latin-1, and what is packed in those of databases and Parquet. */
export async function allTexts(folder: string): Promise<string> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  const texts: string[] = [];
  for (const entry of entries.filter((found) => found.isFile())) {
    const path = join(entry.parentPath, entry.name);
    texts.push(entry.name, await readFile(path, "latin1"));
    if (path.endsWith(".parquet")) texts.push(...(await rowsOf(":memory:", [quoteText(path)])));
    if (path.endsWith(".duckdb")) texts.push(...(await rowsOf(path)));
  }
  return texts.join("\n");
}

/** The rows of some tables of a database, all of them by default, as text. */
async function rowsOf(path: string, tables?: readonly string[]): Promise<string[]> {
  const {connection, close} = await openDatabase(path, {readOnly: path !== ":memory:"});
  try {
    const texts: string[] = [];
    for (const table of tables ?? (await tablesIn(connection))) {
      const rows = await readRows(connection, `from ${table}`);
      texts.push(...rows.map((row) => Object.values(row).map(String).join()));
    }
    return texts;
  } finally {
    close();
  }
}

async function tablesIn(connection: Parameters<typeof readRows>[0]): Promise<string[]> {
  const names = await readRows(connection, "select table_schema, table_name from information_schema.tables");
  return names.map(({table_schema, table_name}) =>
    quoteName(`${String(table_schema)}.${String(table_name)}`)
  );
}
