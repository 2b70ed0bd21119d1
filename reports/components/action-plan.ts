import * as Plot from "@observablehq/plot";
import {html} from "htl";
import {detectableFall, type Plan} from "./action-power.js";
import type {ActionRules, ActionVolume} from "./action-results.js";
import {countColumn} from "./columns.js";
import {emptyAdvice} from "./filter-words.js";
import type {CutContext, Filters} from "./filters.js";
import {card, emptyCard, fitted, type Context} from "./frame.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";

/** What is asked for, before an action begins. */
interface Asked extends Plan {
  motive: string;
}

const FIELDS = ["exposed", "compared", "months", "unitSize", "icc"] as const;
const STEPS: Record<(typeof FIELDS)[number], number> = {
  exposed: 1,
  compared: 1,
  months: 1,
  unitSize: 1,
  icc: 0.01
};

/** A calculator: the least fall that an action on so many customers would show over so many months. */
export function actionPlan(
  volumes: ActionVolume[],
  rules: ActionRules | undefined,
  {say, about, filters}: Context & CutContext
): HTMLElement {
  const known = volumes.filter(({unit}) => unit === "brand");
  const brands = known.filter(({unit_value: brand}) => isChosen(filters, "brand", brand));
  if (known.length === 0 || rules === undefined)
    return emptyCard(say.text("planned.empty"), say.text("planned.empty.detail"));
  if (brands.length === 0) return emptyCard(say.text("filters.empty"), emptyAdvice(filters, say));
  const rates = ratesOf(brands);
  const motives = [...rates.keys()].sort((a, b) => (rates.get(b) ?? 0) - (rates.get(a) ?? 0));
  const customers = Math.round(customersOf(brands) / 2);
  const asked: Asked = {
    motive: motives.find((motive) => motive !== "churn" && isChosen(filters, "motive", motive)) ?? "churn",
    rate: 0,
    ...{exposed: customers, compared: customers, months: rules.planned_months, unitSize: 1, icc: 0}
  };
  const finding = html`<h3 aria-live="polite"></h3>`;
  const picture = html`<div></div>`;
  const numbers = html`<div></div>`;
  const update = () => {
    asked.rate = rates.get(asked.motive) ?? 0;
    finding.textContent = planFinding(asked, rules, say);
    picture.replaceChildren(fitted((width) => volumeChart(asked, rules, {say, width})));
    numbers.replaceChildren(volumeTable(asked, rules, say));
  };
  const box = card(
    html`<div>${planForm(asked, motives, update, say)}${picture}</div>`,
    {
      finding: "",
      subtitle: say.text("planned.subtitle"),
      notes: [
        say.text("planned.note", {
          count: rules.before_months,
          level: say.percent(rules.level),
          power: say.percent(rules.power)
        })
      ],
      definition: say.text("planned.definition"),
      numbers
    },
    {say, about}
  );
  box.querySelector("h3")?.replaceWith(finding);
  update();
  return box;
}

function isChosen(filters: Filters, name: "brand" | "motive", value: string): boolean {
  return filters[name].length === 0 || filters[name].includes(value);
}

/** How often each motive is mentioned in a year, for 100 customers. */
function ratesOf(brands: ActionVolume[]): Map<string, number> {
  const events = new Map<string, number>();
  for (const {motive, events: count} of brands) events.set(motive, (events.get(motive) ?? 0) + count);
  const exposures = new Map(brands.map(({unit_value: unit, customer_months: count}) => [unit, count]));
  const months = [...exposures.values()].reduce((sum, count) => sum + count, 0);
  return new Map([...events].map(([motive, count]) => [motive, months === 0 ? 0 : (1200 * count) / months]));
}

function customersOf(brands: ActionVolume[]): number {
  const customers = new Map(brands.map(({unit_value: unit, customers: count}) => [unit, count]));
  return [...customers.values()].reduce((sum, count) => sum + count, 0);
}

