import {describe, expect, it} from "vitest";
import type {RebookingGroup} from "../../reports/components/results.ts";
import {flowsOf} from "../../reports/components/value-flow.ts";

const BANDS = ["under 500", "500 to 1 000", "2 000 and above"];

function group(value_band: string, new_value_band: string, old_cents: number, rebooked_cents: number) {
  const loss_ca_cents = old_cents - rebooked_cents;
  return {value_band, new_value_band, old_cents, rebooked_cents, loss_ca_cents} as RebookingGroup;
}

describe("flows between bands of amounts", () => {
  it("add up what was cancelled, to the cent, largest bands first", () => {
    const flows = flowsOf(
      [
        group("under 500", "under 500", 40_000, 40_000),
        group("2 000 and above", "under 500", 200_000, 10_000),
        group("2 000 and above", "under 500", 250_001, 20_000),
        group("2 000 and above", "2 000 and above", 300_000, 290_000)
      ],
      BANDS
    );
    expect(flows.map(({from, to, rebookings, old_cents}) => [from, to, rebookings, old_cents])).toEqual([
      ["2 000 and above", "2 000 and above", 1, 300_000],
      ["2 000 and above", "under 500", 2, 450_001],
      ["under 500", "under 500", 1, 40_000]
    ]);
    for (const flow of flows) expect(flow.rebooked_cents + flow.loss_ca_cents).toBe(flow.old_cents);
  });
});
