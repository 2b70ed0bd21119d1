import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import type {Page} from "playwright-core";

/** WCAG 2.2 at levels A and AA, by the tags under which axe keeps its rules. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe offers in the page, as far as it is used here. */
interface Axe {
  run: (
    context: Document,
    options: unknown
  ) => Promise<{violations: {id: string; nodes: {html: string; failureSummary: string}[]}[]}>;
}

/** Everything on a page that WCAG 2.2 AA forbids and a machine can see: rule, place and reason, a line each. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const {axe} = window as unknown as {axe: Axe};
    const {violations} = await axe.run(document, {
      runOnly: {type: "tag", values: tags},
      resultTypes: ["violations"]
    });
    return violations.flatMap(({id, nodes}) =>
      nodes.map(
        ({html, failureSummary}) => `${id}: ${html.slice(0, 200)} ${failureSummary.replace(/\s+/g, " ")}`
      )
    );
  }, TAGS);
}
