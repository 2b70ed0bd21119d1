import {html} from "htl";
import {amountColumn, countColumn, textColumn} from "./columns.js";
import {asOf, type Context} from "./frame.js";
import type {MotiveDetail} from "./motive-results.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";

const CUTS = ["competitor", "missing_feature", "tenure_band"] as const;

/** Competitors, missing features and tenure of the cases of the period, a table each. */
export function motiveDetails(rows: MotiveDetail[], {say, about}: Context): HTMLElement | string {
  const there = CUTS.filter((cut) => detailsOf(rows, cut).length > 0);
  if (there.length === 0) return "";
  return html`<section class="card">
    <h3>${say.text("details.finding")}</h3>
    <p class="subtitle">${say.text("details.subtitle", {currency: say.currency})}</p>
    <div class="multiples">
      ${there.map((cut) =>
        plainTable(detailsOf(rows, cut), {
          columns: detailColumns(cut, say),
          label: say.text(`details.${cut}`)
        })
      )}
    </div>
    <p class="notes">${[say.text("details.note"), asOf(about, say)].join(" · ")}</p>
  </section>`;
}

/** Values of one cut: tenure in its order, the others by lost euros; those that were put together last. */
export function detailsOf(rows: MotiveDetail[], cut: MotiveDetail["cut"]): MotiveDetail[] {
  const isFew = ({value}: MotiveDetail) => Number(value === "few");
  const inOrder = (a: MotiveDetail, b: MotiveDetail) =>
    cut === "tenure_band" ? bandStart(a) - bandStart(b) : b.lost_ca_cents - a.lost_ca_cents;
  return rows
    .filter((row) => row.cut === cut && row.value !== "none")
    .sort((a, b) => isFew(a) - isFew(b) || inOrder(a, b) || (a.value < b.value ? -1 : 1));
}

/** Where a band such as `3-12m` or `1-2y` begins, in months. */
function bandStart({value}: MotiveDetail): number {
  const start = Number.parseInt(value, 10);
  return Number.isNaN(start) ? Infinity : start * (value.endsWith("m") ? 1 : 12);
}

function detailColumns(cut: MotiveDetail["cut"], say: Say) {
  const name = ({value}: MotiveDetail) =>
    value === "few"
      ? say.text("changes.few")
      : cut === "tenure_band"
        ? say.name("tenure_band", value)
        : value;
  return [
    textColumn("value", say.text(`details.${cut}`), name),
    countColumn("cases", say.text("motives.column.cases"), say),
    amountColumn("lost_ca_cents", say.text("motives.column.lost_ca_cents"), say)
  ];
}
