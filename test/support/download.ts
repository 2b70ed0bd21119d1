import {readFile} from "node:fs/promises";
import {basename} from "node:path";
import type {Download, Locator, Page} from "playwright-core";
import {dataError} from "../../src/errors.ts";
import {openZip} from "../../src/ingest/archive.ts";
import {readRows, readStrings, type SheetCell} from "../../src/ingest/sheet.ts";

/** Opens the menu of a card and takes it away in one form. */
export async function takeAway(page: Page, card: Locator, form: RegExp): Promise<Download> {
  const menu = card.locator(".take").first();
  await menu.locator("summary").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    menu.getByRole("button", {name: form}).first().click()
  ]);
  await page.keyboard.press("Escape");
  return download;
}

export async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

export interface ReadCell extends SheetCell {
  /** The form in which the workbook shows it. */
  format: string;
}

export interface ReadWorkbook {
  names: string[];
  /** Rows of each sheet, the cells by their column. */
  sheets: ReadCell[][][];
  /** All of it, for what must not stand in it. */
  text: string;
}

/** Reads a workbook with the reader of the exports. */
export async function readWorkbook(path: string): Promise<ReadWorkbook> {
  const damage = dataError(`${path}: damaged`);
  const zip = await openZip({name: basename(path), path});
  try {
    const read = async (member: string): Promise<string> => {
      const chunks: Buffer[] = [];
      for await (const chunk of zip.read(member)) chunks.push(chunk);
      return Buffer.concat(chunks).toString();
    };
    const formats = formatsOf(await read("xl/styles.xml"));
    const strings = await readStrings(zip.read("xl/sharedStrings.xml"), damage);
    const book = await read("xl/workbook.xml");
    const names = [...book.matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map(([, name = ""]) => name);
    const sheets: ReadCell[][][] = [];
    let text = "";
    for (let number = 1; number <= names.length; number++) {
      const member = `xl/worksheets/sheet${number}.xml`;
      text += await read(member);
      const rows: ReadCell[][] = [];
      for await (const {number: row, cells} of readRows(zip.read(member), {strings, damage})) {
        const placed: ReadCell[] = [];
        for (const cell of cells) placed[cell.column] = {...cell, format: formats[cell.style] ?? ""};
        rows[row - 1] = placed;
      }
      sheets.push(rows);
    }
    return {names, sheets, text};
  } finally {
    zip.close();
  }
}

/** The format of each style, in the order of their numbers. */
function formatsOf(styles: string): string[] {
  const codes = new Map(
    [...styles.matchAll(/<numFmt [^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"/g)].map(
      ([, id = "", code = ""]) => [id, code]
    )
  );
  const list = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? "";
  return [...list.matchAll(/<xf\b([^>]*)>/g)].map(([, attributes = ""]) => {
    const id = /numFmtId="(\d+)"/.exec(attributes)?.[1] ?? "0";
    return codes.get(id) ?? id;
  });
}
