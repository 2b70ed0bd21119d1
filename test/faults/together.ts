import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import {findDamage} from "../../src/seal.ts";
import {publishedBuild} from "../../src/warehouse.ts";
import {fingerprint} from "../kills/fingerprint.ts";
import {type Bench, type Finding, lastLine, publishedCopy, ressac} from "./scenario.ts";

/** Begins two runs at the same moment, on the same exports or on different ones, so many times. */
export async function runTogether(bench: Bench, times: number): Promise<Finding[]> {
  const yesterday = join(bench.folder, "yesterday");
  const before = await fingerprint(bench.published);
  const findings: Finding[] = [];
  for (const [what, second] of [
    ["two runs at once on the same exports", bench.exports],
    ["two runs at once on different exports", yesterday]
  ] as const) {
    const finding: Finding = {what: `${what}; then one more`, tries: 0, problems: []};
    for (let time = 0; time < times; time++) {
      finding.tries++;
      const out = join(bench.folder, `together-${findings.length}-${time}`);
      // The first time nothing is there: no warehouse, no cleaned exports, no key.
      if (time > 0) await publishedCopy(bench, out);
      const config = time > 0 ? bench.config : await newSettings(bench, `own-${findings.length}`);
      const allowed = time > 0 ? [bench.expected, before] : undefined;
      const problem = await tryTogether({...bench, config}, {out, exports: [bench.exports, second], allowed});
      if (problem !== undefined) finding.problems.push(problem);
    }
    findings.push(finding);
  }
  return findings;
}

/** Settings whose key is not there yet. */
async function newSettings({folder}: Bench, name: string): Promise<string> {
  const config = join(folder, `${name}.config.ts`);
  await writeFile(config, `export default {threads: 1, keyFile: "${name}.key"};\n`);
  return config;
}

async function tryTogether(
  bench: Bench,
  {out, exports, allowed}: {out: string; exports: string[]; allowed: string[][] | undefined}
): Promise<string | undefined> {
  const runs = exports.map((folder) => ressac(bench, ["run", "--exports", folder, "--out", out]));
  for (const {code, stderr} of await Promise.all(runs))
    if (code !== 0) return `one ended with ${String(code)}: ${lastLine(stderr)}`;
  const warehouse = join(out, "warehouse");
  const damage = await findDamage(await publishedBuild(warehouse, "hashes"), "hashes");
  if (damage !== undefined) return damage;
  const found = JSON.stringify(await fingerprint(out));
  if (allowed?.every((facts) => JSON.stringify(facts) !== found) === true) return "results of neither run";
  const {code, stderr} = await ressac(bench, ["run", "--exports", bench.exports, "--out", out]);
  if (code !== 0) return `the run after them ended with ${String(code)}: ${lastLine(stderr)}`;
  const last = JSON.stringify(await fingerprint(out));
  // Hashes of addresses are of the key that the two have made: the same in the run after them.
  if (allowed === undefined)
    return exports[0] !== exports[1] || last === found ? undefined : "the run after them differs";
  return last === JSON.stringify(bench.expected) ? undefined : "the run after them differs";
}
