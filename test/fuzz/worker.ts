// Tries a stretch of inputs in a thread of its own, telling the number of the one it is at in shared memory.
import {parentPort, workerData} from "node:worker_threads";
import {tryInputs} from "./trials.ts";

export interface Stretch {
  seed: number;
  from: number;
  to: number;
  /** One number: the input that is being tried. */
  current: Int32Array;
}

const {seed, from, to, current} = workerData as Stretch;
parentPort?.postMessage(tryInputs(seed, {from, to}, (index) => Atomics.store(current, 0, index)));
