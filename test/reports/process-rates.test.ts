import {describe, expect, it} from "vitest";
import {readCube} from "../../reports/components/cube.ts";
import {choicesOf, filtersBefore, readFilters} from "../../reports/components/filters.ts";
import {
  channelProcesses,
  FINDINGS,
  monthProcesses,
  type ProcessCell,
  processRates
} from "../../reports/components/process-rates.ts";
import {tableBytes} from "./arrow-files.ts";
import {makeFilterValues} from "./cells.ts";
import {makeProcess} from "./process.ts";

const cube = await readCube<ProcessCell>(tableBytes("process_cells", makeProcess(true).process_cells));
const months = Array.from({length: 24}, (_, index) => new Date(Date.UTC(2024, 5 + index)));
const choices = choicesOf(makeFilterValues(months, ["telesales", "field", "dvr"], ["price", "bug"]));
const about = {hidden_below: 5, fragile_below: 20};
const read = (search: string) => readFilters(search, choices).filters;

describe("the ways of cancellations", () => {
  it("are asked about in order, over what is filtered, with what is not known beside", () => {
    const rates = processRates(cube, {filters: read(""), before: null, about});
    expect(rates.map(({finding}) => finding)).toEqual(FINDINGS);
    expect(rates[0]).toMatchObject({
      ...{known_cancellations: 227, found_cancellations: 25, found_rate: 25 / 227, unknown_cancellations: 25},
      ...{found_loss_cents: 25 * 51_234, mean_notice_days: 21, before_rate: null}
    });
    const marly = processRates(cube, {filters: read("?brand=Marly"), before: null, about});
    expect(marly[0]).toMatchObject({known_cancellations: 101, found_cancellations: 24});
  });

  it("stand beside the period compared with", () => {
    const filters = read("?compare=year_before");
    const [rate] = processRates(cube, {filters, before: filtersBefore(filters, choices), about});
    expect(rate?.before_rate).toBe((12 * 2 + 2) / (12 * 20 + 4));
  });

  it("are withheld over few, with the next smallest channel that would give them away", () => {
    const rows = channelProcesses(cube, "not_told", {filters: read(""), about});
    expect(rows.map(({channel, found_rate, is_hidden}) => [channel, found_rate, is_hidden])).toEqual([
      ["dvr", null, true],
      ["field", null, true],
      ["telesales", 0, false]
    ]);
    const few = processRates(cube, {filters: read("?channel=dvr"), before: null, about});
    expect(few[0]).toMatchObject({found_cancellations: null, found_loss_cents: null, mean_notice_days: null});
  });

  it("are told month by month whatever the period, but not of a month with few", () => {
    const rows = monthProcesses(cube, "delegated", {filters: read("?from=2026-01&to=2026-02"), about});
    expect(rows).toHaveLength(24);
    expect(rows.filter(({found_rate}) => found_rate === null).map(({month}) => month)).toEqual([months[14]]);
  });
});
