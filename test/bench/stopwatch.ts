import {readFileSync, writeFileSync} from "node:fs";
import type {Progress} from "../../src/progress.ts";

/** What a part of the work cost. */
export interface Cost {
  seconds: number;
  /** Of all threads of the process: what it would take if nothing else ran. */
  cpu_seconds: number;
  /** Highest resident memory of the process during the part, in bytes. */
  peak_bytes: number;
}

/** A part of the work: which step it belongs to, and its own name. */
export interface Part extends Cost {
  step: string;
  name: string;
}

const PEAK = /VmHWM:\s+(\d+) kB/;

/** Measures one part after the other; what lies between two readings belongs to the second. */
export class Stopwatch {
  #time = performance.now();
  #cpu = process.cpuUsage();

  constructor() {
    forgetPeak();
  }

  /** What was spent since the last reading. */
  lap(): Cost {
    const [time, cpu] = [performance.now(), process.cpuUsage(this.#cpu)];
    const cost = {
      seconds: (time - this.#time) / 1000,
      cpu_seconds: (cpu.user + cpu.system) / 1e6,
      peak_bytes: readPeak()
    };
    forgetPeak();
    this.#time = performance.now();
    this.#cpu = process.cpuUsage();
    return cost;
  }
}

/** Progress that measures each part that it is told of, into `parts`; what no step holds is "setup". */
export function measuringProgress(): {progress: Progress; parts: Part[]; end: () => void} {
  const watch = new Stopwatch();
  const parts: Part[] = [];
  const note = (step: string, name: string): void => void parts.push({step, name, ...watch.lap()});
  const progress: Progress = {
    note: () => undefined,
    step(title) {
      note("setup", `before ${title}`);
      return {
        advance: (detail) => note(title, detail),
        finish: () => note(title, `rest of ${title}`)
      };
    }
  };
  return {progress, parts, end: () => note("setup", "after all")};
}

/** All of some parts: sums, and the highest peak. */
export function total(costs: readonly Cost[]): Cost {
  const sum = (of: (cost: Cost) => number): number => costs.reduce((all, cost) => all + of(cost), 0);
  return {
    seconds: sum(({seconds}) => seconds),
    cpu_seconds: sum(({cpu_seconds}) => cpu_seconds),
    peak_bytes: Math.max(0, ...costs.map(({peak_bytes}) => peak_bytes))
  };
}

/** Since `forgetPeak` where the system can tell, else since the process began. */
function readPeak(): number {
  const found = PEAK.exec(readStatus())?.[1];
  return found === undefined ? process.resourceUsage().maxRSS * 1024 : Number(found) * 1024;
}

function readStatus(): string {
  try {
    return readFileSync("/proc/self/status", "utf8");
  } catch {
    return "";
  }
}

function forgetPeak(): void {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // Elsewhere than on Linux the peak is that of the process so far.
  }
}
