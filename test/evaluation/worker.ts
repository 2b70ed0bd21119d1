// One of the processes that measure worlds: takes one after the other from its parent, on a bench of its own.
import {openBench} from "./bench.ts";
import {type MeasureOptions, measureWorld} from "./measures.ts";
import type {World} from "./world.ts";

/** What a worker is asked to measure. */
export interface Job {
  world: World;
  options: MeasureOptions;
}

const bench = await openBench();
process.on("message", ({world, options}: Job) => {
  void measureWorld(bench, world, options).then((measures) => process.send?.(measures));
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
