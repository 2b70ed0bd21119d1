import * as Plot from "@observablehq/plot";
import {html} from "htl";
import {rateCell} from "./channels.js";
import {countColumn, textColumn} from "./columns.js";
import type {ContactTreatment} from "./contact-results.js";
import {nothingToDraw, type ContactCut} from "./contacts.js";
import {asOf, card, fitted, legend} from "./frame.js";
import {colorOf} from "./palette.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

const STEPS = ["one_step", "two_step", "three_step", "more_step"] as const;
/** One hue, stronger the longer the way. */
const STRENGTHS = [0.25, 0.5, 0.75, 1];

/** The motives, by name, never by rank. */
export function motiveTreatments(rows: ContactTreatment[]): ContactTreatment[] {
  return rows.filter((row) => row.motive !== "all");
}

interface Step {
  motive: string;
  step: (typeof STEPS)[number];
  episodes: number;
  share: number;
  settled: number;
}

/** How many steps the treatment takes, a motive a line: contacts, hand-overs and calls back. */
export function contactSteps(rows: ContactTreatment[], cut: ContactCut): HTMLElement {
  const {say, about} = cut;
  const motives = motiveTreatments(rows);
  const whole = rows.find((row) => row.motive === "all");
  if (whole?.mean_steps == null) return nothingToDraw(cut);
  return card(
    fitted((width) => stepsChart(motives, {say, width})),
    {
      finding: stepsFinding(motives, whole, say),
      subtitle: say.text("contacts.steps.subtitle"),
      legend: legend(
        STEPS.map((step, index) => ({
          label: say.text(`contacts.steps.${step}`),
          color: `color-mix(in srgb, ${colorOf("ca")} ${100 * (STRENGTHS[index] ?? 1)}%, var(--card))`
        }))
      ),
      notes: [
        say.text("contacts.steps.note", {
          contacts: say.number(whole.settled_contacts),
          transfers: say.number(whole.settled_transfers),
          follow_ups: say.number(whole.settled_follow_ups)
        })
      ],
      definition: say.text("contacts.steps.definition"),
      numbers: plainTable([...motives, whole], {
        columns: stepColumns(say),
        label: say.text("contacts.steps.subtitle")
      })
    },
    {say, about}
  );
}

function stepColumns(say: Say): Column<ContactTreatment>[] {
  const label = (key: string) => say.text(`contacts.column.${key}`);
  return [
    textColumn("motive", label("motive"), (row) => say.name("contact_motive", row.motive)),
    countColumn("settled_episodes", label("settled_episodes"), say),
    ...STEPS.map((step) => countColumn(`${step}_episodes`, say.text(`contacts.steps.${step}`), say)),
    {
      key: "mean_steps",
      label: label("mean_steps"),
      kind: "right",
      value: (row) => row.mean_steps,
      show: (row) => stepsText(row.mean_steps, say)
    }
  ];
}

function stepsFinding(rows: ContactTreatment[], whole: ContactTreatment, say: Say): string {
  const sure = rows.filter((row) => row.mean_steps !== null && !row.is_fragile);
  const longest = sure.sort(
    (a, b) => (b.mean_steps ?? 0) - (a.mean_steps ?? 0) || (a.motive < b.motive ? -1 : 1)
  )[0];
  return say.text("contacts.steps.finding", {
    steps: stepsText(whole.mean_steps, say),
    motive: longest === undefined ? "–" : say.name("contact_motive", longest.motive),
    longest: stepsText(longest?.mean_steps ?? null, say)
  });
}

const stepsText = (steps: number | null, say: Say): string =>
  say.number(steps === null ? null : Math.round(10 * steps) / 10);

