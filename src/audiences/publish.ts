import {createHash} from "node:crypto";
import {mkdir, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {readArrow} from "../arrow.ts";
import type {Definitions} from "../definitions.ts";
import {type PublishedTable, PUBLISHED} from "../publish.ts";
import {databaseOf, openDatabase, quoteName} from "../warehouse.ts";
import {type PublishedResults, RESULTS} from "./database.ts";
import type {AllowedResult} from "./policy.ts";

/**
 * Writes the results of an audience as `<folder>/published/<name>.arrow`, from its own database only. Of the published
 * files it takes what they say of themselves, for the columns that are there.
 */
export async function publishAudience(
  folder: string,
  {published, allowed}: {published: PublishedResults; allowed: readonly AllowedResult[]}
): Promise<PublishedTable[]> {
  const target = join(folder, PUBLISHED);
  await mkdir(target, {recursive: true});
  const {connection, close} = await openDatabase(databaseOf(folder), {readOnly: true});
  const tables: PublishedTable[] = [];
  try {
    for (const result of allowed) {
      const {bytes, rows} = await readArrow(
        connection,
        `select * from ${quoteName(`${RESULTS}.${result.name}`)} order by rowid`,
        definitionsOf(result, published)
      );
      await writeFile(join(target, `${result.name}.arrow`), bytes);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      tables.push({name: result.name, rows, bytes: bytes.length, sha256});
    }
  } finally {
    close();
  }
  return tables;
}

/** What a published result says of itself and of the columns that the audience gets; and which ones it does not get. */
function definitionsOf({name, columns, leftOut}: AllowedResult, published: PublishedResults): Definitions {
  const schema = published.get(name)?.schema;
  const isAllowed = (column: string | undefined): boolean =>
    column === undefined || columns.some((allowed) => allowed.name === column);
  const notes = columns.map(({name: column}): [string, Map<string, string>] => {
    const own = new Map(schema?.fields.find((field) => field.name === column)?.metadata);
    if (!isAllowed(own.get("numerator")) || !isAllowed(own.get("denominator"))) {
      own.delete("numerator");
      own.delete("denominator");
    }
    return [column, own];
  });
  return {
    table: new Map([
      ...(schema?.metadata ?? []),
      ...(leftOut.length === 0 ? [] : [["left_out", leftOut.join(", ")] as const])
    ]),
    columns: new Map(notes)
  };
}
