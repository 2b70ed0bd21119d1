import {readdirSync} from "node:fs";
import {join} from "node:path";

const ROOTS = ["pipeline", "reports/data", "reports/protected", "examples"];

/** Every SQL file of the project, sorted, as paths from its root. */
export function sqlFiles(roots: string[] = ROOTS): string[] {
  return roots
    .flatMap((root) =>
      readdirSync(root, {recursive: true, withFileTypes: true})
        .filter((entry) => entry.isFile() && entry.name.endsWith(".sql"))
        .map((entry) => join(entry.parentPath, entry.name))
    )
    .sort();
}
