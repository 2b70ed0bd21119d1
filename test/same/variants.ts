import {mkdir, readdir, readFile, writeFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {Random} from "../../pipeline/sample/random.ts";
import type {Contract} from "../../src/contract.ts";
import {openZip} from "../../src/ingest/archive.ts";
import {contractOf, extractedDate} from "../../src/ingest/exports.ts";
import {makeZip} from "../support/zip.ts";
import {shuffle, shuffleRecords, splitRecords} from "./shuffle.ts";

/** Ways to deliver the same exports. */
export const DELIVERIES = ["shuffled", "renamed", "split"] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** A file to be written. */
interface Named {
  name: string;
  bytes: Buffer;
}

interface Delivering {
  contracts: readonly Contract[];
  seed: number;
}

/**
 * Writes the files of an exports folder as they could have been delivered as well: the records within each in another
 * order, the files under names that list them in another order, or each file of several records in two.
 * @throws Error when a file cannot be read by the contract that its name fits.
 */
export async function deliver(
  delivery: Delivery,
  {from, to}: {from: string; to: string},
  {contracts, seed}: Delivering
): Promise<void> {
  await mkdir(to, {recursive: true});
  const entries = await readdir(from, {withFileTypes: true});
  const names = entries.filter((entry) => entry.isFile()).map(({name}) => name);
  for (const [index, name] of names.sort().entries()) {
    const contract = contractOf(name, contracts);
    if (contract === undefined) continue;
    const file = {name, bytes: await readFile(join(from, name))};
    // The same content is shuffled alike, so that what is delivered twice still is the same content.
    const own = delivery === "shuffled" ? seed : new Random(seed, index).int(0, 2 ** 31);
    for (const written of await DELIVER[delivery](file, contract, {contracts, seed: own}, from))
      await writeFile(join(to, written.name), written.bytes);
  }
}

const DELIVER: Record<
  Delivery,
  (file: Named, contract: Contract, options: Delivering, folder: string) => Promise<Named[]> | Named[]
> = {
  async shuffled(file, contract, {seed}, folder) {
    if (/\.zip$/i.test(file.name)) return [await shuffleZip(file, contract, seed, folder)];
    if (/\.mbox$/i.test(file.name)) return [{...file, bytes: shuffleMailbox(file.bytes, seed)}];
    return [{...file, bytes: shuffleRecords(file.bytes, contract, seed)}];
  },
  renamed: (file, contract, options) => [{...file, name: otherName(file.name, contract, options)}],
  split(file, contract, options) {
    const other = otherName(file.name, contract, options);
    const isWhole = WHOLE.includes(contract.name) || !/\.(csv|txt)$/i.test(file.name);
    if (isWhole || other === file.name) return [file];
    const [first, second] = splitRecords(file.bytes, contract);
    return [
      {...file, bytes: first},
      {name: other, bytes: second}
    ];
  }
};

/** Sources that come in one file by law: the ledger of a company and a year. */
const WHOLE = ["fec"];

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Another name by which a file is recognised as the same export of the same day, or its own when there is none. */
function otherName(name: string, contract: Contract, {contracts, seed}: Delivering): string {
  const random = new Random(seed, 0);
  const tag = Array.from({length: 4}, () => LETTERS.charAt(random.int(0, 25))).join("");
  const stem = /^\D*\D/.exec(name)?.[0] ?? "";
  const rest = /\d.*$/.exec(name)?.[0] ?? "";
  const names = [`${stem}${tag}_${rest}`, `${tag}_${name}`];
  const day = extractedDate(name, contract);
  return (
    names.find(
      (other) => contractOf(other, contracts) === contract && extractedDate(other, contract) === day
    ) ?? name
  );
}

/** The messages of each file in an archive in another order. */
async function shuffleZip({name}: Named, {members}: Contract, seed: number, folder: string): Promise<Named> {
  const zip = await openZip({name, path: join(folder, name)});
  const files: Record<string, Buffer> = {};
  try {
    for (const member of shuffle(zip.members, seed)) {
      const chunks: Buffer[] = [];
      for await (const chunk of zip.read(member)) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      files[member] = members?.test(member) === true ? shuffleJson(bytes, seed) : bytes;
    }
  } finally {
    zip.close();
  }
  return {name: basename(name), bytes: makeZip(files)};
}

function shuffleJson(bytes: Buffer, seed: number): Buffer {
  return Buffer.from(JSON.stringify(shuffle(JSON.parse(bytes.toString()) as unknown[], seed)));
}

function shuffleMailbox(bytes: Buffer, seed: number): Buffer {
  const messages = bytes.toString("latin1").split(/^(?=From .*\d{4}\r?$)/m);
  return Buffer.from(shuffle(messages, seed).join(""), "latin1");
}
