import {expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {tell} from "./story.ts";

it("counts the lines in force by customer, day by day on which something changes", async () => {
  const rows = await runModel(
    "marts.lines_in_force",
    tell(
      {
        id: "A",
        signed: "2020-01-01",
        lines: [
          {amount: 100, start: "2020-01-01", end: "2020-03-01"},
          {amount: 100, start: "2020-02-01"},
          {amount: 100, start: "2020-02-01", end: "2021-02-01", cut: "2020-03-01"},
          {amount: 100, start: "2020-02-01", end: "2021-02-01", cut: "2020-02-01"}
        ]
      },
      {id: "B", customer: "C2", signed: "2020-01-01", lines: [{amount: 1, start: "2020-01-05"}]}
    )
  );
  expect(rows).toEqual([
    {customer_id: "C1", from_date: "2020-01-01", lines: 1n, parc_lines: 1n, started_lines: 1n},
    {customer_id: "C1", from_date: "2020-02-01", lines: 3n, parc_lines: 2n, started_lines: 3n},
    {customer_id: "C1", from_date: "2020-03-01", lines: 1n, parc_lines: 0n, started_lines: 3n},
    {customer_id: "C2", from_date: "2020-01-05", lines: 1n, parc_lines: 0n, started_lines: 1n}
  ]);
});
