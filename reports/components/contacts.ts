import {html} from "htl";
import {interval} from "./channels.js";
import {points} from "./changes.js";
import {choice} from "./choice.js";
import type {ContactResolution, ContactScope, ContactTreatment} from "./contact-results.js";
import type {Context} from "./frame.js";
import type {Say} from "./say.js";

/** The years that contacts fall into, to choose one of, and all of them. */
export function contactPeriod(rows: ContactResolution[], {say}: Context): HTMLElement & {value: string} {
  const years = [...new Set(rows.map(({period}) => period))].filter((period) => period !== "all").sort();
  return choice({
    label: say.text("contacts.period"),
    parameter: "period",
    options: [
      {value: "all", label: say.text("contacts.period.all")},
      ...years.map((year) => ({value: year, label: year}))
    ],
    initial: "all"
  });
}

/** The rates of motives in a period, in the window in use; by name, never by rank. */
export function motiveRates(rows: ContactResolution[], period: string): ContactResolution[] {
  return rows.filter(
    (row) => row.reach === "same_motive" && row.motive !== "all" && row.is_in_use && row.period === period
  );
}

/** One way to count over all motives, in the window in use. */
export function wholeRate(
  rows: ContactResolution[],
  period: string,
  reach: ContactResolution["reach"] = "same_motive"
): ContactResolution | null {
  return (
    rows.find(
      (row) => row.reach === reach && row.motive === "all" && row.is_in_use && row.period === period
    ) ?? null
  );
}

/** The motive that is furthest below its target, among those with enough episodes; null when none is below. */
export function furthestBelow(rows: ContactResolution[]): ContactResolution | null {
  const gap = ({resolution_rate, resolution_target}: ContactResolution): number =>
    (resolution_target ?? 0) - (resolution_rate ?? 1);
  const below = rows.filter((row) => !row.is_hidden && !row.is_fragile && gap(row) > 0);
  return below.sort((a, b) => gap(b) - gap(a) || (a.motive < b.motive ? -1 : 1))[0] ?? null;
}

/** "71 % solved at first contact; billing 52 %, target 65". */
export function contactsFinding(rows: ContactResolution[], period: string, {say}: Context): string {
  const whole = wholeRate(rows, period);
  if (whole?.resolution_rate == null) return say.text("contacts.finding.none");
  const worst = furthestBelow(motiveRates(rows, period));
  const rate = say.percent(whole.resolution_rate);
  if (worst !== null)
    return say.text("contacts.finding", {
      rate,
      motive: say.name("contact_motive", worst.motive),
      motive_rate: say.percent(worst.resolution_rate),
      target: say.percent(worst.resolution_target)
    });
  const isTargeted = motiveRates(rows, period).some((row) => row.resolution_target !== null);
  return say.text(isTargeted ? "contacts.finding.reached" : "contacts.finding.untargeted", {rate});
}

/** What the rate rests on, and what the two other ways to count give. */
export function contactsLead(
  rows: ContactResolution[],
  treatments: ContactTreatment[],
  period: string,
  {say}: Context
): HTMLElement {
  const whole = wholeRate(rows, period);
  if (whole?.resolution_rate == null) return html`<p class="lead">${say.text("contacts.empty.detail")}</p>`;
  const any = wholeRate(rows, period, "any_motive");
  const net = wholeRate(rows, period, "net");
  const treatment = treatments.find((row) => row.motive === "all" && row.period === period);
  return html`<p class="lead">
    ${say.text("contacts.lead", {
      resolved: say.number(whole.resolved_episodes),
      mature: say.number(whole.mature_episodes),
      days: whole.window_days,
      interval: interval(whole.resolution_low, whole.resolution_high, say)
    })}
    ${say.text("contacts.lead.ways", {
      any: say.percent(any?.resolution_rate ?? null),
      net: say.percent(net?.resolution_rate ?? null)
    })}
    ${
      treatment?.repeat_contacts == null
        ? ""
        : say.text("contacts.lead.repeats", {
            share: say.percent(treatment.repeat_contacts / treatment.contacts)
          })
    }
  </p>`;
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
