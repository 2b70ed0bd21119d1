// What somebody recovers from the results of successive builds, by whichever way they are published.
import {createHmac} from "node:crypto";
import {tableFromIPC} from "apache-arrow";
import {SHIPPED} from "../../src/config.ts";
import {type Model, readCellModels} from "../../src/models.ts";
import {groupBy, type Limits} from "../../src/small-cells/block.ts";
import {recall, type Store} from "../../src/small-cells/memory.ts";
import {readLimits, type Told} from "../../src/small-cells/protect.ts";
import {protectResults} from "../../src/small-cells/publish.ts";
import {readRecords, type Records, unitOf} from "../../src/small-cells/records.ts";
import {openDatabase, quoteText} from "../../src/warehouse.ts";
import {Knowledge, recovered, secretsOf, type Shown, sumOf, type Version} from "./attacker.ts";

/** How a result is published: as it is, with small cells left out only, or without memory of earlier builds. */
export type Way = "protected" | "left_out" | "forgotten";

export interface Attack {
  result: string;
  way: Way;
  /** Sums that nobody may learn. */
  secrets: number;
  /** Of these, and of all that are as small, those that follow from what is published. */
  recovered: string[];
  /** Sums that are published, over all builds. */
  shown: number;
  /** Of the last build. */
  told: Told[];
}

const hash = (text: string): string => createHmac("sha256", "test").update(text).digest("hex").slice(0, 16);

/** Attacks the results of builds, in the order in which they were published, each way. */
export async function attackBuilds(databases: readonly string[], ways: readonly Way[]): Promise<Attack[]> {
  const builds = await Promise.all(databases.map(readTruth));
  const names = [...(builds[0]?.records.keys() ?? [])];
  const least = (builds[0]?.limits as Limits).customers;
  const attacks: Attack[] = [];
  for (const way of ways) {
    const {stores, told} = await publish(databases, way);
    for (const name of names) {
      const truths = builds.map(({records}) => records.get(name) as Records);
      const {measures} = truths[0] as Records;
      const units = measures.map(unitOf);
      const entries = truths.map((truth) => truth.entries);
      const shown =
        way === "left_out"
          ? entries.flatMap((of) => leaveOutSmall(of, least))
          : stores.flatMap((store) => shownBy(store, name, truths[0] as Records));
      const known = new Knowledge(
        shown.flatMap((row) => measures.map((_, measure) => sumOf(row, measure, units)))
      );
      attacks.push({
        ...{result: name, way, shown: shown.length * measures.length},
        secrets: secretsOf(entries, {units, least}).length,
        recovered: recovered(known, entries, {units, least}),
        told: told.filter(({result}) => result === name)
      });
    }
  }
  return attacks;
}

interface Truth {
  records: Map<string, Records>;
  limits: Limits;
}

async function readTruth(database: string): Promise<Truth> {
  const {connection, close} = await openDatabase();
  try {
    await connection.run(`attach ${quoteText(database)} as warehouse (read_only)`);
    await connection.run("use warehouse");
    const models: Model[] = await readCellModels(connection, SHIPPED.pipeline);
    const records = new Map<string, Records>();
    for (const model of models) records.set(model.name, await readRecords(connection, model, hash));
    return {records, limits: await readLimits(connection)};
  } finally {
    close();
  }
}

async function publish(databases: readonly string[], way: Way): Promise<{stores: Store[]; told: Told[]}> {
  const stores: Store[] = [];
  let told: Told[] = [];
  for (const database of way === "left_out" ? [] : databases) {
    const store = way === "protected" ? (stores.at(-1) ?? {}) : {};
    const done = await protectResults({database, hash, store});
    requireSameSums(done.results, done.store);
    stores.push(done.store);
    ({told} = done);
  }
  return {stores, told};
}

/** The attacker is told who stands behind each sum: this must be what the published files hold. */
function requireSameSums(results: ReadonlyMap<string, Uint8Array>, store: Store): void {
  for (const [name, {measures, records}] of Object.entries(store)) {
    const bytes = results.get(name.replace(/^cells\./, ""));
    if (bytes === undefined) continue;
    const table = tableFromIPC(bytes);
    measures.forEach((measure, index) => {
      const column = table.getChild(measure);
      if (column === null) return;
      const published = [...(column as Iterable<number | bigint>)].reduce<number>(
        (sum, value) => sum + Number(value),
        0
      );
      const remembered = records.reduce((sum, record) => sum + (record[5 + index] as number), 0);
      if (published !== remembered)
        throw new Error(
          `${name}: ${measure} is ${published} in the file, ${remembered} in what is remembered`
        );
    });
  }
}

function shownBy(store: Store, name: string, {levels, measures}: Records): Shown[] {
  const rules = {levels: levels.map((level) => level.name), measures};
  const {atoms, records} = recall(store, name, rules);
  return [...groupBy(records, ({atom}) => JSON.stringify(atoms[atom])).values()];
}

/** Margins and finest cells without those of too few customers, and nothing else done. */
export function leaveOutSmall(entries: readonly Version[], least: number): Shown[] {
  const cuts = entries.flatMap((entry) =>
    ["all", ...entry.levels.map((value, level) => `${level}=${value}`), entry.levels.join()].map((key) => ({
      key,
      entry
    }))
  );
  const rows = [...groupBy(cuts, ({key}) => key).values()].map((cut) => cut.map(({entry}) => entry));
  return rows.filter((row) => new Set(row.map(({customer}) => customer)).size >= least);
}
