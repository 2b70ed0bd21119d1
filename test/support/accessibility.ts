import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import type {Page} from "playwright-core";

/** WCAG 2.2 at levels A and AA, by the tags under which axe keeps its rules. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe offers in the page, as far as it is used here. */
interface Axe {
  getRules: (tags: string[]) => {ruleId: string; tags: string[]}[];
  run: (
    context: Document,
    options: unknown
  ) => Promise<{violations: {id: string; nodes: {html: string; failureSummary: string}[]}[]}>;
}

/**
 * Everything on a page that WCAG 2.2 AA forbids and a machine can see: rule, place and reason, a line each.
 * Rules of colours alone, where a page differs in nothing else from one that was tried by all.
 */
export async function violationsOf(page: Page, rules: "all" | "colours" = "all"): Promise<string[]> {
  const isThere = await page.evaluate(() => "axe" in window);
  if (!isThere) await page.evaluate(AXE);
  return page.evaluate(
    async ([tags, chosen]) => {
      const {axe} = window as unknown as {axe: Axe};
      // Rules of colours are none of those that axe leaves out for being experimental.
      const colours = axe.getRules(tags).filter(({tags: of}) => of.includes("cat.color"));
      const {violations} = await axe.run(document, {
        runOnly:
          chosen === "all"
            ? {type: "tag", values: tags}
            : {type: "rule", values: colours.map(({ruleId}) => ruleId)},
        resultTypes: ["violations"],
        // Style sheets need not be fetched again: no rule of these tags reads them.
        preload: {assets: ["media"]}
      });
      return violations.flatMap(({id, nodes}) =>
        nodes.map(
          ({html, failureSummary}) => `${id}: ${html.slice(0, 200)} ${failureSummary.replace(/\s+/g, " ")}`
        )
      );
    },
    [TAGS, rules] as const
  );
}
