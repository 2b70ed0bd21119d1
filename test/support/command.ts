import {spawn} from "node:child_process";
import {join} from "node:path";
import {PACKAGE_ROOT} from "../../src/config.ts";

/** What a command printed, and what it ended with. */
export interface CommandResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `ressac` as a user would, in a process of its own. */
export function ressac(...args: string[]): Promise<CommandResult> {
  const child = spawn(process.execPath, [join(PACKAGE_ROOT, "src", "ressac.js"), ...args], {
    cwd: PACKAGE_ROOT
  });
  const result = {stdout: "", stderr: ""};
  child.stdout.on("data", (chunk: Buffer) => (result.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (result.stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (exitCode) => resolve({exitCode, ...result}));
  });
}
