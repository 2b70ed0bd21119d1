import {describe, expect, it} from "vitest";
import {runSelect} from "../../support/models.ts";

interface Version {
  key?: string;
  day: string | null;
  file: string;
  line?: number;
}

async function kept(rule: string, versions: Version[]): Promise<string[]> {
  const values = versions.map(
    ({key = "A1", day, file, line = 1}) =>
      `('${key}', ${day === null ? "null" : `date '${day}'`}, '${file}', ${line})`
  );
  const rows = await runSelect(`
    from (values ${values.join(", ")}) as versions (row_key, extracted_date, source_file_id, source_line)
    qualify ${rule}
    order by row_key, source_line`);
  return rows.map(({row_key, source_file_id, source_line}) =>
    [row_key, source_file_id, source_line].join(" ")
  );
}

describe("is_latest_version", () => {
  const latest = (...versions: Version[]) =>
    kept("is_latest_version((row_key), extracted_date, source_file_id, source_line)", versions);

  it("takes the latest extraction of each key", async () => {
    const versions = [
      {day: "2020-02-29", file: "f1"},
      {day: "2020-03-31", file: "f0"},
      {key: "A2", day: "2020-01-31", file: "f9"}
    ];
    expect(await latest(...versions)).toEqual(["A1 f0 1", "A2 f9 1"]);
  });

  it("takes a file without a day for the oldest", async () => {
    expect(await latest({day: null, file: "f9"}, {day: "2019-01-01", file: "f0"})).toEqual(["A1 f0 1"]);
  });

  it("settles ties by the file, then by the line", async () => {
    const day = "2020-02-29";
    expect(await latest({day, file: "f1"}, {day, file: "f2"})).toEqual(["A1 f2 1"]);
    expect(await latest({day, file: "f1", line: 9}, {day, file: "f1", line: 10})).toEqual(["A1 f1 10"]);
  });
});

describe("is_of_latest_file", () => {
  const latest = (...versions: Version[]) =>
    kept("is_of_latest_file((row_key), extracted_date, source_file_id)", versions);

  it("takes all rows of the latest file, and none of another", async () => {
    const versions = [
      {day: "2020-02-29", file: "f1", line: 1},
      {day: "2020-02-29", file: "f1", line: 2},
      {day: "2020-01-31", file: "f9", line: 3}
    ];
    expect(await latest(...versions)).toEqual(["A1 f1 1", "A1 f1 2"]);
  });

  it("settles ties by the file, and takes a file without a day for the oldest", async () => {
    const day = "2020-02-29";
    expect(await latest({day, file: "f1"}, {day, file: "f2", line: 2})).toEqual(["A1 f2 2"]);
    expect(await latest({day: null, file: "f9"}, {day, file: "f2", line: 2})).toEqual(["A1 f2 2"]);
  });
});

describe("is_of_latest_day", () => {
  it("takes all rows of the latest day, of whatever file, and those without a day for the oldest", async () => {
    const versions = [
      {day: "2020-02-29", file: "f2", line: 1},
      {day: "2020-02-29", file: "f1", line: 2},
      {day: "2020-01-31", file: "f9", line: 3},
      {day: null, file: "f9", line: 4}
    ];
    expect(await kept("is_of_latest_day((row_key), extracted_date)", versions)).toEqual([
      "A1 f2 1",
      "A1 f1 2"
    ]);
  });
});
