import type {Contract} from "../../src/contract.ts";
import {contractNamed} from "./contracts.ts";
import type {Finding} from "./findings.ts";
import {mutatedInput} from "./mutations.ts";
import {checkInput} from "./properties.ts";

/** What became of a stretch of inputs. */
export interface Tally {
  inputs: number;
  findings: Finding[];
}

/** Thorough trials take three times as long. */
const THOROUGH_EVERY = 8;

/** Reads an input in this process; returns what does not hold. A refusal in words is no violation. */
export function tryInput(
  bytes: Buffer,
  contract: Contract,
  {isThorough = true}: {isThorough?: boolean} = {}
): string | undefined {
  try {
    checkInput(bytes, contract, {isThorough});
    return undefined;
  } catch (error) {
    return describeViolation(error);
  }
}

/** What was thrown, unless it is an error meant for people. */
export function describeViolation(error: unknown): string | undefined {
  if (!(error instanceof Error)) return `threw ${String(error)}`;
  return error.name === "RessacError" ? undefined : `${error.name}: ${error.message}`;
}

/** Tries the inputs `from` to `to` (not included), telling the number of each before it is tried. */
export function tryInputs(
  seed: number,
  {from, to}: {from: number; to: number},
  onInput: (index: number) => void = () => undefined
): Tally {
  const tally: Tally = {inputs: 0, findings: []};
  for (let index = from; index < to; index++) {
    onInput(index);
    const input = mutatedInput(seed, index);
    const violation = tryInput(input.bytes, contractNamed(input.contract), {
      isThorough: index % THOROUGH_EVERY === 0
    });
    tally.inputs++;
    if (violation !== undefined) tally.findings.push({...input, violation});
  }
  return tally;
}
