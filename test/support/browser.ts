import {spawn} from "node:child_process";
import {createReadStream, createWriteStream, existsSync} from "node:fs";
import {mkdir, mkdtemp, readFile, rename, rm, writeFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {pipeline} from "node:stream/promises";
import {createBrotliDecompress} from "node:zlib";
import {chromium, type Browser, type BrowserContextOptions, type Page} from "playwright-core";

/** Browsers that a machine may have; the first one found is used. */
const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
];

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none"
];

/**
 * Starts a headless Chromium: the one that CHROME_PATH names, one of the machine, or the one that a package holds,
 * so that nothing has to be installed by hand.
 */
export async function launchBrowser(): Promise<Browser> {
  const installed = [process.env.CHROME_PATH, ...INSTALLED].find(
    (path) => path !== undefined && existsSync(path)
  );
  if (installed !== undefined) return launch(installed);
  const unpacked = await unpackedBrowser();
  // A small machine lacks libraries that the package holds too; a full one had better use its own.
  return launch(join(unpacked, "chromium")).catch(() =>
    launch(join(unpacked, "chromium"), {LD_LIBRARY_PATH: join(unpacked, "lib")})
  );
}

async function launch(executablePath: string, environment: Record<string, string> = {}): Promise<Browser> {
  const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : await packagedFonts(dirname(executablePath));
  const env = {...process.env, ...fonts, ...environment} as Record<string, string>;
  return chromium.launch({executablePath, args: FLAGS, env});
}

/** Folder with the browser of the package; unpacked aside and moved in, for tests may start at the same time. */
async function unpackedBrowser(): Promise<string> {
  const require = createRequire(import.meta.url);
  const root = join(dirname(require.resolve("@sparticuz/chromium")), "../..");
  const {version} = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {version: string};
  const folder = join(tmpdir(), `ressac-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const aside = await mkdtemp(`${folder}-`);
  await mkdir(join(aside, "fonts"));
  const packed = (name: string) => createReadStream(join(root, "bin", name));
  await pipeline(
    packed("chromium.br"),
    createBrotliDecompress(),
    createWriteStream(join(aside, "chromium"), {mode: 0o755})
  );
  await untar(packed("al2023.tar.br"), aside);
  await untar(packed("fonts.tar.br"), join(aside, "fonts"));
  // Another test may have been quicker: its folder holds the same.
  await rename(aside, folder).catch(() => rm(aside, {recursive: true}));
  return folder;
}

async function untar(packed: NodeJS.ReadableStream, folder: string): Promise<void> {
  const tar = spawn("tar", ["-x", "-C", folder], {stdio: ["pipe", "ignore", "inherit"]});
  const ended = new Promise<void>((done, fail) => {
    tar.once("error", fail);
    tar.once("close", (code) => (code === 0 ? done() : fail(new Error(`tar ended with code ${code}`))));
  });
  await pipeline(packed, createBrotliDecompress(), tar.stdin);
  await ended;
}

/** Fonts for a machine without any: Chromium needs one to draw the simplest page. */
async function packagedFonts(folder: string): Promise<Record<string, string>> {
  const fonts = join(folder, "fonts");
  if (!existsSync(fonts)) return {};
  const config = `<?xml version="1.0"?><fontconfig><dir>${fonts}</dir><cachedir>${fonts}/cache</cachedir></fontconfig>`;
  await writeFile(join(fonts, "fonts.conf"), config);
  return {FONTCONFIG_FILE: join(fonts, "fonts.conf")};
}

/** The two widths at which pages are looked at. */
export const DESK = {width: 1280, height: 900};
export const PHONE = {width: 390, height: 844};

/** What a page shows when a value was forgotten. */
export const NONSENSE = /undefined|NaN|\{\{|\bnull\b|\[object/;

export interface OpenedPage {
  page: Page;
  /** Errors of the console, failed requests, requests to elsewhere. */
  troubles: string[];
  close: () => Promise<void>;
}

/** Opens a page of the site and waits until all of it is drawn. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {}
): Promise<OpenedPage> {
  const {origin} = new URL(url);
  const context = await browser.newContext({viewport: DESK, ...options});
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") troubles.push(message.text());
  });
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("requestfailed", (request) => troubles.push(`failed: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    // What the page itself made goes by an address of data or a blob.
    const isOurs = ["data:", `${origin}/`, `blob:${origin}/`].some((start) =>
      request.url().startsWith(start)
    );
    if (!isOurs) troubles.push(`left: ${request.url()}`);
  });
  await page.goto(url);
  await page.waitForSelector(".site-foot");
  await page.waitForFunction(() => document.querySelector("observablehq-loading") === null);
  await page.evaluate(() => document.fonts.ready);
  return {page, troubles, close: () => context.close()};
}
