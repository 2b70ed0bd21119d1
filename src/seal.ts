import {createHash} from "node:crypto";
import {existsSync} from "node:fs";
import {open, readdir, readFile, rename, stat} from "node:fs/promises";
import {dirname, join, relative, sep} from "node:path";

/** A file of a build, as it was when the build was finished. */
export interface SealedFile {
  /** Below the folder of the build, with `/` between folders. */
  path: string;
  bytes: number;
  sha256: string;
}

/** How closely a build is looked at: its manifest and the sizes of its files, or each of their bytes. */
export type Depth = "sizes" | "hashes";

/** The file of a build that holds its manifest. */
export const MANIFEST = "manifest.json";
const CHUNK_BYTES = 1 << 20;

/** What a person who opens the published database for writing leaves beside it: it would be read as part of it. */
const WAL = "ressac.duckdb.wal";

/**
 * Hashes every file of a finished build, by path; each is safely on disk when it returns. The database has to be closed:
 * whoever reads the file of an open one takes its lock away.
 */
export async function hashContents(folder: string): Promise<SealedFile[]> {
  const paths = (await readdir(folder, {recursive: true, withFileTypes: true}))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const files: SealedFile[] = [];
  for (const path of paths) {
    const name = relative(folder, path).split(sep).join("/");
    files.push({path: name, ...(await hashFile(path, {sync: true}))});
  }
  for (const inside of new Set(paths.map((path) => dirname(path)))) await syncPath(inside);
  return files;
}

/** Writes the manifest of a build, whole or not at all, and its own hash beside it, as `sha256sum --check` reads it. */
export async function writeSealed(folder: string, manifest: string): Promise<void> {
  await writeWhole(join(folder, MANIFEST), manifest);
  const sha256 = createHash("sha256").update(manifest).digest("hex");
  await writeWhole(join(folder, `${MANIFEST}.sha256`), `${sha256}  ${MANIFEST}\n`);
  await syncPath(folder);
}

/** What is not as it was when a build was finished, in words; nothing when it is whole. */
export async function findDamage(folder: string, depth: Depth): Promise<string | undefined> {
  if (!existsSync(folder)) return "its folder is gone";
  const manifest = await readFile(join(folder, MANIFEST), "utf8").catch(() => undefined);
  const seal = await readFile(join(folder, `${MANIFEST}.sha256`), "utf8").catch(() => undefined);
  if (manifest === undefined) return `${MANIFEST} cannot be read`;
  if (seal === undefined) return `${MANIFEST}.sha256 cannot be read`;
  if (seal !== `${createHash("sha256").update(manifest).digest("hex")}  ${MANIFEST}\n`)
    return `${MANIFEST} is not what was written`;
  if (existsSync(join(folder, WAL))) return `${WAL}: somebody has written into the database`;
  const {contents} = JSON.parse(manifest) as {contents: SealedFile[]};
  for (const file of contents) {
    const damage = await damageOf(join(folder, file.path), file, depth);
    if (damage !== undefined) return `${file.path} ${damage}`;
  }
  return undefined;
}

async function damageOf(path: string, file: SealedFile, depth: Depth): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return "is missing";
  if (found.size !== file.bytes) return `has ${found.size} bytes where it had ${file.bytes}`;
  if (depth === "sizes") return undefined;
  const sha256 = await hashFile(path, {sync: false}).then(
    (hashed) => hashed.sha256,
    () => undefined
  );
  if (sha256 === undefined) return "cannot be read";
  return sha256 === file.sha256 ? undefined : "is not what was written";
}

async function hashFile(path: string, {sync}: {sync: boolean}): Promise<{bytes: number; sha256: string}> {
  const file = await open(path, "r");
  try {
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const chunk of file.createReadStream({highWaterMark: CHUNK_BYTES, autoClose: false})) {
      hash.update(chunk as Buffer);
      bytes += (chunk as Buffer).length;
    }
    if (sync) await file.sync();
    return {bytes, sha256: hash.digest("hex")};
  } finally {
    await file.close();
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}

/** Without it, a crash of the machine could leave a `current` that points at a file still in memory. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
