import {html} from "htl";
import type {Context} from "./frame.js";
import type {About} from "./results.js";

/** Days after which figures are called old. */
const STALE_DAYS = 35;

/** Days since the last day that the figures know; null while they are not old. */
export function staleDays(about: About, now = new Date()): number | null {
  const age = ageOf(about, now);
  return age > STALE_DAYS ? age : null;
}

function ageOf({as_of}: About, now: Date): number {
  return Math.floor((now.getTime() - as_of.getTime()) / 86_400_000);
}

/** What the whole page rests on: how far the data goes, what was read, what is missing. */
export function siteFoot({say, about}: Context, now = new Date()): HTMLElement {
  nameSidebar(say.text("site.menu"));
  void equipLater({say, about});
  const age = ageOf(about, now);
  const missing = (about.missing_entities ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return html`<div class="site-foot">
    <p>
      <strong>${about.company}</strong> · ${say.text("foot.as_of", {date: say.date(about.as_of)})}
      ${age > STALE_DAYS ? html`<span class="stale">${say.text("foot.stale", {count: age})}</span>` : ""}
    </p>
    <p>
      ${
        about.records === null
          ? say.text("foot.withheld", {count: about.hidden_below})
          : say.text("foot.read", {
              records: say.number(about.records),
              files: say.number(about.files),
              quarantined: say.number(about.quarantined)
            })
      }
    </p>
    <p>
      ${
        missing.length === 0
          ? say.text("foot.complete")
          : say.text("foot.missing", {facts: say.list(missing.map((name) => say.name("entity", name)))})
      }
    </p>
  </div>`;
}

/** How often it is looked whether the page is drawn, in milliseconds. */
const LOOK = 60;

/** Menus, definitions and stories come when every part of the page is drawn: they are not in its way. */
async function equipLater(context: Context): Promise<void> {
  const main = document.querySelector<HTMLElement>("#observablehq-main");
  if (main === null) return;
  const pause = (): Promise<unknown> => new Promise((over) => setTimeout(over, LOOK));
  do await pause();
  while (main.querySelector("observablehq-loading") !== null);
  await new Promise(requestAnimationFrame);
  const {equip} = await import("./tools.js");
  equip(main, context);
}

/** Framework names the button of the sidebar in English. */
function nameSidebar(label: string): void {
  for (const element of document.querySelectorAll<HTMLElement>("[id^=observablehq-sidebar-]"))
    element.title = label;
  document.querySelector("#observablehq-sidebar-toggle")?.setAttribute("aria-label", label);
}
