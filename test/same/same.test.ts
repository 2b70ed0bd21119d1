import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readContracts} from "../../src/project.ts";
import {PUBLISHED} from "../../src/publish.ts";
import {CURRENT} from "../../src/warehouse.ts";
import {usePublished} from "../support/published.ts";
import {tempFolder} from "../support/temp.ts";
import {differences} from "./compare.ts";
import {PLACES} from "./leave.ts";
import {runOn} from "./runs.ts";
import {deliver} from "./variants.ts";

// A run takes a while where many others are under way.
const PATIENCE = 300_000;

describe("the same exports", () => {
  it(
    "give the same figures on other threads, in other files, with their records in another order",
    async () => {
      const published = await usePublished();
      const folder = await tempFolder();
      const [halves, exports] = [join(folder, "halves"), join(folder, "exports")];
      const options = {contracts: await readContracts({sources: []}), seed: 7};
      await deliver("split", {from: published.exports, to: halves}, options);
      await deliver("shuffled", {from: halves, to: exports}, options);
      const other = await runOn({exports, out: join(folder, "out"), threads: 8});
      const one = join(published.out, "warehouse", CURRENT, PUBLISHED);
      expect(await differences(one, other, PLACES.split)).toEqual([]);
    },
    PATIENCE
  );
});
