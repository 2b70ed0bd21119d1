import {html} from "htl";
import {rateCell} from "./channels.js";
import {textColumn} from "./columns.js";
import type {ContactResolution} from "./contact-results.js";
import {asOf, type Context} from "./frame.js";
import {plainTable, type Column} from "./table.js";

const REACHES = ["same_motive", "any_motive", "net"] as const;

interface Way {
  reach: ContactResolution["reach"];
  rates: ContactResolution[];
}

/** The rate over all motives, counted in three ways and over each window: how much it depends on how it is counted. */
export function contactWindows(rows: ContactResolution[], {say, about}: Context): HTMLElement | "" {
  const wholes = rows.filter((row) => row.motive === "all");
  if (wholes.length === 0) return "";
  const windows = [...new Set(wholes.map(({window_days}) => window_days))].sort((a, b) => a - b);
  const ways: Way[] = REACHES.map((reach) => ({reach, rates: wholes.filter((row) => row.reach === reach)}));
  const columns: Column<Way>[] = [
    textColumn("reach", say.text("contacts.windows.way"), (row: Way) => say.name("contact_reach", row.reach)),
    ...windows.map((days): Column<Way> => {
      const find = (way: Way) => way.rates.find(({window_days}) => window_days === days);
      return {
        key: `days_${days}`,
        label: say.text("contacts.windows.days", {count: days}),
        kind: "right",
        value: (way) => find(way)?.resolution_rate ?? null,
        show: (way) => {
          const rate = find(way);
          return rateCell(
            rate?.resolution_rate ?? null,
            [rate?.resolution_low ?? null, rate?.resolution_high ?? null],
            say.text("channels.parts", {
              kept: say.number(rate?.resolved_episodes ?? null),
              all: say.number(rate?.mature_episodes ?? null)
            }),
            say
          );
        }
      };
    })
  ];
  return html`<section class="card">
    <h3>${say.text("contacts.windows.finding")}</h3>
    <p class="subtitle">${say.text("contacts.windows.subtitle")}</p>
    ${plainTable(ways, {columns, label: say.text("contacts.windows.subtitle")})}
    <p class="notes">${[say.text("contacts.windows.note"), asOf(about, say)].join(" · ")}</p>
  </section>`;
}
