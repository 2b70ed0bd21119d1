import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {expect, it, onTestFinished} from "vitest";
import {accessLogOf, accessNoter, noteAccess} from "../../src/access.ts";
import {type Config, loadConfig} from "../../src/config.ts";
import {serveSite} from "../../src/server.ts";
import {folderOf} from "../support/temp.ts";

/** The settings of a company without a line in its log. */
async function settings(files: Record<string, string> = {}): Promise<Config> {
  return {...(await loadConfig({})), warehouse: await folderOf(files)};
}

/** The lines of a log. */
async function linesOf({warehouse}: Config): Promise<unknown[]> {
  const text = await readFile(accessLogOf(warehouse), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}

it("notes that sheets of sellers were served, and nothing of what is about nobody", async () => {
  const config = await settings({
    "site/index.html": "<p>home",
    "site/_file/data/seller_sheet.0a1b2c3d.arrow": "ARROW1",
    "site/_file/data/about.0a1b2c3d.arrow": "ARROW1"
  });
  const server = await serveSite({
    folder: join(config.warehouse, "site"),
    port: 0,
    onFile: await accessNoter(config)
  });
  onTestFinished(() => server.close());
  for (const result of ["about", "seller_sheet"]) {
    const answer = await fetch(`${server.url}_file/data/${result}.0a1b2c3d.arrow`);
    expect(await answer.text()).toBe("ARROW1");
  }
  expect(await linesOf(config)).toMatchObject([{what: "seller_sheet", subject: null}]);
});

it("forgets what is older than the settings say", async () => {
  const config = await settings({
    "access.jsonl": `{"at":"2020-01-01T00:00:00.000Z","by":"x","what":"explain","subject":"A1"}\n`
  });
  await noteAccess(config, {what: "explain", subject: "A2"});
  expect(await linesOf(config)).toMatchObject([{what: "explain", subject: "A2"}]);
});

it("keeps both of two looks at the same time", async () => {
  const config = await settings();
  await Promise.all(["A1", "A2"].map((subject) => noteAccess(config, {what: "explain", subject})));
  expect(await linesOf(config)).toHaveLength(2);
});
