import {describe, expect, it} from "vitest";
import {tempFolder} from "../support/temp.ts";
import {runCampaign} from "./campaign.ts";

describe("a run that is killed during its ingest", () => {
  it(
    "leaves what was published as it was, and the next run gives the same results",
    {timeout: 180_000},
    async () => {
      const {moments, mismatches, unreadable} = await runCampaign({
        folder: await tempFolder(),
        kills: 3,
        seed: 5,
        orders: 60,
        rows: 20_000,
        note: () => undefined
      });
      expect({mismatches, unreadable}).toEqual({mismatches: [], unreadable: []});
      expect(moments.ingest).toBeGreaterThan(0);
    }
  );
});
