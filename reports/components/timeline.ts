import {html} from "htl";
import {colorOf} from "./palette.js";
import type {StoryEvent} from "./results.js";
import type {Say} from "./say.js";

/** Kinds that stand out, by what they did to the customer's amount. */
const MEANINGS: Record<string, string> = {
  cancelled: "lost",
  rebooked: "saved_partial",
  signed: "ca"
};

/** Lines belong to the order signed just above them. */
const PARTS_OF_ORDERS = new Set(["line", "rebooked_line"]);

/** Lines of one order shown at once; the others unfold. */
const LINES_SHOWN = 6;

/** What happened, day by day, each with the line of the file it comes from. */
export function timeline(events: StoryEvent[], say: Say): HTMLElement {
  const sorted = [...events].sort((a, b) => a.position - b.position);
  return html`<ol class="timeline">
    ${runsOf(sorted).flatMap((run) => runItems(run, say))}
  </ol>`;
}

/** Events one by one, but for the lines that follow each other: they belong together. */
function runsOf(events: StoryEvent[]): StoryEvent[][] {
  const runs: StoryEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run !== undefined && PARTS_OF_ORDERS.has(event.kind) && run[0]?.kind === event.kind) run.push(event);
    else runs.push([event]);
  }
  return runs;
}

function runItems(run: StoryEvent[], say: Say): HTMLElement[] {
  const shown = run.length <= LINES_SHOWN + 1 ? run : run.slice(0, LINES_SHOWN);
  const items = shown.map((event) => eventItem(event, say));
  const folded = run.slice(shown.length);
  if (folded.length === 0) return items;
  return [
    ...items,
    html`<li class="part">
      <time></time>
      <div>
        <details>
          <summary>${say.text("story.more", {count: folded.length})}</summary>
          <ol class="timeline">
            ${folded.map((event) => eventItem(event, say))}
          </ol>
        </details>
      </div>
    </li>`
  ];
}

function eventItem(event: StoryEvent, say: Say): HTMLElement {
  const isPart = PARTS_OF_ORDERS.has(event.kind);
  return html`<li class=${isPart ? "part" : ""} style=${{"--color": colorOf(MEANINGS[event.kind] ?? null)}}>
    <time datetime=${event.event_date.toISOString().slice(0, 10)}
      >${isPart ? "" : say.date(event.event_date)}</time
    >
    <div>
      <p>
        <span class="what">${whatOf(event, say)}</span>
        ${event.amount_cents === null ? "" : html`<span class="amount">${say.money(event.amount_cents)}</span>`}
      </p>
      <p class="by">${byOf(event, say)}</p>
      ${event.file_name === null ? "" : html`<p class="source">${sourceOf(event, say)}</p>`}
    </div>
  </li>`;
}

/** "Signed A1000", "Site", "Case closed · saved in part" */
function whatOf({kind, order_id, detail}: StoryEvent, say: Say): string | Node {
  if (PARTS_OF_ORDERS.has(kind)) return detail ?? say.name("event", kind);
  const order = order_id === null ? "" : html`<span class="order">${order_id}</span>`;
  return html`<span
    >${say.name("event", kind)} ${order}${detail === null ? "" : ` · ${say.name("detail", detail)}`}</span
  >`;
}

function byOf({seller, channel, parc_cents, kind}: StoryEvent, say: Say): string {
  const parts = [
    PARTS_OF_ORDERS.has(kind) ? null : seller,
    PARTS_OF_ORDERS.has(kind) || channel === null || channel === "unknown"
      ? null
      : say.name("channel", channel),
    parc_cents === null || parc_cents === 0
      ? null
      : say.text("story.event.parc", {amount: say.money(parc_cents)})
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

function sourceOf({file_name, source_line}: StoryEvent, say: Say): string {
  return source_line === null
    ? (file_name ?? "")
    : say.text("story.event.source", {file: file_name ?? "", line: String(source_line)});
}
