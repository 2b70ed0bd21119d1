import {readdir, readFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {compare, type Model, upstream} from "./models.ts";
import type {Project} from "./project.ts";

/** A thing the data passes through, and the names of those it comes from. */
export interface LineageNode {
  name: string;
  kind: "source" | "lookup" | "page" | "panel" | Model["kind"];
  meaning: string;
  reads: string[];
}

/** The graph from exports to pages, each node after those it reads. */
export async function readLineage(
  {contracts, models, reports}: Project,
  folder: string
): Promise<LineageNode[]> {
  const sources = contracts.map(({name, title, files}) => ({
    name: `sources.${name}`,
    kind: "source" as const,
    meaning: `${title} (${files.join(", ")})`,
    reads: []
  }));
  const tables = [...models, ...reports].map((model) => ({
    name: model.name,
    kind: model.kind,
    meaning: model.meaning,
    reads: upstream(model, models)
  }));
  return [...sources, ...tables, ...(await readPages(folder)), ...(await readPanels(folder))];
}

/** The pages of a site, each with the published results that it loads. */
async function readPages(folder: string): Promise<LineageNode[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md")).sort(compare);
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), "utf8");
      const files = [...text.matchAll(/FileAttachment\("(?:\.\/)?data\/(\w+)\.arrow"\)/g)];
      const reads = [...new Set(files.map(([, table]) => `reports.${table}`))].sort(compare);
      return {
        name: `pages.${basename(name, ".md")}`,
        kind: "page" as const,
        meaning: `reports/${name}`,
        reads
      };
    })
  );
}

/** Components that load results by themselves, when they are opened: they stand on every page. */
async function readPanels(folder: string): Promise<LineageNode[]> {
  const names = (await readdir(join(folder, "components")))
    .filter((name) => name.endsWith(".ts"))
    .sort(compare);
  const panels = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, "components", name), "utf8");
      const files = [...text.matchAll(/FileAttachment\("\.\.\/data\/(\w+)\.arrow"\)/g)];
      return {
        name: `panels.${basename(name, ".ts")}`,
        kind: "panel" as const,
        meaning: `reports/components/${name}`,
        reads: [...new Set(files.map(([, table]) => `reports.${table}`))].sort(compare)
      };
    })
  );
  return panels.filter(({reads}) => reads.length > 0);
}

const KINDS: {kind: LineageNode["kind"]; title: string}[] = [
  {kind: "source", title: "exports"},
  {kind: "mapping", title: "mappings"},
  {kind: "entity", title: "entities"},
  {kind: "staging", title: "staging"},
  {kind: "mart", title: "marts"},
  {kind: "check", title: "checks"},
  {kind: "report", title: "reports"},
  {kind: "page", title: "pages"},
  {kind: "panel", title: "panels of every page"}
];

/** The graph as text, in the order of the data's journey. */
export function formatLineage(nodes: readonly LineageNode[]): string {
  return KINDS.flatMap(({kind, title}) => {
    const ofKind = nodes.filter((node) => node.kind === kind).sort((a, b) => compare(a.name, b.name));
    if (ofKind.length === 0) return [];
    return [
      title,
      ...ofKind.map(({name, reads}) => `  ${name}${reads.length === 0 ? "" : ` <- ${reads.join(", ")}`}`)
    ];
  }).join("\n");
}
