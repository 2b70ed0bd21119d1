import {fork} from "node:child_process";
import {join} from "node:path";
import {PACKAGE_ROOT} from "../../src/config.ts";
import type {Measures} from "./measures.ts";
import type {Job} from "./worker.ts";

/** Measures worlds in several processes; the measures come in the order of the jobs. @throws when a process fails. */
export async function measureAll(
  jobs: readonly Job[],
  processes: number,
  onDone: (measures: Measures) => void
): Promise<Measures[]> {
  const measured: Measures[] = [];
  const waiting = [...jobs.entries()];
  await Promise.all(Array.from({length: processes}, () => work(waiting, measured, onDone)));
  return measured;
}

function work(
  waiting: [number, Job][],
  measured: Measures[],
  onDone: (measures: Measures) => void
): Promise<void> {
  const worker = fork(join(PACKAGE_ROOT, "test", "evaluation", "worker.ts"));
  return new Promise((resolve, reject) => {
    let current: number | undefined;
    worker.on("message", (message) => {
      if (current !== undefined) {
        measured[current] = message as Measures;
        onDone(message as Measures);
      }
      const next = waiting.shift();
      if (next === undefined) {
        worker.disconnect();
        resolve();
        return;
      }
      current = next[0];
      worker.send(next[1]);
    });
    worker.once("error", reject);
    worker.once("exit", (code) => {
      if (code !== 0) reject(new Error(`a measuring process ended with ${code}`));
    });
  });
}
