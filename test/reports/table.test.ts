import {describe, expect, it} from "vitest";
import {findRows, fold, type Column} from "../../reports/components/table.ts";

interface Row {
  name: string;
  cents: number | null;
}

const rows: Row[] = [
  {name: "Benoît 10", cents: 500},
  {name: "Benoît 2", cents: null},
  {name: "Ærø", cents: -20}
];
const columns: Column<Row>[] = [
  {key: "name", label: "Name", value: (row) => row.name, show: (row) => row.name},
  {key: "cents", label: "Amount", kind: "right", value: (row) => row.cents, show: () => ""}
];
const texts = rows.map((row) => fold(row.name));

function namesOf(
  query: string,
  key: string,
  descending = false,
  test: ((row: Row) => boolean) | null = null
): string[] {
  return findRows(rows, texts, {query: fold(query), test, sort: {key, descending}}, columns).map(
    (row) => row.name
  );
}

describe("a table", () => {
  it("is searched without case or accents, by every word", () => {
    expect(namesOf("benoit", "name")).toEqual(["Benoît 2", "Benoît 10"]);
    expect(namesOf("10 BENOIT", "name")).toEqual(["Benoît 10"]);
    expect(namesOf("nobody", "name")).toEqual([]);
  });

  it("is sorted by value, numbers in names too", () => {
    expect(namesOf("", "cents")).toEqual(["Ærø", "Benoît 10", "Benoît 2"]);
  });

  it("puts what is unknown last in both directions", () => {
    expect(namesOf("", "cents", true)).toEqual(["Benoît 10", "Ærø", "Benoît 2"]);
  });

  it("keeps only rows that pass its test", () => {
    expect(namesOf("", "name", false, (row) => row.cents !== null)).toEqual(["Ærø", "Benoît 10"]);
  });
});
