import {readdir, readFile} from "node:fs/promises";
import {describe, expect, it} from "vitest";
import {cutPage} from "../../../src/audiences/pages.ts";

const absent = {results: new Set(["cases"]), pages: new Set(["list"])};

const PAGE = `# {{x.name}} <span class="finding">\${finding(cases, say)}</span>

\${lead(totals, {say})}

\`\`\`js
import {finding, lead} from "./components/findings.js";
import {table} from "./components/table.js";
import {readRows} from "./components/rows.js";
\`\`\`

\`\`\`js
const totals = await readRows(FileAttachment("data/totals.arrow").arrayBuffer());
const cases = await readRows(FileAttachment("data/cases.arrow").arrayBuffer());
\`\`\`

\`\`\`js
const shown = cases.filter((row) => row.totals > 1);
// Of all.
const {first, last} = ends(shown);
const standing = (card) => note(card, {cases: totals});
\`\`\`

## {{x.cases}}

\${table(first, {label: "cases"})}

\${standing(table(shown))}

See [the list](./list#top) and [all](./), or \${standing(totals.cases)}.
`;

describe("a page of an audience", () => {
  const cut = cutPage(PAGE, absent);

  it("does not read what is not in its build, nor keep what is made from that", () => {
    expect(cut).not.toMatch(/data\/cases|const shown|const \{first|const cases/);
    expect(cut).toContain('const totals = await readRows(FileAttachment("data/totals.arrow")');
    expect(cut).toContain("const standing = (card) => note(card, {cases: totals});");
  });

  it("says so where it would have shown it, once in a row", () => {
    expect(cut).toContain('<span class="finding">{{absent.words}}</span>');
    expect(cut.match(/\{\{absent\.card\}\}/g)).toHaveLength(1);
    expect(cut).toContain("${lead(totals, {say})}");
    expect(cut).toContain("or ${standing(totals.cases)}.");
  });

  it("says it once at its head, where title and lead are missing both", () => {
    const page = '# {{x.name}} <span class="finding">${finding(cases)}</span>\n\n${lead(cases)}\n';
    const code =
      '\n```js\nconst cases = await readRows(FileAttachment("data/cases.arrow").arrayBuffer());\n```\n';
    expect(cutPage(page + code, absent)).toBe('# {{x.name}} <span class="finding">{{absent.words}}</span>\n');
  });

  it("imports only what it still uses", () => {
    expect(cut).toContain('import {lead} from "./components/findings.js";');
    expect(cut).not.toContain("components/table.js");
    expect(cut).toContain('import {readRows} from "./components/rows.js";');
  });

  it("leads to no page that is not there", () => {
    expect(cut).toContain("See the list and [all](./)");
  });

  it("stays as it is when all is there", async () => {
    const nothing = {results: new Set<string>(), pages: new Set<string>()};
    for (const name of (await readdir("reports")).filter((file) => file.endsWith(".md"))) {
      const page = await readFile(`reports/${name}`, "utf8");
      expect(wordsOf(cutPage(page, nothing)), name).toBe(wordsOf(page));
    }
  });
});

/** A text without what a formatter may change. */
function wordsOf(text: string): string {
  return text.replace(/[\s,]+/g, "");
}
