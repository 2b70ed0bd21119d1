import * as Plot from "@observablehq/plot";
import {amountColumn, countColumn} from "./columns.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import type {CorrectedRebooking} from "./results.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

/** What became of the cancelled amount, as identified links have it and as the correction has it. */
interface Part {
  view: string;
  meaning: "saved" | "saved_partial" | "lost";
  label: string;
  cents: number;
}

/** Net loss of CA, raw beside corrected, with what the correction rests on. */
export function correctedLoss(rows: CorrectedRebooking[], {say, about}: Context): HTMLElement {
  const whole = rows.find(({period}) => period === "all");
  if (whole?.loss_cents == null || whole.raw_loss_cents === null)
    return emptyCard(say.text("corrected.empty"), say.text("corrected.empty.detail"));
  const months = rows.filter(({month}) => month !== null).reverse();
  return card(
    fitted((width) => bars(partsOf(whole, say), {say, width})),
    {
      finding: say.text("corrected.finding", {
        loss: say.short(whole.loss_cents, 2),
        raw: say.short(whole.raw_loss_cents, 2)
      }),
      subtitle: say.text("corrected.subtitle"),
      legend: legend(
        (["saved", "saved_partial", "lost"] as const).map((meaning) => ({
          label: say.text(`corrected.part.${meaning}`),
          color: colorOf(meaning)
        }))
      ),
      notes: [say.text("corrected.note", {count: whole.units}), ...calibrationNotes(whole, say)],
      definition: say.text("corrected.definition"),
      numbers: plainTable([whole, ...months], {
        columns: columnsOf(say),
        label: say.text("corrected.table", {currency: say.currency})
      })
    },
    {say, about}
  );
}

/** What the correction rests on: two readers, or what links are assumed to miss and to find falsely. */
function calibrationNotes(row: CorrectedRebooking, say: Say): string[] {
  const clipped = row.is_clipped ? [say.text("corrected.clipped")] : [];
  if (row.calibration === "audit") {
    const [low, high] = [say.short(row.low_loss_cents, 2), say.short(row.high_loss_cents, 2)];
    const kappa = row.kappa === null ? "–" : say.number(Math.round(100 * row.kappa) / 100);
    return [say.text("corrected.audit", {count: row.audited_units ?? 0, kappa, low, high}), ...clipped];
  }
  const values = {recall: say.percent(row.recall), false_share: say.percent(row.false_share)};
  return [say.text("corrected.assumed", values), ...clipped];
}

function partsOf(row: CorrectedRebooking, say: Say): Part[] {
  const views = [
    ["raw", row.identified_cents, row.raw_loss_cents],
    ["corrected", row.rebooked_cents, row.loss_cents]
  ] as const;
  return views.flatMap(([key, rebooked, loss]) => {
    const view = say.text(`corrected.view.${key}`);
    const part = (meaning: Part["meaning"], cents: number | null): Part => ({
      view,
      meaning,
      label: say.text(`corrected.part.${meaning}`),
      cents: cents ?? 0
    });
    return [part("saved", row.kept_cents), part("saved_partial", rebooked), part("lost", loss)];
  });
}

function bars(parts: Part[], {say, width}: {say: Say; width: number}): Element {
  // Both bars are as long: what was cancelled.
  const whole = (part: Part): number =>
    parts.filter(({view}) => view === part.view).reduce((total, {cents}) => total + cents, 0);
  const shown = (part: Part): string => `${part.label} : ${say.short(part.cents, 2)}`;
  return Plot.plot({
    width,
    height: 120,
    marginLeft: 96,
    marginRight: 8,
    marginTop: 4,
    marginBottom: 26,
    ariaLabel: say.text("corrected.subtitle"),
    x: {tickFormat: say.tick, label: null, grid: true, ticks: width < 420 ? 2 : 4},
    y: {label: null, tickSize: 0, domain: [...new Set(parts.map(({view}) => view))], padding: 0.25},
    marks: [
      Plot.barX(parts, {x: "cents", y: "view", fill: (part: Part) => colorOf(part.meaning)}),
      Plot.text(
        parts.filter(({meaning}) => meaning === "lost"),
        {
          x: whole,
          y: "view",
          text: (part: Part) => say.short(part.cents, 2),
          textAnchor: "end",
          dx: -6,
          fill: "var(--page)"
        }
      ),
      tip(parts, Plot.pointer(Plot.stackX({x: "cents", y: "view", title: shown})))
    ]
  });
}

function columnsOf(say: Say): Column<CorrectedRebooking>[] {
  const amount = (key: keyof CorrectedRebooking & `${string}_cents`) =>
    amountColumn(key, say.text(`corrected.column.${key}`), say);
  return [
    {
      key: "period",
      label: say.text("column.month"),
      kind: "when",
      value: ({period}) => period,
      show: ({month}) => (month === null ? say.text("corrected.all") : say.month(month))
    },
    countColumn("units", say.text("cancelled.column.cancellations"), say),
    amount("booked_cents"),
    amount("kept_cents"),
    amount("identified_cents"),
    amount("rebooked_cents"),
    amount("raw_loss_cents"),
    amount("loss_cents"),
    amount("low_loss_cents"),
    amount("high_loss_cents")
  ];
}
