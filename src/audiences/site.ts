import {createHash} from "node:crypto";
import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {type Config, PACKAGE_ROOT, SHIPPED} from "../config.ts";
import {RessacError} from "../errors.ts";
import {type Guide, readGuide} from "../guide.ts";
import {readManifest} from "../manifest.ts";
import {readProject} from "../project.ts";
import {PUBLISHED} from "../publish.ts";
import type {SiteSources} from "../site.ts";
import {openDatabase, publishedBuild} from "../warehouse.ts";
import {columnsOf, makeAudienceDatabase, type PublishedResults, readPublished} from "./database.ts";
import {requireNamedOutputs} from "./outputs.ts";
import {
  type AllowedResult,
  allowedPages,
  allowedResults,
  type Policy,
  readPolicy,
  requireAudience,
  requireNamed
} from "./policy.ts";
import {audienceKey, makePseudonyms} from "./pseudonyms.ts";
import {publishAudience} from "./publish.ts";
import {type Kept, keepSmallCells} from "./small-cells.ts";
import {pagesIn, writeAudienceReports, writeDefinitions} from "./reports.ts";

/** The folder of a build that holds what each audience gets of it. */
const AUDIENCES = "audiences";

/** The folder of an audience in a build. */
export function audienceFolder(build: string, audience: string): string {
  return join(build, AUDIENCES, audience);
}

/**
 * What the site of an audience is made of: its own database is made from the published build, its results from that
 * database, its pages from the policy. @throws RessacError (2) when something is published that the policy does not name.
 */
export async function audienceSources(config: Config, audience: string): Promise<SiteSources> {
  const policy = await readPolicy(config);
  requireAudience(policy, audience);
  const build = await publishedBuild(config.warehouse, "hashes");
  const whole = await readPublished(join(build, PUBLISHED));
  requireNamed(policy, columnsOf(whole));
  await requireNamedPages(policy, SHIPPED.reports);
  const pages = allowedPages(policy, audience);
  const folder = audienceFolder(build, audience);
  const pseudonyms = makePseudonyms(audienceKey(config, audience));
  const kept = await keepSmallCells(config, audience, {
    ...{build, pseudonyms},
    published: whole,
    allowed: allowedResults(policy, audience)
  });
  const {published, allowed} = kept;
  await makeAudienceDatabase(folder, {published, allowed, pseudonyms});
  const tables = await publishAudience(folder, {published, allowed});
  await recordAudience(folder, build, {audience, policy, tables, kept});
  const reports = join(folder, "reports");
  const guide = await writePages(config, {policy, pages, allowed, published, reports});
  return {
    reports,
    published: join(folder, PUBLISHED),
    // One for all of them, and none of theirs stays in it: Framework bundles the packages once.
    root: join(config.warehouse, ".site", "audience", "root"),
    language: config.language,
    packageRoot: PACKAGE_ROOT,
    guide,
    inspect: async (site) => {
      await requireNamedOutputs(site, {pages, results: allowed.map(({name}) => name)});
      // Before anybody can see it: what is shown and not remembered could be subtracted.
      await kept.remember();
    }
  };
}

/** Every page must be in the policy, and every page of the policy must be there. */
async function requireNamedPages({path, pages}: Policy, reports: string): Promise<void> {
  const found = await pagesIn(reports);
  const unknown = found.find((page) => pages[page] === undefined);
  if (unknown !== undefined)
    throw new RessacError(
      `page ${unknown} is not in ${path}: name it under pages with the audiences that have it ([] for none)`
    );
  const gone = Object.keys(pages).find((page) => !found.includes(page));
  if (gone !== undefined)
    throw new RessacError(`${path}: pages names ${gone}, which is no page; take it out`);
}

async function writePages(
  config: Config,
  {
    policy,
    pages,
    allowed,
    published,
    reports
  }: {
    policy: Policy;
    pages: string[];
    allowed: AllowedResult[];
    published: PublishedResults;
    reports: string;
  }
): Promise<Guide> {
  const absent = {
    results: new Set(
      Object.keys(policy.results).filter((name) => !allowed.some((result) => result.name === name))
    ),
    pages: new Set(Object.keys(policy.pages).filter((name) => !pages.includes(name)))
  };
  const place = {reports: SHIPPED.reports, target: reports, language: config.language};
  await writeAudienceReports({...place, pages, absent});
  const guide = await readAudienceGuide(config, reports);
  const meanings = [...meaningsOf(allowed, published), ...guide.nodes.map(({meaning}) => meaning)];
  await writeDefinitions(place, new Set(meanings));
  return guide;
}

/** The guide of the pages of a folder: only what they are made from. */
async function readAudienceGuide(config: Config, reports: string): Promise<Guide> {
  const database = await openDatabase();
  try {
    return guideOfPages(await readGuide(await readProject(database.connection, config), reports));
  } finally {
    database.close();
  }
}

/** A guide without what no page of it comes from. */
export function guideOfPages({nodes, sources}: Guide): Guide {
  const known = new Map(nodes.map((node) => [node.name, node]));
  const reached = new Set<string>();
  const waiting = nodes.filter(({kind}) => kind === "page").map(({name}) => name);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    waiting.push(...(known.get(name)?.reads ?? []));
  }
  return {
    nodes: nodes.filter(({name}) => reached.has(name)),
    sources: sources.filter(({name}) => reached.has(`sources.${name}`))
  };
}

function meaningsOf(allowed: readonly AllowedResult[], published: PublishedResults): string[] {
  return allowed.flatMap(({name, columns}) => {
    const {schema} = published.get(name) ?? {};
    const fields = (schema?.fields ?? []).filter((field) =>
      columns.some((column) => column.name === field.name)
    );
    return [schema?.metadata.get("meaning"), ...fields.map(({metadata}) => metadata.get("meaning"))].filter(
      (meaning) => meaning !== undefined
    );
  });
}

/** The record of what an audience gets, beside its database: of which build, by which policy. */
async function recordAudience(
  folder: string,
  build: string,
  {
    audience,
    policy,
    tables,
    kept
  }: {audience: string; policy: Policy; tables: Awaited<ReturnType<typeof publishAudience>>; kept: Kept}
): Promise<void> {
  const manifest = await readManifest(build);
  const sha256 = createHash("sha256")
    .update(await readFile(policy.path))
    .digest("hex");
  const record = {
    build: manifest?.build,
    as_of: manifest?.as_of,
    audience,
    policy: sha256,
    published: tables,
    small_cells: {accounts: kept.accounts, told: kept.told}
  };
  await writeFile(join(folder, "manifest.json"), `${JSON.stringify(record, tellBigInts, 2)}\n`);
}

function tellBigInts(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
