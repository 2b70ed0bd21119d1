import {expect, it} from "vitest";
import {runSelect} from "../../support/models.ts";

it("rounds halves up, away from zero, and never through a double", async () => {
  const [row] = await runSelect(`
    select
      round_half_up(5, 2)::bigint as half,
      round_half_up(-5, 2)::bigint as negative_half,
      round_half_up(7, 3)::bigint as third,
      round_half_up(9007199254740993 * 1000::hugeint, 1000)::bigint as large`);
  expect(row).toEqual({half: 3n, negative_half: -3n, third: 2n, large: 9007199254740993n});
});
