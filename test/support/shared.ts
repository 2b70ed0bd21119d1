// What all files of tests share: a folder that is gone when the last one is over.
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {TestProject} from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Folder in which files of tests leave what others need too. */
    shared: string;
  }
}

/** Makes the folder before the first file, and gives back what removes it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "ressac-shared-"));
  project.provide("shared", folder);
  return () => rm(folder, {recursive: true, force: true});
}
