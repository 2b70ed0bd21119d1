import {expect, it} from "vitest";
import {runSelect} from "../../support/models.ts";

it.each([
  [0, 5, false, "new"],
  [0, 5, true, "reactivation"],
  [5, 0, true, "churn"],
  [5, 6, true, "expansion"],
  [6, 5, true, "contraction"],
  [5, 5, true, null],
  [-5, -5, true, null],
  [-5, 0, true, "churn"],
  [0, 0, true, null]
])("calls %i to %i (in force before: %s) %s", async (opening, closing, before, kind) => {
  expect(await runSelect(`select movement_kind(${opening}, ${closing}, ${before}) as kind`)).toEqual([
    {kind}
  ]);
});
