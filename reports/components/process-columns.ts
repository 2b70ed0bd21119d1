import {points} from "./changes.js";
import {rateCell} from "./channels.js";
import {amountColumn, countColumn} from "./columns.js";
import type {ProcessRate} from "./process-rates.js";
import type {Say} from "./say.js";
import type {Column} from "./table.js";

/** The rate with its interval and parts, what is not known beside it, and what those that were found lost. */
export function rateColumns(say: Say): Column<ProcessRate>[] {
  const label = (key: string) => say.text(`process.column.${key}`);
  return [
    {
      key: "found_rate",
      label: label("found_rate"),
      kind: "right",
      value: (row) => row.found_rate,
      show: (row) =>
        rateCell(
          row.found_rate,
          [row.found_low, row.found_high],
          say.text("channels.parts", {
            kept: say.number(row.found_cancellations),
            all: say.number(row.known_cancellations)
          }),
          say
        )
    },
    countColumn("unknown_cancellations", label("unknown_cancellations"), say),
    amountColumn("found_loss_cents", label("found_loss_cents"), say),
    amountColumn("found_loss_parc_cents", label("found_loss_parc_cents"), say)
  ];
}

/** The rate of the period compared with, and the points between; nothing where nothing is compared. */
export function comparedColumns(rates: ProcessRate[], say: Say): Column<ProcessRate>[] {
  if (rates.every(({before_rate}) => before_rate === null)) return [];
  const change = ({found_rate, before_rate}: ProcessRate): number | null =>
    found_rate === null || before_rate === null ? null : found_rate - before_rate;
  return [
    {
      key: "before_rate",
      label: say.text("process.column.before_rate"),
      kind: "right",
      value: (row) => row.before_rate,
      show: (row) => say.percent(row.before_rate)
    },
    {
      key: "change",
      label: say.text("process.column.change"),
      kind: "right",
      value: change,
      show: (row) => {
        const difference = change(row);
        return difference === null ? "–" : points(difference, say);
      }
    }
  ];
}
