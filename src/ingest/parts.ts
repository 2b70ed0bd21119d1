import {readdir, stat} from "node:fs/promises";
import {join, relative, sep} from "node:path";
import {type ExportFile, isHidden, openZip, readContent} from "./archive.ts";

/** A file with some of an export's content. */
export interface Part {
  /** Its path in the archive or folder that is the export; empty when the export is a single file. */
  path: string;
  /** What it is called in messages. */
  name: string;
  chunks: AsyncIterable<Buffer>;
}

/**
 * Opens what an export is made of, file by file: itself, or the parts of an archive or folder.
 * @throws RessacError (1) when its archive is damaged, locked or out of bound.
 */
export async function* openParts(file: ExportFile): AsyncGenerator<Part> {
  const {name, path, parts} = file;
  if (parts === undefined) {
    yield {path: "", name, chunks: readContent(file)};
  } else if (await isFolder(path)) {
    for (const part of parts) {
      const its = {name: `${name}/${part}`, path: join(path, part)};
      yield {path: part, name: its.name, chunks: readContent(its)};
    }
  } else {
    const zip = await openZip(file);
    try {
      for (const part of parts) yield {path: part, name: `${name}/${part}`, chunks: zip.read(part)};
    } finally {
      zip.close();
    }
  }
}

/** Whether there is a folder of this name. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false
  );
}

/** The paths of all files in a folder and below, sorted, but for hidden ones. */
export async function listFolder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !path.split("/").some(isHidden))
    .sort();
}

/** Size of an export as delivered, and when it was last changed: of a folder, that of its parts. */
export async function statExport({path, parts}: ExportFile): Promise<{size: number; mtimeMs: number}> {
  if (parts === undefined || !(await isFolder(path))) return stat(path);
  const found = await Promise.all(parts.map((part) => stat(join(path, part))));
  return {
    size: found.reduce((total, {size}) => total + size, 0),
    mtimeMs: Math.max(...found.map(({mtimeMs}) => mtimeMs))
  };
}
