// What holds of every contract of delimited text: a sound line under any of its headers is read, and a damaged file is
// refused with a sentence that says where, what, and the way out.
import {describe, expect, it} from "vitest";
import type {Contract} from "../../../src/contract.ts";
import {FRENCH, MACHINE} from "../../../src/dialect.ts";
import {readContracts} from "../../../src/project.ts";
import {readText, type ReadExport} from "../../support/exports.ts";
import {soundCell} from "./sound.ts";

const contracts = (await readContracts({sources: []})).filter(({json, mail}) => !json && !mail);

interface Changes {
  /** Headers in the place of the first ones; a column without is left out. */
  headers?: Record<string, string | null>;
  /** Cells in the place of sound ones. */
  cells?: Record<string, string>;
  delimiter?: string;
}

/** The lines of a file of one sound record, but for some changes. */
function soundLines({columns, dialect}: Contract, changes: Changes = {}): [string, string] {
  const {headers = {}, cells = {}, delimiter = dialect.delimiter} = changes;
  const there = Object.entries(columns).filter(([name]) => headers[name] !== null);
  const join = (texts: string[]): string =>
    texts.map((text) => (text.includes(delimiter) ? `"${text}"` : text)).join(delimiter);
  return [
    join(there.map(([name, column]) => headers[name] ?? column.headers[0] ?? "")),
    join(there.map(([name, {type}]) => cells[name] ?? soundCell(type, dialect)))
  ];
}

/** Last lines of exports, one of which any contract knows that knows of such lines. */
const FEET = ["Total général", "Total général (1 enregistrements)"];

function read(contract: Contract, lines: readonly string[]): ReadExport {
  return readText(contract, `${lines.join("\n")}\n`);
}

describe.each(contracts.map((contract) => [contract.name, contract] as const))("%s", (_, contract) => {
  const required = Object.entries(contract.columns).filter(([, column]) => column.required);

  it("reads a sound line", () => {
    const {rows, problems, refusals} = read(contract, soundLines(contract));
    expect({problems, refusals}).toEqual({problems: [], refusals: []});
    expect(Object.entries(rows[0] ?? {}).filter(([, value]) => value === null)).toEqual([]);
  });

  it("reads each column under each of its headers, French and English", () => {
    const [told] = read(contract, soundLines(contract)).rows;
    for (const [name, {headers}] of Object.entries(contract.columns)) {
      for (const header of headers) {
        const {rows, refusals} = read(contract, soundLines(contract, {headers: {[name]: header}}));
        expect([header, refusals, rows]).toEqual([header, [], [told]]);
      }
    }
  });

  it("names a column that is missing, its headers and the nearest one found", () => {
    for (const [name, {headers}] of required) {
      const {rows, refusals} = read(contract, soundLines(contract, {headers: {[name]: null}}));
      expect(rows).toEqual([]);
      expect(refusals).toHaveLength(1);
      for (const header of headers) expect(refusals[0]).toContain(`"${header}"`);
      expect(refusals[0]).toMatch(/^column ".* is missing; the nearest header found is ".+"/);
    }
  });

  it("finds the new name of a column that was renamed", () => {
    for (const [name, {headers}] of required) {
      const renamed = `${headers[0] ?? ""}s`;
      const {refusals} = read(contract, soundLines(contract, {headers: {[name]: renamed}}));
      expect(refusals).toEqual([expect.stringContaining(`the nearest header found is "${renamed}"`)]);
    }
  });

  it("passes by a last line that it knows, and sets any other aside with the line above it", () => {
    const [header, line] = soundLines(contract);
    const known = FEET.find((foot) => contract.footer.some((form) => form.test(foot)));
    expect(known === undefined).toBe(contract.footer.length === 0);
    const {rows, problems, skipped} = read(contract, [header, line, line, "", known ?? "Total"]);
    const reasons = problems.map(({reason_code}) => reason_code);
    if (known !== undefined) expect([rows.length, reasons, skipped]).toEqual([2, [], 2]);
    else expect([rows.length, reasons, skipped]).toEqual([1, ["broken_record", "wrong_cell_count"], 1]);
  });

  it("reads another delimiter, and says of a day or an amount in another writing which form is right", () => {
    const {dialect, columns} = contract;
    const told = read(contract, soundLines(contract)).rows;
    // Where nothing can be quoted, an amount with a comma cannot stand between commas.
    const delimiters = dialect.hasQuotes ? [",", ";", "\t"] : [";", "\t", "|"];
    for (const delimiter of delimiters)
      expect(read(contract, soundLines(contract, {delimiter})).rows).toEqual(told);
    const other = dialect.decimal === "," ? MACHINE : FRENCH;
    for (const [name, {type}] of Object.entries(columns)) {
      const cell = soundCell(type, other);
      if (type.name === "yes or no" || cell === soundCell(type, dialect)) continue;
      const {rows, problems} = read(contract, soundLines(contract, {cells: {[name]: cell}}));
      expect(rows).toEqual([]);
      expect(problems).toMatchObject([{column_name: name, raw_value: cell}]);
      expect(problems[0]?.message).toMatch(/^not an? (day|instant) written |^not an? \w+ with .* decimals/);
    }
  });
});
