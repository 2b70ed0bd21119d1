import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {CheckResult} from "./build.ts";
import {RessacError} from "./errors.ts";
import type {FileReport} from "./ingest/ingest.ts";
import type {PublishedTable} from "./publish.ts";
import {type Depth, hashContents, MANIFEST, type SealedFile, writeSealed} from "./seal.ts";
import {CURRENT, publishedBuild} from "./warehouse.ts";

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
  /** Every other file of the build, the database among them: what the manifest vouches for. */
  contents: SealedFile[];
}

/** The manifest as text: cents are written as JSON numbers, which hold them exactly up to 2⁵³. */
export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value), 2)}\n`;
}

/**
 * Finishes a build whose database is closed: the manifest is written last, with the hash of every other file, so that
 * a build that has one is whole, and one that is damaged later can be told.
 */
export async function sealBuild(folder: string, filled: Omit<Manifest, "contents">): Promise<Manifest> {
  const start = performance.now();
  const contents = await hashContents(folder);
  const durations_ms = {...filled.durations_ms, seal: Math.round(performance.now() - start)};
  const manifest = {...filled, durations_ms, contents};
  await writeSealed(folder, formatManifest(manifest));
  return manifest;
}

/** The record of the published build; nothing when none has been published. */
export async function publishedManifest(
  warehouse: string,
  depth: Depth = "sizes"
): Promise<Manifest | undefined> {
  const folder = await publishedBuild(warehouse, depth).catch((error: unknown) => {
    if (error instanceof RessacError && error.exitCode === 2) return undefined;
    throw error;
  });
  return folder === undefined ? undefined : readManifest(folder);
}

/** The files of the published build; none when nothing has been published, or when it is damaged. */
export async function publishedFiles(warehouse: string): Promise<FileReport[]> {
  const manifest = await readManifest(join(warehouse, CURRENT)).catch(() => undefined);
  return manifest?.files ?? [];
}

/** The manifest of a build; nothing when it got none. @throws SyntaxError when it is not whole. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const text = await readFile(join(folder, MANIFEST), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Manifest);
}
