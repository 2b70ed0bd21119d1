import {mkdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {type Config, SHIPPED} from "./config.ts";
import type {Layout} from "./explain.ts";
import {PUBLISHED} from "./publish.ts";
import {publishedBuild} from "./warehouse.ts";

/** What is asked for: days as yyyy-mm-dd, both included; a part of the owner's name; the beginning of a rule. */
export interface DueQuestion {
  from?: string | undefined;
  to?: string | undefined;
  owner?: string | undefined;
  rule?: string | undefined;
}

/** What a pipeline says of what is due. */
interface DueModule {
  readDue: (published: string, question: DueQuestion) => Promise<object>;
  formatDue: (due: object, say: object, layout: Layout) => string;
  writeCalendars: (published: string, say: object) => Promise<Map<string, string>>;
  sayIn: (words: object, currency: string) => object;
}

/** Text is in English, as all that commands print. */
const PRINTED = "en";

/** What is due in the published build, as text or as JSON. @throws RessacError (2) when nothing is published. */
export async function listDue(
  config: Config,
  {json, ...question}: DueQuestion & {json: boolean},
  layout: Layout
): Promise<string> {
  const {readDue, formatDue, sayIn} = await pipelineModule();
  const due = await readDue(await publishedFolder(config), question);
  if (json) return JSON.stringify(due, dayOrValue, 2);
  return formatDue(due, sayIn(await readWords(PRINTED), config.currency), layout);
}

/** Writes a calendar file a team into a folder, in the language of the site; returns their paths. */
export async function saveCalendars(config: Config, folder: string): Promise<string[]> {
  const {writeCalendars, sayIn} = await pipelineModule();
  const say = sayIn(await readWords(config.language), config.currency);
  const files = await writeCalendars(await publishedFolder(config), say);
  await mkdir(folder, {recursive: true});
  const paths: string[] = [];
  for (const [name, text] of files) {
    paths.push(join(folder, name));
    await writeFile(join(folder, name), text);
  }
  return paths;
}

async function pipelineModule(): Promise<DueModule> {
  return (await import(pathToFileURL(join(SHIPPED.pipeline, "due", "index.ts")).href)) as DueModule;
}

async function publishedFolder({warehouse}: Config): Promise<string> {
  return join(await publishedBuild(warehouse), PUBLISHED);
}

async function readWords(language: string): Promise<object> {
  const path = join(SHIPPED.reports, "words", `${language}.json`);
  return JSON.parse(await readFile(path, "utf8")) as object;
}

/** Days as yyyy-mm-dd: a published day is midnight UTC. */
function dayOrValue(_: string, value: unknown): unknown {
  return typeof value === "string" && value.endsWith("T00:00:00.000Z") ? value.slice(0, 10) : value;
}
