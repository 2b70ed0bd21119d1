// `npm run faults`: does to the product what machines do, and writes what came of it into docs/reliability.md.
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {runCampaign} from "../kills/campaign.ts";
import {runSteps} from "../kills/steps.ts";
import {holdDatabase, takeRights} from "./machine.ts";
import {pollPublishes} from "./readers.ts";
import {runTogether} from "./together.ts";
import {damageBuilds} from "./damage.ts";
import {fillDisks} from "./disk-full.ts";
import {INGEST_METHOD, STEPS_METHOD} from "./methods.ts";
import {findingsTable, ingestTable, type Section, stepsTable, writeSection} from "./report.ts";
import {type Bench, type Finding, withBench} from "./scenario.ts";

const {values} = parseArgs({
  options: {
    only: {type: "string"},
    kills: {type: "string"},
    seed: {type: "string", default: "1"},
    sizes: {type: "string", default: "20"}
  }
});

const note = (line: string): unknown => process.stderr.write(`${line}\n`);

/** What is written of a fault, and how many things were not as they have to be. */
type Written = Omit<Section, "command"> & {problems: number};

const FAULTS: Record<string, () => Promise<Written>> = {
  "kills-ingest": killIngest,
  "kills-steps": killSteps,
  damage: () =>
    find(
      "Damaged builds",
      damageBuilds,
      `A published build is vouched for by its manifest, which is written last, and that by its own hash. Who makes
something of a build for others (a site, a report) looks at every byte of it first; who asks a question, at the sizes. The
newest whole build before a damaged one is read instead, the command says so and ends with 3 when it is done.`
    ),
  together: () =>
    find(
      "Two runs at once",
      (bench) => runTogether(bench, 3),
      `Two runs that begin at the same moment on one warehouse; the first time on one where nothing is there yet, neither key nor
cleaned exports. Both have to end with 0, what is published has to be whole and that of one of them, and a run after them has
to give what it gives undisturbed.`
    ),
  readers: () =>
    find(
      "Readers during publishes",
      async () => [await pollPublishes(100, 2), await pollPublishes(100, 0)],
      `Builds are sealed, published and cleared as by runs, as fast as it goes, by another process. A reader follows \`current\`,
reads the manifest and every file, and compares all hashes; it has to see whole builds only. With no older build kept
(\`keep.builds: 0\`), a reader can be outrun by the clearing: it finds the folder gone, and asks again.`
    ),
  machine: () =>
    find(
      "Locks and rights",
      async (bench) => [...(await holdDatabase(bench)), ...(await takeRights(bench))],
      `Another process has the published database open, or the user who runs lacks a right. What only needs to be read may be
read-only; everything else has to end with 3 and name the place, with what was published as it was.`
    ),
  "disk-full": () =>
    find(
      "Disk full",
      async (bench) => [await fillDisks(bench, Number(values.sizes))],
      `A run on a disk that has no room for it, from "nothing fits beside what is published" to "a block short of what is needed
at most". It has to end with 3 and a sentence; what was published stays whole and is served; the failed build is gone from
the disk; with room, the next run gives what a run gives undisturbed.`
    )
};

async function killIngest(): Promise<Written> {
  const options = {kills: Number(values.kills ?? 100), seed: Number(values.seed), orders: 60, rows: 100_000};
  const report = await inFolder((folder) => runCampaign({folder, ...options, note}));
  return {
    title: "Kills during ingest",
    method: INGEST_METHOD,
    body: ingestTable(report),
    problems: report.mismatches.length + report.unreadable.length
  };
}

async function killSteps(): Promise<Written> {
  const options = {kills: Number(values.kills ?? 500), seed: Number(values.seed), orders: 15, between: 10};
  const report = await inFolder((folder) => runSteps({folder, ...options, note}));
  return {
    title: "Kills in all steps",
    method: STEPS_METHOD,
    body: stepsTable(report),
    problems: report.problems.length
  };
}

async function find(
  title: string,
  scenario: (bench: Bench) => Promise<Finding[]>,
  method: string
): Promise<Written> {
  const findings = await withBench(scenario);
  const problems = findings.reduce((total, finding) => total + finding.problems.length, 0);
  return {title, method, body: findingsTable(findings), problems};
}

async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "ressac-kills-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

const {only} = values;
if (only !== undefined && !(only in FAULTS)) {
  note(`${only}: no such fault; choose one of ${Object.keys(FAULTS).join(", ")}`);
  process.exitCode = 2;
} else {
  for (const [name, make] of Object.entries(FAULTS)) {
    if (only !== undefined && only !== name) continue;
    const {problems, ...section} = await make();
    const kills = values.kills === undefined ? "" : ` --kills ${values.kills} --seed ${values.seed}`;
    await writeSection({...section, command: `npm run faults -- --only ${name}${kills}`});
    note(`${name}: ${problems === 0 ? "all as it has to be" : `${problems} not as they have to be`}`);
    if (problems > 0) process.exitCode = 1;
  }
}
