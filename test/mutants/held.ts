// What became of mutants is kept from one run to the next, so that each is tried once.
import {createHash} from "node:crypto";
import {existsSync} from "node:fs";
import {mkdir, readFile, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {isSame, isUnnoticed, type Outcome} from "./outcomes.ts";
import {trySql} from "./sql.ts";
import {tryTypeScript} from "./typescript.ts";

/** Mutants of a file that are tried in one process. */
const AT_ONCE = 60;

/** What is known of the mutants of a file. */
export interface Held {
  /** Hashes of the file and of its tests, as they were. */
  source: string;
  tests: string;
  /** Mutants that the file has, tried or not. */
  all: number;
  outcomes: Outcome[];
}

export interface Trying {
  /** Part of the mutants that is tried, 0 to 1; always the same ones. */
  share: number;
  /** Whether those are tried again that were noticed before. */
  isFresh: boolean;
}

/** What is known of a file's mutants; nothing when none was ever tried. */
export async function readHeld(path: string): Promise<Held | undefined> {
  const file = fileOf(path);
  return existsSync(file) ? (JSON.parse(await readFile(file, "utf8")) as Held) : undefined;
}

/**
 * Tries the mutants of a file that are not known yet, and, where its tests are others now, those that went unnoticed.
 * @throws when the tests fail without any mutant.
 */
export async function tryFile(path: string, tests: readonly string[], trying: Trying): Promise<Held> {
  const keys = {source: await hashOf([path]), tests: await hashOf(tests)};
  const before = await readHeld(path);
  const isKnown = before?.source === keys.source && !trying.isFresh;
  const held: Held = {source: keys.source, tests: "", all: 0, outcomes: isKnown ? before.outcomes : []};
  const done: Outcome[] = [];
  const isLeft = (mutant: Outcome): boolean => {
    if (done.some((other) => isSame(mutant, other))) return false;
    const known = held.outcomes.find((other) => isSame(mutant, other));
    if (known === undefined) return isSampled(mutant, trying.share);
    return isUnnoticed(known) && before?.tests !== keys.tests;
  };
  for (let isOver = false; !isOver;) {
    const tried = await tryNext(path, tests, held, isLeft);
    done.push(...tried);
    held.outcomes = [
      ...held.outcomes.filter((known) => !tried.some((other) => isSame(known, other))),
      ...tried
    ];
    held.outcomes.sort((one, other) => one.line - other.line || one.column - other.column);
    isOver = tried.length < AT_ONCE;
    if (isOver) held.tests = keys.tests;
    // What is done by then is kept when the rest is stopped.
    await mkdir(dirname(fileOf(path)), {recursive: true});
    await writeFile(fileOf(path), JSON.stringify(held, null, 1));
  }
  return held;
}

async function tryNext(
  path: string,
  tests: readonly string[],
  held: Held,
  isLeft: (mutant: Outcome) => boolean
): Promise<Outcome[]> {
  let count = 0;
  held.all = 0;
  return (path.endsWith(".sql") ? trySql : tryTypeScript)(path, tests, (mutant) => {
    held.all++;
    return count < AT_ONCE && isLeft(mutant) && ++count > 0;
  });
}

function fileOf(path: string): string {
  return join(PACKAGE_ROOT, "dist", "mutants", `${path.replaceAll(/\W/g, "-")}.json`);
}

/** Whether a mutant is among the part that is tried: by its place and its text, as if they were drawn. */
function isSampled({path, line, column, kind, replacement}: Outcome, share: number): boolean {
  const key = JSON.stringify([path, line, column, kind, replacement]);
  return createHash("sha256").update(key).digest().readUInt32BE() < share * 2 ** 32;
}

async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path).update(await readFile(join(PACKAGE_ROOT, path)));
  return hash.digest("hex");
}
