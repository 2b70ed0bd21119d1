import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {makeSay} from "../../reports/components/say.ts";
import {workbookOf} from "../../reports/components/workbook.ts";
import english from "../../reports/words/en.json" with {type: "json"};
import {PAYLOADS} from "../hostile/payloads.ts";
import {readWorkbook} from "../support/download.ts";
import {folderOf} from "../support/temp.ts";

const say = makeSay(english, {currency: "EUR"});

/** The texts of a workbook in which each of these is a head, a cell and what is said of it. */
async function readBack(texts: string[]): Promise<{cells: string[]; xml: string}> {
  const rows = texts.map((text) => [{kind: "text" as const, text}]);
  const table = {label: texts[0] ?? "", heads: [texts[0] ?? ""], rows};
  const file = await workbookOf(
    texts.map((text): [string, string] => [text, text]),
    [table],
    say
  );
  const path = join(await folderOf({}), "a.xlsx");
  await writeFile(path, new Uint8Array(await file.arrayBuffer()));
  const {sheets, text} = await readWorkbook(path);
  return {cells: (sheets[0] ?? []).slice(1).flatMap((row) => row.map((cell) => cell.text)), xml: text};
}

describe("a workbook", () => {
  it("can be opened whatever its texts are, and holds no formula", async () => {
    for (const {text} of PAYLOADS) {
      const {cells, xml} = await readBack([text]);
      expect(xml).not.toMatch(/<f[ >/]/);
      for (const cell of cells)
        expect(cell).not.toMatch(/^[\s\p{Z}\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u);
    }
  });

  it("holds words that its writer would take for its own", async () => {
    const names = Object.getOwnPropertyNames(Object.prototype);
    const {cells} = await readBack(names);
    expect(cells.map((cell) => cell.trim())).toEqual(names);
  });
});
