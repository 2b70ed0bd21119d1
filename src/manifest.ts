import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {CheckResult} from "./build.ts";
import type {FileReport} from "./ingest/ingest.ts";
import type {PublishedTable} from "./publish.ts";
import {CURRENT} from "./warehouse.ts";

/** The file of a build that holds its manifest. */
export const MANIFEST = "manifest.json";

/** The record of a run, kept beside its database. */
export interface Manifest {
  build: string;
  as_of: string;
  files: FileReport[];
  /** Files with the content of another one, and files that no contract knows. */
  repeated: string[];
  unrecognised: string[];
  /** sha256 of each lookup in force: rules, weights and labels. */
  parameters: Record<string, string>;
  checks: Pick<CheckResult, "name" | "violations">[];
  published: PublishedTable[];
  /** Milliseconds each step took. */
  durations_ms: Record<string, number>;
}

/** The manifest as text: cents are written as JSON numbers, which hold them exactly up to 2⁵³. */
export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value), 2)}\n`;
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(join(folder, MANIFEST), formatManifest(manifest));
}

/** The record of the published build; nothing when none has been published. */
export async function publishedManifest(warehouse: string): Promise<Manifest | undefined> {
  return readManifest(join(warehouse, CURRENT));
}

/** The files of the published build; none when nothing has been published. */
export async function publishedFiles(warehouse: string): Promise<FileReport[]> {
  return (await readManifest(join(warehouse, CURRENT)))?.files ?? [];
}

/** The manifest of a build; nothing when it got none. @throws SyntaxError when it is not whole. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const text = await readFile(join(folder, MANIFEST), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Manifest);
}
