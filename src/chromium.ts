import {spawn} from "node:child_process";
import {createReadStream, createWriteStream, existsSync} from "node:fs";
import {mkdir, mkdtemp, readFile, rename, rm, writeFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {delimiter, dirname, join} from "node:path";
import {pipeline} from "node:stream/promises";
import {createBrotliDecompress} from "node:zlib";
import {RessacError} from "./errors.ts";

/** A browser that can be started, and the environments in which it is tried, one after the other. */
export interface Chromium {
  executable: string;
  environments: Record<string, string>[];
}

/** Browsers where systems put them; the first one found is used. */
const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
];

/** Names under which it is looked for on the PATH. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** How it is started without a window, and without talking to anybody. */
export const FLAGS = [
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

/** A package with a browser, which the tests use; it is there after `npm ci`. */
const PACKAGE = "@sparticuz/chromium";

/**
 * Finds a Chromium: the one that CHROME_PATH names, one of the machine, or the one that a package holds, so that
 * nothing has to be installed by hand. @throws RessacError (3) when there is none.
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== "" && !existsSync(named)) {
    throw new RessacError(`${named}: no such program; correct CHROME_PATH`, 3);
  }
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const installed = [named, ...INSTALLED, ...onPath].find(
    (path) => path !== undefined && path !== "" && existsSync(path)
  );
  if (installed !== undefined) return {executable: installed, environments: [await fontsFor(installed)]};
  const unpacked = await unpackedBrowser();
  const executable = join(unpacked, "chromium");
  const fonts = await fontsFor(executable);
  // A small machine lacks libraries that the package holds too; a full one had better use its own.
  return {executable, environments: [fonts, {...fonts, LD_LIBRARY_PATH: join(unpacked, "lib")}]};
}

/** Folder with the browser of the package; unpacked aside and moved in, for tests may start at the same time. */
async function unpackedBrowser(): Promise<string> {
  const root = packageRoot();
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

function packageRoot(): string {
  const require = createRequire(import.meta.url);
  try {
    return join(dirname(require.resolve(PACKAGE)), "../..");
  } catch {
    throw new RessacError(
      "no Chromium on this machine; install one, or name its program in the variable CHROME_PATH",
      3
    );
  }
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
async function fontsFor(executable: string): Promise<Record<string, string>> {
  const fonts = join(dirname(executable), "fonts");
  if (existsSync("/etc/fonts/fonts.conf") || !existsSync(fonts)) return {};
  const config = `<?xml version="1.0"?><fontconfig><dir>${fonts}</dir><cachedir>${fonts}/cache</cachedir></fontconfig>`;
  await writeFile(join(fonts, "fonts.conf"), config);
  return {FONTCONFIG_FILE: join(fonts, "fonts.conf")};
}
