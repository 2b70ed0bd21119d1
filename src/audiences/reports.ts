import {cp, mkdir, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {basename, dirname, join, resolve} from "node:path";
import {compare} from "../models.ts";
import {type Absent, cutPage} from "./pages.ts";
import {type Texts, wordsUsed} from "./words.ts";

/** Entries of the reports folder that are written anew, or that the site takes from elsewhere. */
const MADE = new Set(["components", "data", "definitions", "words"]);

/** What the reports folder of an audience is made from. */
export interface AudienceReports {
  /** The folder of all pages. */
  reports: string;
  /** Where to write. */
  target: string;
  /** Pages that the audience has. */
  pages: readonly string[];
  absent: Absent;
  language: string;
}

/**
 * Writes the reports folder of an audience: its pages without what is not in its build, the components that they
 * import, and of the words those that they ask for.
 */
export async function writeAudienceReports(options: AudienceReports): Promise<void> {
  const {reports, target, pages, absent, language} = options;
  await rm(target, {recursive: true, force: true});
  await mkdir(target, {recursive: true});
  for (const entry of await readdir(reports)) {
    if (!MADE.has(entry) && !entry.endsWith(".md") && !entry.startsWith("."))
      await cp(join(reports, entry), join(target, entry), {recursive: true});
  }
  const texts: Texts = new Map();
  for (const page of pages) {
    const name = `${page}.md`;
    texts.set(name, cutPage(await readFile(join(reports, name), "utf8"), absent));
  }
  await addComponents(texts, reports, absent);
  for (const [name, text] of texts) await writeText(join(target, name), text);
  const words = await readJson(join(reports, "words", `${language}.json`));
  await writeJson(join(target, "words", `${language}.json`), wordsUsed(words, texts, absent));
}

/** Adds to the reports folder of an audience how figures are defined in its language, of those that are told. */
export async function writeDefinitions(
  {reports, target, language}: Pick<AudienceReports, "reports" | "target" | "language">,
  told: ReadonlySet<string>
): Promise<void> {
  const file = join("definitions", `${language}.json`);
  const definitions = Object.entries(await readJson(join(reports, file)));
  await writeJson(
    join(target, file),
    Object.fromEntries(definitions.filter(([meaning]) => told.has(meaning)))
  );
}

/** Adds the components that pages import, and those that these import. */
async function addComponents(texts: Texts, reports: string, absent: Absent): Promise<void> {
  const waiting = [...texts.keys()];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    for (const imported of importedBy(texts.get(name) ?? "")) {
      const found = join(dirname(name), imported).replace(/\.js$/, ".ts");
      if (texts.has(found)) continue;
      const text = await readFile(join(reports, found), "utf8");
      texts.set(found, cutComponent(text, absent));
      waiting.push(found);
    }
  }
}

/** Paths of modules of the site that a text imports, at once or later. */
function importedBy(text: string): string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["'](\.{1,2}\/[^"']+\.js)["']/g);
  return [...new Set([...found].map(([, path = ""]) => path))].sort(compare);
}

/** A component that reads a missing result by itself is told so when it asks. */
function cutComponent(text: string, {results}: Absent): string {
  return text.replace(
    /FileAttachment\("\.\.\/data\/(\w+)\.arrow"\)\.arrayBuffer\(\)/g,
    (read, name: string) => (results.has(name) ? 'Promise.reject<ArrayBuffer>(new Error("absent"))' : read)
  );
}

/** The names of the pages that a reports folder holds. */
export async function pagesIn(reports: string): Promise<string[]> {
  const names = (await readdir(reports)).filter((name) => name.endsWith(".md"));
  return names.map((name) => basename(name, ".md")).sort(compare);
}

async function readJson(path: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeText(path, `${JSON.stringify(value, null, 2)}\n`);
}

async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(resolve(path)), {recursive: true});
  await writeFile(path, text);
}
