import {execFile} from "node:child_process";
import {join} from "node:path";
import {promisify} from "node:util";
import site from "../../observablehq.config.ts";
import {siteSources} from "../../src/cli/site-sources.ts";
import {loadConfig, PACKAGE_ROOT} from "../../src/config.ts";
import {buildSite, serveSite} from "../../src/site.ts";
import {launchBrowser} from "../support/browser.ts";
import {measurePage, type PageCost} from "./site-page.ts";

/** What a site costs to build, and its pages to open. */
export interface SiteCost {
  /** Orders of the sample that it tells of. */
  orders: number;
  /** From the published figures to the site, with nothing cached. */
  build_seconds: number;
  pages: PageCost[];
}

/** Writes a sample and runs it, as anybody would. Gives the folder with the build. */
export async function makeBuild(orders: number, folder: string): Promise<string> {
  const ressac = (...args: string[]) =>
    promisify(execFile)(process.execPath, [join(PACKAGE_ROOT, "src", "ressac.js"), ...args]);
  const exports = join(folder, "exports");
  await ressac("sample", "--orders", String(orders), "--out", exports);
  await ressac("run", "--exports", exports, "--out", folder);
  return folder;
}

/** Builds the site of a build from nothing, serves it and opens every page. */
export async function measureSite(
  build: string,
  {orders, runs, folder}: {orders: number; runs: number; folder: string}
): Promise<SiteCost> {
  const sources = await siteSources(await loadConfig({out: build}));
  const output = join(folder, `site-${orders}`);
  const start = performance.now();
  await buildSite({...sources, root: join(folder, `work-${orders}`, "root"), output});
  const build_seconds = (performance.now() - start) / 1000;
  const server = await serveSite({folder: output, port: 0});
  const browser = await launchBrowser();
  try {
    const pages: PageCost[] = [];
    for (const {path} of site.pages) {
      const page = path.slice(1).replace("index", "");
      pages.push(await measurePage(browser, {url: server.url, page, runs}));
    }
    return {orders, build_seconds, pages};
  } finally {
    await browser.close();
    await server.close();
  }
}
