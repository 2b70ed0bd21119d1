import {mkdir, readFile, rename, writeFile} from "node:fs/promises";
import {dirname} from "node:path";
import {z} from "zod";
import {RessacError} from "../errors.ts";
import {type Memory, NOTHING_PUBLISHED} from "./update.ts";

const Stored = z.object({
  builds: z.int(),
  levels: z.array(z.string()),
  measures: z.array(z.string()),
  atoms: z.array(z.array(z.string())),
  /** Record, atom, customer, seller, history, then the measures; names are keyed hashes. */
  records: z.array(z.tuple([z.string(), z.int(), z.string(), z.string().nullable(), z.string()], z.number()))
});
const Store = z.record(z.string(), Stored);

/** What each result of an audience has published so far, by name. It stays beside the builds, never in a site. */
export type Store = z.infer<typeof Store>;

/** Reads what an audience has published so far; nothing when there is no such file. */
export async function readStore(path: string): Promise<Store> {
  const json = await readFile(path, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "{}";
    throw error;
  });
  const {success, data, error} = Store.safeParse(JSON.parse(json));
  if (success) return data;
  throw new RessacError(
    `${path}: not a record of what was published: ${z.prettifyError(error)}; bring it back from a copy, or publish to a new audience`
  );
}

/** Writes it in one step, readable by its owner only: whoever has it can tell who stands behind a cell. */
export async function writeStore(path: string, store: Store): Promise<void> {
  await mkdir(dirname(path), {recursive: true});
  const aside = `${path}.${process.pid}`;
  await writeFile(aside, JSON.stringify(store), {mode: 0o600});
  await rename(aside, path);
}

/**
 * What a result has published so far. @throws RessacError (2) when it was cut or counted otherwise: what the two builds
 * differ by could then tell of a few.
 */
export function recall(
  store: Store,
  name: string,
  {levels, measures}: {levels: readonly string[]; measures: readonly string[]}
): Memory {
  const stored = store[name];
  if (stored === undefined) return NOTHING_PUBLISHED;
  const [was, is] = [
    [...stored.levels, ...stored.measures],
    [...levels, ...measures]
  ];
  if (was.join() !== is.join()) {
    throw new RessacError(
      `${name}: was published by ${was.join(", ")}, now by ${is.join(", ")}; what the two differ by could tell of a few: give the result a new name, or withdraw the sites that were published and remove its record`
    );
  }
  return {
    builds: stored.builds,
    atoms: stored.atoms,
    records: stored.records.map(([id, atom, customer, seller, pattern, ...values]) => ({
      ...{id, atom, customer, seller, pattern},
      levels: [],
      measures: values
    }))
  };
}

/** What is to be remembered of a result. */
export function remember(
  {builds, atoms, records}: Memory,
  {levels, measures}: {levels: readonly string[]; measures: readonly string[]}
): Store[string] {
  return {
    builds,
    levels: [...levels],
    measures: [...measures],
    atoms,
    records: records.map(({id, atom, customer, seller, pattern, measures: values}) => [
      id,
      atom,
      customer,
      seller,
      pattern,
      ...values
    ])
  };
}
