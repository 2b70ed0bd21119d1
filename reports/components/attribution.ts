import * as Plot from "@observablehq/plot";
import {html} from "htl";
import {choice} from "./choice.js";
import {amountColumn, countColumn, textColumn} from "./columns.js";
import type {Cube} from "./cube.js";
import {type Filters, passes} from "./filters.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import {picking} from "./pick.js";
import type {
  AttributionCell,
  AttributionCoverage,
  AttributionParty,
  AttributionSeller,
  Incentive
} from "./attribution-results.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";
import {tip} from "./tip.js";

/** The rule that is in force, by its name in the file of rules. */
export const TODAY = "current";

/** Holders in the order in which they are drawn: channels by name, then what is nobody's. */
export function holdersIn(rows: {holder: string}[], say: Say): string[] {
  const name = (holder: string) => say.name("channel", holder);
  const last = ["other", "house", "unknown"];
  return [...new Set(rows.map(({holder}) => holder))].sort(
    (a, b) => last.indexOf(a) - last.indexOf(b) || name(a).localeCompare(name(b), say.locale)
  );
}

/** Today's rule first, the others by name. */
export function rulesIn(rows: {rule: string}[], say: Say): string[] {
  return [...new Set(rows.map(({rule}) => rule))].sort(
    (a, b) =>
      Number(b === TODAY) - Number(a === TODAY) ||
      say.name("rule", a).localeCompare(say.name("rule", b), say.locale)
  );
}

/** Parties under every rule, over what is filtered; a channel that is filtered is one of the parties. */
export function partiesOf(cube: Cube<AttributionCell>, filters: Filters): AttributionParty[] {
  const {channel} = filters;
  const cells = cube.where(filters, channel.length === 0 ? {} : {holder: channel});
  return cells.by("rule", "measure", "holder");
}

/**
 * The answer of the page: what the desk has by today's rule, and what the company has of the same rebookings, over the
 * months that are looked at.
 */
export function attributionFinding(incentives: Incentive[], filters: Filters, say: Say): string {
  const today = incentives.filter(
    ({rule, month}) => rule === TODAY && month !== null && passes({month}, filters)
  );
  if (today.length === 0) return say.text("attribution.finding.none");
  const credit = today.reduce((sum, row) => sum + row.credit_cents, 0);
  const company = today.reduce((sum, row) => sum + row.company_cents, 0);
  const values = {credit: say.short(credit, 2), lost: say.short(Math.abs(company), 2)};
  return say.text(company < 0 ? "attribution.finding" : "attribution.finding.gain", values);
}

/** Below the answer: how many rebookings, and what rests on links that are not sure enough. */
export function attributionLead(rows: AttributionCoverage[], {say}: Context): HTMLElement {
  const revenue = rows.filter(({measure}) => measure === "CA");
  const sum = (is: boolean, key: "rebookings" | "booked_cents") =>
    revenue.filter((row) => row.is_attributed === is).reduce((total, row) => total + row[key], 0);
  const sentences = [
    say.text("attribution.lead", {
      count: sum(true, "rebookings"),
      booked: say.short(sum(true, "booked_cents"), 2)
    }),
    ...(sum(false, "rebookings") === 0
      ? []
      : [
          say.text("attribution.lead.weak", {
            count: sum(false, "rebookings"),
            booked: say.short(sum(false, "booked_cents"), 2)
          })
        ])
  ];
  return html`<p class="lead">${sentences.join(" ")}</p>`;
}

/** Which measure is shared out: those of which any rebooking has something. */
export function measureChoice(rows: AttributionParty[], {say}: Context): HTMLElement & {value: string} {
  const moved = rows.filter(({reversal_cents, credit_cents}) => reversal_cents !== 0 || credit_cents !== 0);
  const told = new Set((moved.length === 0 ? rows : moved).map(({measure}) => measure));
  const options = ["CA", "parc", "VJE", "VJR"].filter((measure) => told.has(measure));
  return choice({
    label: say.text("attribution.measure"),
    parameter: "measure",
    options: options.map((value) => ({value, label: say.name("measure", value)})),
    initial: options.includes("parc") ? "parc" : (options[0] ?? "parc")
  });
}

