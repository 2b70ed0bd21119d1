import {expect, it} from "vitest";
import {runSelect} from "../../support/models.ts";

async function annualised(amount: number, start: string, end: string | null, isRecurring: boolean | null) {
  const term = `date '${start}', ${end === null ? "null" : `date '${end}'`}`;
  const [row] = await runSelect(
    `select annualised_cents(${amount}, ${term}, ${isRecurring})::bigint as value`
  );
  return row?.value;
}

it("keeps the amount of a year, leap or not", async () => {
  expect(await annualised(60000, "2020-02-01", "2021-02-01", true)).toBe(60000n);
  expect(await annualised(60000, "2021-02-01", "2022-02-01", true)).toBe(60000n);
});

it("scales terms of whole months by months", async () => {
  expect(await annualised(5000, "2021-01-01", "2021-02-01", true)).toBe(60000n);
  expect(await annualised(5000, "2021-01-31", "2021-02-28", true)).toBe(60000n);
  expect(await annualised(100000, "2021-01-15", "2022-08-15", true)).toBe(63158n);
});

it("scales other terms by days, rounded half up", async () => {
  expect(await annualised(10000, "2021-01-01", "2021-04-11", true)).toBe(36500n);
  expect(await annualised(1, "2021-01-01", "2023-01-02", true)).toBe(0n);
  expect(await annualised(1001, "2021-01-01", "2023-01-02", true)).toBe(500n);
});

it("takes the amount of a recurring line without end as that of a year", async () => {
  expect(await annualised(12345, "2021-01-01", null, true)).toBe(12345n);
});

it("gives one-off lines, and terms of no days, no parc", async () => {
  expect(await annualised(12345, "2021-01-01", null, false)).toBe(0n);
  expect(await annualised(12345, "2021-01-01", "2022-01-01", null)).toBe(0n);
  expect(await annualised(12345, "2021-01-01", "2021-01-01", true)).toBe(0n);
});

it("gives a discount a negative parc", async () => {
  expect(await annualised(-5000, "2021-01-01", "2021-02-01", true)).toBe(-60000n);
});
