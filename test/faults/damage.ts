import {subscribe, unsubscribe} from "node:diagnostics_channel";
import {cp, readdir, readFile, readlink, rm, truncate, unlink, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {findDamage} from "../../src/seal.ts";
import {DAMAGED, publishedBuild} from "../../src/warehouse.ts";
import {fingerprint} from "../kills/fingerprint.ts";
import {type Bench, type Finding, publishedCopy, ressac} from "./scenario.ts";

/** What happens to a file. A changed byte does not show in the size: only those who make something of a build look for it. */
const DAMAGES: Record<string, (path: string) => Promise<void>> = {
  "one byte changed": async (path) => {
    const bytes = await readFile(path);
    const place = bytes.length >> 1;
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    await writeFile(path, bytes);
  },
  "cut short by a byte": async (path) => truncate(path, (await readFile(path)).length - 1),
  missing: (path) => unlink(path)
};

/**
 * Damages each file of a published build, one at a time: the build before it has to be read instead, with a sentence, and
 * a run has to make a whole one again, with the results that it gives undisturbed.
 */
export async function damageBuilds(bench: Bench): Promise<Finding[]> {
  const out = await publishedCopy(bench, join(bench.folder, "damage"));
  const run = ["run", "--exports", bench.exports, "--out", out];
  const second = await ressac(bench, run);
  if (second.code !== 0) throw new Error(second.stderr);
  const warehouse = join(out, "warehouse");
  const current = await readlink(join(warehouse, "current"));
  const before = (await readdir(warehouse)).find((name) => /^\d{8}T/.test(name) && name !== current) ?? "";
  const whole = join(bench.folder, "whole");
  await cp(join(warehouse, current), whole, {recursive: true});
  const files = (await readdir(whole, {recursive: true, withFileTypes: true}))
    .filter((entry) => entry.isFile())
    .map(({parentPath, name}) => join(parentPath, name).slice(whole.length + 1));
  const findings: Finding[] = [];
  for (const [what, damage] of Object.entries(DAMAGES)) {
    const finding: Finding = {what: `each file of the published build, ${what}`, tries: 0, problems: []};
    for (const file of files) {
      finding.tries++;
      await damage(join(warehouse, current, file));
      const {folder, told} = await readTold(warehouse);
      finding.sees ??= told[0]?.replaceAll(bench.folder, "");
      if (folder !== join(warehouse, before) || told.length !== 1)
        finding.problems.push(`${file} ${what}: not told`);
      await cp(join(whole, file), join(warehouse, current, file));
    }
    findings.push(finding);
  }
  findings.push(await loseBuild(bench, {warehouse, current, before}));
  findings.push(await makeAnew(bench, {run, out, before}));
  return findings;
}

async function loseBuild(
  {folder: root}: Bench,
  {warehouse, current, before}: {warehouse: string; current: string; before: string}
): Promise<Finding> {
  await rm(join(warehouse, current), {recursive: true});
  const {folder, told} = await readTold(warehouse);
  const isTold = folder === join(warehouse, before) && told.length === 1;
  return {
    what: "`current` leads nowhere",
    tries: 1,
    problems: isTold ? [] : ["not told"],
    ...(told[0] === undefined ? {} : {sees: told[0].replaceAll(root, "")})
  };
}

/** With no whole build left at all, a run makes one. */
async function makeAnew(
  bench: Bench,
  {run, out, before}: {run: string[]; out: string; before: string}
): Promise<Finding> {
  const warehouse = join(out, "warehouse");
  await writeFile(join(warehouse, before, "manifest.json"), "{");
  const refusal = await publishedBuild(warehouse).catch((error: unknown) => error as Error);
  const {code, stderr} = await ressac(bench, run);
  const found = code === 0 ? await fingerprint(out) : [stderr];
  const damage = await findDamage(await publishedBuild(warehouse, "hashes"), "hashes");
  const isSame = damage === undefined && JSON.stringify(found) === JSON.stringify(bench.expected);
  return {
    what: "no build is whole, then a run",
    tries: 1,
    problems: isSame && refusal instanceof Error ? [] : [`not as undisturbed: ${found[0]}`],
    sees: refusal instanceof Error ? refusal.message.replaceAll(bench.folder, "") : ""
  };
}

async function readTold(warehouse: string): Promise<{folder: string; told: string[]}> {
  const told: string[] = [];
  const tell = (line: unknown): unknown => told.push(String(line));
  subscribe(DAMAGED, tell);
  try {
    return {folder: await publishedBuild(warehouse, "hashes"), told};
  } finally {
    unsubscribe(DAMAGED, tell);
  }
}
