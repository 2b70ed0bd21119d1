import {createHash} from "node:crypto";
import {readdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {CheckResult} from "./build.ts";
import type {FileReport} from "./ingest.ts";
import type {PublishedTable} from "./publish.ts";

const FILE_NAME = "manifest.json";

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
  await writeFile(join(folder, FILE_NAME), formatManifest(manifest));
}

export async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, FILE_NAME), "utf8")) as Manifest;
}

/** The version of the tables that people edit: a hash of each file. */
export async function hashFolder(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".csv")).sort();
  const hashes = names.map(async (name) => {
    const sha256 = createHash("sha256")
      .update(await readFile(join(folder, name)))
      .digest("hex");
    return [name, sha256] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}
