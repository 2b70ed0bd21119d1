import {readdirSync, readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import type {Words} from "../../reports/components/say.ts";

const french = read("fr");
const english = read("en");
const sources = [
  ...files("reports", ".md"),
  ...files("reports/components", ".ts"),
  "pipeline/due/index.ts",
  "observablehq.config.ts",
  "src/audiences/pages.ts",
  "src/report.ts"
]
  .map((path) => readFileSync(path, "utf8"))
  .join("\n");

function read(language: string): Words {
  return JSON.parse(readFileSync(`reports/words/${language}.json`, "utf8")) as Words;
}

function files(folder: string, extension: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .map((name) => `${folder}/${name}`);
}

function formsOf(words: Words): [string, string][] {
  return Object.entries(words).flatMap(([key, entry]) =>
    typeof entry === "string"
      ? [[key, entry] as [string, string]]
      : Object.values(entry).map((form): [string, string] => [key, form])
  );
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();
}

describe("the catalogues", () => {
  it("have the same keys, in the same order", () => {
    expect(Object.keys(english)).toEqual(Object.keys(french));
  });

  it("put the same values into the same texts", () => {
    for (const [key, entry] of Object.entries(french)) {
      const [one, other] = [french, english].map((words) =>
        formsOf({[key]: words[key] ?? ""}).map(([, form]) => namesIn(form))
      );
      expect(other?.at(-1), key).toEqual(one?.at(-1));
      expect(typeof english[key], key).toBe(typeof entry);
    }
  });

  it("hold no markup, no code and no empty text", () => {
    for (const [key, text] of [...formsOf(french), ...formsOf(english)]) {
      expect(text.trim(), key).not.toBe("");
      expect(text, key).not.toMatch(/\$\{|\{\{|[<>`]/);
    }
  });

  it("never let French punctuation or a unit begin a line", () => {
    for (const [key, text] of formsOf(french)) expect(text, key).not.toMatch(/ [:;!?»%]|« |\} [kM€]/);
  });

  it("hold every key that pages and components ask for", () => {
    const asked = [...sources.matchAll(/(?:say\.text\("|\{\{|\bword\(")([a-z_]+(?:\.[\w-]+)+)/g)].map(
      (match) => match[1] ?? ""
    );
    expect(asked.length).toBeGreaterThan(80);
    expect([...new Set(asked)].filter((key) => !(key in french) && !key.endsWith("."))).toEqual([]);
  });

  it("hold no key that nobody asks for", () => {
    // Names of codes are asked for by their vocabulary; other computed keys by what they begin with.
    const vocabularies = [...sources.matchAll(/say\.name\(["`]([\w.]+)/g)].map(
      (match) => `${match[1] ?? ""}.`
    );
    const computed = [...sources.matchAll(/`([a-z]+(?:\.[a-z_]+)*\.)\$\{/g)].map((match) => match[1] ?? "");
    const begun = [...new Set([...vocabularies, ...computed, "money.", "move.", "gap."])];
    const unused = Object.keys(french).filter(
      (key) =>
        !sources.includes(`"${key}"`) &&
        !sources.includes(`{{${key}}}`) &&
        !begun.some((start) => key.startsWith(start))
    );
    expect(unused).toEqual([]);
  });
});
