import {appendFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {listFolder, openParts, statExport} from "../../../src/ingest/parts.ts";
import {folderOf} from "../../support/temp.ts";
import {makeZip} from "../../support/zip.ts";

const FILES = {"b/1.json": "bbb", "a/2.json": "aa", "a/.hidden": "", ".git/x": "", "__MACOSX/a/2.json": ""};

async function contents(file: Parameters<typeof openParts>[0]): Promise<string[][]> {
  const found: string[][] = [];
  for await (const {path, name, chunks} of openParts(file)) {
    let text = "";
    for await (const chunk of chunks) text += chunk.toString();
    found.push([path, name, text]);
  }
  return found;
}

describe("the parts of an export", () => {
  it("are the files of a folder by their paths, without hidden ones", async () => {
    expect(await listFolder(await folderOf(FILES))).toEqual(["a/2.json", "b/1.json"]);
  });

  it("are the same in a folder and in a zip; a file is its own only part", async () => {
    const folder = await folderOf({...FILES, "x.zip": makeZip(FILES)});
    const parts = ["a/2.json", "b/1.json"];
    const expected = [
      ["a/2.json", "x/a/2.json", "aa"],
      ["b/1.json", "x/b/1.json", "bbb"]
    ];
    expect(await contents({name: "x", path: folder, parts})).toEqual(expected);
    expect(await contents({name: "x", path: join(folder, "x.zip"), parts})).toEqual(expected);
    expect(await contents({name: "1.json", path: join(folder, "b/1.json")})).toEqual([["", "1.json", "bbb"]]);
  });

  it("say when a folder has changed: one of them has", async () => {
    const path = await folderOf(FILES);
    const file = {name: "x", path, parts: ["a/2.json", "b/1.json"]};
    const before = await statExport(file);
    expect(before.size).toBe(5);
    await appendFile(join(path, "a/2.json"), "a");
    const after = await statExport(file);
    expect([after.size, after.content === before.content]).toEqual([6, false]);
  });
});
