// Reads every polluted file with both readers and prints what became of them, as a table; ends with 1 when any
// file was silently wrong, when the readers disagreed, or when too few good records survived a bad one.
import {agree, judge} from "./comparison.ts";
import {type PollutedFile, polluteFiles} from "./generator.ts";
import {READERS, Readers, type Result} from "./readers.ts";

/** Share of the files with one damaged record of which every other record must be loaded. */
const SHARE = 0.95;

interface Tally {
  files: number;
  traps: number;
  wrong: number;
  refused: number;
  faults: number;
  disagreements: number;
  ones: number;
  othersLoaded: number;
}

const families = new Map<string, Tally>();
const failures: string[] = [];

function tallyOf(family: string): Tally {
  const tally = families.get(family) ?? {
    files: 0,
    traps: 0,
    wrong: 0,
    refused: 0,
    faults: 0,
    disagreements: 0,
    ones: 0,
    othersLoaded: 0
  };
  families.set(family, tally);
  return tally;
}

function record(file: PollutedFile, results: Result[]): void {
  const tally = tallyOf(file.pollution.family);
  const verdicts = results.map((result) => judge(file, result));
  const [first, second] = results;
  const isAgreed = first !== undefined && second !== undefined && agree(first, second);
  tally.files++;
  if (file.pollution.trap === true) tally.traps++;
  if (verdicts.some(({wrong}) => wrong.length > 0)) tally.wrong++;
  if (verdicts.some(({isRefused}) => isRefused)) tally.refused++;
  if (verdicts.some(({faults}) => faults.length > 0)) tally.faults++;
  if (!isAgreed) tally.disagreements++;
  if (file.pollution.one === true) tally.ones++;
  if (verdicts.every(({othersLoaded}) => othersLoaded === true)) tally.othersLoaded++;
  if (!isAgreed) failures.push(`${file.name}: the readers differ`);
  for (const [index, {wrong, faults, othersLoaded}] of verdicts.entries()) {
    const sentences = [
      ...wrong,
      ...faults,
      ...(othersLoaded === false ? ["a good record was not loaded"] : [])
    ];
    for (const sentence of sentences.slice(0, 3))
      failures.push(`${file.name}: ${READERS[index]}: ${sentence.slice(0, 300)}`);
  }
}

function tableRow(name: string, tally: Tally): string {
  const {files, wrong, refused, faults, disagreements, ones, othersLoaded} = tally;
  const share = ones === 0 ? "" : `${((100 * othersLoaded) / ones).toFixed(1)} % of ${ones}`;
  return `| ${[name, files, wrong, disagreements, refused, faults, share].join(" | ")} |`;
}

function sumTallies(tallies: Iterable<Tally>): Tally {
  const total = {...tallyOf("")};
  families.delete("");
  for (const tally of tallies) {
    for (const name of Object.keys(total) as (keyof Tally)[]) total[name] += tally[name];
  }
  return total;
}

const readers = await Readers.open();
for (const file of polluteFiles()) {
  const results: Result[] = [];
  for (const reader of READERS) results.push(await readers.read(file.bytes, file.contract, reader));
  record(file, results);
}
await readers.close();

const total = sumTallies(families.values());
const lines = [
  "| family | files | silently wrong | readers differ | refused | faults | every other record loaded |",
  "|---|---:|---:|---:|---:|---:|---:|",
  ...[...families].map(([name, tally]) => tableRow(name, tally)),
  tableRow("all", total)
];
if (process.argv.includes("--failures")) lines.push("", ...failures);
lines.push("", `${total.traps} of the files are French traps: numbers, days, encodings`);
process.stdout.write(`${lines.join("\n")}\n`);
if (total.wrong > 0 || total.disagreements > 0 || total.othersLoaded < SHARE * total.ones)
  process.exitCode = 1;
