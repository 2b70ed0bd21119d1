import {tmpdir} from "node:os";
import {join} from "node:path";

let limit: string | undefined;

/** Sets how much memory each database may use that this process opens from now on, such as `4GB`; its own limit when nothing is given. */
export function limitMemory(memory: string | undefined): void {
  limit = memory;
}

let databases = 0;

/**
 * The settings of a database about memory: its limit, and where it writes what does not fit. That folder is made only
 * when it is needed, and gone when the database is closed. By itself a database would write beside its file, which may
 * be published, or into the working folder.
 */
export function memorySettings(): Record<string, string> {
  const temp_directory = join(tmpdir(), `ressac-spill-${process.pid}-${++databases}`);
  return {temp_directory, ...(limit === undefined ? {} : {memory_limit: limit})};
}

/**
 * What to do when a message of the database says that memory or the disk for what does not fit into it was not enough;
 * undefined when it says something else.
 */
export function memoryAdvice(message: string): string | undefined {
  const [first = ""] = message.split("\n");
  if (!/^Out of Memory Error/.test(first)) return undefined;
  const what = first.replace(/^Out of Memory Error: /, "");
  if (/offload|temp/i.test(message)) {
    return `the disk has no room for what does not fit into memory (${what}); free some space, or raise memory in ressac.config.ts`;
  }
  const allowed = limit === undefined ? "80 % of the machine's" : limit;
  return `the database needs more memory than it may use, ${allowed} (${what}); raise memory in ressac.config.ts, or lower threads, which share it`;
}
