import {html} from "htl";
import {holdersIn, rulesIn, TODAY} from "./attribution.js";
import {choice} from "./choice.js";
import {amountColumn, textColumn} from "./columns.js";
import {emptyCard, type Context} from "./frame.js";
import type {SimulatedPay, SimulatedRebookings} from "./attribution-results.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";

type Choice = HTMLElement & {value: string};

/** The rule to be tried. */
export function ruleChoice(rows: SimulatedRebookings[], {say}: Context): Choice {
  const rules = rulesIn(rows, say);
  return choice({
    label: say.text("simulator.rule"),
    parameter: "rule",
    options: rules.map((value) => ({value, label: say.name("rule", value)})),
    initial: rules.includes("delta") ? "delta" : (rules[0] ?? TODAY)
  });
}

/** The premium plan to be tried. */
export function planChoice(rows: SimulatedRebookings[], {say}: Context): Choice {
  const plans = [...new Set(rows.map(({plan}) => plan))].sort();
  return choice({
    label: say.text("simulator.plan"),
    parameter: "plan",
    options: plans.map((value) => ({value, label: say.name("plan", value)})),
    initial: rows.find(({is_current_plan}) => is_current_plan)?.plan ?? plans[0] ?? ""
  });
}

/** What a party has today, what it would have, and the difference. */
export interface PayRow {
  holder: string;
  today_cents: number;
  tried_cents: number;
  change_cents: number;
}

/** Who gains and who loses: a row a party, and at the end what the company pays its sellers. */
export function payRows(
  pay: SimulatedPay[],
  {today, tried, holders}: {today: [string, string]; tried: [string, string]; holders: string[]}
): PayRow[] {
  const cents = ([rule, plan]: [string, string], holder: string) =>
    pay.find((row) => row.rule === rule && row.plan === plan && row.holder === holder)?.cents ?? 0;
  return holders.map((holder) => {
    const [now, then] = [cents(today, holder), cents(tried, holder)];
    return {holder, today_cents: now, tried_cents: then, change_cents: then - now};
  });
}

/** The sellers' rows of a replay, added up: the house pays itself, and nobody pays the unknown. */
export function paidToSellers(rows: PayRow[]): PayRow {
  const sellers = rows.filter(({holder}) => holder !== "house" && holder !== "unknown");
  const sum = (key: "today_cents" | "tried_cents" | "change_cents") =>
    sellers.reduce((total, row) => total + row[key], 0);
  return {
    holder: "sellers",
    today_cents: sum("today_cents"),
    tried_cents: sum("tried_cents"),
    change_cents: sum("change_cents")
  };
}

/** What a plan pays, in words. */
function termsOf({ca_rate, parc_rate, clawback_days, cap_rate}: SimulatedRebookings, say: Say): string {
  const terms = [
    ...(ca_rate === 0 ? [] : [say.text("simulator.terms.ca", {rate: say.percent(ca_rate)})]),
    ...(parc_rate === 0 ? [] : [say.text("simulator.terms.parc", {rate: say.percent(parc_rate)})]),
    ...(clawback_days === null ? [] : [say.text("simulator.terms.clawback", {days: clawback_days})]),
    ...(cap_rate === null ? [] : [say.text("simulator.terms.cap", {rate: say.percent(cap_rate)})])
  ];
  return say.list(terms);
}

/** A replay of all rebookings under the chosen rule and plan, beside today's. */
export function replay(
  {pay, counts}: {pay: SimulatedPay[]; counts: SimulatedRebookings[]},
  {say, about, rule, plan}: Context & {rule: string; plan: string}
): HTMLElement {
  const today = counts.find((row) => row.rule === TODAY && row.is_current_plan);
  const tried = counts.find((row) => row.rule === rule && row.plan === plan);
  if (today === undefined || tried === undefined)
    return emptyCard(say.text("simulator.none"), say.text("simulator.none.detail"));
  const rows = payRows(pay, {
    today: [TODAY, today.plan],
    tried: [rule, plan],
    holders: holdersIn(pay, say)
  });
  const total = paidToSellers(rows);
  const amount = (key: keyof PayRow & `${string}_cents`) =>
    amountColumn(key, say.text(`simulator.column.${key}`), say);
  return html`<section class="card">
    <h3>
      ${say.text("simulator.finding", {
        change: say.shortChange(total.change_cents, 2),
        paying: say.number(tried.paying_rebookings),
        today: say.number(today.paying_rebookings),
        all: say.number(tried.rebookings)
      })}
    </h3>
    <p class="subtitle">
      ${say.text("simulator.subtitle", {terms: termsOf(tried, say), currency: say.currency})}
    </p>
    ${plainTable([...rows, total], {
      label: say.text("simulator.table"),
      columns: [
        textColumn("holder", say.text("attribution.column.holder"), (row: PayRow) =>
          row.holder === "sellers" ? say.text("simulator.sellers") : say.name("channel", row.holder)
        ),
        amount("today_cents"),
        amount("tried_cents"),
        amount("change_cents")
      ]
    })}
    <p class="notes">
      ${[
        say.text("simulator.worse", {
          tried: say.number(tried.worse_rebookings),
          today: say.number(today.worse_rebookings)
        }),
        say.text("simulator.note"),
        say.text("card.as_of", {date: say.date(about.as_of)})
      ].join(" · ")}
    </p>
  </section>`;
}
