import {readdir} from "node:fs/promises";
import {join, sep} from "node:path";
import {RessacError} from "../errors.ts";

/** Files of every site that hold nothing of a company: code, styles, fonts, and what the site tells of its making. */
const OF_ALL_SITES = [
  /^404\.html$/,
  /^\.policies\.conf$/,
  /^_import\/pages\/[\w.-]+\.js$/,
  /^_import\/components\/[\w.-]+\.js$/,
  /^_import\/style\.[0-9a-f]+\.css$/,
  /^_(npm|node|observablehq)\/[\w@.+,/-]+\.(js|css)$/,
  /^_observablehq\/[\w.-]+\.(svg|png|woff2)$/,
  /^_file\/(words|definitions|lineage|sources)\.[0-9a-f]+\.json$/,
  /^_file\/fonts\/[\w-]+\.[0-9a-f]+\.woff2$/,
  /^_file\/favicon\.[0-9a-f]+\.svg$/
];

/** What of a site is by name in the policy. */
export interface NamedOutputs {
  pages: readonly string[];
  results: readonly string[];
}

/**
 * Requires every file of a built site to be one of its pages, one of its results, or one that every site has.
 * @throws RessacError (2) with the first one that is not.
 */
export async function requireNamedOutputs(folder: string, {pages, results}: NamedOutputs): Promise<void> {
  for (const file of await outputsOf(folder)) {
    const page = /^([\w-]+)\.html$/.exec(file)?.[1];
    const result = /^_file\/data\/(\w+)\.[0-9a-f]+\.arrow$/.exec(file)?.[1];
    const isNamed =
      (page !== undefined && pages.includes(page)) ||
      (result !== undefined && results.includes(result)) ||
      OF_ALL_SITES.some((pattern) => pattern.test(file));
    if (!isNamed)
      throw new RessacError(
        `${file}: the site would hold this file, which the policy does not name; name its page or its result there, or take it out of the pages`
      );
  }
}

/** The files of a folder, as addresses of a site. */
async function outputsOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({parentPath, name}) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .split(sep)
        .join("/")
    )
    .sort();
}
