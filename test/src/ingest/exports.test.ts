import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {contractOf, extractedDate, hashExport, listExports} from "../../../src/ingest/exports.ts";
import {defineSource, FRENCH, text} from "../../../src/index.ts";
import {folderOf} from "../../support/temp.ts";
import {makeZip} from "../../support/zip.ts";

const source = (name: string, files: string[], extracted?: RegExp): ReturnType<typeof defineSource> =>
  defineSource({
    name,
    title: name,
    files,
    dialect: FRENCH,
    extracted,
    columns: {id: {type: text(), headers: ["Id"], meaning: "id"}}
  });

describe("exports", () => {
  it("are recognised by name, without case and accents", () => {
    const contract = source("orders", ["commandes_20??*.csv"]);
    expect(contractOf("Commandes_2026-01.CSV", [contract])).toBe(contract);
    expect(contractOf("commandes_19.csv", [contract])).toBeUndefined();
  });

  it("are recognised compressed, as a workbook, and in an archive", () => {
    const contract = source("orders", ["commandes*.csv", "*fec*.txt"]);
    const fitting = [
      "commandes_2026.csv.gz",
      "Commandes_2026.xlsx",
      "commandes.XLSX.GZ",
      "commandes.xls",
      "FEC2026.txt.gz",
      "février.zip/a/b/commandes.csv"
    ];
    for (const name of fitting) expect(contractOf(name, [contract])).toBe(contract);
    for (const name of ["commandes.txt", "FEC2026.xlsx", "commandes.zip/notes.csv", "commandes.csv/other"]) {
      expect(contractOf(name, [contract])).toBeUndefined();
    }
  });

  it("are not read by two contracts at once", () => {
    expect(() => contractOf("a.csv", [source("one", ["*.csv"]), source("two", ["a*"])])).toThrow(
      "a.csv: its name fits one and two; make one of their file patterns narrower"
    );
  });

  it("are listed by name; sub-folders, such as the truth of a sample, are not read", async () => {
    const files = {"b.csv": "", "a.csv": "", "truth/a.csv": "", ".hidden.csv": "", "~$a.xlsx": ""};
    expect((await listExports(await folderOf(files), [])).map(({name}) => name)).toEqual(["a.csv", "b.csv"]);
  });

  it("are asked for when the folder is not there", async () => {
    await expect(listExports("/nowhere", [])).rejects.toThrow("/nowhere: no such folder; name the folder");
  });
});

describe("a zip of exports", () => {
  it("is listed file by file, without hidden ones, each with the contract of its own name", async () => {
    const orders = source("orders", ["commandes*.csv"]);
    const zip = makeZip({
      "Février/": "",
      "Février/commandes.csv": "Id\n1\n",
      "__MACOSX/Février/._commandes.csv": "",
      "Février/.DS_Store": "",
      ".git/commandes.csv": "",
      "../commandes.csv": "Id\n2\n",
      "lisez-moi.txt": ""
    });
    const folder = await folderOf({"exports.zip": zip, "a.csv": ""});
    const path = join(folder, "exports.zip");
    expect(await listExports(folder, [orders])).toEqual([
      {name: "a.csv", path: join(folder, "a.csv"), contract: undefined},
      {name: "exports.zip/Février/commandes.csv", path, member: "Février/commandes.csv", contract: orders},
      {name: "exports.zip/lisez-moi.txt", path, member: "lisez-moi.txt", contract: undefined}
    ]);
  });

  it.each([
    ["x.rar", "", "x.rar: .rar archives are not read; unpack it, or pack it as .zip or .gz"],
    ["x.csv.bz2", "", ".bz2 archives are not read"],
    ["x.tar.gz", "", ".tar.gz archives are not read"],
    ["x.zip", makeZip({"y.zip": ""}), "x.zip/y.zip: a zip within a zip is not read; unpack the outer one"],
    ["x.zip", makeZip({"y.7z": ""}), "x.zip/y.7z: .7z archives are not read"],
    [
      "x.zip",
      makeZip([
        ["a", ""],
        ["a", ""]
      ]),
      "x.zip: two files in it are called a; pack it again with one"
    ],
    [
      "x.zip",
      makeZip({"a.csv": "1"}).subarray(0, -9),
      "x.zip: the archive is cut short or damaged; download"
    ],
    ["x.zip", "Id\n", "x.zip: the archive is cut short or damaged"]
  ])("is not passed over when it cannot be looked into: %s", async (name, content, message) => {
    await expect(listExports(await folderOf({[name]: content}), [])).rejects.toThrow(message);
  });
});

describe("the content of an export", () => {
  it("is the same however it is packed", async () => {
    const csv = "Id\n1\n";
    const folder = await folderOf({
      "a.csv": csv,
      "b.csv.gz": gzipSync(csv),
      "c.zip": makeZip({"c.csv": csv, "d.csv.gz": gzipSync(csv, {level: 1})})
    });
    const hashes = [];
    for (const file of await listExports(folder, [])) hashes.push(await hashExport(file));
    expect(hashes).toHaveLength(4);
    expect(new Set(hashes.map((hash) => hash.sha256)).size).toBe(1);
    expect(hashes[0]).toMatchObject({bytes: 5, file_id: hashes[0]?.sha256.slice(0, 16)});
  });

  it("is what was delivered when it is a workbook or UTF-16", async () => {
    const folder = await folderOf({"a.csv": Buffer.from("\ufeffId\n", "utf16le")});
    expect(await hashExport({name: "a.csv", path: join(folder, "a.csv")})).toMatchObject({bytes: 8});
  });
});

describe("the day of extraction", () => {
  const anchored = source("a", ["*"], /^(?<y>\d{4})-(?<m>\d{2})(?:-(?<d>\d{2}))?\.csv$/);

  it("is in the file's name, packed or not", () => {
    for (const name of ["2026-02-03.csv", "2026-02-03.csv.gz", "2026-02-03.xlsx", "a.zip/2026-02-03.csv"]) {
      expect(extractedDate(name, anchored)).toBe("2026-02-03");
    }
  });

  it("is in a member's own name first, then in its folders' and the archive's", () => {
    const contract = source("a", ["*"], /(?<y>\d{4})-(?<m>\d{2})/);
    expect(extractedDate("exports-2026-03.zip/2025-01/orders-2026-02.csv", contract)).toBe("2026-02-28");
    expect(extractedDate("exports-2026-03.zip/2025-01/orders.csv", contract)).toBe("2025-01-31");
    expect(extractedDate("exports-2026-03.zip/orders.csv", contract)).toBe("2026-03-31");
    expect(extractedDate("2026-03.zip/orders.csv", anchored)).toBe("2026-03-31");
  });

  it("is asked for when no name has it", () => {
    expect(() => extractedDate("a.zip/orders.csv", anchored)).toThrow(
      "a.zip/orders.csv: the day of extraction is not in the file's name"
    );
    expect(extractedDate("orders.csv", source("a", ["*"]))).toBeNull();
  });
});
