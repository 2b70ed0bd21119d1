import {describe, expect, it} from "vitest";
import {tempFolder} from "../support/temp.ts";
import {runCampaign} from "./campaign.ts";
import {runSteps, STEPS} from "./steps.ts";

describe("a run that is killed during its ingest", () => {
  it(
    "leaves what was published as it was, and the next run gives the same results",
    {timeout: 180_000},
    async () => {
      const {moments, mismatches, unreadable} = await runCampaign({
        folder: await tempFolder(),
        kills: 1,
        seed: 5,
        orders: 15,
        rows: 20_000,
        note: () => undefined
      });
      expect({mismatches, unreadable}).toEqual({mismatches: [], unreadable: []});
      expect(moments.ingest).toBeGreaterThan(0);
    }
  );
});

describe("runs that are killed in their steps", () => {
  it(
    "leave a whole build published, and the next run gives the same results",
    {timeout: 180_000},
    async () => {
      const {steps, ends, lost, problems} = await runSteps({
        folder: await tempFolder(),
        kills: 2,
        seed: 5,
        orders: 15,
        between: 2,
        note: () => undefined
      });
      expect({ends, lost, problems}).toEqual({ends: 1, lost: 0, problems: []});
      expect(STEPS.reduce((total, step) => total + steps[step].kills, 0)).toBe(2);
    }
  );
});
