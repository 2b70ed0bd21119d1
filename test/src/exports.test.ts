import {describe, expect, it} from "vitest";
import {contractOf, listExports} from "../../src/exports.ts";
import {defineSource, FRENCH, text} from "../../src/index.ts";
import {folderOf} from "../support/temp.ts";

const source = (name: string, files: string[]): ReturnType<typeof defineSource> =>
  defineSource({
    name,
    title: name,
    files,
    dialect: FRENCH,
    columns: {id: {type: text(), headers: ["Id"], meaning: "id"}}
  });

describe("exports", () => {
  it("are recognised by name, without case and accents", () => {
    const contract = source("orders", ["commandes_20??*.csv"]);
    expect(contractOf("Commandes_2026-01.CSV", [contract])).toBe(contract);
    expect(contractOf("commandes_19.csv", [contract])).toBeUndefined();
  });

  it("are not read by two contracts at once", () => {
    expect(() => contractOf("a.csv", [source("one", ["*.csv"]), source("two", ["a*"])])).toThrow(
      "a.csv: its name fits one and two; make one of their file patterns narrower"
    );
  });

  it("are listed by name; sub-folders, such as the truth of a sample, are not read", async () => {
    const folder = await folderOf({"b.csv": "", "a.csv": "", "truth/a.csv": "", ".hidden.csv": ""});
    expect((await listExports(folder, [])).map(({name}) => name)).toEqual(["a.csv", "b.csv"]);
  });

  it("are asked for when the folder is not there", async () => {
    await expect(listExports("/nowhere", [])).rejects.toThrow("/nowhere: no such folder; name the folder");
  });
});
