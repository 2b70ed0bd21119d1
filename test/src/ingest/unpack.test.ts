import {readdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import {crc32, gzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {type Bound, readContent} from "../../../src/ingest/archive.ts";
import {defineSource, FRENCH, text} from "../../../src/index.ts";
import {type PlainText, unpackExport} from "../../../src/ingest/unpack.ts";
import {folderOf} from "../../support/temp.ts";
import {makeZip} from "../../support/zip.ts";

const CONTRACT = defineSource({
  name: "orders",
  title: "orders",
  files: ["*.csv"],
  dialect: FRENCH,
  columns: {id: {type: text(), headers: ["Id"], meaning: "id"}}
});

const CSV = "Id;Société\r\n1;L’Été\r\n";

interface Unpacked {
  bytes: Buffer;
  plain: PlainText;
  /** Names in the folder of copies. */
  left: string[];
}

/** Unpacks a file that has this content, or a member of it. */
async function unpack(name: string, content: string | Uint8Array, member?: string): Promise<Unpacked> {
  const folder = await folderOf({[name]: content, "copies/.keep": ""});
  const file = {name: member === undefined ? name : `${name}/${member}`, path: join(folder, name)};
  const copies = join(folder, "copies");
  const plain = await unpackExport(member === undefined ? file : {...file, member}, CONTRACT, copies);
  const left = (await readdir(copies)).filter((left) => left !== ".keep");
  return {bytes: await readFile(plain.path), plain, left};
}

describe("unpacking", () => {
  it("reads plain text where it is", async () => {
    const {plain, left, bytes} = await unpack("a.csv", CSV);
    expect(plain).toMatchObject({form: "text", path: expect.stringMatching(/\/a\.csv$/) as string});
    expect([bytes.toString(), left]).toEqual([CSV, []]);
    expect((await unpack("empty.csv", "")).plain.form).toBe("text");
  });

  it("gives back the bytes that were packed, in whatever encoding", async () => {
    const latin = Buffer.from([0x49, 0x64, 0x0a, 0xe9, 0x80, 0x0a]);
    const zip = makeZip({"sub/a.csv": latin, "a.csv.gz": gzipSync(latin)});
    for (const {bytes, plain, left} of [
      await unpack("a.csv.gz", gzipSync(latin)),
      await unpack("a.zip", zip, "sub/a.csv"),
      await unpack("a.zip", zip, "a.csv.gz"),
      await unpack("a.zip", makeZip({"a.csv": latin}, {method: 0}), "a.csv")
    ]) {
      expect(bytes).toEqual(latin);
      expect(left).toEqual([plain.path.split("/").at(-1)]);
    }
    expect((await unpack("a.zip", zip, "a.csv.gz")).plain.form).toBe("zip");
    expect((await unpack("a.csv.gz", gzipSync(latin))).plain.form).toBe("gzip");
    expect((await unpack("a.zip", makeZip({"a.csv": ""}), "a.csv")).bytes).toHaveLength(0);
  });

  it("joins the parts of a gzip that was written in several", async () => {
    const parts = Buffer.concat([gzipSync("Id\n"), gzipSync("1\n")]);
    expect((await unpack("a.csv.gz", parts)).bytes.toString()).toBe("Id\n1\n");
  });

  it("goes by the content, not by the name", async () => {
    expect((await unpack("a.csv.gz", CSV)).plain.form).toBe("text");
    expect((await unpack("a.csv", gzipSync(CSV))).bytes.toString()).toBe(CSV);
  });

  it("never uses a name out of an archive on the disk", async () => {
    const {left, plain} = await unpack("a.zip", makeZip({"../../evil.csv": CSV}), "../../evil.csv");
    expect(left).toEqual([expect.stringMatching(/^[0-9a-f]{16}\.csv$/)]);
    expect(plain.path).toContain("/copies/");
  });
});

describe("a damaged archive", () => {
  const noise = Array.from({length: 5000}, (_, index) => crc32(String(index))).join(";");
  const gz = gzipSync(noise);
  const stored = makeZip({"a.csv": noise}, {method: 0});

  it.each([
    ["a gzip cut short", "a.csv.gz", gz.subarray(0, -200), undefined],
    ["a gzip without its last byte", "a.csv.gz", gz.subarray(0, -1), undefined],
    ["a gzip with another checksum", "a.csv.gz", flip(gz, gz.length - 6), undefined],
    ["a gzip with a changed byte", "a.csv.gz", flip(gz, gz.length >> 1), undefined],
    ["a zip cut short", "a.zip", stored.subarray(0, -30), "a.csv"],
    ["a zip with a changed byte", "a.zip", flip(stored, 2000), "a.csv"],
    ["a compressed zip with a changed byte", "a.zip", flip(makeZip({"a.csv": noise}), 2000), "a.csv"],
    ["a zip with another checksum", "a.zip", makeZip({"a.csv": noise}, {checksum: 1}), "a.csv"]
  ])("is refused, and leaves nothing behind: %s", async (_, name, content, member) => {
    const folder = await folderOf({[name]: content});
    const copies = join(folder, "copies");
    const file = {name: "here", path: join(folder, name), ...(member === undefined ? {} : {member})};
    await expect(unpackExport(file, CONTRACT, copies)).rejects.toMatchObject({
      message: "here: the archive is cut short or damaged; download or copy it again",
      exitCode: 1
    });
    expect(await readdir(copies)).toEqual([]);
  });

  function flip(bytes: Buffer, at: number): Buffer {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 0x10;
    return copy;
  }
});

describe("an archive that cannot be read", () => {
  it("is refused with the way out: a password, an unusual method", async () => {
    await expect(unpack("a.zip", makeZip({"a.csv": CSV}, {isLocked: true}), "a.csv")).rejects.toThrow(
      "a.zip/a.csv: it is locked with a password; unpack it, or pack it without a password"
    );
    await expect(unpack("a.zip", makeZip({"a.csv": CSV}, {method: 9}), "a.csv")).rejects.toThrow(
      "a.zip/a.csv: its compression method 9 is not read; unpack it, or pack it as gzip"
    );
  });

  it("is refused when it unpacks to far more than an export would", async () => {
    const zeros = Buffer.alloc(300_000);
    const rows = Array.from({length: 20_000}, (_, row) => `C${row};1;CL1;01/02/2026;100,00\n`).join("");
    const bound = {bytes: 200_000, ratio: 200};
    const message = "it unpacks to more than 200 times its size, which no export does";
    await expect(size("a.gz", gzipSync(zeros), {bound})).rejects.toThrow(message);
    await expect(size("a.zip", makeZip({a: zeros}), {bound, member: "a"})).rejects.toThrow(message);
    await expect(
      size("a.zip", makeZip({a: gzipSync(zeros)}, {method: 0}), {bound, member: "a"})
    ).rejects.toThrow(message);
    expect(await size("a.gz", gzipSync(rows, {level: 9}), {bound})).toBe(rows.length);
    expect(await size("a.gz", gzipSync(zeros), {bound: {...bound, bytes: 300_000}})).toBe(300_000);
  });

  async function size(
    name: string,
    content: Uint8Array,
    {bound, member}: {bound: Bound; member?: string}
  ): Promise<number> {
    const path = join(await folderOf({[name]: content}), name);
    let bytes = 0;
    const file = {name, path, ...(member === undefined ? {} : {member})};
    for await (const chunk of readContent(file, bound)) bytes += chunk.length;
    return bytes;
  }
});

describe("UTF-16", () => {
  const little = (text: string): Buffer => Buffer.from(text, "utf16le");
  const big = (text: string): Buffer => little(text).swap16();

  it.each([
    ["little-endian, marked", little(`\ufeff${CSV}`)],
    ["big-endian, marked", big(`\ufeff${CSV}`)],
    ["little-endian", little(CSV)],
    ["big-endian", big(CSV)],
    ["in a gzip", gzipSync(little(`\ufeff${CSV}`))]
  ])("becomes UTF-8: %s", async (_, bytes) => {
    const {plain, bytes: text, left} = await unpack("a.csv", bytes);
    expect(plain.form).toBe("utf-16");
    expect(text.toString()).toBe(CSV);
    expect(left).toHaveLength(1);
  });

  it("is read whole wherever the chunks of the file end", async () => {
    const long = `x${"é😀;".repeat(100_000)}`;
    expect((await unpack("a.csv", little(`\ufeff${long}`))).bytes.toString()).toBe(long);
    expect((await unpack("a.csv", big(`\ufeff${long}`))).bytes.toString()).toBe(long);
  });

  it("is refused at half a character, with its place", async () => {
    const lone = "a.csv: half a UTF-16 character at byte 8: the file is cut short or was edited as bytes";
    for (const text of ["\ufeffabc\ud83d", "\ufeffabc\ud83dd", "\ufeffabc\ude00d"]) {
      await expect(unpack("a.csv", little(text))).rejects.toThrow(lone);
      await expect(unpack("a.csv", big(text))).rejects.toThrow(lone);
    }
    await expect(unpack("a.csv", little(`\ufeff${CSV}`).subarray(0, -1))).rejects.toThrow(
      `half a UTF-16 character at byte ${2 * CSV.length}`
    );
  });

  it("is not seen where a few zeros stray", async () => {
    expect((await unpack("a.csv", "Id;\0\0\0\n")).plain.form).toBe("text");
  });
});

describe("a file that is no export", () => {
  it.each([
    [
      "d0cf11e0a1b11ae1",
      "this is an .xls workbook of the old kind, or one locked with a password; save it as .xlsx"
    ],
    [makeZip({"xl/workbook.bin": ""}), "this is a binary workbook (.xlsb); save it as .xlsx or CSV"],
    [makeZip({"content.xml": ""}), "this is an OpenDocument file (.ods); save it as .xlsx or CSV"],
    [makeZip({"a.csv": ""}), "this is a zip, but no workbook; give it the ending .zip if exports are in it"]
  ])("is refused with the way out: %#", async (content, message) => {
    const bytes = typeof content === "string" ? Buffer.from(content, "hex") : content;
    await expect(unpack("a.xlsx", bytes)).rejects.toThrow(`a.xlsx: ${message}`);
  });
});
