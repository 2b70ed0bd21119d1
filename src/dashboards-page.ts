import type {GuideNode} from "./guide.ts";

/** What the page about pages is made from. */
export interface DashboardsPage {
  nodes: readonly GuideNode[];
  /** Paths of the pages in the order of the menu, such as `/motives`. */
  paths: readonly string[];
  /** Results and tables that every page reads, which tell nothing of any: those of its foot. */
  leftOut: readonly string[];
  /** Texts of a catalogue: names and questions of pages. */
  words: Readonly<Record<string, unknown>>;
}

const INTRODUCTION = `# Pages

Which question each page answers, in the order of the menu, and the tables that it is published from. Each page opens
with its answer, computed from these tables; \`ressac lineage\` and the page Sources and lineage follow them back to the
exports. This table is made from the pages and their queries (\`npx vitest run test/docs -u\` writes it again).`;

/** The page about pages, in Markdown. @throws Error when a page has no name or no question. */
export function dashboardsPage({nodes, paths, leftOut, words}: DashboardsPage): string {
  const text = (key: string): string => {
    const found = words[key];
    if (typeof found !== "string") throw new Error(`no text for ${key}; add it to every catalogue`);
    return found;
  };
  const known = new Map(nodes.map((node) => [node.name, node]));
  const rows = paths.map((path) => {
    const page = known.get(`pages.${path.slice(1)}`);
    if (page?.title === undefined) throw new Error(`reports${path}.md: no name in its first line`);
    const results = page.reads.filter((result) => !leftOut.includes(result));
    const tables = results
      .flatMap((result) => known.get(result)?.reads ?? [])
      .filter((table) => !leftOut.includes(table));
    return [
      text(page.title),
      text(`question.${path.slice(1)}`),
      [...new Set(tables)].sort().map(code).join(", "),
      results.map((result) => code(result.replace("reports.", ""))).join(", ")
    ];
  });
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const head = ["page", "question", "tables", "published results"];
  return [INTRODUCTION, [head, head.map(() => "---"), ...rows].map(line).join("\n")].join("\n\n");
}

function code(text: string): string {
  return `\`${text}\``;
}