function planFinding(asked: Asked, rules: ActionRules, say: Say): string {
  const fall = detectableFall(asked, rules);
  const rate = say.number(asked.rate);
  if (fall === null) return say.text("planned.finding.blind", {rate});
  const values = {fall: say.number(fall), rate, share: say.percent(fall / asked.rate)};
  const isPlausible = fall <= rules.plausible_share * asked.rate;
  return say.text(isPlausible ? "planned.finding.visible" : "planned.finding.volume", values);
}

function planForm(asked: Asked, motives: string[], update: () => void, say: Say): HTMLElement {
  const name = (motive: string) =>
    motive === "churn" ? say.text("actions.outcome.churn") : say.name("motive", motive);
  const change = (event: Event) => {
    asked.motive = (event.target as HTMLSelectElement).value;
    update();
  };
  const fields = FIELDS.map((field) => {
    const read = (event: Event) => {
      const value = Number((event.target as HTMLInputElement).value);
      if (!Number.isFinite(value) || value < 0) return;
      asked[field] = value;
      update();
    };
    return html`<label
      >${say.text(`planned.field.${field}`)}
      <input type="number" min="0" step=${STEPS[field]} value=${asked[field]} oninput=${read} />
    </label>`;
  });
  return html`<form class="plan" onsubmit=${(event: Event) => event.preventDefault()}>
    <label
      >${say.text("planned.field.motive")}
      <select onchange=${change}>
        ${motives.map((motive) => html`<option value=${motive} selected=${motive === asked.motive}>${name(motive)}</option>`)}
      </select>
    </label>
    ${fields}
  </form>`;
}

interface Volume {
  exposed: number;
  fall: number;
}

/** The least fall that would be seen at sizes from a sixty-fourth of what is asked for to eight times as many. */
function volumesOf(asked: Asked, rules: ActionRules): Volume[] {
  const sizes = Array.from({length: 40}, (_, place) => 2 ** ((place - 24) / 4));
  return sizes.flatMap((size) => {
    const exposed = Math.round(asked.exposed * size);
    const fall = detectableFall({...asked, exposed, compared: asked.compared * size}, rules);
    return fall === null || exposed === 0 ? [] : [{exposed, fall}];
  });
}

function volumeTable(asked: Asked, rules: ActionRules, say: Say): HTMLElement {
  return plainTable(volumesOf(asked, rules), {
    columns: [
      countColumn("exposed", say.text("planned.x"), say),
      countColumn("fall", say.text("planned.y"), say)
    ],
    label: say.text("planned.chart")
  });
}

/** The least fall that would be seen, by how many customers are exposed, as many being compared in proportion. */
function volumeChart(asked: Asked, rules: ActionRules, {say, width}: {say: Say; width: number}): Element {
  const points = volumesOf(asked, rules);
  const fall = detectableFall(asked, rules);
  return Plot.plot({
    width,
    height: 220,
    marginLeft: 40,
    marginRight: 14,
    marginTop: 22,
    marginBottom: 38,
    ariaLabel: say.text("planned.chart"),
    x: {
      type: "log",
      label: say.text("planned.x"),
      labelAnchor: "center",
      labelArrow: "none",
      ticks: width < 420 ? 3 : 6,
      tickFormat: say.number
    },
    y: {
      domain: [0, Math.max(asked.rate, 0.1)],
      label: say.text("planned.y"),
      labelArrow: "none",
      grid: true,
      ticks: 5,
      tickFormat: say.number
    },
    marks: [
      Plot.ruleY([rules.plausible_share * asked.rate], {stroke: "var(--color-lost)", strokeDasharray: "4,3"}),
      Plot.lineY(points, {x: "exposed", y: "fall", stroke: "var(--ink)", strokeWidth: 1.8}),
      ...(fall === null
        ? []
        : [
            Plot.dot([{exposed: asked.exposed, fall}], {
              x: "exposed",
              y: "fall",
              r: 6,
              fill: "var(--color-retention)"
            })
          ])
    ]
  });
}
