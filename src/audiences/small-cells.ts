import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {tableFromIPC} from "apache-arrow";
import {z} from "zod";
import type {Config} from "../config.ts";
import {RessacError} from "../errors.ts";
import {readStore, writeStore} from "../small-cells/memory.ts";
import type {Account, Told} from "../small-cells/protect.ts";
import {protectResults} from "../small-cells/publish.ts";
import {databaseOf} from "../warehouse.ts";
import type {PublishedResults} from "./database.ts";
import type {AllowedResult} from "./policy.ts";
import type {Pseudonyms} from "./pseudonyms.ts";

/** The file, among the tables that people edit, that says from whom small sums are kept. */
export const SMALL_CELLS_FILE = "small_cells.json";

const Rules = z.strictObject({
  /** Audiences that may see neither customers nor sellers: they get no sum that tells of few. */
  audiences: z.array(z.string()),
  /** Results that they get without rows: pages show more where there are some, and do without. */
  empty: z.array(z.string()),
  /** Results behind which nobody stands: rules, outages. They get these as they are. */
  nobody: z.array(z.string())
});

/** What an audience gets once small sums are kept from it. */
export interface Kept {
  published: PublishedResults;
  allowed: AllowedResult[];
  /** What became of each measure, and of what it is cut by; for the record of the build, not for its site. */
  accounts: Account[];
  told: Told[];
  /** Writes down what the audience is shown, so that the next build cannot be subtracted from this one. */
  remember: () => Promise<void>;
}

interface Given {
  build: string;
  published: PublishedResults;
  allowed: readonly AllowedResult[];
  pseudonyms: Pseudonyms;
}

/** Where it is written down what an audience was shown: beside the builds, which come and go. */
export function storeOf({warehouse}: Pick<Config, "warehouse">, audience: string): string {
  return join(warehouse, "shown", `${audience}.json`);
}

/**
 * Keeps small sums from an audience that may not see them: results that are made of cells are replaced by those of
 * `reports/protected`, and every other one behind which somebody stands is left out. Other audiences get what they are
 * allowed as it is: they can count customers and orders one by one.
 * @throws RessacError as `protectResults` does.
 */
export async function keepSmallCells(config: Config, audience: string, given: Given): Promise<Kept> {
  const {audiences, empty, nobody} = await readRules(config);
  if (!audiences.includes(audience)) {
    const remember = (): Promise<void> => Promise.resolve();
    return {published: given.published, allowed: [...given.allowed], accounts: [], told: [], remember};
  }
  const path = storeOf(config, audience);
  const {results, store, accounts, told} = await protectResults({
    database: databaseOf(given.build),
    hash: (text) => given.pseudonyms("cell", text),
    store: await readStore(path)
  });
  const published = new Map(given.published);
  for (const [name, bytes] of results) published.set(name, tableFromIPC(bytes));
  for (const name of empty) {
    const table = published.get(name);
    if (table !== undefined) published.set(name, table.slice(0, 0));
  }
  return {
    published,
    allowed: given.allowed.filter(({name}) => results.has(name) || [...empty, ...nobody].includes(name)),
    ...{accounts, told},
    remember: () => writeStore(path, store)
  };
}

/** @throws RessacError (2) when the file is not there or not in its form. */
async function readRules({lookups}: Pick<Config, "lookups">): Promise<z.infer<typeof Rules>> {
  const path = join(lookups, SMALL_CELLS_FILE);
  const text = await readFile(path, "utf8").catch(() => {
    throw new RessacError(`${path}: no such file; it says from which audiences small sums are kept`);
  });
  const {success, data, error} = Rules.safeParse(JSON.parse(text));
  if (success) return data;
  throw new RessacError(`${path}: ${z.prettifyError(error)}`);
}
