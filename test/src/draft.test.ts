import {existsSync} from "node:fs";
import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import atropos from "../../pipeline/sources/atropos_commandes.ts";
import {importDefault, PACKAGE_ROOT} from "../../src/config.ts";
import type {Contract} from "../../src/contract.ts";
import {draftContract, writeDraft} from "../../src/draft.ts";
import {readTable} from "../../src/table.ts";
import {ressac} from "../support/command.ts";
import {readDelivered, type ReadExport, readText} from "../support/exports.ts";
import {folderOf, tempFolder} from "../support/temp.ts";
import {makeWorkbook} from "../support/workbooks.ts";
import {makeZip} from "../support/zip.ts";

const MAVEN = "../shared/data/maven-crm-sales";

async function draft(content: string | Uint8Array, fileName = "ventes_2026-03-31.csv"): Promise<string> {
  const path = join(await folderOf({[fileName]: content}), fileName);
  return draftContract("ventes", {fileName, table: await readTable({name: fileName, path})}, [atropos]);
}

/** The contract that a draft is, as if the package were installed where it lies. */
async function load(text: string): Promise<Contract> {
  const path = join(await tempFolder(), "contract.ts");
  await writeFile(path, text.replace('"ressac"', JSON.stringify(join(PACKAGE_ROOT, "src", "index.ts"))));
  return (await importDefault(path)) as Contract;
}

/** What the draft that `ressac source new` writes makes of the file that it was drafted from. */
async function draftAndRead(path: string): Promise<ReadExport & {contract: Contract}> {
  const config = {sources: []};
  const written = await writeDraft("unforeseen", {from: path, folder: await tempFolder(), config});
  const contract = await load(await readFile(written, "utf8"));
  return {...(await readDelivered(contract, path)), contract};
}

const FRENCH = [
  "N° commande;Client;Montant HT;Signée le;Saisie;Actif;E-mail;Téléphone;Taux",
  "A1;Rive;1 234,50;03/03/2026;03/03/2026 09:05;Oui;a@b.fr;06 39 98 12 34;1,125",
  "A2;Quai;-20,00;14/03/2026;;Non;néant;;0,5",
  ""
].join("\r\n");

