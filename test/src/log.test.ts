import {readFile} from "node:fs/promises";
import {describe, expect, it} from "vitest";
import {jsonLog, lineLog, type LogLine} from "../../src/log.ts";
import {ressac} from "../support/command.ts";

/** What a log writes while something is done with it. */
function linesOf(use: (log: ReturnType<typeof jsonLog>) => void): LogLine[] {
  let text = "";
  use(jsonLog({write: (part: unknown) => ((text += String(part)), true)}));
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as LogLine);
}

/** One line of each kind, with every key that there is. */
const everything = (): LogLine[] =>
  linesOf((log) => {
    log.note("b.csv: same content as another file; read once");
    log.begin?.("20260701T053000Z");
    const step = log.step("ingest", 2);
    step.advance("a.csv");
    step.advance('b "2".csv\nof two lines');
    step.finish("2 files, 7 records", {files: 2, records: 7});
    log.fail("check orders found 2 rows", 1, "RessacError\n  at there");
  });

describe("the log for programs", () => {
  it("is an object a line: when, how grave, what, of which build", () => {
    const lines = everything();
    for (const {time} of lines) expect(new Date(time).toISOString()).toBe(time);
    const at = expect.any(String) as string;
    const duration_ms = expect.any(Number) as number;
    const build = "20260701T053000Z";
    expect(lines).toEqual([
      {time: at, level: "notice", event: "note", message: "b.csv: same content as another file; read once"},
      {time: at, level: "info", event: "step_started", build, step: "ingest", total: 2},
      {
        time: at,
        level: "debug",
        event: "part_done",
        build,
        step: "ingest",
        part: "a.csv",
        done: 1,
        total: 2,
        duration_ms
      },
      {
        ...{time: at, level: "debug", event: "part_done", build, step: "ingest"},
        ...{part: 'b "2".csv\nof two lines', done: 2, total: 2, duration_ms}
      },
      {
        ...{time: at, level: "info", event: "step_finished", build, step: "ingest", duration_ms},
        ...{counts: {files: 2, records: 7}, message: "2 files, 7 records"}
      },
      {
        ...{time: at, level: "error", event: "error", build, message: "check orders found 2 rows"},
        ...{exit_code: 1, stack: "RessacError\n  at there"}
      }
    ]);
  });

  it("has the keys, levels and events that docs/operations.md explains, and no others", async () => {
    const page = await readFile("docs/operations.md", "utf8");
    const section = page.split("\n## ").find((part) => part.startsWith("Log lines")) ?? "";
    const told = [...section.matchAll(/^\| `(\w+)` +\|/gm)].map(([, key]) => key);
    const lines = everything();
    expect(told.sort()).toEqual([...new Set(lines.flatMap(Object.keys))].sort());
    for (const {level, event} of lines)
      for (const word of [level, event]) expect(section).toContain(`\`${word}\``);
  });
});

it("the log for people is as it was: a line a step, and errors as they are", () => {
  let text = "";
  const stream = {isTTY: false, write: (part: unknown) => ((text += String(part)), true)};
  const log = lineLog(stream as unknown as NodeJS.WriteStream);
  log.step("ingest", 1).finish("2 files", {files: 2});
  log.fail("the disk is full", 3);
  expect(text).toBe("ingest     2 files\nthe disk is full\n");
});

describe("every command", () => {
  it.each([
    ["of the line", ["check", "--exports", "/nowhere", "--log", "json"], "/nowhere: no such folder"],
    [
      "of the line in one word",
      ["site", "--log=json", "--out", "/nowhere"],
      "nothing has been published here yet"
    ],
    [
      "of the line, which is wrong",
      ["run", "--as-of", "30/06/2026", "--log", "json"],
      "a day is written yyyy-mm-dd"
    ],
    ["of a command that there is none of", ["rnu", "--log", "json"], "unknown command 'rnu'"]
  ])("tells its errors as an object at the wish %s", async (_, args, message) => {
    const {stderr, exitCode} = await ressac(...args);
    const line = JSON.parse(stderr) as LogLine;
    expect(line).toMatchObject({level: "error", event: "error", exit_code: 2});
    expect(line.message).toContain(message);
    expect(exitCode).toBe(2);
  });

  it("refuses a form that there is none of", async () => {
    const {stderr, exitCode} = await ressac("gc", "--log", "xml");
    expect(stderr).toContain("argument 'xml' is invalid. Allowed choices are lines, json.");
    expect(exitCode).toBe(2);
  });
});
