// The command that builds the site, the whole of it or that of an audience, and the one that tells pseudonyms.
import {existsSync} from "node:fs";
import {join, resolve} from "node:path";
import type {Command} from "commander";
import {lookupsOf, writeLookup} from "../audiences/lookup.ts";
import {readPolicy, requireAudience} from "../audiences/policy.ts";
import {audienceSources} from "../audiences/site.ts";
import {type Config, loadConfig, type Overrides} from "../config.ts";
import {RessacError} from "../errors.ts";
import type {Progress} from "../progress.ts";
import {buildSite} from "../site.ts";
import {shortPath} from "./arguments.ts";
import {siteSources} from "./site-sources.ts";

interface SiteCommand extends Overrides {
  audience?: string;
  to?: string;
}

const ALL = "all";

/** Adds it, made by `command` with the options that all commands have. */
export function addSite(command: (usage: string, description: string) => Command, progress: Progress): void {
  command("site", "build the static site: with all that is published, or that of an audience")
    .option("--audience <name>", "only what this audience may see, in a folder of its own; all: of each")
    .option("--to <folder>", "where the folders of audiences go (default: the folder of the site)")
    .action((options: SiteCommand) => siteCommand(options, progress));
  command("pseudonyms", "who stands behind the pseudonyms of an audience, for those entitled to know")
    .requiredOption("--audience <name>", "the audience")
    .option("--to <folder>", "where its folder goes (default: pseudonyms, beside the key)")
    .action(pseudonymsCommand);
}

async function siteCommand({audience, to, ...overrides}: SiteCommand, progress: Progress): Promise<void> {
  const config = await loadConfig(overrides);
  if (audience === undefined) {
    if (to !== undefined)
      throw new RessacError("--to is for the sites of audiences; name one with --audience");
    await makeSite(config, progress);
    process.stdout.write(`built ${shortPath(config.site)}\n`);
    return;
  }
  const target = to === undefined ? config.site : resolve(to);
  const policy = await readPolicy(config);
  const asked = audience === ALL ? Object.keys(policy.audiences) : [requireAudience(policy, audience)];
  requireNoWhole(target);
  for (const name of asked) {
    const output = join(target, name);
    await build({...(await audienceSources(config, name)), output}, progress);
    process.stdout.write(`built ${shortPath(output)}\n`);
  }
}

async function pseudonymsCommand({
  audience,
  to,
  ...overrides
}: Overrides & {audience: string; to?: string}): Promise<void> {
  const config = await loadConfig(overrides);
  const folder = to === undefined ? lookupsOf(config) : resolve(to);
  const {file, pseudonyms} = await writeLookup(config, {audience, folder});
  process.stdout.write(`${shortPath(file)}: ${pseudonyms} pseudonyms; whoever has it knows who they are\n`);
}

/** Builds the site with all that is published. @throws RessacError (2) in a folder with sites of audiences. */
export async function makeSite(config: Config, progress: Progress): Promise<void> {
  await requireNoAudiences(config);
  await build({...(await siteSources(config)), output: config.site}, progress);
}

async function build(options: Parameters<typeof buildSite>[0], progress: Progress): Promise<void> {
  const step = progress.step("site", 1);
  await buildSite(options);
  step.advance("pages");
  step.finish(shortPath(options.output));
}

/** Whoever serves a folder serves what lies in it: one site must not hold another. */
function requireNoWhole(folder: string): void {
  if (!existsSync(join(folder, "index.html"))) return;
  throw new RessacError(
    `${folder}: holds a site with all that is published, beside which no audience's may lie; remove it, or name another folder with --to`
  );
}

async function requireNoAudiences(config: Config): Promise<void> {
  const {audiences} = await readPolicy(config).catch(() => ({audiences: {}}));
  const found = Object.keys(audiences).find((name) => existsSync(join(config.site, name, "index.html")));
  if (found === undefined) return;
  throw new RessacError(
    `${config.site}: holds the site of ${found}, beside which all that is published may not lie; remove it, or name another site in the settings`
  );
}
