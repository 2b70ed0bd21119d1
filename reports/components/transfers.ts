import {html} from "htl";
import {asOf, type Context} from "./frame.js";
import type {ChannelTransfer} from "./save-results.js";
import {CHANNELS} from "./saves.js";
import type {Say} from "./say.js";

/** Who received the request (a line) and who ended it (a column), with what was kept. */
export function transfers(rows: ChannelTransfer[], {say, about}: Context): HTMLElement | string {
  if (rows.length === 0) return "";
  const from = CHANNELS.filter((channel) => rows.some((row) => row.first_channel === channel));
  const to = CHANNELS.filter((channel) => rows.some((row) => row.channel === channel));
  const most = Math.max(1, ...rows.map(({cases}) => cases ?? 0));
  const cell = (first: string, last: string) =>
    rows.find(({first_channel, channel}) => first_channel === first && channel === last);
  return html`<section class="card">
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
