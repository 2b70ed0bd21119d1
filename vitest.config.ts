import {defineConfig} from "vitest/config";
import {LongestFirst} from "./test/support/sequence.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    env: {TZ: "UTC", RESSAC_KEY: "the key of the tests, not a secret"},
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // By itself vitest leaves a processor free, which on two of them is half the time.
    maxWorkers: "100%",
    // Files of a worker share their modules, and with them the one database in which models are tried.
    isolate: false,
    globalSetup: "test/support/shared.ts",
    sequence: {sequencer: LongestFirst},
    // A test that prints has forgotten something.
    onConsoleLog: (log) => {
      throw new Error(`a test printed: ${log}`);
    }
  }
});
