import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import type {Page} from "playwright-core";
import {readWorkbook} from "../support/download.ts";

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

/** A file as the page hands it to the browser, in base64. */
interface Handed {
  name: string;
  bytes: string;
}

/** Takes every card of an open page away in every form of text, and reads the files again. */
export async function takeEverything(page: Page): Promise<Taken> {
  const {files, missing} = await page.evaluate(handEverything);
  const taken: Taken = {files: 0, cells: 0, found: missing};
  for (const {name, bytes} of files) await read(name, Buffer.from(bytes, "base64"), taken);
  return taken;
}

/**
 * Runs in the page: presses every button that makes a file, and keeps what would be saved. A browser that is asked for
 * many files at once lets some of them fall, hence they are taken where the page hands them over.
 */
async function handEverything(): Promise<{files: Handed[]; missing: string[]}> {
  const made = new Map<string, Blob>();
  const handed: {name: string; blob: Blob}[] = [];
  const address = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob: Blob) => {
    const url = address(blob);
    made.set(url, blob);
    return url;
  };
  const follow: unknown = Reflect.get(HTMLAnchorElement.prototype, "click");
  HTMLAnchorElement.prototype.click = function (): void {
    const blob = made.get(this.href);
    if (blob === undefined) (follow as () => void).call(this);
    else handed.push({name: this.download, blob});
  };
  const missing: string[] = [];
  for (const menu of document.querySelectorAll(".take")) {
    menu.querySelector("summary")?.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
    const status = menu.querySelector("output");
    for (const button of menu.querySelectorAll("button")) {
      if (status === null || !/CSV|XLSX|SVG/.test(button.textContent)) continue;
      const before = handed.length;
      await new Promise<void>((told) => {
        const observer = new MutationObserver(() => {
          if (status.textContent === "") return;
          observer.disconnect();
          told();
        });
        observer.observe(status, {childList: true, characterData: true, subtree: true});
        button.click();
      });
      if (handed.length === before) missing.push(`no file from ${button.textContent}: ${status.textContent}`);
    }
  }
  const encode = (blob: Blob) =>
    new Promise<string>((encoded) => {
      const reader = new FileReader();
      reader.onload = () => encoded((reader.result as string).replace(/^[^,]*,/, ""));
      reader.readAsDataURL(blob);
    });
  const files: Handed[] = [];
  for (const {name, blob} of handed) files.push({name, bytes: await encode(blob)});
  return {files, missing};
}

async function read(name: string, bytes: Buffer, taken: Taken): Promise<void> {
  taken.files++;
  if (!/^[a-z0-9_-]+\.(csv|xlsx|svg)$/.test(name)) taken.found.push(`a file is named ${name}`);
  if (name.endsWith(".svg")) {
    const active = ACTIVE.exec(withoutTexts(bytes.toString()));
    if (active !== null) taken.found.push(`${name}: ${active[0]}`);
    return;
  }
  const cells = name.endsWith(".csv") ? csvCells(bytes.toString()) : await workbookCells(name, bytes, taken);
  taken.cells += cells.length;
  for (const cell of cells)
    if (FORMULA.test(cell) && !NUMBER.test(cell))
      taken.found.push(`${name}: ${JSON.stringify(cell.slice(0, 80))}`);
}

function csvCells(text: string): string[] {
  const delimiter = /^\ufeff?[^\n]*?([;,])/.exec(text)?.[1] ?? ",";
  const rows: string[][] = parse(text, {
    bom: true,
    delimiter,
    record_delimiter: "\r\n",
    relax_column_count: true
  });
  return rows.flat();
}

async function workbookCells(name: string, bytes: Buffer, taken: Taken): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "ressac-hostile-file-"));
  try {
    await writeFile(join(folder, name), bytes);
    const {sheets, text} = await readWorkbook(join(folder, name));
    if (/<f[ >/]/.test(text)) taken.found.push(`${name}: holds a formula`);
    return sheets.flat(2).flatMap((cell) => (cell.kind === "text" ? [cell.text] : []));
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** Markup without what stands between its tags: there a text is only a text. */
function withoutTexts(markup: string): string {
  return markup.replace(/>[^<]*</g, "><").replace(/aria-label="[^"]*"/g, "");
}