/** Every party under every rule: the drop to the left, the credit to the right, a stroke where both end up. */
export function parties(
  rows: AttributionParty[],
  {say, about, measure, whole = rows}: Context & {measure: string; whole?: AttributionParty[]}
): HTMLElement {
  const shown = rows.filter((row) => row.measure === measure);
  if (shown.length === 0) return emptyCard(say.text("parties.empty"), say.text("parties.empty.detail"));
  // Of all parties, whichever are shown: only together do they have what the company has.
  const total = whole
    .filter((row) => row.measure === measure && row.rule === TODAY)
    .reduce((sum, row) => sum + row.cents, 0);
  return card(
    fitted(
      (width) => partyBars(shown, {say, width}),
      picking(say, ({holder}: AttributionParty) => ({channel: holder}))
    ),
    {
      finding: say.text("parties.finding", {total: amountsOf(measure, say).change(total)}),
      subtitle: say.text("parties.subtitle", {measure: say.name("measure", measure)}),
      legend: legend([
        {label: say.text("parties.legend.reversal"), shape: "square pale"},
        {label: say.text("parties.legend.credit")},
        {label: say.text("parties.legend.net"), shape: "tick"}
      ]),
      notes: [say.text("parties.note")],
      definition: say.text("parties.definition"),
      numbers: partyTable(shown, say)
    },
    {say, about}
  );
}

/** CA and parc are money; what VJE and VJR count nobody has said, so that they stay as the source writes them. */
function amountsOf(
  measure: string,
  say: Say
): {change: (cents: number) => string; tick: (cents: number) => string} {
  if (measure === "CA" || measure === "parc")
    return {change: (cents) => say.shortChange(cents, 2), tick: say.tick};
  const plain = (cents: number): string => say.number(cents / 100);
  return {change: plain, tick: plain};
}

function partyBars(rows: AttributionParty[], {say, width}: {say: Say; width: number}): Element {
  const rules = rulesIn(rows, say);
  const holders = holdersIn(rows, say);
  const narrow = width < 480;
  const amounts = amountsOf(rows[0]?.measure ?? "", say);
  const name = (row: AttributionParty) => say.name("rule", row.rule);
  const side = {
    y: "holder",
    fy: name,
    fill: (row: AttributionParty) => colorOf(row.holder),
    insetTop: 2,
    insetBottom: 2
  };
  return Plot.plot({
    width,
    height: 40 + rules.length * (holders.length * (narrow ? 17 : 19) + 30),
    marginLeft: narrow ? 92 : 118,
    marginRight: 14,
    marginTop: 30,
    ariaLabel: say.text("parties.subtitle", {measure: ""}),
    x: {axis: "top", tickFormat: amounts.tick, ticks: narrow ? 3 : 6, label: null, grid: true},
    y: {
      domain: holders,
      label: null,
      tickSize: 0,
      tickFormat: (holder: string) => say.name("channel", holder)
    },
    fy: {domain: rules.map((rule) => say.name("rule", rule)), axis: null, padding: 0.16},
    marks: [
      Plot.barX(rows, {...side, x1: 0, x2: "reversal_cents", fillOpacity: 0.45}),
      Plot.barX(rows, {...side, x1: 0, x2: "credit_cents"}),
      Plot.tickX(rows, {y: "holder", fy: name, x: "cents", stroke: "var(--ink)", strokeWidth: 2}),
      Plot.ruleX([0]),
      Plot.text(rules, {
        fy: (rule: string) => say.name("rule", rule),
        text: (rule: string) => say.name("rule", rule),
        frameAnchor: "top-left",
        dy: -13,
        dx: narrow ? -90 : -116,
        fontWeight: 600,
        fill: "currentColor"
      }),
      tip(
        rows,
        Plot.pointer({
          y: "holder",
          fy: name,
          x: "cents",
          title: (row: AttributionParty) => partyTip(row, say)
        })
      )
    ]
  });
}

function partyTip(row: AttributionParty, say: Say): string {
  const {change} = amountsOf(row.measure, say);
  return [
    `${say.name("channel", row.holder)} · ${say.name("rule", row.rule)}`,
    say.text("parties.tip", {
      reversal: change(row.reversal_cents),
      credit: change(row.credit_cents),
      net: change(row.cents),
      count: row.rebookings
    })
  ].join("\n");
}

