import {describe, expect, it} from "vitest";
import {requireNamedOutputs} from "../../../src/audiences/outputs.ts";
import {guideOfPages} from "../../../src/audiences/site.ts";
import {wordsUsed} from "../../../src/audiences/words.ts";
import {folderOf} from "../../support/temp.ts";

const NAMED = {pages: ["index", "what-changed"], results: ["about"]};

/** Files as Framework writes them. */
const SITE = {
  "index.html": "",
  "what-changed.html": "",
  "_file/data/about.0123abcd.arrow": "",
  "_file/words.0123abcd.json": "",
  "_file/fonts/inter-latin.0123abcd.woff2": "",
  "_import/components/say.0123abcd.js": "",
  "_node/@observablehq/plot@0.6.17/index.0123abcd.js": "",
  "_observablehq/client.0123abcd.js": ""
};

describe("the files of the site of an audience", () => {
  it("are its pages, its results and what every site has", async () => {
    await expect(requireNamedOutputs(await folderOf(SITE), NAMED)).resolves.toBeUndefined();
  });

  it.each([
    "motives.html",
    "_file/data/sellers.0123abcd.arrow",
    "_file/notes.0123abcd.json",
    "_file/data/about.csv",
    "_import/components/say.0123abcd.js.map",
    "_observablehq/minisearch.json",
    "about.arrow"
  ])("are refused with %s, which nobody has named", async (file) => {
    const folder = await folderOf({...SITE, [file]: ""});
    await expect(requireNamedOutputs(folder, NAMED)).rejects.toThrow(
      `${file}: the site would hold this file, which the policy does not name`
    );
  });
});

describe("what the site of an audience tells of its making", () => {
  it("is what its pages come from", () => {
    const node = (name: string, reads: string[] = []) => ({
      name,
      kind: name.startsWith("pages.") ? ("page" as const) : ("mart" as const),
      meaning: "",
      reads
    });
    const source = (name: string) => ({name, system: "", title: "", files: [], feeds: [], columns: []});
    const guide = guideOfPages({
      nodes: [
        node("sources.orders"),
        node("sources.notes"),
        node("marts.losses", ["sources.orders"]),
        node("marts.texts", ["sources.notes"]),
        node("pages.index", ["marts.losses"])
      ],
      sources: [source("orders"), source("notes")]
    });
    expect(guide.nodes.map(({name}) => name)).toEqual(["sources.orders", "marts.losses", "pages.index"]);
    expect(guide.sources.map(({name}) => name)).toEqual(["orders"]);
  });
});

describe("the words of the site of an audience", () => {
  it("are those that its pages and components can ask for", () => {
    const words = {
      locale: "fr",
      "alerts.title": "Alertes",
      "channel.field": "Terrain",
      "saves.title": "Sauvetages",
      "files.column.name": "Fichier",
      "question.index": "Comment ?",
      "question.alerts": "Alertes ?"
    };
    const texts = new Map([
      ["index.md", "## {{saves.title}}"],
      [
        "components/files.ts",
        'say.text(`files.column.${key}`); say.name("channel", code); `question.${name}`'
      ]
    ]);
    const used = wordsUsed(words, texts, {pages: new Set(["alerts"])});
    expect(Object.keys(used)).toEqual([
      "locale",
      "channel.field",
      "saves.title",
      "files.column.name",
      "question.index"
    ]);
  });
});
