import {expect, it} from "vitest";
import {runSelect} from "../../support/models.ts";

const given = {
  "lookups.parameters": [
    {name: "maturity.days", value: 60, valid_from: "2000-01-01"},
    {name: "maturity.days", value: 90, valid_from: "2022-12-31"},
    {name: "maturity.days", value: 120, valid_from: "2023-01-01"}
  ]
};

it("takes the row in force on the as-of day", async () => {
  expect(await runSelect("select parameter('maturity.days') as days", given)).toEqual([{days: 90}]);
});

it("refuses a name that no row has", async () => {
  await expect(runSelect("select parameter('maturity.day')", given)).rejects.toThrow(
    "no parameter is called maturity.day on the as-of day"
  );
});
