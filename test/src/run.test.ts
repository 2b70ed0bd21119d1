import {join} from "node:path";
import {expect, it, onTestFinished, vi} from "vitest";
import {writeSample} from "../../pipeline/sample/index.ts";
import {loadConfig} from "../../src/config.ts";
import {lineProgress} from "../../src/progress.ts";
import {databaseOf, openDatabase, publishedBuild} from "../../src/warehouse.ts";
import {tempFolder} from "../support/temp.ts";

it("keeps what it has published when old builds cannot be removed, and says so", async () => {
  // Other files of the worker share their modules: this one runs on its own, and leaves none of them behind.
  vi.resetModules();
  vi.doMock(import("../../src/garbage.ts"), async (importOriginal) => ({
    ...(await importOriginal()),
    removeGarbage: () => Promise.reject(new Error("an old build is held by another program"))
  }));
  onTestFinished(() => {
    vi.doUnmock("../../src/garbage.ts");
    vi.resetModules();
  });
  const {run} = await import("../../src/run.ts");
  const folder = await tempFolder();
  await writeSample({folder: join(folder, "exports"), orders: 60, seed: 3});
  const config = await loadConfig({exports: join(folder, "exports"), out: folder});
  const lines: string[] = [];
  const {build} = await run({config, progress: lineProgress((line) => lines.push(line))});
  expect(await publishedBuild(config.warehouse)).toBe(join(config.warehouse, build));
  const database = await openDatabase(databaseOf(join(config.warehouse, "current")), {readOnly: true});
  database.close();
  expect(lines.at(-1)).toBe("old builds could not be removed: an old build is held by another program");
});
