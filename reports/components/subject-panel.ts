import {group} from "d3-array";
import {FileAttachment} from "observablehq:stdlib";
import {html} from "htl";
import {evidence} from "./evidence.js";
import {asOf, type Context} from "./frame.js";
import {linkTo} from "./links.js";
import type {RebookingEvidence, StoryEvent} from "./results.js";
import {hasPage} from "./menu.js";
import {readRows} from "./rows.js";
import {addressOf} from "./story.js";
import {subjectAddress, subjectIn, type Subject} from "./subjects.js";
import {timeline} from "./timeline.js";

/** An event of an order or a case, with what else is known of it. */
interface SubjectEvent extends Omit<StoryEvent, "group_id"> {
  case_id: string | null;
  group_id?: string | null;
  customer_id: string | null;
  customer_name: string | null;
}

/** What a story is told from. */
interface Told {
  events: SubjectEvent[];
  links: RebookingEvidence[];
}

/** Each file is read when the first story of its kind is opened, and once. */
const read: Partial<Record<Subject["kind"], Promise<(id: string) => Told>>> = {};

/** Tells the story of the order or case that the address names, in a panel at the side; Escape closes it. */
export function followSubjects(context: Context): void {
  const {say} = context;
  const body = html`<div class="story-body"></div>`;
  const dialog = html`<dialog class="story" aria-label=${say.text("subject.label")}>
    ${body}
  </dialog>` as HTMLDialogElement;
  document.body.append(dialog);
  const follow = async (): Promise<void> => {
    const subject = subjectIn(location.hash);
    if (subject === null) {
      dialog.close();
      return;
    }
    body.replaceChildren(html`<p class="lead" role="status">${say.text("subject.loading")}</p>`);
    if (!dialog.open) dialog.showModal();
    const content = await storyOf(subject).then(
      (told) => story(subject, told, context),
      (error: unknown) => html`<p class="lead">${whyNot(error, say)}</p>`
    );
    if (subjectAddress(subjectIn(location.hash) ?? {kind: "order", id: ""}) !== subjectAddress(subject))
      return;
    body.replaceChildren(
      panelHead(subject, () => dialog.close(), context),
      content
    );
    dialog.scrollTop = 0;
  };
  dialog.addEventListener("close", () => {
    if (subjectIn(location.hash) !== null)
      history.replaceState(null, "", location.pathname + location.search);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  addEventListener("hashchange", () => void follow());
  void follow();
}

/** In the site of an audience, the results that it may not see are absent. */
function whyNot(error: unknown, say: Context["say"]): string {
  const isAbsent = error instanceof Error && error.message === "absent";
  return isAbsent ? say.text("absent.card") : say.text("subject.failed", {reason: String(error)});
}

async function storyOf({kind, id}: Subject): Promise<Told> {
  read[kind] ??= kind === "order" ? readOrders() : readCases();
  return (await read[kind])(id);
}

async function readOrders(): Promise<(id: string) => Told> {
  const [events, links] = await Promise.all([
    readRows<SubjectEvent>(FileAttachment("../data/order_stories.arrow").arrayBuffer()),
    readRows<RebookingEvidence>(FileAttachment("../data/rebooking_evidence.arrow").arrayBuffer())
  ]);
  const byOrder = group(events, ({order_id}) => order_id);
  return (id) => ({
    events: byOrder.get(id) ?? [],
    links: links.filter((link) => link.cancelled_order_id === id || link.rebooked_order_id === id)
  });
}

async function readCases(): Promise<(id: string) => Told> {
  const events = await readRows<SubjectEvent>(FileAttachment("../data/case_stories.arrow").arrayBuffer());
  const byCase = group(events, ({case_id}) => case_id);
  return (id) => ({events: byCase.get(id) ?? [], links: []});
}

function panelHead({kind, id}: Subject, close: () => void, {say}: Context): HTMLElement {
  return html`<header>
    <div>
      <p class="page-name">${say.text(`subject.${kind}`)}</p>
      <h2 tabindex="-1">${id}</h2>
    </div>
    <button type="button" class="close" aria-label=${say.text("story.close")} onclick=${close}>×</button>
  </header>`;
}

function story(subject: Subject, {events, links}: Told, {say, about}: Context): HTMLElement {
  const [first] = events;
  if (first === undefined) return html`<p class="lead">${say.text(`subject.${subject.kind}.none`)}</p>`;
  const shown = events.map((event) => ({...event, group_id: "", order_id: null}));
  return html`<article>
    <p class="subtitle">
      ${[first.customer_name, first.customer_id].filter((part) => part !== null).join(" · ")}
    </p>
    ${relatedLinks(subject, first, say)}
    <h3>${say.text("story.timeline")}</h3>
    ${timeline(shown, say)}
    ${
      links.length === 0
        ? ""
        : html`<h3>${say.text("story.evidence")}</h3>
            ${links.map((link) => evidence(link, say))}
            <p class="notes">${say.text("evidence.note")}</p>`
    }
    <p class="notes">${asOf(about, say)}</p>
  </article>`;
}

/** The way on: from an order to its case and its rebooking, from a case to its order. */
function relatedLinks(
  {kind}: Subject,
  {order_id, case_id, group_id}: SubjectEvent,
  say: Context["say"]
): HTMLElement | "" {
  const links = [
    kind === "order" && case_id !== null
      ? html`<a href=${linkTo(subjectAddress({kind: "case", id: case_id}))}
          >${say.text("subject.case")} ${case_id}</a
        >`
      : null,
    kind === "case" && order_id !== null
      ? html`<a href=${linkTo(subjectAddress({kind: "order", id: order_id}))}
          >${say.text("subject.order")} ${order_id}</a
        >`
      : null,
    group_id == null || !hasPage("cancel-and-rebook")
      ? null
      : html`<a href=${linkTo(`./cancel-and-rebook${addressOf(group_id)}`)}
          >${say.text("subject.rebooking")}</a
        >`
  ].filter((link) => link !== null);
  return links.length === 0 ? "" : html`<p class="related">${links}</p>`;
}
