// `npm run fuzz`: reads damaged files without end, and keeps those for which a property does not hold.
import {mkdtemp, rm} from "node:fs/promises";
import {availableParallelism, tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {BulkComparison} from "./bulk.ts";
import {contractNamed} from "./contracts.ts";
import {type Finding, saveFinding, shrinkFinding, type Trial} from "./findings.ts";
import {mutatedInput} from "./mutations.ts";
import {packedInput} from "./packed.ts";
import {tryStretch} from "./pool.ts";
import {tryInput} from "./trials.ts";

const {values} = parseArgs({
  options: {
    inputs: {type: "string", default: "10000000"},
    seed: {type: "string", default: "1"},
    seconds: {type: "string", default: "Infinity"},
    // One input in so many is also read in bulk, through a database.
    bulk: {type: "string", default: "2000"},
    corpus: {type: "string", default: fileURLToPath(new URL("./corpus", import.meta.url))}
  }
});
const inputs = Number(values.inputs);
const seed = Number(values.seed);
const seconds = Number(values.seconds);
const bulkEvery = Number(values.bulk);
/** Inputs that a thread tries before it reports; fewer when there is a time to stop at. */
const STRETCH = Number.isFinite(seconds) ? 10_000 : 50_000;

const start = performance.now();
const elapsed = (): number => (performance.now() - start) / 1000;
const findings: Finding[] = [];
let next = 0;
let tried = 0;
let compared = 0;

async function tryAll(): Promise<void> {
  while (next < inputs && elapsed() < seconds) {
    const from = next;
    next = Math.min(inputs, from + STRETCH);
    const tally = await tryStretch(seed, {from, to: next});
    tried += tally.inputs;
    for (const finding of tally.findings)
      await keep(finding, finding.violation.startsWith("takes longer") ? undefined : tryInput);
    process.stderr.write(`${summary()}\n`);
  }
}

/** Compares the bulk reader with the exact one, at the pace of the other threads. */
async function compareAll(isOver: () => boolean): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "ressac-fuzz-"));
  const comparison = await BulkComparison.open(folder);
  const trial: Trial = (bytes, contract) => comparison.try(bytes, contract);
  for (let index = 0; index < inputs && !isOver(); index += bulkEvery) {
    const input = mutatedInput(seed, index);
    const violation = await trial(input.bytes, contractNamed(input.contract));
    compared++;
    if (violation !== undefined) await keep({...input, violation}, trial);
    const packed = packedInput(seed, index);
    const problem = await comparison.tryPacked(packed);
    if (problem !== undefined) await keep({...packed, violation: problem});
  }
  await comparison.close();
  await rm(folder, {recursive: true, force: true});
}

/** Findings that say the same, but for their numbers, are one; those with a trial are cut down first. */
async function keep(finding: Finding, trial?: Trial): Promise<void> {
  const kind = (violation: string): string => violation.replace(/\d+/g, "#").slice(0, 60);
  if (findings.some(({violation}) => kind(violation) === kind(finding.violation))) return;
  findings.push(finding);
  const smallest = trial === undefined ? finding : await shrinkFinding(finding, trial);
  const name = await saveFinding(values.corpus, smallest);
  process.stdout.write(
    `${name}: ${smallest.violation}\n${JSON.stringify(smallest.bytes.toString("latin1"))}\n`
  );
}

function summary(): string {
  const rate = Math.round(tried / elapsed());
  return `${tried} inputs, ${rate} per second, ${compared} also in bulk, ${findings.length} findings`;
}

let isOver = false;
const comparing = compareAll(() => isOver);
await Promise.all(Array.from({length: Math.max(1, availableParallelism())}, tryAll));
isOver = Number.isFinite(seconds);
await comparing;
process.stdout.write(`seed ${seed}: ${summary()}\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
