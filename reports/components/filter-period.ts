import {html} from "htl";
import type {Part, PartOptions} from "./filter-bar.js";
import {periodName} from "./filter-words.js";
import {lastMonths, monthCode, monthsBetween} from "./filters.js";
import type {Say} from "./say.js";

interface Preset {
  label: string;
  from: Date | null;
  to: Date | null;
}

/** Months that can be asked for at once, counted back from the last complete one. */
const SPANS = [3, 6, 12, 24];

/** The period: one of a few usual ones, or from one month to another. */
export function periodPick(months: Date[], {say, get, set}: PartOptions): Part {
  const presets = presetsOf(months, say);
  const name = html`<b></b>`;
  const buttons = presets.map(
    ({label, from, to}) =>
      html`<button type="button" class="preset" onclick=${() => set({from, to})}>${label}</button>`
  );
  const select = (): HTMLSelectElement =>
    html`<select onchange=${choose}>
      ${months.map((month) => html`<option value=${monthCode(month)}>${say.month(month)}</option>`)}
    </select>` as HTMLSelectElement;
  const [from, to] = [select(), select()];
  const element = html`<details class="pick period">
    <summary><span class="sr-only">${say.text("filters.month")}: </span>${name}</summary>
    <fieldset>
      <legend class="sr-only">${say.text("filters.month")}</legend>
      <div class="presets">${buttons}</div>
      <label>${say.text("filters.from")} ${from}</label>
      <label>${say.text("filters.to")} ${to}</label>
    </fieldset>
  </details>`;

  function choose(): void {
    const ends = [from.value, to.value].sort().map((code) => new Date(`${code}-01T00:00Z`));
    set({from: ends[0] ?? null, to: ends[1] ?? null});
  }

  return {
    element,
    show: () => {
      const filters = get();
      name.textContent = periodName(filters, say);
      from.value = monthCode(filters.from ?? months[0] ?? new Date(0));
      to.value = monthCode(filters.to ?? months.at(-1) ?? new Date(0));
      presets.forEach((preset, index) => {
        const isOn = Number(preset.from) === Number(filters.from) && Number(preset.to) === Number(filters.to);
        buttons[index]?.setAttribute("aria-pressed", String(isOn));
      });
    }
  };
}

/** The last months, each calendar year that is known, and all there is. */
function presetsOf(months: Date[], say: Say): Preset[] {
  const spans = SPANS.filter((span) => span <= months.length).map((count) => ({
    label: say.text("filters.period.months", {count}),
    ...lastMonths(count, months)
  }));
  const years = [...new Set(months.map((month) => month.getUTCFullYear()))].map((year) => {
    const inside = months.filter((month) => month.getUTCFullYear() === year);
    return {label: String(year), ...lastMonths(inside.length, inside)};
  });
  const told = years.filter(({from, to}) => from !== null && to !== null && monthsBetween(from, to) > 0);
  return [...spans, ...told, {label: say.text("filters.period.all"), from: null, to: null}];
}
