import {expect, it} from "vitest";
import {pollPublishes} from "./readers.ts";

it("readers that poll while builds are published see whole ones only", {timeout: 60_000}, async () => {
  const {tries, problems} = await pollPublishes(10, 2);
  expect(problems).toEqual([]);
  expect(tries).toBeGreaterThan(10);
});
