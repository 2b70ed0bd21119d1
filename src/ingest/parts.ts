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

/** An export on disk: what changes when somebody writes to it, renames another file over it, or removes it. */
export interface ExportState {
  /** Bytes as delivered: of a folder, those of its parts. */
  size: number;
  /** Which file it is, and when its bytes were last changed. */
  content: string;
  /** When anything about it was last changed, its name and its times among them. */
  changed: string;
  /** The newest of these instants, in milliseconds. */
  changedMs: number;
}

/** Looks at an export without reading it. */
export async function statExport({path, parts}: ExportFile): Promise<ExportState> {
  const paths =
    parts !== undefined && (await isFolder(path)) ? parts.map((part) => join(path, part)) : [path];
  const found = await Promise.all(paths.map((one) => stat(one, {bigint: true})));
  return {
    size: found.reduce((total, {size}) => total + Number(size), 0),
    content: found.map(({dev, ino, size, mtimeNs}) => [dev, ino, size, mtimeNs].join(":")).join(" "),
    changed: found.map(({ctimeNs}) => ctimeNs).join(" "),
    changedMs: Math.max(...found.map(({ctimeMs}) => Number(ctimeMs)))
  };
}
