// Writes the empty template of each export that has no public format, from its contract (`npx tsx` this file).
import {mkdir, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {PACKAGE_ROOT} from "../../src/config.ts";
import type {Contract} from "../../src/contract.ts";
import {readContracts} from "../../src/project.ts";

export const TEMPLATES = join(PACKAGE_ROOT, "data", "templates");

/** Exports whose columns the project defines: the system has none of its own, or none that is published. */
const NAMES = [
  "actions",
  "atropos_commandes",
  "contacts",
  "followfile",
  "gandi_domaines",
  "getaccept_documents",
  "meteo_applis",
  "nps",
  "onboarding",
  "primes",
  "qualiatic_ecritures",
  "requetes_tlv",
  "vendeurs"
];

/** The empty templates by file name: a byte-order mark, so that spreadsheets see the accents, and the header. */
export async function emptyTemplates(): Promise<Map<string, string>> {
  const contracts = (await readContracts({sources: []})).filter(({name}) => NAMES.includes(name));
  return new Map(contracts.map((contract) => [`${contract.name}.csv`, headerLine(contract)]));
}

function headerLine({columns, dialect}: Contract): string {
  const labels = Object.values(columns).map(({headers}) => headers[0] ?? "");
  return `\ufeff${labels.join(dialect.delimiter)}\r\n`;
}

async function main(): Promise<void> {
  await mkdir(TEMPLATES, {recursive: true});
  for (const [name, header] of await emptyTemplates()) await writeFile(join(TEMPLATES, name), header);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
