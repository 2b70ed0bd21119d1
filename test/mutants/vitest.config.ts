import {readFileSync} from "node:fs";
import {resolve} from "node:path";
import {defineConfig} from "vitest/config";
import {BaseSequencer, type TestSpecification} from "vitest/node";
import type {Instrumented} from "./trials.ts";

const given = JSON.parse(process.env.RESSAC_MUTANTS ?? "{}") as {
  files?: string[];
  instrumented?: Instrumented;
  snapshots?: string;
};
const files = given.files ?? [];

/** The trial without a mutant goes first. */
class AsListed extends BaseSequencer {
  override sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve([...specifications].sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1)));
  }
}

export default defineConfig({
  plugins: [
    {
      name: "mutants",
      enforce: "pre",
      load: (id) =>
        given.instrumented !== undefined && id === resolve(given.instrumented.path)
          ? readFileSync(given.instrumented.code, "utf8")
          : null
    }
  ],
  test: {
    include: files,
    env: {TZ: "UTC", RESSAC_KEY: "the key of the tests, not a secret"},
    testTimeout: 30_000,
    hookTimeout: 60_000,
    isolate: false,
    maxWorkers: 1,
    globalSetup: "test/support/shared.ts",
    setupFiles: "test/mutants/setup.ts",
    sequence: {sequencer: AsListed},
    // A snapshot is that of the file of tests, whatever file tries it, and none is written.
    ...(given.snapshots === undefined ? {} : {resolveSnapshotPath: () => resolve(given.snapshots ?? "")}),
    update: "none"
  }
});
