import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {LineageNode} from "./lineage.ts";
import {readLineage} from "./lineage.ts";
import {compare} from "./models.ts";
import type {Project} from "./project.ts";
import {entitiesOf, systemOf} from "./sources-page.ts";

/** A thing the data passes through, as the pages show it. */
export interface GuideNode extends LineageNode {
  /** Of a page, the key of its name in the catalogues. */
  title?: string;
}

/** An export, as its contract describes it. */
export interface GuideSource {
  name: string;
  system: string;
  title: string;
  files: string[];
  /** Entities that it fills. */
  feeds: string[];
  columns: {name: string; headers: string[]; type: string; required: boolean; meaning: string}[];
}

/** What the site tells of its own making: the way of the data, and the exports that are understood. */
export interface Guide {
  nodes: GuideNode[];
  sources: GuideSource[];
}

/** Reads the guide of a project, whose pages stand in `folder`. Checks stay out, since nothing is made from them, and panels, which stand on every page. */
export async function readGuide(project: Project, folder: string): Promise<Guide> {
  const nodes = (await readLineage(project, folder)).filter(({kind}) => kind !== "check" && kind !== "panel");
  const sources = [...project.contracts]
    .sort((a, b) => compare(a.name, b.name))
    .map((contract): GuideSource => {
      const {name, title, files, columns} = contract;
      return {
        name,
        system: systemOf(contract),
        title,
        files,
        feeds: entitiesOf(contract, project.models),
        columns: Object.entries(columns).map(([column, {headers, type, required, meaning}]) => ({
          name: column,
          headers,
          type: type.name,
          required,
          meaning
        }))
      };
    });
  return {nodes: await Promise.all(nodes.map((node) => withTitle(node, folder))), sources};
}

async function withTitle(node: LineageNode, folder: string): Promise<GuideNode> {
  if (node.kind !== "page") return node;
  const text = await readFile(join(folder, `${node.name.replace("pages.", "")}.md`), "utf8");
  const title = /^# .*?\{\{([\w.]+)\}\}/m.exec(text)?.[1];
  return title === undefined ? node : {...node, title};
}
