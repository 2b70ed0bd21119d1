import {spawn, type ChildProcess} from "node:child_process";
import {existsSync, rmSync} from "node:fs";
import {mkdir, readdir, readFile, rename, rm, symlink, writeFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join, resolve} from "node:path";
import {bundlePages} from "./bundle.ts";
import {compressSite} from "./compress.ts";
import {RessacError} from "./errors.ts";
import type {Guide} from "./guide.ts";
import {withPolicy, writePolicies} from "./policy.ts";
import type {Running} from "./server.ts";
import {whenStopped} from "./stop.ts";

export {serveSite, type Running} from "./server.ts";

/** What a site is made of. */
export interface SiteSources {
  /** Folder of pages, components and words. */
  reports: string;
  /** Folder of the published `.arrow` files. */
  published: string;
  /** Folder to assemble in; its parent must be free for a `node_modules` link. */
  root: string;
  /** Catalogue to use: `reports/words/<language>.json`. */
  language: string;
  /** Folder of this package, with the configuration of the site and its dependencies. */
  packageRoot: string;
  /** What the site tells of its own making; nothing when it is not given. */
  guide?: Guide;
  /** Refuses a site that was built, by throwing, before it takes the place of the one that is there. */
  inspect?: (folder: string) => Promise<void>;
}

export interface SiteOptions extends SiteSources {
  log?: (line: string) => void;
}

/** Entries of the reports folder that are replaced by published ones. */
const REPLACED = new Set(["data", "words", "definitions"]);

/** Fonts the site serves itself, and the name it gives them. */
const FONT_PACKAGE = "@fontsource-variable/inter";
const FONTS = {
  "inter-latin.woff2": "inter-latin-wght-normal.woff2",
  "inter-latin-ext.woff2": "inter-latin-ext-wght-normal.woff2"
};

/**
 * Makes the folder that Observable Framework builds from: links to the pages, to the published data and to the
 * words of one language. Nothing is written in the reports folder; what Framework caches stays in `root`.
 */
export async function assembleSite({
  reports,
  published,
  root,
  language,
  packageRoot,
  guide = {nodes: [], sources: []}
}: SiteSources): Promise<void> {
  const words = join(reports, "words", `${language}.json`);
  if (!existsSync(words)) {
    throw new RessacError(`${words}: no such catalogue; choose one of ${await catalogues(reports)}`);
  }
  await clearLinks(root);
  for (const entry of await readdir(reports)) {
    if (!REPLACED.has(entry) && !entry.startsWith(".")) await link(join(reports, entry), join(root, entry));
  }
  await link(published, join(root, "data"));
  await link(words, join(root, "words.json"));
  await link(join(reports, "definitions", `${language}.json`), join(root, "definitions.json"));
  await writeFile(join(root, "lineage.json"), JSON.stringify(guide.nodes));
  await writeFile(join(root, "sources.json"), JSON.stringify(guide.sources));
  await linkPackages(root, packageRoot);
}

/**
 * Builds the static site into `output`. It is built aside and moved in when complete, so that a failed build
 * leaves the site that is there as it was. @throws RessacError with the last lines that Framework wrote.
 */
export async function buildSite({
  output,
  log = () => {},
  ...sources
}: SiteOptions & {output: string}): Promise<void> {
  const building = `${resolve(output)}.building-${process.pid}`;
  await assembleSite(sources);
  await rm(building, {recursive: true, force: true});
  const takeBack = whenStopped(() => rmSync(building, {recursive: true, force: true}));
  try {
    await finished(startFramework(sources, ["build"], {RESSAC_SITE_OUTPUT: building}), log);
    await bundlePages(building, resolve(sources.packageRoot));
    await finishPages(building, sources.language);
    await sources.inspect?.(building);
    // Last, for it copies what the files hold.
    await compressSite(building);
    await swap(building, resolve(output));
  } finally {
    takeBack();
    await rm(building, {recursive: true, force: true});
  }
}

/** Starts Framework's live preview, which follows changes of pages and data. */
export async function previewSite({
  port,
  log = () => {},
  ...sources
}: SiteOptions & {port?: number}): Promise<Running> {
  await assembleSite(sources);
  const options = port === undefined ? [] : ["--port", String(port)];
  const child = startFramework(sources, ["preview", "--no-open", "--host", "127.0.0.1", ...options], {});
  const ended = finished(child, log);
  const stop = () => void child.kill();
  process.once("exit", stop);
  ended.catch((error: unknown) => log(String(error))).finally(() => process.off("exit", stop));
  const url = await Promise.race([
    printedUrl(child),
    ended.then(() => Promise.reject(new RessacError("site: the preview ended before it started", 3)))
  ]);
  return {
    url,
    close: async () => {
      child.kill();
      await ended.catch(() => {});
    }
  };
}

