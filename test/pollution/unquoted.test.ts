import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {CONTRACTS} from "./contracts.ts";
import {Readers} from "./readers.ts";

let readers: Readers;

beforeAll(async () => {
  readers = await Readers.open();
});

afterAll(() => readers.close());

describe("a system that never quotes its cells", () => {
  const {notes} = CONTRACTS.french;
  const contract = {...notes, dialect: {...notes.dialect, hasQuotes: false}};
  const header = Object.values(contract.columns).map(({headers}) => headers[0] ?? "");
  const bytes = (lines: readonly string[]): Buffer =>
    Buffer.from([header.join(";"), ...lines, ""].join("\n"));

  it("has its quotes kept by both readers", async () => {
    const content = bytes(['1;"Ann";12" screen', '2;Bob";"', "3;Zoé;plain"]);
    const bulk = await readers.read(content, contract, "bulk");
    const exact = await readers.read(content, contract, "exact");
    expect(bulk).toEqual(exact);
    expect(bulk).toMatchObject({quarantine: [], counts: {records: 3, loaded: 3}});
    expect(bulk).toHaveProperty("rows.0.cells.comment", '12" screen');
    expect(bulk).toHaveProperty("rows.0.cells.author", '"Ann"');
  });

  it("has no cell over several lines", async () => {
    const content = bytes(['1;Ann;"first', 'second"', "2;Bob;x"]);
    const bulk = await readers.read(content, contract, "bulk");
    expect(bulk).toEqual(await readers.read(content, contract, "exact"));
    expect(bulk).toMatchObject({counts: {records: 3, quarantined: 3}});
  });
});
