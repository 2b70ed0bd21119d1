import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {agree, judge} from "./comparison.ts";
import {POLLUTIONS, type PollutedFile, polluteFile} from "./generator.ts";
import {type Reader, READERS, Readers, type Result} from "./readers.ts";

/** Files of each family; the whole collection is read by `npm run evaluate:ingest`. */
const PER_FAMILY = 5;

let readers: Readers;

beforeAll(async () => {
  readers = await Readers.open();
});

afterAll(() => readers.close());

const FAMILIES = [...new Set(POLLUTIONS.map(({family}) => family))];

/** Files of a family, from variants that lie evenly over its list. */
function pickFiles(family: string): PollutedFile[] {
  const variants = [...POLLUTIONS.entries()].filter(([, pollution]) => pollution.family === family);
  return Array.from({length: PER_FAMILY}, (_, number) => {
    const [index, pollution] = variants[Math.floor((number * variants.length) / PER_FAMILY)] ?? [];
    if (index === undefined || pollution === undefined) throw new Error(`${family} has no variants`);
    return polluteFile(pollution, index * 1000 + 501 + number);
  });
}

describe("polluted files", () => {
  it.each(FAMILIES)("are never silently wrong: %s", async (family) => {
    for (const file of pickFiles(family)) {
      const results = {} as Record<Reader, Result>;
      for (const reader of READERS) {
        results[reader] = await readers.read(file.bytes, file.contract, reader);
        const {wrong, faults} = judge(file, results[reader]);
        expect({file: file.name, reader, wrong, faults}).toEqual({
          file: file.name,
          reader,
          wrong: [],
          faults: []
        });
      }
      expect(agree(results.bulk, results.exact), `${file.name}: the readers differ`).toBe(true);
    }
  });

  it("are the same files every time", () => {
    const [pollution] = POLLUTIONS;
    if (pollution === undefined) throw new Error("there are no pollutions");
    expect(polluteFile(pollution, 7).bytes).toEqual(polluteFile(pollution, 7).bytes);
    expect(polluteFile(pollution, 7).bytes).not.toEqual(polluteFile(pollution, 8).bytes);
  });
});
