// docs/contradictions.md is made from a table: this writes it again and fails when it differs (-u puts it right).
import {readFile} from "node:fs/promises";
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import {format} from "prettier";
import {describe, expect, it} from "vitest";
import {SHIPPED} from "../../src/config.ts";
import {
  contradictionsPage,
  namesOf,
  type Contradiction,
  type Setting
} from "../../src/contradictions-page.ts";
import {sqlFiles} from "../support/files.ts";

function readLookup<Row>(name: string): Row[] {
  const text = readFileSync(join(SHIPPED.lookups, `${name}.csv`), "utf8");
  const plain = text.replace(/^.*/, (header) => header.replace(/:\w+/g, ""));
  return parse<Row>(plain, {delimiter: ";", columns: true});
}

const contradictions = readLookup<Contradiction>("contradictions");
const parameters = readLookup<Setting & {source: string}>("parameters");
const policies = readLookup<Setting & {source: string}>("policies");
const rules = readLookup<{rule: string}>("obligation_rules");
const sql = sqlFiles()
  .filter((path) => path.includes("pipeline"))
  .map((path) => readFileSync(path, "utf8").replace(/--.*$/gm, ""))
  .join("\n");

/** Contradictions whose choice is kept in one kind of table, with each name that holds it. */
function held(kind: string): [string, string][] {
  return contradictions
    .filter(({kept_in}) => kept_in === kind)
    .flatMap((row) => namesOf(row).map((name): [string, string] => [row.id, name]));
}

describe("the contradictions", () => {
  it("are all there, once each, and say what holds", () => {
    expect(contradictions.map(({id}) => id)).toEqual(Array.from({length: 26}, (_, index) => `C${index + 1}`));
    for (const row of contradictions) {
      expect(["parameter", "policy", "lookup", "rule", "none"], row.id).toContain(row.kept_in);
      expect(namesOf(row).length > 0, row.id).toBe(row.kept_in !== "none");
      expect(row.seeds, row.id).toMatch(/^S[0-4]( S[0-4])*$/);
      for (const text of [row.topic, row.conflict, row.choice])
        expect(text.length, row.id).toBeGreaterThan(5);
    }
  });

  it.each(held("parameter"))("%s is the parameter %s, which a model reads", (_, name) => {
    expect(parameters.map((row) => row.name)).toContain(name);
    expect(sql).toMatch(new RegExp(`parameter(_on)? \\('${name}'`));
  });

  it.each(held("policy"))("%s is the policy %s, which a model reads", (_, name) => {
    expect(policies.map((row) => row.name)).toContain(name);
    expect(sql).toMatch(new RegExp(`policy(_on)? \\('${name}'`));
  });

  it.each(held("lookup"))("%s is kept in the table %s, which a model reads", (_, name) => {
    expect(existsSync(join(SHIPPED.lookups, `${name}.csv`))).toBe(true);
    expect(sql).toMatch(new RegExp(`\\blookups\\.${name}\\b`));
  });

  it.each(held("rule"))("%s is the rule %s", (_, name) => {
    expect(rules.map(({rule}) => rule)).toContain(name);
    expect(sql).toContain(`'${name}'`);
  });

  it("name every parameter and policy that was made for one of them", () => {
    for (const {name, source} of [...parameters, ...policies]) {
      const [, id] = /^methods 1\.3 (C\d+)/.exec(source) ?? [];
      const names = contradictions.filter((row) => row.id === id).flatMap(namesOf);
      if (id !== undefined) expect(names, `${name} is said to be for ${id}`).toContain(name);
    }
  });
});

describe("docs/contradictions.md", () => {
  it("says what the tables say", async () => {
    const page = contradictionsPage(contradictions, [...parameters, ...policies]);
    const written = await format(page, {
      ...(JSON.parse(await readFile(".prettierrc.json", "utf8")) as object),
      parser: "markdown"
    });
    await expect(written).toMatchFileSnapshot(join("..", "..", "docs", "contradictions.md"));
  });
});
