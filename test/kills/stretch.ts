import fs, {writeSync} from "node:fs";
import {syncBuiltinESMExports} from "node:module";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {pathToFileURL} from "node:url";

/** Long enough for a kill to land between two operations, short enough for hundreds of runs. */
const PAUSE_MS = 10;

const OPERATIONS = [
  "mkdir",
  "open",
  "readdir",
  "readlink",
  "rename",
  "rm",
  "stat",
  "symlink",
  "writeFile"
] as const;

/** Steps that take but a moment. */
const SHORT = ["close", "flip", "turned", "clear"];

/** A step of the progress that tells its end is followed by the next one. */
const NEXT: Record<string, string> = {
  ingest: "models",
  models: "checks",
  checks: "publish",
  publish: "close"
};

const BUILD = /\d{8}T\d{6}Z(-\d+)?$/;

let step = "start";

/**
 * Runs the command line of the package whose root comes first. The run tells on stderr where it is (`@close`), and its last
 * steps last: each operation on a file waits before it begins, so that a kill can land between any two of them.
 */
export async function runStretched([node = "", script = "", root = "", ...rest]: string[]): Promise<void> {
  for (const name of OPERATIONS) stretch(name);
  syncBuiltinESMExports();
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (text: string | Uint8Array) => {
    const isDone = write(text);
    enter(NEXT[/^(\w+) {2,}/.exec(String(text))?.[1] ?? ""]);
    return isDone;
  };
  const cli = (await import(pathToFileURL(join(root, "src", "cli.ts")).href)) as {
    main: (argv: readonly string[]) => Promise<void>;
  };
  await cli.main([node, script, ...rest]);
}

type Operation = (...values: unknown[]) => Promise<unknown>;

function stretch(name: (typeof OPERATIONS)[number]): void {
  const operations = fs.promises as unknown as Record<string, Operation>;
  const original = operations[name]?.bind(fs.promises);
  if (original === undefined) throw new Error(`${name}: no such operation`);
  operations[name] = async (...values) => {
    enter(stepOf(name, values));
    if (SHORT.includes(step)) await setTimeout(PAUSE_MS);
    const result = await original(...values);
    // What follows still belongs to the flip, up to the first look around in the warehouse.
    if (step === "flip" && name === "rename") step = "turned";
    return result;
  };
}

/** The step that begins with an operation, if one does. */
function stepOf(name: string, [path]: unknown[]): string | undefined {
  if (name === "mkdir" && BUILD.test(String(path))) return "ingest";
  if (name === "symlink" && step === "close") return "flip";
  return name === "readdir" && step === "turned" ? "clear" : undefined;
}

function enter(next: string | undefined): void {
  if (next === undefined || next === step) return;
  step = next;
  writeSync(2, `@${next}\n`);
}
