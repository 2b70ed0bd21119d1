import {parse} from "csv-parse/sync";
import type {Download, Page} from "playwright-core";
import {bytesOf, readWorkbook} from "../support/download.ts";

/** What a spreadsheet would calculate; a number may begin with its sign. */
const FORMULA = /^[\s\p{Z}\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;
const NUMBER = /^-?\d+([.,]\d+)?$/;

/** What a picture may not hold, for it is opened by itself. */
const ACTIVE = /<script|<foreignObject|<iframe|<image|\son\w+=|href=|url\((?!['"]?#)/i;

export interface Taken {
  files: number;
  cells: number;
  /** Cells that would be calculated, and what in a picture would act. */
  found: string[];
}

/** Takes every card of an open page away in every form of text, and reads the files again. */
export async function takeEverything(page: Page): Promise<Taken> {
  const taken: Taken = {files: 0, cells: 0, found: []};
  for (const menu of await page.locator(".take").all()) {
    await menu.locator("summary").evaluate((summary: HTMLElement) => summary.click());
    for (const button of await menu.getByRole("button", {name: /CSV|XLSX|SVG/, includeHidden: true}).all()) {
      let download: Download | null = null;
      // A browser that is asked for many files at once lets some of them fall: it is asked again.
      for (let attempt = 0; attempt < 3 && download === null; attempt++)
        [download] = await Promise.all([
          page.waitForEvent("download", {timeout: 5000}).catch(() => null),
          button.evaluate((element: HTMLElement) => element.click())
        ]);
      if (download === null) {
        const said = await menu.locator("output").textContent();
        taken.found.push(`no file from ${String(await button.textContent())}: ${String(said)}`);
        continue;
      }
      await read(download, taken);
    }
  }
  return taken;
}

async function read(download: Download, taken: Taken): Promise<void> {
  taken.files++;
  const name = download.suggestedFilename();
  if (!/^[a-z0-9_-]+\.(csv|xlsx|svg)$/.test(name)) taken.found.push(`a file is named ${name}`);
  if (name.endsWith(".svg")) {
    const active = ACTIVE.exec(withoutTexts((await bytesOf(download)).toString()));
    if (active !== null) taken.found.push(`${name}: ${active[0]}`);
    return;
  }
  const cells = name.endsWith(".csv") ? await csvCells(download) : await workbookCells(download, taken);
  taken.cells += cells.length;
  for (const cell of cells)
    if (FORMULA.test(cell) && !NUMBER.test(cell))
      taken.found.push(`${name}: ${JSON.stringify(cell.slice(0, 80))}`);
}

async function csvCells(download: Download): Promise<string[]> {
  const text = (await bytesOf(download)).toString();
  const delimiter = /^\ufeff?[^\n]*?([;,])/.exec(text)?.[1] ?? ",";
  const rows: string[][] = parse(text, {
    bom: true,
    delimiter,
    record_delimiter: "\r\n",
    relax_column_count: true
  });
  return rows.flat();
}

async function workbookCells(download: Download, taken: Taken): Promise<string[]> {
  const {sheets, text} = await readWorkbook(await download.path());
  if (/<f[ >/]/.test(text)) taken.found.push(`${download.suggestedFilename()}: holds a formula`);
  return sheets.flat(2).flatMap((cell) => (cell.kind === "text" ? [cell.text] : []));
}

/** Markup without what stands between its tags: there a text is only a text. */
function withoutTexts(markup: string): string {
  return markup.replace(/>[^<]*</g, "><").replace(/aria-label="[^"]*"/g, "");
}
