import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {inflateSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {findChromium} from "../../src/chromium.ts";
import {lastDayOf, readMonth} from "../../src/report.ts";
import {ressac} from "../support/command.ts";
import {usePublished} from "../support/published.ts";
import {tempFolder} from "../support/temp.ts";

/** The headings of a PDF, as its outline has them. */
function headingsOf(pdf: Buffer): string[] {
  const text = [pdf.toString("latin1"), ...streamsOf(pdf)].join("\n");
  return [...text.matchAll(/\/Title\s*(\((?:\\[^]|[^\\)])*\)|<[0-9A-Fa-f]*>)/g)].map(([, title = ""]) =>
    title.startsWith("<") ? utf16(Buffer.from(title.slice(1, -1), "hex")) : unescaped(title.slice(1, -1))
  );
}

function unescaped(text: string): string {
  const bytes = text.replace(/\\([0-7]{3}|[^])/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(parseInt(code, 8)) : ({n: "\n", r: "\r", t: "\t"}[code] ?? code)
  );
  return utf16(Buffer.from(bytes, "latin1"));
}

function utf16(bytes: Buffer): string {
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return bytes.toString("latin1");
  return Buffer.from(bytes.subarray(2)).swap16().toString("utf16le");
}

function streamsOf(pdf: Buffer): string[] {
  const streams: string[] = [];
  for (let at = pdf.indexOf("stream"); at !== -1; at = pdf.indexOf("stream", at + 6)) {
    if (pdf.subarray(at - 3, at).toString("latin1") === "end") continue;
    const start = at + (pdf[at + 6] === 13 ? 8 : 7);
    try {
      streams.push(inflateSync(pdf.subarray(start, pdf.indexOf("endstream", start))).toString("latin1"));
    } catch {
      // A picture or a font in another form.
    }
  }
  return streams;
}

describe("the report of a month", () => {
  let folder: string;
  let published: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ressac-report-test-"));
    const {exports, out} = await usePublished();
    published = ["--from", out, "--exports", exports];
  });

  afterAll(() => rm(folder, {recursive: true, force: true}));

  it("has the findings of its pages, as of the last day of the month, which need not be published", async () => {
    const file = join(folder, "may.pdf");
    const command = ["report", "--month", "2026-05", "--out", file, "--language", "en", ...published];
    const {exitCode, stdout, stderr} = await ressac(...command);
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/may\.pdf: \d+ pages of the site as of 2026-05-31/);
    const pdf = await readFile(file);
    expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");
    const headings = headingsOf(pdf).join("\n");
    expect(headings).toContain("Monthly report, May 2026");
    expect(headings).toMatch(/In 12 months, /);
    expect(headings).toMatch(/As booked, €[\d.]+k? lost/);
    expect(headings).not.toContain("Glossary");
  }, 240_000);

  it("refuses a month that has not ended in the exports, a month that is none and another language", async () => {
    const refused = async (...args: string[]) => {
      const {exitCode, stderr} = await ressac("report", ...args);
      expect(exitCode).toBe(2);
      return stderr;
    };
    expect(await refused("--month", "2026-08", ...published)).toContain(
      "2026-08-31: the exports end on 2026-06-30; choose a month that has ended"
    );
    expect(await refused("--month", "2026-13", ...published)).toContain(
      "2026-13: a month is written yyyy-mm"
    );
    expect(await refused("--month", "2026-06", "--language", "de", ...published)).toContain(
      "de: no such language; choose fr or en"
    );
    expect(await refused("--month", "2026-06", "--from", join(folder, "nowhere"))).toContain(
      "use ressac run first"
    );
  });
});

describe("a month", () => {
  it("ends on its last day", () => {
    expect(lastDayOf(readMonth("2024-02")).toString()).toBe("2024-02-29");
    expect(() => readMonth("2024-2")).toThrow("a month is written yyyy-mm");
  });
});

describe("the browser", () => {
  it("is the one that CHROME_PATH names, and no other when that is not there", async () => {
    const before = process.env.CHROME_PATH;
    try {
      const named = join(await tempFolder(), "browser");
      process.env.CHROME_PATH = named;
      await expect(findChromium()).rejects.toThrow(`${named}: no such program; correct CHROME_PATH`);
      await writeFile(named, "");
      expect((await findChromium()).executable).toBe(named);
    } finally {
      if (before === undefined) delete process.env.CHROME_PATH;
      else process.env.CHROME_PATH = before;
    }
  });
});
