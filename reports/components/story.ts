import {html} from "htl";
import {evidence} from "./evidence.js";
import type {Context} from "./frame.js";
import {colorOf} from "./palette.js";
import {bounds} from "./rebookings.js";
import type {RebookingEvidence, RebookingGroup, StoryEvent} from "./results.js";
import type {Say} from "./say.js";
import {timeline} from "./timeline.js";

/** What a story is told from; it is read when the first story is opened. */
export interface StorySource {
  events: StoryEvent[];
  evidence: RebookingEvidence[];
}

export interface StoryOptions extends Context {
  load: () => Promise<StorySource>;
}

/** The address of a story on its page. */
export function addressOf(groupId: string): string {
  return `#${encodeURIComponent(groupId)}`;
}

function groupOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

export function openStory(groupId: string): void {
  location.hash = addressOf(groupId);
}

/** The side panel that tells the story named by the address; Escape closes it. */
export function storyPanel(groups: RebookingGroup[], {say, about, load}: StoryOptions): HTMLElement {
  const byId = new Map(groups.map((group) => [group.group_id, group]));
  const body = html`<div class="story-body"></div>`;
  const dialog = html`<dialog class="story" aria-label=${say.text("story.label")}>
    ${body}
  </dialog>` as HTMLDialogElement;
  let source: Promise<Map<string, StorySource>> | undefined;

  async function follow(): Promise<void> {
    const group = byId.get(groupOf(location.hash));
    if (group === undefined) {
      dialog.close();
      return;
    }
    source ??= load().then(byGroup);
    const {events, evidence: links} = (await source).get(group.group_id) ?? {events: [], evidence: []};
    body.replaceChildren(story(group, {events, evidence: links}, {say, about}, () => dialog.close()));
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  }

  dialog.addEventListener("close", () => {
    // Another story may have been opened from this one.
    if (byId.has(groupOf(location.hash))) history.replaceState(null, "", location.pathname + location.search);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  addEventListener("hashchange", () => void follow());
  // The dialog can be shown only once it is in the page.
  setTimeout(() => void follow());
  return dialog;
}

/** Events and links of each group, each read once. */
function byGroup({events, evidence: links}: StorySource): Map<string, StorySource> {
  const groups = new Map<string, StorySource>();
  const of = (id: string) => {
    const found = groups.get(id) ?? {events: [], evidence: []};
    groups.set(id, found);
    return found;
  };
  for (const event of events) of(event.group_id).events.push(event);
  for (const link of links) of(link.group_id).evidence.push(link);
  return groups;
}

function story(
  group: RebookingGroup,
  {events, evidence: links}: StorySource,
  {say}: Context,
  close: () => void
): HTMLElement {
  return html`<article>
    <header>
      <div>
        <p class="page-name">${say.text("story.label")}</p>
        <h2>${group.customer_name ?? group.customer_id}</h2>
        <p class="subtitle">${subtitleOf(group, say)}</p>
      </div>
      <button type="button" class="close" aria-label=${say.text("story.close")} onclick=${close}>×</button>
    </header>
    <p class="lead">${sentencesOf(group, say)}</p>
    ${moneySplit(group, say)}
    <h3>${say.text("story.timeline")}</h3>
    ${timeline(events, say)}
    <h3>${say.text("story.evidence")}</h3>
    ${links.map((link) => evidence(link, say))}
    <p class="notes">${say.text(links.length === 0 ? "story.no_evidence" : "evidence.note")}</p>
  </article>`;
}

function subtitleOf(group: RebookingGroup, say: Say): string {
  const parts = [
    group.customer_name === null ? null : group.customer_id,
    group.brand,
    say.name("type", group.type)
  ];
  return parts.filter((part) => part !== null && part !== "").join(" · ");
}

/** "A1, sold by Ann (Field), is cancelled on … . N1 is signed 2 days later by Bob (Retention)." */
function sentencesOf(group: RebookingGroup, say: Say): string {
  const [cancelled, rebooked] = [group.cancelled_orders.split(" + "), group.rebooked_orders.split(" + ")];
  const gap = group.gap_days < 0 ? "gap.before" : group.gap_days === 0 ? "gap.same" : "gap.after";
  return [
    say.text("story.cancelled", {
      count: cancelled.length,
      orders: say.list(cancelled),
      date: say.date(group.cancel_date),
      sold: sellerClause("story.sold", cancelled.length, [group.original_seller, group.original_channel], say)
    }),
    say.text("story.signed", {
      count: rebooked.length,
      orders: say.list(rebooked),
      gap: say.text(gap, {count: Math.abs(group.gap_days)}),
      by: sellerClause("story.by", rebooked.length, [group.rebooking_seller, group.rebooking_channel], say)
    })
  ].join(" ");
}

/** ", sold by Ann (Field)", or nothing where nobody is named. */
function sellerClause(
  key: string,
  count: number,
  [name, channel]: [string | null, string | null],
  say: Say
): string {
  if (name === null) return "";
  const isKnown = channel !== null && channel !== "unknown";
  return say.text(key, {count, seller: isKnown ? `${name} (${say.name("channel", channel)})` : name});
}

/** Old = rebooked + lost, to the cent; and what the new order holds beyond that. */
function moneySplit(group: RebookingGroup, say: Say): HTMLElement {
  const share = group.old_cents === 0 ? 0 : group.rebooked_cents / group.old_cents;
  const beyond = group.new_cents - group.rebooked_cents;
  const line = (key: string, cents: number, meaning?: string) =>
    html`<div>
      <dt>
        ${meaning === undefined ? "" : html`<i class="mark square" style=${{color: colorOf(meaning)}}></i>`}${say.text(key)}
      </dt>
      <dd>${say.money(cents)}</dd>
    </div>`;
  return html`<section class="split">
    <div class="split-bar" role="img" aria-label=${say.text("story.split", {share: say.percent(share)})}>
      <i style=${{width: `${100 * share}%`, background: colorOf("saved_partial")}}></i>
      <i style=${{width: `${100 * (1 - share)}%`, background: colorOf("lost")}}></i>
    </div>
    <dl>
      ${line("story.old", group.old_cents)} ${line("story.rebooked", group.rebooked_cents, "saved_partial")}
      ${line("story.lost", group.loss_ca_cents, "lost")} ${beyond > 0 ? line("story.beyond", beyond) : ""}
      ${line("story.horizon", group.loss_horizon_cents)}
      ${boundsLine("story.asked", [group.unavoidable_low_cents, group.unavoidable_high_cents], say)}
      ${
        group.mo_gap_low_cents === null || group.mo_gap_high_cents === null
          ? ""
          : boundsLine("story.added", [group.mo_gap_low_cents, group.mo_gap_high_cents], say)
      }
      ${group.leak_cents === null ? "" : line("story.leak", group.leak_cents)}
      ${group.old_parc_cents === 0 && group.new_parc_cents === 0 ? "" : parcLines(group, say)}
    </dl>
  </section>`;
}

function boundsLine(key: string, limits: [number, number], say: Say): HTMLElement {
  return html`<div>
    <dt>${say.text(key)}</dt>
    <dd>${bounds(limits, say.money, say)}</dd>
  </div>`;
}

function parcLines(group: RebookingGroup, say: Say): HTMLElement[] {
  return [
    html`<div>
      <dt>${say.text("story.parc")}</dt>
      <dd>${say.money(group.old_parc_cents)} → ${say.money(group.new_parc_cents)}</dd>
    </div>`,
    boundsLine("story.avoidable_parc", [group.avoidable_parc_low_cents, group.avoidable_parc_high_cents], say)
  ];
}
