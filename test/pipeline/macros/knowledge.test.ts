import {expect, it} from "vitest";
import {runSelect} from "../../support/models.ts";

it.each([
  ["date '2022-12-31'", "timestamptz '2022-12-31 22:59:59Z'", true],
  ["date '2023-01-01'", "timestamptz '2022-01-01 00:00:00Z'", false],
  ["date '2022-12-31'", "timestamptz '2022-12-31 23:00:00Z'", false],
  ["null", "null", true]
])(
  "on 31 December 2022, what was extracted on %s and recorded at %s is known: %s",
  async (extracted, at, known) => {
    expect(await runSelect(`select is_known(${extracted}, ${at}) as known`)).toEqual([{known}]);
  }
);

it("lets nothing happen before it is recorded", async () => {
  const [row] = await runSelect(`
    select has_happened(timestamptz '2022-12-31 22:59:59Z') as before, has_happened(timestamptz '2022-12-31 23:00:00Z') as after,
      has_happened(null) as undated`);
  expect(row).toEqual({before: true, after: false, undated: true});
});

it("lets a day come on the as-of day, and what has no day at once", async () => {
  const [row] = await runSelect(`
    select has_come(date '2022-12-31') as today, has_come(date '2023-01-01') as tomorrow, has_come(null) as undated`);
  expect(row).toEqual({today: true, tomorrow: false, undated: true});
});
