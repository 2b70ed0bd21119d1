import type {CubePlan, CubeResult} from "./cube-job.ts";
import {count} from "./goals.ts";
import type {Spread} from "./measure.ts";
import {machine, table} from "./report.ts";

const GOAL = 50;

/** The section on cubes of the benchmarks page. */
export async function cubeSection(
  {bytes, reading, times}: CubeResult,
  {cells, runs, date}: CubePlan & {date: string}
): Promise<string> {
  const rows = times.map(({what, milliseconds, cpu, rows}) => [
    what,
    count(rows),
    `${GOAL} ms`,
    spread(milliseconds),
    spread(cpu),
    cpu.median <= GOAL ? "yes" : "**no**"
  ]);
  return [
    "## Cubes",
    `How long a page needs to filter, group and add up a cube of ${count(cells)} cells when a reader changes a filter.
\`npm run bench:cube -- --cells ${cells} --runs ${runs}\`, ${date}, ${await machine()}.`,
    table(["what", "rows", "goal", "wall, ms", "CPU, ms", "reached"], rows),
    `A cell has six dimensions, ten counts (32 bits) and five amounts (64 bits), and every question adds up all fifteen.
Medians with the lowest and the highest run, in Node, after runs that do not count. "wall" is the time that passed; "CPU"
is what the process worked, by which the goal is judged: on a machine that others use, wall is longer. Every answer is held against the
same sum in the database, to the cent; the benchmark fails otherwise. Opening the file (${count(bytes / 1e6)} MB) takes
${spread(reading)} ms, once a page.`
  ].join("\n\n");
}

function spread({median, low, high}: Spread): string {
  return `${median.toFixed(1)} [${low.toFixed(1)}–${high.toFixed(1)}]`;
}
