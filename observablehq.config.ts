import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {paletteCss} from "./reports/components/palette.ts";
import type {Words} from "./reports/components/say.ts";

// Handed over by src/site.ts, which assembles the root: pages, published data and the words of one language.
const root = process.env.RESSAC_SITE_ROOT ?? "reports";
const output = process.env.RESSAC_SITE_OUTPUT ?? "dist";
const assembled = join(root, "words.json");
const words = JSON.parse(
  readFileSync(existsSync(assembled) ? assembled : join(root, "words", "fr.json"), "utf8")
) as Words;

/** Fonts by the characters they hold; only the first is needed on every page. */
const FONTS = {
  "inter-latin.woff2":
    "U+0-FF,U+131,U+152-153,U+2BB-2BC,U+2C6,U+2DA,U+2DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212",
  "inter-latin-ext.woff2": "U+100-2BA,U+2BD-2C5,U+2C7-2CC,U+1E00-1E9F,U+20A0-20AB,U+20AD-20C0"
};

/** The pages in the order of the menu, each with the word that names it. */
const PAGES = [
  {path: "/index", name: "overview.name"},
  {path: "/what-changed", name: "changes.name"},
  {path: "/motives", name: "motive_page.name"},
  {path: "/saves-by-channel", name: "channels.name"},
  {path: "/cancel-and-rebook", name: "rebookings.name"},
  {path: "/waterfall", name: "waterfall.name"},
  {path: "/process", name: "process.name"},
  {path: "/attribution", name: "attribution.name"},
  {path: "/deadlines", name: "deadlines.name"},
  {path: "/alerts", name: "alerts.name"},
  {path: "/contacts", name: "contacts.name"},
  {path: "/actions", name: "actions_page.name"},
  {path: "/reconciliation", name: "reconciliation.name"},
  {path: "/glossary", name: "glossary.name"},
  {path: "/lineage", name: "lineage.name"}
];

/** The part of markdown-it that is used here. */
interface MarkdownIt {
  core: {ruler: {before(rule: string, name: string, run: (state: {src: string}) => void): void}};
}

export default {
  root,
  output,
  title: word("site.title"),
  // The site of an audience has only its own pages.
  pages: PAGES.filter(({path}) => existsSync(join(root, `${path}.md`))).map(({path, name}) => ({
    name: word(name),
    path
  })),
  home: word("site.title"),
  style: "style.css",
  globalStylesheets: [],
  head: head(),
  footer: null,
  pager: false,
  toc: false,
  search: false,
  markdownIt: (markdown: MarkdownIt): MarkdownIt => {
    // Before anything is parsed, so that titles, headings and the sidebar carry the words too.
    markdown.core.ruler.before("normalize", "words", (state) => {
      state.src = state.src.replace(/\{\{([\w.-]+)\}\}/g, (_, key: string) => word(key));
    });
    return markdown;
  }
};

function word(key: string): string {
  const text = words[key];
  if (typeof text !== "string")
    throw new Error(`reports/words: no text for ${key}; add it to every catalogue`);
  return text;
}

/** Colours and the font, which the site serves itself: links are rewritten to hashed files. */
function head(): string {
  const fonts = Object.entries(FONTS)
    .filter(([name]) => existsSync(join(root, "fonts", name)))
    .map(([name, range], index) => {
      const use = `rel="${index === 0 ? "preload" : "font"}" as="font" type="font/woff2" crossorigin`;
      return `<link ${use} data-range="${range}" href="/fonts/${name}">`;
    });
  const icon = existsSync(join(root, "favicon.svg"))
    ? '<link rel="icon" type="image/svg+xml" href="/favicon.svg">'
    : "";
  return `<style>${paletteCss()}</style>
${icon}
${fonts.join("\n")}
<script>
for (const {href, dataset} of document.querySelectorAll("link[data-range]")) {
  document.fonts.add(new FontFace("Inter", \`url(\${href})\`, {weight: "100 900", unicodeRange: dataset.range}));
}
</script>`;
}
