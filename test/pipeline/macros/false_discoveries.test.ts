import {expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runSelect} from "../../support/models.ts";

const adjust = async (values: (number | null)[]): Promise<unknown[]> =>
  (
    await runSelect(
      `select benjamini_hochberg(p, list(p) over ()) as adjusted
       from (values ${values.map((p, place) => `(${place}, ${p}::double)`).join(", ")}) as tests (place, p)
       order by place`
    )
  ).map(({adjusted}) => adjusted);

it("adjusts p values as in the vector, in whatever order they come", async () => {
  const {p, adj} = vectors.bh;
  const told = [...p.keys()].reverse();
  const adjusted = await adjust(told.map((place) => p[place] ?? null));
  told.forEach((place, row) => expect(adjusted[row]).toBeCloseTo(adj[place] ?? NaN, 9));
});

it("does not count what was not tested, and never passes 1", async () => {
  expect(await adjust([0.02, null, 0.02])).toEqual([0.02, null, 0.02]);
  expect(await adjust([0.9, 0.8])).toEqual([0.9, 0.9]);
});

it.each([
  [1.959963984540054, 0.05],
  [-2.5758293035489, 0.01],
  [3.090232306167813, 0.002],
  [0, 1],
  [9, 0]
])("a score of %d is as far out as %d of all", async (score, p) => {
  const [row] = await runSelect(`select normal_p(${score}) as p, normal_p(null) as nothing`);
  expect(Number(row?.p)).toBeCloseTo(p, 12);
  expect(row?.nothing).toBeNull();
});
