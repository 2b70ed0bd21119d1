import {appendFile, readFile, rename, writeFile} from "node:fs/promises";
import {userInfo} from "node:os";
import {join} from "node:path";
import {readPolicy} from "./audiences/policy.ts";
import type {Config} from "./config.ts";

/** That somebody looked at what is known of one person, customer or seller. */
interface Access {
  /** Instant, UTC. */
  at: string;
  /** Account on this machine. */
  by: string;
  /** What was used: `explain`, or the published result that was served. */
  what: string;
  /** Id that was asked for; the keyed hash of one that was forgotten; null for all of them. */
  subject: string | null;
}

const FILE_NAME = "access.jsonl";
const DAY_MS = 86_400_000;

/** The log of who looked at what, a line of JSON each, beside the builds; only the owner of the folder can read it. */
export function accessLogOf(warehouse: string): string {
  return join(warehouse, FILE_NAME);
}

/** Adds to the log; what is older than the settings say is dropped. */
export async function noteAccess(
  {warehouse, keep}: Pick<Config, "warehouse" | "keep">,
  {what, subject}: Pick<Access, "what" | "subject">
): Promise<void> {
  const now = new Date();
  const access: Access = {at: now.toISOString(), by: userInfo().username, what, subject};
  // Added at the end, not written anew: two that look at the same time are both in it.
  await appendFile(accessLogOf(warehouse), `${JSON.stringify(access)}\n`, {mode: 0o600});
  const oldest = new Date(now.getTime() - keep.accessDays * DAY_MS).toISOString();
  const all = await readAccesses(warehouse);
  if ((all[0]?.at ?? oldest) < oldest)
    await writeAccesses(
      warehouse,
      all.filter(({at}) => at >= oldest)
    );
}

/** Makes what notes each file of a site that holds a result of which the policy says so. */
export async function accessNoter(config: Config): Promise<(path: string) => Promise<void>> {
  const {results} = await readPolicy(config);
  const logged = new Set(Object.keys(results).filter((name) => results[name]?.is_logged === true));
  return async (path) => {
    const result = /^_file\/data\/(\w+)\./.exec(path)?.[1];
    if (result !== undefined && logged.has(result)) await noteAccess(config, {what: result, subject: null});
  };
}

/** Puts keyed hashes in place of the ids of somebody who is forgotten, also where a day stands behind one. */
export async function forgetAccess(
  {warehouse}: Pick<Config, "warehouse">,
  hashes: ReadonlyMap<string, string>
): Promise<void> {
  const accesses = await readAccesses(warehouse);
  if (accesses.length === 0) return;
  await writeAccesses(
    warehouse,
    accesses.map((access) => ({
      ...access,
      subject: hashes.get(access.subject?.split("@")[0] ?? "") ?? access.subject
    }))
  );
}

async function readAccesses(warehouse: string): Promise<Access[]> {
  const text = await readFile(accessLogOf(warehouse), "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  });
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Access);
}

async function writeAccesses(warehouse: string, accesses: readonly Access[]): Promise<void> {
  const path = accessLogOf(warehouse);
  const text = accesses.map((access) => `${JSON.stringify(access)}\n`).join("");
  await writeFile(`${path}.new`, text, {mode: 0o600});
  await rename(`${path}.new`, path);
}
