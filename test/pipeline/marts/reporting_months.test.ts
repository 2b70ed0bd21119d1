import {expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {tell} from "./story.ts";

/** The first and the last month that are reported, and how many there are. */
async function reported(asOf: string, ...signed: string[]): Promise<unknown[]> {
  const orders = signed.map((day, index) => ({id: `A${index}`, signed: day, lines: []}));
  const rows = await runModel("marts.reporting_months", tell(...orders), {asOf});
  return [rows[0]?.month, rows.at(-1)?.month, rows.length];
}

it("begin with the month of the first order and end with the last that is complete", async () => {
  expect(await reported("2021-03-30", "2020-12-31", "2021-02-01")).toEqual(["2020-12-01", "2021-02-01", 3]);
  expect(await reported("2021-03-31", "2020-12-31", "2021-02-01")).toEqual(["2020-12-01", "2021-03-01", 4]);
  expect(await reported("2021-04-01", "2021-03-01")).toEqual(["2021-03-01", "2021-03-01", 1]);
});

it("are none before a month is complete, and none without orders", async () => {
  expect(await reported("2021-03-30", "2021-03-01")).toEqual([undefined, undefined, 0]);
  expect(await reported("2021-03-31")).toEqual([undefined, undefined, 0]);
});
