import {expect, it} from "vitest";
import {runSelect} from "../../support/models.ts";

// The two-sided points of every table; those of 1 and 2 degrees are tan(.475π) and .95·√(2 / (1 − .95²)).
it.each([
  [0.95, 1, Math.tan(0.475 * Math.PI)],
  [0.95, 2, 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2))],
  [0.95, 3, 3.182446305284263],
  [0.95, 10, 2.228138851964939],
  [0.99, 10, 3.169272672616949],
  [0.95, 22, 2.073873067904015],
  [0.95, 120, 1.979930405052777]
])("has the share %d within, with %d degrees, %d", async (share, degrees, value) => {
  const [row] = await runSelect(`select student_quantile(${share}, ${degrees}) as value`);
  expect(row?.value).toBeCloseTo(value, 9);
});

it("is the normal one from 201 degrees on, and none without any degree", async () => {
  const [row] = await runSelect(
    "select student_quantile(.95, 201) as many, student_quantile(.95, 0) as none"
  );
  expect(row?.many).toBeCloseTo(1.959963984540054, 9);
  expect(row?.none).toBeNull();
});
