import {memoryAdvice} from "./memory.ts";

/** What a command ends with: 1 the data broke a check, 2 usage or configuration, 3 the machine. */
export type ExitCode = 1 | 2 | 3;

/**
 * An error a reader can act on. Its message says where, what, and the way out, in lower case without a full
 * stop; `exitCode` is the one the command ends with.
 */
export class RessacError extends Error {
  override readonly name = "RessacError";

  constructor(
    message: string,
    readonly exitCode: ExitCode = 2
  ) {
    super(message);
  }
}

/** The data is at fault: a check, a balance or a file that cannot be read. */
export function dataError(message: string): RessacError {
  return new RessacError(message, 1);
}

const MACHINE_CODES: Record<string, string> = {
  ENOSPC: "the disk is full; free some space and run again, the published build is untouched",
  EACCES: "permission denied; check who owns the folder",
  EROFS: "the disk is read-only; choose another folder with --out",
  EMFILE: "too many files are open; close some programs and run again",
  EADDRINUSE: "the port is taken; choose another one with --port"
};

/** Turns whatever was thrown into an error with a message for people and an exit code. */
export function explainError(thrown: unknown): {message: string; exitCode: ExitCode; stack?: string} {
  if (thrown instanceof RessacError) return {message: thrown.message, exitCode: thrown.exitCode};
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const advice = memoryAdvice(error.message);
  if (advice !== undefined) return {message: advice, exitCode: 3};
  const {code, path} = error as NodeJS.ErrnoException;
  const hint = code === undefined ? undefined : MACHINE_CODES[code];
  if (hint !== undefined) return {message: path === undefined ? hint : `${path}: ${hint}`, exitCode: 3};
  return {
    message: error.message,
    exitCode: 3,
    ...(error.stack === undefined ? {} : {stack: error.stack})
  };
}
