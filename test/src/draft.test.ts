import {existsSync} from "node:fs";
import {readFile, writeFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {describe, expect, it} from "vitest";
import atropos from "../../pipeline/sources/atropos_commandes.ts";
import {importDefault, PACKAGE_ROOT} from "../../src/config.ts";
import type {Contract} from "../../src/contract.ts";
import {draftContract, writeDraft} from "../../src/draft.ts";
import {type Outcome, readFileBytes} from "../../src/reading.ts";
import {ressac} from "../support/command.ts";
import {folderOf, tempFolder} from "../support/temp.ts";

const MAVEN = "../shared/data/maven-crm-sales";

function draft(content: string, fileName = "ventes_2026-03-31.csv"): string {
  return draftContract("ventes", {fileName, bytes: Buffer.from(content)}, [atropos]);
}

/** The contract that a draft is, as if the package were installed where it lies. */
async function load(text: string): Promise<Contract> {
  const path = join(await tempFolder(), "contract.ts");
  await writeFile(path, text.replace('"ressac"', JSON.stringify(join(PACKAGE_ROOT, "src", "index.ts"))));
  return (await importDefault(path)) as Contract;
}

function outcomesOf(bytes: Buffer, contract: Contract): Outcome[] {
  const file = readFileBytes(bytes, contract);
  if (Array.isArray(file)) throw new Error(file.join("\n"));
  return [...file.outcomes];
}

const FRENCH = [
  "N° commande;Client;Montant HT;Signée le;Saisie;Actif;E-mail;Téléphone;Taux",
  "A1;Rive;1 234,50;03/03/2026;03/03/2026 09:05;Oui;a@b.fr;06 39 98 12 34;1,125",
  "A2;Quai;-20,00;14/03/2026;;Non;néant;;0,5",
  ""
].join("\r\n");

describe("draftContract", () => {
  it("guesses dialect, types, control amount and day of extraction of a French export", async () => {
    const text = draft(FRENCH);
    expect(text).toContain("dialect: FRENCH,");
    expect(text).toContain('files: ["ventes_*.csv"]');
    expect(text).toContain("extracted: /(?<y>\\d{4})-(?<m>\\d{2})-(?<d>\\d{2})/");
    const {columns, control} = await load(text);
    expect(control).toBe("montant_ht_cents");
    expect(Object.entries(columns).map(([name, {type}]) => `${name}: ${type.name}`)).toEqual([
      "no_commande: id",
      "client: text",
      "montant_ht_cents: money",
      "signee_le_date: day",
      "saisie_at: instant",
      "actif: yes or no",
      "e_mail_hash: keyed hash of e-mail address, others left out",
      "telephone_hash: keyed hash of phone number, others left out",
      "taux: decimal(4)"
    ]);
    expect(columns.no_commande?.required).toBe(true);
  });

  it("names the columns of other contracts that are called alike", () => {
    const text = draft(FRENCH);
    expect(text).toContain('// called like atropos_commandes.order_id ("N° commande")\n    no_commande: {');
    expect(text).toContain('// called like atropos_commandes.amount_cents ("Montant HT")');
    expect(text).not.toMatch(/called like.*\n {4}taux/);
  });

  it("reads every record of the file that it was drafted from", async () => {
    const outcomes = outcomesOf(Buffer.from(FRENCH), await load(draft(FRENCH)));
    expect(outcomes.map(({kind}) => kind)).toEqual(["loaded", "loaded"]);
  });

  it("finds another delimiter and another form of days", async () => {
    const text = draft("id|at\nx1|20260331\nx2|20260401\n", "a.txt");
    expect(text).toContain('dialect: {...MACHINE, delimiter: "|", day: "yyyymmdd"}');
    expect(outcomesOf(Buffer.from("id|at\nx1|20260331\n"), await load(text))).toMatchObject([
      {kind: "loaded"}
    ]);
  });

  it("refuses what is no table", () => {
    expect(() => draft("bonjour\n")).toThrow(
      "ventes_2026-03-31.csv: not delimited text; save the export as CSV"
    );
  });

  it.skipIf(!existsSync(MAVEN))("reads a real export of a CRM that nobody foresaw, to the cent", async () => {
    for (const [name, records] of [
      ["sales_pipeline", 8800],
      ["accounts", 85],
      ["products", 7],
      ["sales_teams", 35]
    ] as const) {
      const path = `${MAVEN}/${name}.csv`;
      const bytes = await readFile(path);
      const text = draftContract(`maven_${name}`, {fileName: basename(path), bytes}, [atropos]);
      const outcomes = outcomesOf(bytes, await load(text));
      expect(
        outcomes.filter(({kind}) => kind === "loaded"),
        name
      ).toHaveLength(records);
      if (name !== "sales_pipeline") continue;
      const total = outcomes.reduce(
        (sum, outcome) =>
          sum + BigInt(outcome.kind === "loaded" ? String(outcome.row.close_value_cents ?? 0) : 0),
        0n
      );
      const won = (await readFile(path, "utf8"))
        .trim()
        .split("\n")
        .slice(1)
        .reduce((sum, line) => sum + Number(line.split(",").at(-1)), 0);
      expect(total).toBe(BigInt(won) * 100n);
    }
  });
});

describe("ressac source new", () => {
  it("writes the draft beside the others, once", async () => {
    const folder = await folderOf({"ventes.csv": FRENCH});
    const args = [
      "source",
      "new",
      "ventes",
      "--from",
      join(folder, "ventes.csv"),
      "--to",
      join(folder, "sources")
    ];
    const first = await ressac(...args);
    expect(first, first.stderr).toMatchObject({exitCode: 0});
    expect(await readFile(join(folder, "sources", "ventes.ts"), "utf8")).toContain('name: "ventes"');
    const second = await ressac(...args);
    expect(second.exitCode).toBe(2);
    expect(second.stderr).toContain(
      "ventes.ts: this file is already there; move it away, or choose another name"
    );
  });

  it("refuses a name that is none, one that is taken, and a file that is not there", async () => {
    const config = {sources: [], keyFile: join(await tempFolder(), "key")};
    const options = {from: "nowhere.csv", folder: await tempFolder(), config};
    await expect(writeDraft("Ventes", options)).rejects.toThrow("use lower case letters");
    await expect(writeDraft("vendeurs", options)).rejects.toThrow("a contract of this name is already there");
    await expect(writeDraft("ventes", options)).rejects.toThrow("nowhere.csv: no such file");
  });
});
