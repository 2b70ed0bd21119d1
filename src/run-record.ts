import {rmSync} from "node:fs";
import {claimOf} from "./claim.ts";
import type {Config} from "./config.ts";
import {explainError} from "./errors.ts";
import type {Manifest} from "./manifest.ts";
import {writeMetrics} from "./metrics.ts";
import type {Progress} from "./progress.ts";
import {whenStopped} from "./stop.ts";
import type {Build} from "./warehouse.ts";

/** What is known of a run by the time it ends, however it ends. */
export interface RunRecord {
  /** Instants, in milliseconds since 1970. */
  started: number;
  ended: number;
  /** What the command ends with; 128 and the number of the signal when it was stopped. */
  exit_code: number;
  /** Milliseconds of each step that is over. */
  durations_ms: Record<string, number>;
  /** Names of the contracts, once they are read. */
  sources: string[];
  /** Its files, once they are read. */
  files: Manifest["files"] | undefined;
  /** What its checks found, once they have run. */
  checks: Manifest["checks"] | undefined;
  /** The build under way; nothing before it is begun and when it is published, set aside or gone. */
  build: Pick<Build, "id" | "folder"> | undefined;
}

/**
 * Does a run and writes its metrics, however it ends: published, failed, or stopped by a signal, which leaves nothing of
 * the build under way. Metrics that cannot be written are told, and change nothing else.
 */
export async function recordRun<Result>(
  config: Config,
  progress: Progress,
  work: (record: RunRecord) => Promise<Result>
): Promise<Result> {
  const record: RunRecord = {
    ...{started: Date.now(), ended: 0, exit_code: 0, durations_ms: {}, sources: []},
    ...{files: undefined, checks: undefined, build: undefined}
  };
  const end = (exit_code: number): void => {
    Object.assign(record, {exit_code, ended: Date.now()});
    tellMetrics(config, progress, record);
  };
  const done = whenStopped((signal, exitCode) => {
    if (record.build !== undefined) abandon(config, record.build);
    end(exitCode);
    progress.note(`stopped by ${signal}; the published build is untouched`);
  });
  try {
    const result = await work(record);
    end(0);
    return result;
  } catch (error) {
    end(explainError(error).exitCode);
    throw error;
  } finally {
    done();
  }
}

/** Threads of the database may still write: what comes back after it is gone is left to the next run, or to `ressac gc`. */
function abandon({warehouse}: Config, {id, folder}: Pick<Build, "id" | "folder">): void {
  try {
    rmSync(folder, {recursive: true, force: true});
    rmSync(claimOf(warehouse, id), {force: true});
  } catch {
    // Its claim stays, and names a process that is no more.
  }
}

function tellMetrics(config: Config, progress: Progress, record: RunRecord): void {
  try {
    writeMetrics(config, record);
  } catch (error) {
    progress.note(`metrics could not be written: ${explainError(error).message}`);
  }
}
