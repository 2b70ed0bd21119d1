import {createHmac, randomBytes} from "node:crypto";
import {linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {dirname} from "node:path";
import {RessacError} from "./errors.ts";

/** The variable that can hold the key, for machines on which no file should. */
const VARIABLE = "RESSAC_KEY";
const LEAST_CHARACTERS = 16;
const KEY_BYTES = 32;

interface KeyState {
  file?: string | undefined;
  key?: string | undefined;
}

/** Not in this module: a contract outside an ES module package has a second copy of it. */
const shared = globalThis as {[key: symbol]: KeyState | undefined};
const state = (shared[Symbol.for("ressac.key")] ??= {});

/** Names the file that holds the key of the run; it is made when a value is first hashed, if it is not there. */
export function useKeyFile(path: string | undefined): void {
  state.file = path;
  state.key = undefined;
}

/** The HMAC-SHA-256 of a text under the key of the run: its first 32 hexadecimal digits. */
export function hashWithKey(text: string): string {
  state.key ??= readKey({variable: VARIABLE, file: state.file});
  return createHmac("sha256", state.key).update(text).digest("hex").slice(0, 32);
}

/** Tells one key from another without telling the key: hashes made under another one are not comparable. */
export function keyFingerprint(): string {
  return hashWithKey("ressac: which key is this?").slice(0, 8);
}

/** Where a key is taken from: a variable of the environment, else a file. */
export interface KeyPlace {
  variable: string;
  file: string | undefined;
}

/**
 * A key: of the environment, else of the file, which is made with a random one when there is none.
 * @throws RessacError (2) when there is nowhere to take it from, when it is too short, or when the file is not its
 * owner's alone.
 */
export function readKey({variable, file}: KeyPlace): string {
  const given = process.env[variable];
  if (given !== undefined && given !== "") return requireLength(given, variable);
  if (file === undefined) {
    throw new RessacError(`no key to hash with; set ${variable}, or name a keyFile in the settings`);
  }
  try {
    return readKeyFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  makeKeyFile(file);
  return readKeyFile(file);
}

function readKeyFile(file: string): string {
  const key = readFileSync(file, "utf8").trim();
  if (process.platform !== "win32") requireOwn(file);
  return requireLength(key, file);
}

/** A file that others can read, or that somebody else can change, holds no secret of ours. */
function requireOwn(file: string): void {
  const {mode, uid} = statSync(file);
  if ((mode & 0o077) !== 0) throw new RessacError(`${file}: others can read this key; use chmod 600 on it`);
  if (uid !== process.getuid?.())
    throw new RessacError(`${file}: this key belongs to somebody else; use chown on it, or make your own`);
}

function makeKeyFile(file: string): void {
  mkdirSync(dirname(file), {recursive: true});
  // Whole or not at all: a run that is killed, or looks at the same moment, must not find half a key.
  const part = `${file}.${process.pid}`;
  writeFileSync(part, `${randomBytes(KEY_BYTES).toString("hex")}\n`, {mode: 0o600, flush: true});
  try {
    linkSync(part, file);
  } catch (error) {
    // Another run has made it in the meantime.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(part, {force: true});
  }
}

function requireLength(key: string, where: string): string {
  if (key.length >= LEAST_CHARACTERS) return key;
  throw new RessacError(
    `${where}: a key of ${key.length} characters can be guessed; give at least ${LEAST_CHARACTERS}`
  );
}
