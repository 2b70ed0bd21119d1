import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {databaseOf, openDatabase, quoteName, readRows, showRow} from "../../src/warehouse.ts";

interface ManifestFacts {
  published: {name: string; rows: number; sha256: string}[];
  files: {name: string; sha256: string; loaded: number; quarantined: number; control_cents: number | null}[];
}

/**
 * All that must be the same whether a run was disturbed or not, as lines: the published results by their hashes, the
 * counts of every file, and every row of the source tables and of the quarantine.
 * @throws Error when the published build cannot be read.
 */
export async function fingerprint(out: string): Promise<string[]> {
  const build = join(out, "warehouse", "current");
  const manifest = JSON.parse(await readFile(join(build, "manifest.json"), "utf8")) as ManifestFacts;
  const files = manifest.files.map(({name, sha256, loaded, quarantined, control_cents}) =>
    showRow({name, sha256, loaded, quarantined, control_cents})
  );
  const published = manifest.published.map(({name, rows, sha256}) => showRow({name, rows, sha256}));
  return [...published, ...files, ...(await tableHashes(databaseOf(build)))].sort();
}

async function tableHashes(path: string): Promise<string[]> {
  const {connection, close} = await openDatabase(path, {readOnly: true});
  try {
    const tables = await readRows(
      connection,
      `select table_schema || '.' || table_name as name from information_schema.tables
      where table_schema = 'sources' or (table_schema = 'meta' and table_name = 'quarantine') order by name`
    );
    const hashes = [];
    for (const {name} of tables) {
      const [row = {}] = await readRows(
        connection,
        `select count(*) as rows, bit_xor(hash(one)) as hash from ${quoteName(String(name))} as one`
      );
      hashes.push(`${String(name)}: ${showRow(row)}`);
    }
    return hashes;
  } finally {
    close();
  }
}
