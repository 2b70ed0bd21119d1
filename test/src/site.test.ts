import {existsSync} from "node:fs";
import {mkdir, readdir, readFile, realpath, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {describe, expect, it, onTestFinished} from "vitest";
import {assembleSite, buildSite, previewSite, type SiteSources} from "../../src/site.ts";
import {folderOf} from "../support/temp.ts";

/** The pages that the settings of the site list, beside the overview, and the word that names each. */
const PAGES: Record<string, string> = {
  alerts: "alerts",
  actions: "actions_page",
  attribution: "attribution",
  glossary: "glossary",
  lineage: "lineage",
  "cancel-and-rebook": "rebookings",
  contacts: "contacts",
  deadlines: "deadlines",
  motives: "motive_page",
  process: "process",
  reconciliation: "reconciliation",
  "saves-by-channel": "channels",
  waterfall: "waterfall",
  "what-changed": "changes"
};

const WORDS = JSON.stringify({
  "site.title": "Ressac",
  "overview.name": "Vue",
  ...Object.fromEntries(Object.entries(PAGES).map(([page, word]) => [`${word}.name`, `Page ${page}`]))
});

/** A small site of its own: every page, one component, no chart. */
async function smallSite(
  pages: Record<string, string> = {}
): Promise<SiteSources & {folder: string; output: string}> {
  const folder = await folderOf({
    "reports/index.md":
      "# {{overview.name}}\n\n```js\nimport {twice} from './components/twice.js';\ndisplay(twice(21));\n```\n",
    ...Object.fromEntries(
      Object.entries(PAGES).map(([page, word]) => [`reports/${page}.md`, `# {{${word}.name}}\n`])
    ),
    "reports/cancel-and-rebook.md":
      '# {{rebookings.name}}\n\n```js\nconst bytes = FileAttachment("data/about.arrow").arrayBuffer();\n```\n',
    "reports/components/twice.ts": "export const twice = (value: number): number => 2 * value;\n",
    "reports/style.css": "body { color: black; }\n",
    "reports/data/about.sql": "select 1",
    "reports/words/fr.json": WORDS,
    "published/about.arrow": "ARROW1",
    ...Object.fromEntries(Object.entries(pages).map(([name, text]) => [`reports/${name}`, text]))
  });
  return {
    folder,
    reports: join(folder, "reports"),
    published: join(folder, "published"),
    root: join(folder, "work", "root"),
    language: "fr",
    packageRoot: ".",
    output: join(folder, "site")
  };
}

describe("assembling a site", () => {
  it("links pages, published data, words and fonts, and leaves the reports folder alone", async () => {
    const site = await smallSite();
    const before = await readdir(site.reports, {recursive: true});
    await assembleSite(site);
    expect((await readdir(site.root)).sort()).toEqual(
      [
        ...[...Object.keys(PAGES), "index"].map((page) => `${page}.md`),
        ...["components", "data", "definitions.json", "fonts", "lineage.json", "sources.json"],
        ...["style.css", "words.json"]
      ].sort()
    );
    expect(await realpath(join(site.root, "data"))).toBe(await realpath(site.published));
    expect(await readFile(join(site.root, "words.json"), "utf8")).toBe(WORDS);
    expect(await readFile(join(site.root, "lineage.json"), "utf8")).toBe("[]");
    expect(existsSync(join(site.root, "..", "node_modules", "@observablehq", "plot"))).toBe(true);
    expect(await readdir(site.reports, {recursive: true})).toEqual(before);
  });

  it("again drops what is no longer there and keeps what Framework cached", async () => {
    const site = await smallSite();
    await mkdir(join(site.root, ".observablehq"), {recursive: true});
    await writeFile(join(site.root, "old.md"), "# Old");
    await assembleSite(site);
    expect(await readdir(site.root)).not.toContain("old.md");
    expect(await readdir(site.root)).toContain(".observablehq");
  });

  it("in a language without catalogue names those there are", async () => {
    await expect(assembleSite({...(await smallSite()), language: "de"})).rejects.toThrow(
      /de\.json: no such catalogue; choose one of fr$/
    );
  });
});

describe("building a site", () => {
  it("puts the words in, names the language and hashes data", async () => {
    const site = await smallSite();
    await buildSite(site);
    const page = await readFile(join(site.output, "cancel-and-rebook.html"), "utf8");
    expect(page).toContain('<html lang="fr">');
    expect(page).toContain("<title>Page cancel-and-rebook | Ressac</title>");
    expect(page).not.toContain("maximum-scale");
    expect(await readdir(join(site.output, "_file", "data"))).toEqual([
      expect.stringMatching(/^about\.[0-9a-f]{8}\.arrow$/)
    ]);
    expect(await readdir(site.folder)).toEqual(["published", "reports", "site", "work"]);
  });

  it("gives each page few files, all named in its head, and the data that it reads at once; the same each time", async () => {
    const code = [
      'import {twice} from "./components/twice.js";',
      'const words = await FileAttachment("words.json").json();',
      'const ask = () => FileAttachment("data/about.arrow").arrayBuffer();',
      "display(twice(21));"
    ];
    const site = await smallSite({
      "index.md": `# {{overview.name}}\n\n\`\`\`js\n${code.join("\n")}\n\`\`\`\n`
    });
    await buildSite(site);
    const html = await readFile(join(site.output, "index.html"), "utf8");
    const [, entry] = /<script type="module" src="([^"]+)"><\/script>/.exec(html) ?? [];
    const modules = [...html.matchAll(/rel="modulepreload" href="([^"]+)"/g)].map(([, path]) => path);
    expect(modules).toEqual([entry, expect.stringMatching(/^\.\/_import\/pages\/common\.[0-9a-f]{8}\.js$/)]);
    const data = [...html.matchAll(/rel="preload" as="fetch" crossorigin href="([^"]+)"/g)];
    expect(data.map(([, path]) => path)).toEqual([
      expect.stringMatching(/^\.\/_file\/words\.[0-9a-f]{8}\.json$/)
    ]);
    const files = await readdir(site.output, {recursive: true});
    const scripts = files.filter((file) => file.endsWith(".js"));
    expect(scripts.every((file) => file.startsWith("_import/pages/"))).toBe(true);
    expect(scripts.map((file) => `./${file}`)).toContain(entry);
    const compressed = await readFile(join(site.output, "index.html.gz"));
    expect(gunzipSync(compressed).toString()).toBe(html);
    expect(files.filter((file) => /(arrow|woff2)\.gz$/.test(file))).toEqual([]);
    const again = join(site.folder, "again");
    await buildSite({...site, output: again});
    expect((await readdir(again, {recursive: true})).sort()).toEqual(files.sort());
    for (const file of [...scripts, "index.html", "index.html.gz"])
      expect((await readFile(join(again, file))).equals(await readFile(join(site.output, file)))).toBe(true);
  });

  it.each([
    [
      "a page with a syntax error",
      "index.md",
      "# Home\n\n```js\nconst = 1;\n```\n",
      /index\.md: SyntaxError/
    ],
    [
      "data that was not published",
      "index.md",
      '# Home\n\n```js\nFileAttachment("data/gone.arrow").arrayBuffer();\n```\n',
      /data\/gone\.arrow/
    ],
    ["a word that no catalogue holds", "index.md", "# {{no.word}}\n", /no text for no\.word/]
  ])("leaves the site that is there as it was: %s", async (_, name, text, message) => {
    const site = await smallSite({[name]: text});
    await mkdir(site.output);
    await writeFile(join(site.output, "index.html"), "the previous site");
    await expect(buildSite(site)).rejects.toThrow(message);
    expect(await readFile(join(site.output, "index.html"), "utf8")).toBe("the previous site");
    expect(await readdir(site.folder)).toEqual(["published", "reports", "site", "work"]);
  });
});

describe("previewing a site", () => {
  it("serves its pages until it is closed", async () => {
    const preview = await previewSite(await smallSite());
    onTestFinished(() => preview.close());
    const page = await (await fetch(`${preview.url}cancel-and-rebook`)).text();
    expect(page).toContain("<title>Page cancel-and-rebook | Ressac</title>");
    await preview.close();
    await expect(fetch(preview.url)).rejects.toThrow();
  });
});