function partyTable(rows: AttributionParty[], say: Say): HTMLElement {
  const rules = rulesIn(rows, say);
  const holders = holdersIn(rows, say);
  const sorted = [...rows].sort(
    (a, b) =>
      rules.indexOf(a.rule) - rules.indexOf(b.rule) || holders.indexOf(a.holder) - holders.indexOf(b.holder)
  );
  return plainTable(sorted, {
    label: say.text("parties.table"),
    columns: [
      textColumn("rule", say.text("attribution.column.rule"), (row: AttributionParty) =>
        say.name("rule", row.rule)
      ),
      textColumn("holder", say.text("attribution.column.holder"), (row: AttributionParty) =>
        say.name("channel", row.holder)
      ),
      countColumn("rebookings", say.text("attribution.column.rebookings"), say),
      amountColumn("reversal_cents", say.text("attribution.column.reversal_cents"), say),
      amountColumn("credit_cents", say.text("attribution.column.credit_cents"), say),
      amountColumn("cents", say.text("attribution.column.cents"), say)
    ]
  });
}

/** What cannot be attributed to anybody, and what the source does not tell. */
export function coverageTable(rows: AttributionCoverage[], {say}: Context): HTMLElement {
  return html`<section class="card">
    <h3>${say.text("coverage.finding")}</h3>
    <p class="subtitle">${say.text("coverage.subtitle")}</p>
    ${plainTable(rows, {
      label: say.text("coverage.finding"),
      columns: [
        textColumn("measure", say.text("attribution.column.measure"), (row: AttributionCoverage) =>
          say.name("measure", row.measure)
        ),
        textColumn("class", say.text("attribution.column.class"), (row: AttributionCoverage) =>
          say.text(row.is_attributed ? "coverage.attributed" : "coverage.weak", {class: row.class})
        ),
        countColumn("rebookings", say.text("attribution.column.rebookings"), say),
        countColumn("unmeasured", say.text("coverage.column.unmeasured"), say),
        amountColumn("booked_cents", say.text("coverage.column.booked_cents"), say),
        amountColumn("kept_cents", say.text("coverage.column.kept_cents"), say)
      ]
    })}
  </section>`;
}

/** Sellers with enough rebookings, by name, under every rule. */
export function sellersTable(
  rows: AttributionSeller[],
  {say, about, measure}: Context & {measure: string}
): HTMLElement {
  const shown = rows.filter((row) => row.measure === measure);
  if (shown.length === 0) return emptyCard(say.text("sellers.empty"), say.text("sellers.note"));
  const sorted = [...shown].sort(
    (a, b) =>
      a.seller.localeCompare(b.seller, say.locale) ||
      rulesIn(rows, say).indexOf(a.rule) - rulesIn(rows, say).indexOf(b.rule)
  );
  return html`<section class="card">
    <h3>${say.text("sellers.finding", {count: new Set(shown.map(({seller_id}) => seller_id)).size})}</h3>
    <p class="subtitle">${say.text("sellers.subtitle", {currency: say.currency})}</p>
    ${plainTable(sorted, {
      label: say.text("sellers.table"),
      columns: [
        textColumn("seller", say.text("sellers.column.seller"), (row: AttributionSeller) => row.seller),
        textColumn("rule", say.text("attribution.column.rule"), (row: AttributionSeller) =>
          say.name("rule", row.rule)
        ),
        countColumn("rebookings", say.text("attribution.column.rebookings"), say),
        countColumn("sure_rebookings", say.text("sellers.column.sure_rebookings"), say),
        amountColumn("reversal_cents", say.text("attribution.column.reversal_cents"), say),
        amountColumn("credit_cents", say.text("attribution.column.credit_cents"), say),
        amountColumn("cents", say.text("attribution.column.cents"), say)
      ]
    })}
    <p class="notes">
      ${[say.text("sellers.note"), say.text("card.as_of", {date: say.date(about.as_of)})].join(" · ")}
    </p>
  </section>`;
}
