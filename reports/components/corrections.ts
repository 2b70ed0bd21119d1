import {html} from "htl";
import type {Context} from "./frame.js";
import type {CorrectionIssue} from "./results.js";

/** Corrections that are not applied, each with its line and the reason; nothing where all are. */
export function correctionNotes(rows: CorrectionIssue[], {say}: Context): HTMLElement | "" {
  if (rows.length === 0) return "";
  const lines = rows.map(({source_line, cancellation_id, rebooked_order_id, issue}) =>
    say.text("corrections.issue", {
      line: source_line,
      cancellation: cancellation_id,
      order: rebooked_order_id,
      issue: say.name("corrections.issue", issue)
    })
  );
  return html`<div class="notes">
    <p>${say.text("corrections.unapplied", {count: rows.length})}</p>
    <ul>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>
  </div>`;
}
