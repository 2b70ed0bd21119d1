import {count} from "./goals.ts";
import {table} from "./report.ts";
import type {ScaleResults} from "./scale-results.ts";

/** Hours that a run and its site may take, and bytes of a disk that one machine has at ease. */
const NIGHT_HOURS = 4;
const DISK_BYTES = 1e12;

/** Builds that lie side by side: the published one, the two kept before it by default, and the one under way. */
const BUILDS = 4;

/**
 * Beyond what was measured, cost grows at least with the lines themselves, whatever the slope says while fixed costs
 * still rule; and by as much more at most.
 */
const LEAST_SLOPE = 1;
const DOUBT = 0.1;

const SIZES = [1, 2, 5, 10, 20, 50, 100].map((millions) => millions * 1e6);
/** Sizes looked through for the one at which something is used up. */
const MOST_LINES = 1e12;

/** What is known of the largest size, and how that grows. */
export interface Largest {
  lines: number;
  hours: number;
  slope: number;
  /** Bytes of the exports with their cleaned rows, and of one build with its site. */
  kept_bytes: number;
  build_bytes: number;
}

/** The section on one machine's limits; undefined while there are fewer than two sizes to tell a slope from. */
export function capacitySection(results: ScaleResults): string | undefined {
  const largest = largestOf(results);
  if (largest === undefined) return undefined;
  const night = [DOUBT, 0].map((doubt) => limitOf((lines) => hoursFor(largest, lines, doubt), NIGHT_HOURS));
  const disk = limitOf((lines) => bytesFor(largest, lines), DISK_BYTES);
  const peaks = results.steps.flatMap(({points}) => points.map(({peak_bytes}) => peak_bytes));
  return [
    "## When one machine is no longer enough",
    `Estimated from what \`npm run bench\` measured (docs/benchmarks.md): ${count(largest.lines)} order lines in
${duration(largest.hours)}, ${results.date}, Ressac ${results.version}, ${results.machine}; cost grows with the power
${largest.slope.toFixed(2)} of the number of lines up to there.`,
    `- A night of ${NIGHT_HOURS} hours is full at ${range(night.map(millions))} order lines, a disk of ${gigabytes(DISK_BYTES)} at ${millions(disk)}.
- Beyond that size, hours(N) = ${largest.hours.toFixed(3)} × (N ÷ ${count(largest.lines)})^${beyondSlope(largest).toFixed(2)} to ^${(beyondSlope(largest) + DOUBT).toFixed(2)}: the run and one site.
  Twice as fast a machine halves it; more than two processors help less than they are many.
- bytes(N) = N ÷ ${count(largest.lines)} × (${gigabytes(largest.kept_bytes)} of exports and cleaned rows + ${BUILDS} × ${gigabytes(largest.build_bytes)} of builds and sites).
- Memory is bounded by the setting \`memory\`, above which Node needs its own for the largest published results; without
  it, the highest peak was ${gigabytes(Math.max(...peaks))}. What does not fit is spilled into the folder of the build.`,
    table(
      ["order lines", "run and site", "disk", "known"],
      SIZES.map((lines) => [
        count(lines),
        range([0, DOUBT].map((doubt) => duration(hoursFor(largest, lines, doubt)))),
        gigabytes(bytesFor(largest, lines)),
        lines <= largest.lines ? "within what was measured" : "beyond it"
      ])
    ),
    `Within what was measured, times are told from the slope; beyond it, costs grow with the lines at least, and the range is
what a slope a tenth higher gives. A page can add up 2,097,152 cells at most; it says so when a result has more.`
  ].join("\n\n");
}

/** The largest size that was measured; undefined with fewer than two. */
export function largestOf({steps, sizes}: ScaleResults): Largest | undefined {
  const whole = steps.find(({step}) => step === "end to end");
  const [last, facts] = [whole?.points.at(-1), sizes.at(-1)];
  const slope = whole?.slope_seconds ?? null;
  if (last === undefined || facts === undefined || slope === null) return undefined;
  const written = (name: string): number => steps.find(({step}) => step === name)?.points.at(-1)?.bytes ?? 0;
  return {
    lines: last.lines,
    hours: last.seconds / 3600,
    slope,
    kept_bytes: facts.export_bytes + written("ingest"),
    build_bytes: written("run") + written("publish") + written("site")
  };
}

/** Hours of a run and one site; beyond the largest size, with a slope so much higher. */
export function hoursFor(largest: Largest, wanted: number, doubt: number): number {
  const {lines, hours, slope} = largest;
  return hours * (wanted / lines) ** (wanted > lines ? beyondSlope(largest) + doubt : slope);
}

function beyondSlope({slope}: Largest): number {
  return Math.max(LEAST_SLOPE, slope);
}

/** Bytes of exports, cleaned rows and builds: all grow with the lines. */
export function bytesFor({lines, kept_bytes, build_bytes}: Largest, wanted: number): number {
  return (wanted / lines) * (kept_bytes + BUILDS * build_bytes);
}

/** The number of lines at which a cost that grows comes to a limit, to a thousandth. */
export function limitOf(costOf: (lines: number) => number, limit: number): number {
  let [low, high] = [1, MOST_LINES];
  while (high / low > 1.001) {
    const middle = Math.sqrt(low * high);
    if (costOf(middle) > limit) high = middle;
    else low = middle;
  }
  return low;
}

function range([low = "", high = ""]: readonly string[]): string {
  return low === high ? low : `${low} to ${high}`;
}

function millions(lines: number): string {
  return `${count(Math.round(lines / 1e6))} million`;
}

function gigabytes(bytes: number): string {
  return `${count(Math.ceil(bytes / 1e9))} GB`;
}

function duration(hours: number): string {
  return hours < 1 ? `${Math.ceil(hours * 60)} min` : `${hours.toFixed(1)} h`;
}
