import {defineConfig} from "vitest/config";
import {BaseSequencer, type TestSpecification} from "vitest/node";

/** Test files of the group, in the order in which they are tried: narrow and quick ones first. */
const files = (process.env.RESSAC_MUTANTS_TESTS ?? "").split(",").filter((file) => file !== "");

class AsListed extends BaseSequencer {
  override sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({moduleId}: TestSpecification): number =>
      files.findIndex((file) => moduleId.endsWith(`/${file}`));
    return Promise.resolve([...specifications].sort((a, b) => place(a) - place(b)));
  }
}

export default defineConfig({
  test: {
    include: files,
    env: {TZ: "UTC", RESSAC_KEY: "the key of the tests, not a secret"},
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: "test/support/shared.ts",
    setupFiles: "test/mutants/setup.ts",
    sequence: {sequencer: AsListed}
  }
});
