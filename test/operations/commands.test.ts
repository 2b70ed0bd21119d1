// Every command that a document or an example tells people to type is one that there is, with the options it has.
import {readdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import type {Command} from "commander";
import {describe, expect, it} from "vitest";
import {createProgram} from "../../src/cli.ts";
import {jsonLog} from "../../src/log.ts";

const program = createProgram(jsonLog({write: () => true}));

/** What stands behind `ressac` where it is to be typed, as words: in backticks, at the beginning of a line, after npx or node. */
function commandsIn(text: string): string[][] {
  const whole = text.replaceAll(/\\\n\s*/g, " ").replaceAll(/"[^"\n]*"/g, "words");
  const typed = whole.matchAll(/(?:(?:`|npx |^)ressac|ressac\.js) ([^`\n;&|#>')]+)/gm);
  return [...typed].map(([, line = ""]) => line.replaceAll(/[[\]]/g, "").trim().split(/ +/));
}

/** Why a command could not be typed; nothing when it could. */
function problemOf([first = "", ...rest]: readonly string[]): string | undefined {
  let command: Command | undefined = program.commands.find((one) => one.name() === first);
  if (command === undefined) return `no command ${first}`;
  let words = rest;
  while (command.commands.length > 0) {
    const [next = ""] = words;
    const inner: Command | undefined = command.commands.find((one) => one.name() === next);
    if (inner === undefined) return next === "" ? undefined : `no command ${first} ${next}`;
    command = inner;
    words = words.slice(1);
  }
  const options = command.options.flatMap(({long, short}) => [long, short]);
  const unknown = words.find(
    (word) => word.startsWith("-") && !options.includes(word.replace(/[=:.].*$/, ""))
  );
  return unknown === undefined ? undefined : `${command.name()} has no option ${unknown}`;
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {withFileTypes: true, recursive: true});
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const TEXTS = [
  "README.md",
  "CONTRIBUTING.md",
  ...(await filesUnder("docs")),
  ...(await filesUnder("examples"))
].filter((path) => !path.endsWith(".png"));

describe("what people are told to type", () => {
  it("is read out of texts", () => {
    expect(
      commandsIn("Use `ressac gc --dry-run`; ressac is good.\nnpx ressac site --audience all --to sites # x")
    ).toEqual([
      ["gc", "--dry-run"],
      ["site", "--audience", "all", "--to", "sites"]
    ]);
    expect(commandsIn("node /opt/src/ressac.js run --config a.ts && node b")).toEqual([
      ["run", "--config", "a.ts"]
    ]);
    expect(commandsIn('npx ressac forget CL1 --for-good --reason "ticket 4711"')).toEqual([
      ["forget", "CL1", "--for-good", "--reason", "words"]
    ]);
  });

  it("is told wrong when there is no such thing", () => {
    expect(problemOf(["gc", "--dry-run", "--keep", "2"])).toBeUndefined();
    expect(problemOf(["audit", "apply", "FILE"])).toBeUndefined();
    expect(problemOf(["gcc"])).toBe("no command gcc");
    expect(problemOf(["audit", "aply"])).toBe("no command audit aply");
    expect(problemOf(["run", "--audience", "all"])).toBe("run has no option --audience");
  });

  it.each(TEXTS)("is there: %s", async (path) => {
    const commands = commandsIn(await readFile(path, "utf8"));
    const problems = commands.map((words) => ({words: words.join(" "), problem: problemOf(words)}));
    expect(problems.filter(({problem}) => problem !== undefined)).toEqual([]);
  });

  it("stands in the documents often enough to be looked at", async () => {
    const texts = await Promise.all(TEXTS.map((path) => readFile(path, "utf8")));
    expect(texts.flatMap(commandsIn).length).toBeGreaterThan(40);
  });

  it("is all of it in the README: every command has its row", async () => {
    const readme = await readFile("README.md", "utf8");
    const names = program.commands.flatMap((one) =>
      one.commands.length === 0 ? [one.name()] : one.commands.map((inner) => `${one.name()} ${inner.name()}`)
    );
    const missing = names.filter((name) => name !== "start" && !readme.includes(`\`npx ressac ${name}`));
    expect(missing).toEqual([]);
  });
});
