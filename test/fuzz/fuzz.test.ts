import {readFile} from "node:fs/promises";
import {fileURLToPath} from "node:url";
import {describe, expect, it} from "vitest";
import {tempFolder} from "../support/temp.ts";
import {BulkComparison} from "./bulk.ts";
import {contractNamed} from "./contracts.ts";
import {type Finding, saveFinding, savedFindings, shrinkFinding} from "./findings.ts";
import {mutatedInput} from "./mutations.ts";
import {packedInput} from "./packed.ts";
import {tryInput, tryInputs} from "./trials.ts";

const CORPUS = fileURLToPath(new URL("./corpus", import.meta.url));
/** Another seed than the command's, so that the two do not try the same inputs. */
const SEED = 20_260_131;

describe("fuzzed files", () => {
  it("are read in this process without breaking a property", {timeout: 60_000}, () => {
    const {inputs, findings} = tryInputs(SEED, {from: 0, to: 30_000});
    expect(inputs).toBe(30_000);
    expect(findings.map(showFinding)).toEqual([]);
  });

  it("are read alike in bulk and exactly", {timeout: 60_000}, async () => {
    const comparison = await BulkComparison.open(await tempFolder());
    const violations = [];
    for (let index = 0; index < 200; index++) {
      const {bytes, contract} = mutatedInput(SEED, index);
      const violation = await comparison.try(bytes, contractNamed(contract));
      if (violation !== undefined) violations.push(showFinding({bytes, contract, violation}));
    }
    await comparison.close();
    expect(violations).toEqual([]);
  });

  it("are read as they are when they are packed, or refused", {timeout: 60_000}, async () => {
    const comparison = await BulkComparison.open(await tempFolder());
    const violations = [];
    for (let index = 0; index < 60; index++) {
      const input = packedInput(SEED, index);
      const violation = await comparison.tryPacked(input);
      if (violation !== undefined) violations.push(showFinding({...input, violation}));
    }
    await comparison.close();
    expect(violations).toEqual([]);
  });

  it("that broke a property once do not any more", async () => {
    const comparison = await BulkComparison.open(await tempFolder());
    for (const {name, ending, ...input} of await savedFindings(CORPUS)) {
      const contract = contractNamed(input.contract);
      const violations =
        ending === undefined
          ? [tryInput(input.bytes, contract), await comparison.try(input.bytes, contract)]
          : [await comparison.tryPacked({...input, ending})];
      expect({[name]: violations.filter((violation) => violation !== undefined)}).toEqual({[name]: []});
    }
    await comparison.close();
  });

  it("are the same for the same seed and number", () => {
    expect(mutatedInput(7, 1234)).toEqual(mutatedInput(7, 1234));
    expect(mutatedInput(7, 1234)).not.toEqual(mutatedInput(7, 1235));
  });
});

describe("a finding", () => {
  const finding: Finding = {
    contract: "french",
    bytes: Buffer.from("many bytes; one \0; and more"),
    violation: "has a NUL"
  };

  it("is cut down to what it needs, and kept as a file", async () => {
    const smallest = await shrinkFinding(finding, (bytes) => (bytes.includes(0) ? "has a NUL" : undefined));
    expect(smallest.bytes).toEqual(Buffer.from([0]));
    const folder = await tempFolder();
    const name = await saveFinding(folder, smallest);
    expect(name).toMatch(/^french-[0-9a-f]{8}\.bin$/);
    expect(await readFile(`${folder}/${name}`)).toEqual(Buffer.from([0]));
    expect(await savedFindings(folder)).toEqual([{name, contract: "french", bytes: Buffer.from([0])}]);
  });
});

function showFinding({bytes, contract, violation}: Finding): string {
  return `${contract} ${JSON.stringify(bytes.toString("latin1"))}: ${violation}`;
}
