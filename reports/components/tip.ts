import * as Plot from "@observablehq/plot";

/** A tip under the pointer, in the type of the page; `pointed` says which marks answer and what is told of them. */
export function tip(rows: Plot.Data, pointed: Plot.TipOptions): Plot.Markish {
  return Plot.tip(rows, {
    className: "tip",
    fill: "var(--page)",
    stroke: "var(--ink-faint)",
    lineHeight: 1.35,
    lineWidth: 42,
    textPadding: 10,
    ...pointed
  });
}
