import * as Plot from "@observablehq/plot";
import type {Say} from "./say.js";

/** Room above a bar in a row of 38 pixels, for the name of its rule. */
export const BELOW_NAME = {insetTop: 19, insetBottom: 4};

/** Names of rules, each above what is drawn of it: where there is no room beside, a code alone says nothing. */
export function ruleNames(rules: string[], say: Say): Plot.Markish {
  return Plot.text(rules, {
    y: (rule: string) => rule,
    frameAnchor: "left",
    textAnchor: "start",
    dx: 2,
    dy: -10,
    fill: "var(--ink)",
    stroke: "var(--card)",
    strokeWidth: 4,
    text: (rule: string) => `${say.name("rule", rule)} (${rule})`
  });
}
