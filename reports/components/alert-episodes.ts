import {html} from "htl";
import {countColumn, dateColumn, textColumn} from "./columns.js";
import {passes} from "./filters.js";
import {asOf} from "./frame.js";
import type {AlertEpisode} from "./alert-results.js";
import {noAlerts, type AlertCut} from "./alerts.js";
import type {Say} from "./say.js";
import {searchTable, type Column} from "./table.js";

/** Episodes of red alerts with their conditions, down to the lines of the files. */
export function episodesTable(all: AlertEpisode[], cut: AlertCut): HTMLElement {
  const {say, about, filters} = cut;
  const rows = all.filter((row) => passes(row, filters));
  if (rows.length === 0)
    return noAlerts({...cut, isEmpty: all.length === 0}, ["episodes.empty", "episodes.empty.detail"]);
  const alone = rows.filter(({decision}) => decision === "note").length;
  return html`<section class="card">
    <h3>${say.text("episodes.finding", {count: rows.length, alone: say.number(alone)})}</h3>
    <p class="subtitle">${say.text("episodes.subtitle")}</p>
    ${searchTable(rows, {
      say,
      columns: episodeColumns(say),
      label: say.text("episodes.subtitle"),
      placeholder: say.text("episodes.search"),
      searched: (row) => [row.customer_name, row.customer_id, row.reason, row.conditions].join(" "),
      sort: {key: "alert_date", descending: true}
    })}
    <p class="notes">${[say.text("episodes.note"), asOf(about, say)].join(" · ")}</p>
    <details>
      <summary>${say.text("card.definition")}</summary>
      <p>${say.text("episodes.definition")}</p>
    </details>
  </section>`;
}

function episodeColumns(say: Say): Column<AlertEpisode>[] {
  const label = (key: string) => say.text(`episodes.column.${key}`);
  return [
    dateColumn("alert_date", label("alert_date"), say),
    textColumn("customer", say.text("column.customer"), (row) => customerOf(row, say)),
    textColumn("reason", label("reason"), ({reason}) => reason),
    dateColumn("appointment_date", label("appointment_date"), say),
    {
      ...textColumn<AlertEpisode>("conditions", label("conditions"), ({conditions}) => conditions),
      kind: "code"
    },
    textColumn("decision", label("decision"), ({decision}) => say.name("alert_decision", decision)),
    dateColumn("due_date", label("due_date"), say),
    dateColumn("task_date", label("task_date"), say),
    dateColumn("meeting_date", label("meeting_date"), say),
    textColumn("meeting_timing", label("meeting_timing"), (row) => meetingOf(row, say)),
    textColumn("handled", label("handled"), (row) => handledOf(row, say)),
    countColumn("lead_days", label("lead_days"), say),
    {
      key: "source",
      label: label("source"),
      kind: "code",
      value: (row) => row.file_name,
      show: (row) => (row.file_name === null ? "" : `${row.file_name}:${row.source_line ?? ""}`)
    }
  ];
}

/** The customer; one that only the name of the shop tells is marked as such. */
function customerOf(row: AlertEpisode, say: Say): string {
  if (row.customer_source === "unknown") return say.text("episodes.nobody");
  const name = row.customer_name ?? row.customer_id ?? "";
  return row.customer_source === "shop_name" ? say.text("episodes.by_name", {name}) : name;
}

function handledOf(row: AlertEpisode, say: Say): string {
  if (row.is_premature_tick) return say.text("episodes.premature");
  if (row.is_unticked) return say.text("episodes.unticked");
  const state = row.is_handled === null ? "unknown" : row.is_handled ? "handled" : "not_handled";
  return say.name("alert_handled", state);
}

function meetingOf({meeting_timing, is_meeting_in_place}: AlertEpisode, say: Say): string {
  const timing = say.name("meeting_timing", meeting_timing);
  return is_meeting_in_place === false ? say.text("episodes.out_of_place", {timing}) : timing;
}