async function catalogues(reports: string): Promise<string> {
  const files = await readdir(join(reports, "words")).catch(() => []);
  return files.map((file) => file.replace(/\.json$/, "")).join(", ");
}

/** Empties an assembled folder, but for what Framework cached in it: bundles of packages take seconds to make. */
async function clearLinks(root: string): Promise<void> {
  await mkdir(root, {recursive: true});
  for (const entry of await readdir(root)) {
    if (entry !== ".observablehq") await rm(join(root, entry), {recursive: true});
  }
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), {recursive: true});
  await rm(path, {recursive: true, force: true});
  await symlink(resolve(target), path);
}

/** Bare imports resolve from the parent of the root: Framework walks the root itself, so packages stay outside. */
async function linkPackages(root: string, packageRoot: string): Promise<void> {
  const require = createRequire(join(resolve(packageRoot), "package.json"));
  const fonts = join(dirname(require.resolve(`${FONT_PACKAGE}/package.json`)), "files");
  for (const [name, file] of Object.entries(FONTS)) await link(join(fonts, file), join(root, "fonts", name));
  const modules = resolve(dirname(require.resolve("@observablehq/framework/package.json")), "../..");
  const place = join(dirname(resolve(root)), "node_modules");
  if (place !== modules) await link(modules, place);
}

function startFramework(
  sources: SiteSources,
  command: string[],
  environment: Record<string, string>
): ChildProcess {
  const packageRoot = resolve(sources.packageRoot);
  const require = createRequire(join(packageRoot, "package.json"));
  const framework = dirname(require.resolve("@observablehq/framework/package.json"));
  const config = join(packageRoot, "observablehq.config.ts");
  const script = [join(framework, "dist/bin/observable.js"), ...command, "--config", config];
  const offline = new URL("offline.ts", import.meta.url).href;
  return spawn(process.execPath, ["--import", "tsx", "--import", offline, ...script], {
    cwd: packageRoot,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      OBSERVABLE_TELEMETRY_DISABLE: "true",
      NO_COLOR: "1",
      RESSAC_SITE_ROOT: resolve(sources.root),
      ...environment
    }
  });
}

/** Passes lines on as they come; rejects with the last ones when the process fails. */
async function finished(child: ChildProcess, log: (line: string) => void): Promise<void> {
  const takeBack = whenStopped(() => child.kill());
  try {
    await closed(child, log);
  } finally {
    takeBack();
  }
}

async function closed(child: ChildProcess, log: (line: string) => void): Promise<void> {
  const lines: string[] = [];
  const collect = (chunk: Buffer) => {
    for (const line of String(chunk).split("\n")) {
      if (line.trim() === "") continue;
      lines.push(line.trimEnd());
      log(line.trimEnd());
    }
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  const code = await new Promise<number | null>((end, fail) => child.once("error", fail).once("close", end));
  if (code !== 0 && !child.killed) {
    throw new RessacError(`site: Observable Framework ended with code ${code}: ${lastLines(lines)}`, 3);
  }
}

function lastLines(lines: string[]): string {
  const told = lines.filter((line) => !/^\s*at /.test(line));
  return told.slice(-5).join(" | ") || "it wrote nothing";
}

function printedUrl(child: ChildProcess): Promise<string> {
  return new Promise((found) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(String(chunk))?.[0];
      if (url !== undefined) found(url);
    });
  });
}

/**
 * Names the language of each page, lets phones zoom, takes a button out of a list and gives each page its policy,
 * which Framework does not. A syntax error, which it puts into the page without failing, is refused: such a site must
 * not replace a good one.
 */
async function finishPages(folder: string, language: string): Promise<void> {
  for (const file of await readdir(folder)) {
    if (!file.endsWith(".html")) continue;
    const page = await readFile(join(folder, file), "utf8");
    const error = /observablehq--error[^>]*>([^<]*)/.exec(page);
    if (error !== null) throw new RessacError(`site: ${file.replace(/html$/, "md")}: ${error[1]}`, 3);
    const finished = page
      .replace("<html>", `<html lang="${language}">`)
      .replace(", maximum-scale=1", "")
      .replace(/(<ol>)\s*(<label id="observablehq-sidebar-close".*?<\/label>)([^]*?<\/ol>)/, "$1$3$2");
    await writeFile(join(folder, file), withPolicy(finished, file));
  }
  await writePolicies(folder);
}

async function swap(built: string, place: string): Promise<void> {
  const previous = `${place}.previous-${process.pid}`;
  await mkdir(dirname(place), {recursive: true});
  if (!existsSync(place)) return rename(built, place);
  await rename(place, previous);
  try {
    await rename(built, place);
  } catch (error) {
    await rename(previous, place);
    throw error;
  }
  await rm(previous, {recursive: true, force: true});
}
