import {Worker} from "node:worker_threads";
import {mutatedInput} from "./mutations.ts";
import type {Tally} from "./trials.ts";
import type {Stretch} from "./worker.ts";

/** A single input may take no longer than this; tried again alone, ten times as long, for a busy machine stops threads too. */
const LONGEST_MS = 2000;
const LONGEST_ALONE_MS = 10 * LONGEST_MS;

const NOT_STARTED = -1;

/** A thread does not know of TypeScript by itself. */
const BOOTSTRAP = `
  import(${JSON.stringify(import.meta.resolve("tsx/esm/api"))}).then(({register}) => {
    register();
    return import(${JSON.stringify(new URL("./worker.ts", import.meta.url).href)});
  });`;

/**
 * Tries a stretch of inputs in a new thread. An input that does not come to an end is a finding; the thread is ended
 * and what follows is tried in another one.
 */
export async function tryStretch(seed: number, {from, to}: {from: number; to: number}): Promise<Tally> {
  const isAlone = to - from === 1;
  const longest = isAlone ? LONGEST_ALONE_MS : LONGEST_MS;
  const current = new Int32Array(new SharedArrayBuffer(4));
  Atomics.store(current, 0, NOT_STARTED);
  const workerData: Stretch = {seed, from, to, current};
  const worker = new Worker(BOOTSTRAP, {eval: true, workerData});
  const hung = watch(current, longest);
  const tally = await Promise.race([finished(worker), hung.index]);
  hung.stop();
  await worker.terminate();
  if (typeof tally !== "number") return tally;
  if (isAlone) {
    const finding = {...mutatedInput(seed, tally), violation: `takes longer than ${longest} ms`};
    return {inputs: 1, findings: [finding]};
  }
  // What the thread had found before is lost with it: it is tried again, up to the input that hangs.
  const parts: Tally[] = [];
  for (const [first, end] of [
    [from, tally],
    [tally, tally + 1],
    [tally + 1, to]
  ] as const)
    if (first < end) parts.push(await tryStretch(seed, {from: first, to: end}));
  return {
    inputs: parts.reduce((total, {inputs}) => total + inputs, 0),
    findings: parts.flatMap(({findings}) => findings)
  };
}

function finished(worker: Worker): Promise<Tally> {
  return new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
}

/** Looks now and then whether the number has moved on; resolves to it when it has not for too long. */
function watch(current: Int32Array, longest: number): {index: Promise<number>; stop: () => void} {
  let last = NOT_STARTED;
  let since = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const index = new Promise<number>((resolve) => {
    timer = setInterval(() => {
      const now = Atomics.load(current, 0);
      if (now !== last) since = performance.now();
      else if (now !== NOT_STARTED && performance.now() - since > longest) resolve(now);
      last = now;
    }, 100);
  });
  return {index, stop: () => clearInterval(timer)};
}
