import {html} from "htl";
import {amountColumn, countColumn, dateColumn, textColumn} from "./columns.js";
import type {Context} from "./frame.js";
import type {FileRead} from "./results.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";

/** Every file that the page rests on, folded: what was in it, what was loaded, what was set aside. */
export function filesRead(rows: FileRead[], {say}: Context): HTMLElement {
  return html`<details class="files-read">
    <summary>${say.text("files.summary", {count: rows.length})}</summary>
    ${plainTable(rows, {columns: fileColumns(say), label: say.text("files.summary", {count: rows.length})})}
    <p class="notes">${say.text("files.note", {currency: say.currency})}</p>
  </details>`;
}

function fileColumns(say: Say): Column<FileRead>[] {
  const count = (key: "records" | "loaded" | "quarantined" | "skipped") =>
    countColumn(key, say.text(`files.column.${key}`), say);
  return [
    textColumn("name", say.text("files.column.name"), (row: FileRead) => row.name),
    textColumn("source", say.text("files.column.source"), (row: FileRead) => say.name("source", row.source)),
    dateColumn("extracted_date", say.text("files.column.extracted_date"), say),
    count("records"),
    count("loaded"),
    count("quarantined"),
    count("skipped"),
    amountColumn("control_cents", say.text("files.column.control_cents"), say)
  ];
}
