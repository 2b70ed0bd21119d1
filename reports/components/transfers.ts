import {html} from "htl";
import {countColumn, textColumn} from "./columns.js";
import {asOf, emptyCard, type Context} from "./frame.js";
import type {ChannelTransfer} from "./save-results.js";
import {CHANNELS} from "./saves.js";
import type {Say} from "./say.js";
import type {Column} from "./table.js";
import {holdTable} from "./table-source.js";

/** Who received the request (a line) and who ended it (a column), with what was kept. */
export function transfers(rows: ChannelTransfer[], {say, about}: Context): HTMLElement | string {
  if (rows.length === 0) return emptyCard(say.text("saves.empty"), say.text("saves.empty.detail"));
  const from = CHANNELS.filter((channel) => rows.some((row) => row.first_channel === channel));
  const to = CHANNELS.filter((channel) => rows.some((row) => row.channel === channel));
  const most = Math.max(1, ...rows.map(({cases}) => cases ?? 0));
  const cell = (first: string, last: string) =>
    rows.find(({first_channel, channel}) => first_channel === first && channel === last);
  const element = html`<section class="card">
    <h3>${finding(rows, say)}</h3>
    <p class="subtitle">${say.text("transfers.subtitle")}</p>
    <div class="scroll-box" tabindex="0" role="region" aria-label=${say.text("transfers.subtitle")}>
      <table class="data matrix">
        <thead>
          <tr>
            <th scope="col">${say.text("transfers.corner")}</th>
            ${to.map((channel) => html`<th scope="col" class="right">${say.name("channel", channel)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${from.map(
            (first) =>
              html`<tr>
                <th scope="row">${say.name("channel", first)}</th>
                ${to.map((last) => matrixCell(cell(first, last), {most, say, isSame: first === last}))}
              </tr>`
          )}
        </tbody>
      </table>
    </div>
    <p class="notes">${[say.text("transfers.note"), asOf(about, say)].join(" · ")}</p>
  </section>`;
  const table = element.querySelector<HTMLElement>(".scroll-box");
  if (table !== null)
    holdTable(table, {label: say.text("transfers.subtitle"), columns: takenColumns(say), rows: () => rows});
  return element;
}

/** The matrix as it is taken away: a row a pair of channels. */
function takenColumns(say: Say): Column<ChannelTransfer>[] {
  const hidden = say.text("transfers.few");
  return [
    textColumn("first_channel", say.text("transfers.corner"), (row) =>
      say.name("channel", row.first_channel)
    ),
    textColumn("channel", say.text("column.channel"), (row) => say.name("channel", row.channel)),
    ...(["cases", "mature_cases", "kept_cases"] as const).map((key) => ({
      ...countColumn(key, say.text(`transfers.column.${key}`), say),
      show: (row: ChannelTransfer) => (row[key] === null ? hidden : say.number(row[key]))
    }))
  ];
}

function finding(rows: ChannelTransfer[], say: Say): string {
  const sum = (picked: ChannelTransfer[]): number =>
    picked.reduce((total, {cases}) => total + (cases ?? 0), 0);
  const moved = sum(rows.filter(({first_channel, channel}) => first_channel !== channel));
  return say.text("transfers.finding", {
    share: say.percent(moved / Math.max(1, sum(rows))),
    count: sum(rows)
  });
}

function matrixCell(
  row: ChannelTransfer | undefined,
  {most, say, isSame}: {most: number; say: Say; isSame: boolean}
): HTMLElement {
  if (row === undefined) return html`<td class="right soft">0</td>`;
  if (row.cases === null) return html`<td class="right soft">${say.text("transfers.few")}</td>`;
  const shade = `color-mix(in srgb, var(--color-ca) ${Math.round((38 * row.cases) / most)}%, transparent)`;
  return html`<td class=${`right ${isSame ? "same" : ""}`} style=${{background: shade}}>
    ${say.number(row.cases)}<br /><span class="soft"
      >${
        row.kept_cases === null || !row.mature_cases
          ? "–"
          : say.text("transfers.kept", {rate: say.percent(row.kept_cases / row.mature_cases)})
      }</span
    >
  </td>`;
}
