import {chmod, mkdir, rename, rm, writeFile} from "node:fs/promises";
import {dirname, join, relative} from "node:path";
import type {Config} from "../config.ts";
import {RessacError} from "../errors.ts";
import {compare} from "../models.ts";
import {PUBLISHED} from "../publish.ts";
import {publishedBuild} from "../warehouse.ts";
import {type PublishedResults, readPublished} from "./database.ts";
import {type AllowedResult, allowedResults, readPolicy, requireAudience} from "./policy.ts";
import {audienceKey, makePseudonyms, type Pseudonyms} from "./pseudonyms.ts";

/** Where lists of who is behind pseudonyms go by themselves: beside the key. */
export function lookupsOf({keyFile}: Pick<Config, "keyFile">): string {
  return join(dirname(keyFile), "pseudonyms");
}

/** Who stands behind a pseudonym. */
export interface PseudonymRow {
  kind: string;
  pseudonym: string;
  id: string;
}

/**
 * Writes who stands behind the pseudonyms of an audience in the published build, for those entitled to know, as
 * `<folder>/<audience>/pseudonyms.csv` (`kind;pseudonym;id`), which its owner alone can read.
 * @returns the file, and how many pseudonyms are in it.
 * @throws RessacError (2) when the folder is in the site, or when the audience has no pseudonyms.
 */
export async function writeLookup(
  config: Config,
  {audience, folder}: {audience: string; folder: string}
): Promise<{file: string; pseudonyms: number}> {
  requireOutside(folder, config.site);
  const policy = await readPolicy(config);
  const allowed = allowedResults(policy, requireAudience(policy, audience));
  const published = await readPublished(join(await publishedBuild(config.warehouse), PUBLISHED));
  const rows = pseudonymsIn(published, allowed, makePseudonyms(audienceKey(config, audience)));
  if (rows.length === 0)
    throw new RessacError(
      `${audience}: no column of ${policy.path} gives it pseudonyms; it has ids, or none`
    );
  const file = join(folder, audience, "pseudonyms.csv");
  await writeForOwner(file, ["kind;pseudonym;id", ...rows.map(lineOf)].join("\n"));
  return {file, pseudonyms: rows.length};
}

/** The pseudonyms that an audience meets in its results, in order of their ids. */
export function pseudonymsIn(
  published: PublishedResults,
  allowed: readonly AllowedResult[],
  pseudonyms: Pseudonyms
): PseudonymRow[] {
  const rows = new Map<string, PseudonymRow>();
  for (const {name, columns} of allowed) {
    for (const {name: column, kind, treatment} of columns) {
      if (treatment !== "pseudonym") continue;
      for (const id of new Set<string | null>(published.get(name)?.getChild(column))) {
        if (id === null) continue;
        rows.set(`${kind}\0${id}`, {kind, pseudonym: pseudonyms(kind, id), id});
      }
    }
  }
  return [...rows].sort(([one], [other]) => compare(one, other)).map(([, row]) => row);
}

function lineOf({kind, pseudonym, id}: PseudonymRow): string {
  return [kind, pseudonym, /[;"\n\r]/.test(id) ? `"${id.replaceAll('"', '""')}"` : id].join(";");
}

/** Written aside and moved in: at no moment can others read it, whatever was there before. */
async function writeForOwner(file: string, text: string): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, {recursive: true, mode: 0o700});
  await chmod(folder, 0o700);
  const aside = `${file}.${process.pid}`;
  await rm(aside, {force: true});
  await writeFile(aside, `${text}\n`, {flag: "wx", mode: 0o600});
  await rename(aside, file);
}

function requireOutside(folder: string, site: string): void {
  const path = relative(site, folder);
  if (path !== "" && (path === ".." || path.startsWith("../") || path.startsWith("..\\"))) return;
  throw new RessacError(
    `${folder}: lies in the site, where everybody reads it; name another folder with --to`
  );
}
