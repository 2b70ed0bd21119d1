import {createHash} from "node:crypto";
import {mkdir, readdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {Contract} from "../../src/contract.ts";
import {contractNamed} from "./contracts.ts";
import type {Input} from "./mutations.ts";
import type {PackedInput} from "./packed.ts";

/** An input for which a property does not hold, and what does not hold. */
export interface Finding extends Input {
  /** Of a packed file, its ending. */
  ending?: PackedInput["ending"];
  violation: string;
}

/** Tries an input; returns what does not hold, if anything. */
export type Trial = (bytes: Buffer, contract: Contract) => string | undefined | Promise<string | undefined>;

/** Cuts away whatever the finding does not need, as long as some property is still broken. */
export async function shrinkFinding(finding: Finding, trial: Trial): Promise<Finding> {
  const contract = contractNamed(finding.contract);
  let smallest = finding;
  for (let size = smallest.bytes.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < smallest.bytes.length;) {
      const bytes = Buffer.concat([smallest.bytes.subarray(0, at), smallest.bytes.subarray(at + size)]);
      const violation = await trial(bytes, contract);
      if (violation === undefined) at += size;
      else smallest = {...smallest, bytes, violation};
    }
  }
  return smallest;
}

/** Keeps a finding as a file that is replayed by the tests; returns its name. */
export async function saveFinding(folder: string, {contract, bytes, ending}: Finding): Promise<string> {
  const name = `${contract}-${createHash("sha256").update(bytes).digest("hex").slice(0, 8)}.${ending ?? PLAIN}`;
  await mkdir(folder, {recursive: true});
  await writeFile(join(folder, name), bytes);
  return name;
}

/** The inputs that have broken a property once; those that are packed have an ending. */
export async function savedFindings(
  folder: string
): Promise<(Omit<Finding, "violation"> & {name: string})[]> {
  const names = (await readdir(folder).catch(() => [])).sort();
  return Promise.all(
    names.map(async (name) => {
      const [, contract = "", ending = ""] = /^(\w+)-\w+\.(.+)$/.exec(name) ?? [];
      const bytes = await readFile(join(folder, name));
      return {name, bytes, contract, ...(ending === PLAIN ? {} : {ending: ending as PackedInput["ending"]})};
    })
  );
}

/** Ending of a finding that is read as it is. */
const PLAIN = "bin";
