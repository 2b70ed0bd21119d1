// `npm run eval:linkage`: measures the linkage on invented companies and writes docs/evaluation.md; with `-- --calibrate`
// it first calibrates recall and false links on other seeds and writes data/lookups/linkage_calibration.csv.
import {existsSync} from "node:fs";
import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {PROFILES, type Profile} from "../../pipeline/sample/plans.ts";
import {PACKAGE_ROOT, SHIPPED} from "../../src/config.ts";
import {calibrate, type Calibration, calibrationFile} from "./calibration.ts";
import {judgeGoals} from "./goals.ts";
import {measureAll} from "./pool.ts";
import {withLinkageSection} from "./report.ts";
import {readCalibrations} from "./shipped.ts";

const RATES = [0.1, 0.3, 0.5];
const CALIBRATED_AT = 0.3;
// Seeds of the calibration and of the evaluation never meet.
const FIRST_SEED = 1;
const FIRST_CALIBRATION_SEED = 1001;

const {values} = parseArgs({
  options: {
    seeds: {type: "string", default: "20"},
    customers: {type: "string", default: "4000"},
    audit: {type: "string", default: "300"},
    processes: {type: "string", default: "2"},
    calibrate: {type: "boolean", default: false},
    page: {type: "string", default: join(PACKAGE_ROOT, "docs", "evaluation.md")}
  }
});
const count = Number(values.seeds);
const customers = Number(values.customers);
const processes = Number(values.processes);
const note = (line: string): boolean => process.stderr.write(`${line}\n`);
const seedsFrom = (first: number): number[] => Array.from({length: count}, (_, index) => first + index);
const calibrationFileName = join(SHIPPED.lookups, "linkage_calibration.csv");

if (values.calibrate) await writeCalibration();
await evaluate();

async function writeCalibration(): Promise<void> {
  const worlds = PROFILES.flatMap((profile) =>
    seedsFrom(FIRST_CALIBRATION_SEED).map((seed) => ({profile, rebooked: CALIBRATED_AT, seed, customers}))
  );
  const measured = await measureAll(
    worlds.map((world) => ({world, options: {}})),
    processes,
    ({world}) => note(`calibrated on ${world.profile}, seed ${world.seed}`)
  );
  const rows = PROFILES.map((profile) => ({
    profile,
    ...calibrate(measured.filter(({world}) => world.profile === profile))
  }));
  const source = `npm run eval:linkage -- --calibrate; seeds ${FIRST_CALIBRATION_SEED} to ${FIRST_CALIBRATION_SEED + count - 1}`;
  await writeFile(calibrationFileName, calibrationFile(rows, source.replace("; ", ", ")));
}

async function evaluate(): Promise<void> {
  const jobs = PROFILES.flatMap((profile) =>
    RATES.flatMap((rebooked) =>
      seedsFrom(FIRST_SEED).map((seed) => ({
        world: {profile, rebooked, seed, customers},
        options: {audit: Number(values.audit), oracle: rebooked === CALIBRATED_AT}
      }))
    )
  );
  const measured = await measureAll(jobs, processes, ({world}) =>
    note(`measured ${world.profile}, ${100 * world.rebooked} %, seed ${world.seed}`)
  );
  const page = existsSync(values.page) ? await readFile(values.page, "utf8") : "";
  const calibrations: Map<Profile, Calibration> = await readCalibrations();
  const options = {
    seeds: seedsFrom(FIRST_SEED),
    calibrationSeeds: seedsFrom(FIRST_CALIBRATION_SEED),
    customers,
    rates: RATES,
    calibrations,
    date: new Date().toISOString().slice(0, 10)
  };
  await writeFile(values.page, await withLinkageSection(page, measured, options));
  for (const {what, goal, measured: value, isReached} of judgeGoals(measured))
    process.stdout.write(`${isReached ? "reached" : "MISSED "} ${what}: ${value} (${goal})\n`);
}
