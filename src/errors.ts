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

const DENIED = "permission denied; give the user that runs this the right to it, or choose another folder";
const READ_ONLY =
  "the disk is read-only here; choose another folder with --out, or name it in ReadWritePaths= of the service";
const NO_MEMORY =
  "out of memory; give the run more, or set fewer threads in the settings, and run again: the published build is untouched";

const MACHINE_CODES: Record<string, string> = {
  ENOSPC: "the disk is full; free some space and run again, the published build is untouched",
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: READ_ONLY,
  ENOMEM: NO_MEMORY,
  EIO: "the disk does not give or take what it should; look into the log of the machine, then run again",
  EMFILE: "too many files are open; close some programs and run again",
  EADDRINUSE: "the port is taken; choose another one with --port"
};

/** The same where the database says it, in words of its own. */
const DATABASE_WORDS: readonly (readonly [RegExp, string])[] = [
  [
    /Conflicting lock is held in (?<program>.+?) \(PID (?<pid>\d+)\)/,
    "process $<pid> ($<program>) has this database open; close it there and try again"
  ],
  [/No space left on device/, MACHINE_CODES.ENOSPC ?? ""],
  [/: Permission denied|: Operation not permitted/, DENIED],
  [/: Read-only file system/, READ_ONLY],
  [/: Cannot allocate memory/, NO_MEMORY]
];

/** What a message of the database says of the machine, with the way out and the file it is about; nothing when it is about something else. */
export function explainMachine(message: string): string | undefined {
  const advice = memoryAdvice(message);
  if (advice !== undefined) return advice;
  for (const [words, hint] of DATABASE_WORDS) {
    const found = words.exec(message);
    if (found === null) continue;
    const path = /"(\/[^"]+)"/.exec(message)?.[1];
    const told = found[0].replace(words, hint);
    return path === undefined ? told : `${path}: ${told}`;
  }
  return undefined;
}

/** Turns whatever was thrown into an error with a message for people and an exit code. */
export function explainError(thrown: unknown): {message: string; exitCode: ExitCode; stack?: string} {
  if (thrown instanceof RessacError) return {message: thrown.message, exitCode: thrown.exitCode};
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const {code, path} = error as NodeJS.ErrnoException;
  const hint = code === undefined ? undefined : MACHINE_CODES[code];
  if (hint !== undefined) return {message: path === undefined ? hint : `${path}: ${hint}`, exitCode: 3};
  const machine = explainMachine(error.message);
  if (machine !== undefined) return {message: machine, exitCode: 3};
  return {
    message: error.message,
    exitCode: 3,
    ...(error.stack === undefined ? {} : {stack: error.stack})
  };
}
