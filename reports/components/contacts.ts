import {html} from "htl";
import {interval} from "./channels.js";
import {points} from "./changes.js";
import {comparedText, pointsText} from "./compared.js";
import type {ContactResolution, ContactScope, ContactTreatment, Reach} from "./contact-results.js";
import {cutName, emptyAdvice} from "./filter-words.js";
import type {CutContext} from "./filters.js";
import {emptyCard, type Context} from "./frame.js";
import type {Say} from "./say.js";

/** What the cards on contacts are told beside their rows. */
export interface ContactCut extends Context, CutContext {
  /** The rates of the period that is compared with; null where nothing is compared. */
  before?: ContactResolution[] | null;
}

/** The rates of motives in the window in use; by name, never by rank. */
export function motiveRates(rows: ContactResolution[]): ContactResolution[] {
  return rows.filter((row) => row.reach === "same_motive" && row.motive !== "all" && row.is_in_use);
}

/** One way to count over all motives, in the window in use. */
export function wholeRate(rows: ContactResolution[], reach: Reach = "same_motive"): ContactResolution | null {
  return rows.find((row) => row.reach === reach && row.motive === "all" && row.is_in_use) ?? null;
}

/** A card where there is nothing to draw: nobody delivers contacts, or no contact passes the filters. */
export function nothingToDraw({
  say,
  filters,
  isEmpty
}: Pick<ContactCut, "say" | "filters" | "isEmpty">): HTMLElement {
  return isEmpty === true
    ? emptyCard(say.text("contacts.empty"), say.text("contacts.empty.detail"))
    : emptyCard(say.text("filters.empty"), emptyAdvice(filters, say));
}

/** The motive that is furthest below its target, among those with enough episodes; null when none is below. */
export function furthestBelow(rows: ContactResolution[]): ContactResolution | null {
  const gap = ({resolution_rate, resolution_target}: ContactResolution): number =>
    (resolution_target ?? 0) - (resolution_rate ?? 1);
  const below = rows.filter((row) => !row.is_hidden && !row.is_fragile && gap(row) > 0);
  return below.sort((a, b) => gap(b) - gap(a) || (a.motive < b.motive ? -1 : 1))[0] ?? null;
}

/** "71 % solved at first contact; billing 52 %, target 65", and how that was in the period compared with. */
export function contactsFinding(rows: ContactResolution[], cut: ContactCut): string {
  const {say, isEmpty} = cut;
  const whole = wholeRate(rows);
  if (whole === null && isEmpty !== true) return say.text("filters.empty");
  if (whole?.resolution_rate == null) return say.text("contacts.finding.none");
  return answer(rows, whole, say) + againstBefore(whole, cut);
}

function answer(rows: ContactResolution[], whole: ContactResolution, say: Say): string {
  const worst = furthestBelow(motiveRates(rows));
  const rate = say.percent(whole.resolution_rate);
  if (worst !== null)
    return say.text("contacts.finding", {
      rate,
      motive: say.name("contact_motive", worst.motive),
      motive_rate: say.percent(worst.resolution_rate),
      target: say.percent(worst.resolution_target)
    });
  const isTargeted = motiveRates(rows).some((row) => row.resolution_target !== null);
  return say.text(isTargeted ? "contacts.finding.reached" : "contacts.finding.untargeted", {rate});
}

/** "; solved at first contact: 3 points more than a year before"; nothing over few episodes. */
function againstBefore(now: ContactResolution, {say, filters, before}: ContactCut): string {
  const then = wholeRate(before ?? []);
  if (then === null || [now, then].some((row) => row.is_hidden || row.is_fragile)) return "";
  const compared = {now: now.resolution_rate, before: then.resolution_rate};
  const show = (difference: number): string => pointsText(difference, say);
  return comparedText(compared, {what: "compared.resolved", filters, say, show});
}

/** What the rate rests on, and what the two other ways to count give. */
export function contactsLead(
  rows: ContactResolution[],
  treatments: ContactTreatment[],
  {say, filters, isEmpty}: ContactCut
): HTMLElement {
  const whole = wholeRate(rows);
  if (whole === null)
    return html`<p class="lead">
      ${isEmpty === true ? say.text("contacts.empty.detail") : emptyAdvice(filters, say)}
    </p>`;
  if (whole.resolution_rate === null) return html`<p class="lead">${say.text("contacts.hidden")}</p>`;
  const treatment = treatments.find((row) => row.motive === "all");
  const repeats = treatment?.repeat_contacts ?? null;
  const sentences = [
    say.text("contacts.lead", {
      resolved: say.number(whole.resolved_episodes),
      mature: say.number(whole.mature_episodes),
      days: whole.window_days,
      interval: interval(whole.resolution_low, whole.resolution_high, say),
      period: cutName(filters, say)
    }),
    say.text("contacts.lead.ways", {
      any: say.percent(wholeRate(rows, "any_motive")?.resolution_rate ?? null),
      net: say.percent(wholeRate(rows, "net")?.resolution_rate ?? null)
    }),
    ...(treatment === undefined || repeats === null
      ? []
      : [say.text("contacts.lead.repeats", {share: say.percent(repeats / treatment.contacts)})])
  ];
  return html`<p class="lead">${sentences.join(" ")}</p>`;
}

/** What is counted and what is left out, each with its number: nothing is dropped in silence. */
export function scopeNote(rows: ContactScope[], say: Say): string {
  const left = rows.filter(({scope}) => scope !== "counted");
  const unnamed = rows.find(({scope}) => scope === "counted")?.unnamed_contacts ?? 0;
  const parts = left.map(({scope, contacts}) =>
    say.text("contacts.left_out", {scope: say.name("contact_scope", scope), contacts: say.number(contacts)})
  );
  return [
    ...(parts.length === 0 ? [] : [say.text("contacts.scope", {parts: say.list(parts)})]),
    ...(unnamed === 0 ? [] : [say.text("contacts.unnamed", {count: unnamed})])
  ].join(" · ");
}

/** How far a rate lies from its target, in points. */
export function distance({resolution_rate, resolution_target}: ContactResolution, say: Say): string {
  return resolution_rate === null || resolution_target === null
    ? "–"
    : points(resolution_rate - resolution_target, say);
}
