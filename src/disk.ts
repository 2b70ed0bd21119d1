import {lstat, readdir, statfs} from "node:fs/promises";
import {join} from "node:path";
import {RessacError} from "./errors.ts";
import {type Build, dropBuild, FAILED} from "./warehouse.ts";

/** How Node and the database say that there was no room left; the database also keeps a tenth of the disk free itself. */
const FULL = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded|failed to offload data block/;

/** Whether an error is that of a full disk. */
export function isDiskFull(error: unknown): boolean {
  return FULL.test(error instanceof Error ? error.message : String(error));
}

/**
 * Removes a build for which there was no room: kept for inspection, it would keep the disk full.
 * @returns the error to end with (3): how much is free, how much is not enough, and what may go.
 */
export async function giveUpBuild(
  warehouse: string,
  build: Pick<Build, "id" | "folder">
): Promise<RessacError> {
  const reached = await sizeOf(build.folder);
  await dropBuild(warehouse, build);
  const {bavail, bsize} = await statfs(warehouse);
  const failed = await sizeOf(join(warehouse, FAILED));
  const hint = failed === 0 ? "" : ` (${join(warehouse, FAILED)}, ${megabytes(failed)}, may go)`;
  return new RessacError(
    `${warehouse}: the disk is full; the build had come to ${megabytes(reached)} and was removed, which leaves ${megabytes(bavail * bsize)} free: free more${hint}, or name a folder on another disk with --out, and run again; the published build is untouched`,
    3
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Bytes of all files in a folder; none when there is no such folder. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true}).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = files.map(({parentPath, name}) =>
    lstat(join(parentPath, name)).then(
      ({size}) => size,
      () => 0
    )
  );
  return (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
}