describe("draftContract", () => {
  it("guesses dialect, types, control amount and day of extraction of a French export", async () => {
    const text = await draft(FRENCH);
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

  it("names the columns of other contracts that are called alike", async () => {
    const text = await draft(FRENCH);
    expect(text).toContain('// called like atropos_commandes.order_id ("N° commande")\n    no_commande: {');
    expect(text).toContain('// called like atropos_commandes.amount_cents ("Montant HT")');
    expect(text).not.toMatch(/called like.*\n {4}taux/);
  });

  it("reads every record of the file that it was drafted from", async () => {
    const {rows, problems} = readText(await load(await draft(FRENCH)), FRENCH);
    expect([rows.length, problems]).toEqual([2, []]);
  });

  it("finds another delimiter and another form of days", async () => {
    const text = await draft("id|at\nx1|20260331\nx2|20260401\n", "a.txt");
    expect(text).toContain('dialect: {...MACHINE, delimiter: "|", day: "yyyymmdd"}');
    expect(readText(await load(text), "id|at\nx1|20260331\n").rows).toHaveLength(1);
  });

  it("finds the header below titles, and above records that are fuller than it is", async () => {
    const text = "Ventes de mars\n\nNuméro;Nom;\nA1;Rive;x\nA2;Quai;y\n";
    const contract = await load(await draft(text));
    expect(Object.keys(contract.columns)).toEqual(["numero", "nom"]);
    expect(readText(contract, text).rows).toHaveLength(2);
  });

  it("leaves out columns that nobody can tell apart, and says so", async () => {
    const text = "id,note,Note\nA1,a,b\nA2,c,d\n";
    const drafted = await draft(text);
    expect(drafted).toContain("// Left out, because they stand there more than once: note.");
    expect(readText(await load(drafted), text).rows).toMatchObject([{id: "A1"}, {id: "A2"}]);
    await expect(draft("note,Note\na,b\n")).rejects.toThrow("no column has a header of its own; name them");
  });

  it("writes nothing of the file as code", async () => {
    const header = '"a\n\u2028process.exit(9);","a\n\u2028process.exit(9);","*/`${process.exit(9)}`"';
    const drafted = await draft(`${header}\n1,2,3\n`, "b\u2028process.exit(9);.csv");
    expect(Object.values((await load(drafted)).columns).map(({headers}) => headers)).toEqual([
      ["*/`${process.exit(9)}`"]
    ]);
  });

  it.each([
    ["a workbook", "ventes.xlsx", makeWorkbook({sheets: {Feuil1: workbookRows()}, forms: ["dd/mm/yyyy"]})],
    ["a gzip", "ventes.csv.gz", gzipSync(FRENCH)],
    ["UTF-16", "ventes.csv", Buffer.from(`\ufeff${FRENCH}`, "utf16le")],
    ["windows-1252", "ventes.csv", Buffer.from(FRENCH, "latin1")],
    ["the one file of a zip", "ventes.zip", makeZip({"ventes.csv": FRENCH})]
  ])("reads %s as well", async (_, name, content) => {
    const {rows, problems, contract} = await draftAndRead(join(await folderOf({[name]: content}), name));
    expect(problems).toEqual([]);
    expect(contract.files).toEqual(["ventes.csv"]);
    expect(
      rows.map((row) => [row.no_commande, String(row.montant_ht_cents), String(row.signee_le_date)])
    ).toEqual([
      ["A1", "123450", "2026-03-03"],
      ["A2", "-2000", "2026-03-14"]
    ]);
  });

  it.each([
    ["bonjour\n", "ventes.csv: not delimited text; save the export as CSV, with its header"],
    ['[{"a": 1, "b": 2}]', "ventes.csv: this is JSON; export the list as CSV"],
    ["<html><table>", "ventes.csv: this is a web page, not an export"],
    ["", "ventes.csv: the file is empty; export it again"]
  ])("refuses what is no table: %j", async (content, message) => {
    await expect(draft(content, "ventes.csv")).rejects.toThrow(message);
  });

  it.skipIf(!existsSync(MAVEN))("reads a real export of a CRM that nobody foresaw, to the cent", async () => {
    for (const [name, records] of [
      ["sales_pipeline", 8800],
      ["accounts", 85],
      ["products", 7],
      ["sales_teams", 35]
    ] as const) {
      const path = join(MAVEN, `${name}.csv`);
      const {rows, problems, skipped} = await draftAndRead(path);
      expect([rows.length, problems, skipped], name).toEqual([records, [], 0]);
      if (name !== "sales_pipeline") continue;
      const total = rows.reduce(
        (sum, {close_value_cents}) => sum + BigInt(String(close_value_cents ?? 0)),
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

function workbookRows(): (string | number | {v: string; s: number} | null)[][] {
  const [header = [], ...rows] = FRENCH.trim()
    .split("\r\n")
    .map((line) => line.split(";"));
  const days = ["46084", "46095"];
  return [
    ["Ventes"],
    header,
    ...rows.map((cells, index) => [
      ...cells.slice(0, 2),
      [1234.5, -20][index] ?? 0,
      {v: days[index] ?? "", s: 1},
      null,
      ...cells.slice(5, index === 0 ? 8 : 7)
    ])
  ];
}

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
    const options = {from: "nowhere.csv", folder: await tempFolder(), config: {sources: []}};
    await expect(writeDraft("Ventes", options)).rejects.toThrow("use lower case letters");
    await expect(writeDraft("vendeurs", options)).rejects.toThrow("a contract of this name is already there");
    await expect(writeDraft("ventes", options)).rejects.toThrow("nowhere.csv: no such file");
  });

  it("refuses a file that another contract reads by its name, and a zip of several", async () => {
    const zip = makeZip({"a.csv": FRENCH, "b.csv": FRENCH});
    const folder = await folderOf({"vendeurs_2026.xlsx": "", "two.zip": zip, "none.zip": makeZip({})});
    const options = {folder: await tempFolder(), config: {sources: []}};
    for (const [name, message] of [
      ["vendeurs_2026.xlsx", "files called so are read by the contract vendeurs; give this one another name"],
      ["two.zip", "several files in it; name one file"],
      ["none.zip", "no file in it; name one file"]
    ] as const) {
      await expect(writeDraft("ventes", {...options, from: join(folder, name)})).rejects.toThrow(message);
    }
  });
});
