/**
 * Pictures of the pages, to be looked at: every page in both languages and themes, at both widths.
 *
 *   npm run shots -- [--out BUILD] [--config FILE] [--to FOLDER] [--page NAME …] [--language fr|en …]
 *                    [--theme light|dark …] [--width desk|phone …] [--cut PIXELS]
 */
import {mkdir, rm} from "node:fs/promises";
import {join, resolve} from "node:path";
import {parseArgs} from "node:util";
import type {Browser} from "playwright-core";
import site from "../../observablehq.config.ts";
import {siteSources} from "../../src/cli/site-sources.ts";
import {type Config, loadConfig} from "../../src/config.ts";
import {buildSite, serveSite} from "../../src/site.ts";
import {DESK, launchBrowser, openPage, PHONE} from "./browser.ts";

const LANGUAGES = ["fr", "en"] as const;
const THEMES = ["light", "dark"] as const;
const WIDTHS = {desk: DESK, phone: PHONE};
const PAGES = site.pages.map(({path}) => path.slice(1));

/** How long charts may take to be drawn again in the room that is left, in milliseconds. */
const SETTLED = 500;

const {values} = parseArgs({
  options: {
    out: {type: "string"},
    config: {type: "string"},
    to: {type: "string", default: "shots"},
    page: {type: "string", multiple: true, default: PAGES},
    language: {type: "string", multiple: true, default: [...LANGUAGES]},
    theme: {type: "string", multiple: true, default: [...THEMES]},
    width: {type: "string", multiple: true, default: Object.keys(WIDTHS)},
    /** Height in which long pages are cut into several pictures; whole pages when not given. */
    cut: {type: "string"}
  }
});

interface Shot {
  page: string;
  width: keyof typeof WIDTHS;
  theme: (typeof THEMES)[number];
}

const shots = values.page.flatMap((page) =>
  values.width.flatMap((width) => values.theme.map((theme) => ({page, width, theme}) as Shot))
);
const config = await loadConfig(values);
const folder = resolve(values.to);
await mkdir(folder, {recursive: true});
const browser = await launchBrowser();
try {
  for (const language of values.language) await shootSite(browser, language as Config["language"]);
} finally {
  await browser.close();
}
process.stdout.write(`${shots.length * values.language.length} pictures in ${folder}\n`);

/** Builds the site of one language beside the pictures, and takes them. */
async function shootSite(browser: Browser, language: Config["language"]): Promise<void> {
  const output = join(folder, `.site-${language}`);
  await buildSite({...(await siteSources({...config, language})), output});
  const server = await serveSite({folder: output, port: 0});
  try {
    for (const shot of shots) await shoot(browser, shot, {language, url: server.url});
  } finally {
    await server.close();
    await rm(output, {recursive: true});
  }
}

async function shoot(
  browser: Browser,
  {page: name, width, theme}: Shot,
  {language, url}: {language: string; url: string}
): Promise<void> {
  const viewport = WIDTHS[width];
  const path = name === "index" ? "" : name;
  const {page, troubles, close} = await openPage(browser, url + path, {viewport, colorScheme: theme});
  await page.waitForTimeout(SETTLED);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const cut = values.cut === undefined ? height : Number(values.cut);
  for (let y = 0, part = 1; y < height; y += cut, part++) {
    const file = [language, name, width, theme, ...(cut < height ? [String(part).padStart(2, "0")] : [])];
    const clip = {x: 0, y, width: viewport.width, height: Math.min(cut, height - y)};
    await page.screenshot({path: join(folder, `${file.join("-")}.png`), fullPage: true, clip});
  }
  for (const trouble of troubles) process.stderr.write(`${language} ${name} ${width} ${theme}: ${trouble}\n`);
  await close();
}
