// A run whose attribution rules cannot be used is refused, with the line and the way out, and publishes nothing.
import {cp, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {expect, it} from "vitest";
import {SHIPPED} from "../../../src/config.ts";
import {publishedBuild} from "../../../src/warehouse.ts";
import {ressac} from "../../support/command.ts";
import {tempFolder} from "../../support/temp.ts";
import {copyPublished} from "../../support/published.ts";

it("refuses shares that are no whole, overlaps and a missing default, each in a sentence", async () => {
  const folder = await tempFolder();
  const lookups = join(folder, "lookups");
  await cp(SHIPPED.lookups, lookups, {recursive: true});
  const settings = join(folder, "ressac.config.ts");
  const {exports, out} = await copyPublished(join(folder, "out"));
  await writeFile(settings, `export default {lookups: ${JSON.stringify(lookups)}};\n`);
  const run = () => ressac("run", "--config", settings, "--exports", exports, "--out", out);
  const published = await publishedBuild(join(out, "warehouse"));

  const rules = join(lookups, "attribution_rules.csv");
  const [header = "", ...rows] = (await readFile(rules, "utf8")).trimEnd().split("\n");
  const columns = header.split(";").map((cell) => cell.replace(/:.*/, ""));
  const change = (row: string, changed: Record<string, string>) =>
    row
      .split(";")
      .map((cell, index) => changed[columns[index] ?? ""] ?? cell)
      .join(";");
  const [open = "", last = ""] = rows;
  const broken = [
    change(last, {rule: "a", credit_house_bp: "9000"}),
    change(last, {rule: "b"}),
    change(last, {rule: "b"}),
    change(open, {rule: "c"})
  ];
  await writeFile(rules, `${[header, ...rows, ...broken].join("\n")}\n`);
  const line = rows.length + 2;
  const {exitCode, stderr} = await run();
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    "check attribution_rules_are_sound found 3 rows that should not be there: Every row of data/lookups/attribution_rules.csv can be used"
  );
  expect(stderr).toMatch(
    new RegExp(`source_line.*${line}.*the shares of the credit add up to 9000: they must make 10000`)
  );
  expect(stderr).toMatch(
    new RegExp(
      `source_line.*${line + 2}.*same rule, measure and position as line ${line + 1} on the same days`
    )
  );
  expect(stderr).toMatch(
    new RegExp(
      `source_line.*${line + 3}.*no default from 2000-01-01 on: add a row of c for CA without conditions`
    )
  );
  expect(await publishedBuild(join(out, "warehouse"))).toBe(published);
}, 240_000);