function stepsChart(rows: ContactTreatment[], {say, width}: {say: Say; width: number}): Element {
  const narrow = width < 480;
  const parts = rows
    .filter((row) => !row.is_hidden)
    .flatMap((row): Step[] =>
      STEPS.map((step) => ({
        motive: row.motive,
        step,
        episodes: row[`${step}_episodes`] ?? 0,
        share: (row[`${step}_episodes`] ?? 0) / row.settled_episodes,
        settled: row.settled_episodes
      }))
    );
  return Plot.plot({
    width,
    height: 40 + rows.length * 38,
    marginLeft: narrow ? 140 : 178,
    marginRight: 40,
    marginTop: 24,
    marginBottom: 8,
    ariaLabel: say.text("contacts.steps.subtitle"),
    x: {
      domain: [0, 1],
      axis: "top",
      tickFormat: say.percent,
      label: null,
      ticks: narrow ? 3 : 5,
      tickSize: 0
    },
    y: {
      domain: rows.map(({motive}) => motive),
      label: null,
      tickSize: 0,
      tickFormat: (motive: string) => say.name("contact_motive", motive)
    },
    marks: [
      Plot.barX(
        parts,
        Plot.stackX({
          y: "motive",
          x: "share",
          order: [...STEPS],
          z: "step",
          fill: colorOf("ca"),
          fillOpacity: (row: Step) => STRENGTHS[STEPS.indexOf(row.step)] ?? 1,
          insetTop: 5,
          insetBottom: 5
        })
      ),
      Plot.text(
        rows.filter((row) => !row.is_hidden),
        {
          y: "motive",
          x: 1,
          dx: 6,
          textAnchor: "start",
          fontWeight: 600,
          fill: "currentColor",
          text: (row: ContactTreatment) => stepsText(row.mean_steps, say)
        }
      ),
      Plot.text(
        rows.filter((row) => row.is_hidden),
        {
          y: "motive",
          x: 0,
          dx: 8,
          textAnchor: "start",
          fill: "var(--ink-soft)",
          text: () => say.text("contacts.hidden")
        }
      ),
      tip(
        parts,
        Plot.pointer(
          Plot.stackX({
            y: "motive",
            x: "share",
            order: [...STEPS],
            z: "step",
            title: (row: Step) =>
              say.text("contacts.steps.tip", {
                step: say.text(`contacts.steps.${row.step}`),
                share: say.percent(row.share),
                episodes: say.number(row.episodes),
                all: say.number(row.settled)
              })
          })
        )
      )
    ]
  });
}

/** Why customers get in touch, a motive a line: how often, how often again, and whether the targets of the motive are met. */
export function contactCauses(rows: ContactTreatment[], cut: ContactCut): HTMLElement {
  const {say, about} = cut;
  const motives = motiveTreatments(rows);
  const whole = rows.find((row) => row.motive === "all");
  if (whole === undefined) return nothingToDraw(cut);
  const largest = [...motives].sort((a, b) => b.contacts - a.contacts || (a.motive < b.motive ? -1 : 1))[0];
  return html`<section class="card">
    <h3>
      ${say.text("contacts.causes.finding", {
        motive: say.name("contact_motive", largest?.motive ?? null),
        share: say.percent((largest?.contacts ?? 0) / whole.contacts)
      })}
    </h3>
    <p class="subtitle">${say.text("contacts.causes.subtitle")}</p>
    ${plainTable([...motives, whole], {
      columns: causeColumns(whole, say),
      label: say.text("contacts.causes.subtitle")
    })}
    <p class="notes">
      ${[
        say.text("contacts.causes.note"),
        say.text("contacts.causes.pending", {
          pending: say.number(whole.pending_episodes),
          untargeted: say.number(whole.untargeted_episodes)
        }),
        asOf(about, say)
      ].join(" · ")}
    </p>
  </section>`;
}

function causeColumns(whole: ContactTreatment, say: Say): Column<ContactTreatment>[] {
  const label = (key: string) => say.text(`contacts.column.${key}`);
  const parts = (some: number | null, all: number | null) =>
    say.text("channels.parts", {kept: say.number(some), all: say.number(all)});
  const column = (
    key: string,
    value: (row: ContactTreatment) => number | null,
    show: (row: ContactTreatment) => string | Node
  ): Column<ContactTreatment> => ({key, label: label(key), kind: "right", value, show});
  return [
    textColumn("motive", label("motive"), (row: ContactTreatment) => say.name("contact_motive", row.motive)),
    countColumn("contacts", label("contacts"), say),
    column(
      "share",
      (row) => row.contacts / whole.contacts,
      (row) => say.percent(row.contacts / whole.contacts)
    ),
    column(
      "repeats",
      (row) => row.repeat_contacts,
      (row) =>
        row.repeat_contacts === null
          ? "–"
          : rateCell(row.repeat_contacts / row.contacts, [null, null], say.number(row.repeat_contacts), say)
    ),
    column(
      "recontact_rate",
      (row) => row.recontact_rate,
      (row) => rateCell(row.recontact_rate, [row.recontact_low, row.recontact_high], "", say)
    ),
    column(
      "contacts_met",
      (row) => row.contacts_met_rate,
      (row) =>
        targetCell(
          row.contacts_met_rate,
          [row.contacts_met_low, row.contacts_met_high],
          parts(row.contacts_met_episodes, row.contacts_judged_episodes),
          row.max_contacts === null ? "" : say.text("contacts.allowed.contacts", {count: row.max_contacts})
        )
    ),
    column(
      "delay_met",
      (row) => row.delay_met_rate,
      (row) =>
        targetCell(
          row.delay_met_rate,
          [row.delay_met_low, row.delay_met_high],
          parts(row.delay_met_episodes, row.delay_judged_episodes),
          row.max_delay_days === null ? "" : say.text("contacts.allowed.days", {count: row.max_delay_days})
        )
    )
  ];

  function targetCell(
    rate: number | null,
    bounds: [number | null, number | null],
    counts: string,
    allowed: string
  ): string | Node {
    return rateCell(rate, bounds, allowed === "" ? counts : `${counts} · ${allowed}`, say);
  }
}
