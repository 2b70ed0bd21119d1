import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {LR1, tell} from "../marts/story.ts";

describe("reports.correction_issues", () => {
  it("lists the corrections that are not applied", async () => {
    const line = {action: "link", order_id: "X", cancel_date: "2020-07-01", author: "A", date: "2020-08-01"};
    const rows = await runModel("reports.correction_issues", {
      ...tell(...LR1),
      "lookups.rebooking_corrections": [
        {...line, rebooked_order_id: "Y", source_line: 2},
        {...line, rebooked_order_id: "nobody's", source_line: 3}
      ]
    });
    expect(rows).toMatchObject([{source_line: 3, cancellation_id: "X@2020-07-01", issue: "unknown_order"}]);
  });
});
