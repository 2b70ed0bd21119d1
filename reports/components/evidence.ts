import {html} from "htl";
import type {RebookingEvidence} from "./results.js";
import type {Say} from "./say.js";

/** The comparisons of a link, in the order they are told in. */
const COMPARISONS = ["gap", "family", "amount", "seller", "case"] as const;

/** Why a cancelled order and a new one are taken for one rebooking: each comparison with its weight. */
export function evidence(link: RebookingEvidence, say: Say): HTMLElement {
  return html`<section class="evidence">
    <h4>${link.cancelled_order_id} → ${link.rebooked_order_id}</h4>
    <p class="subtitle">
      ${say.text("evidence.class", {
        class: link.class,
        name: say.name("class", link.class),
        amount: say.money(link.allocated_cents)
      })}
    </p>
    ${link.class === "E" ? html`<p class="declared">${givenBy(link, say)}</p>` : ""}
    ${link.score === null ? "" : scoreTable(link, say)}
  </section>`;
}

/** Who has settled a link that needs no guess: the new order itself, or a person. */
function givenBy({corrected_by, correction_reason}: RebookingEvidence, say: Say): string {
  if (corrected_by === null) return say.text("evidence.declared");
  return say.text("evidence.corrected", {author: corrected_by, reason: correction_reason ?? ""});
}

function scoreTable(link: RebookingEvidence, say: Say): HTMLElement {
  return html`<table class="data">
    <thead>
      <tr>
        <th scope="col">${say.text("evidence.comparison")}</th>
        <th scope="col">${say.text("evidence.level")}</th>
        <th scope="col" class="right">${say.text("evidence.weight")}</th>
      </tr>
    </thead>
    <tbody>
      ${COMPARISONS.map((comparison) => comparisonRow(comparison, link, say))}
      <tr>
        <th scope="row">${say.text("evidence.prior")}</th>
        <td>${say.text("evidence.prior.level")}</td>
        <td class="right">${weightOf(link.prior_weight, say)}</td>
      </tr>
    </tbody>
    <tfoot>
      <tr>
        <th scope="row" colspan="2">
          ${say.text("evidence.score", {probability: probabilityOf(link.probability, say)})}
        </th>
        <td class="right">${weightOf(link.score, say)}</td>
      </tr>
    </tfoot>
  </table>`;
}

function comparisonRow(
  comparison: (typeof COMPARISONS)[number],
  link: RebookingEvidence,
  say: Say
): HTMLElement {
  const level = link[`${comparison}_level`];
  return html`<tr>
    <th scope="row">${say.text(`evidence.${comparison}`)}</th>
    <td>${level === null ? say.text("evidence.missing") : say.name(`level.${comparison}`, level)}</td>
    <td class="right">${level === null ? weightOf(0, say) : weightOf(link[`${comparison}_weight`], say)}</td>
  </tr>`;
}

function weightOf(weight: number | null, say: Say): string {
  return weight !== null && weight > 0 ? `+${say.number(weight)}` : say.number(weight);
}

/** Nothing but a declared link is certain: 99.98 % is not written 100 %. */
function probabilityOf(probability: number | null, say: Say): string {
  if (probability === null) return say.percent(null);
  return probability > 0.994 ? `> ${say.percent(0.99)}` : say.percent(probability);
}
