import {interval} from "./channels.js";
import {countColumn, rateColumn, textColumn} from "./columns.js";
import {card, emptyCard, fitted, type Context} from "./frame.js";
import {decidingLimits, funnelLegend, funnelPanels, percentOf} from "./funnel-panels.js";
import type {SellerOutcome} from "./save-results.js";
import {CHANNELS} from "./saves.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";

/** Sellers against what chance alone would do, a channel a panel: no names, no order. */
export function funnel(rows: SellerOutcome[], {say, about}: Context): HTMLElement {
  if (rows.length === 0) return emptyCard(say.text("funnel.empty"), say.text("funnel.empty.detail"));
  const channels = CHANNELS.filter((channel) => rows.some((row) => row.channel === channel));
  const wide = channels.filter((channel) =>
    rows.some((row) => row.channel === channel && row.is_overdispersed)
  );
  return card(
    fitted((width) =>
      funnelPanels(
        rows.map((row) => ({
          ...row,
          panel: row.channel,
          trials: row.cases,
          rate: row.kept_rate,
          title: sellerTip(row, say)
        })),
        {
          say,
          width,
          panels: channels,
          nameOf: (channel) => say.name("channel", channel),
          label: say.text("funnel.subtitle"),
          trials: say.text("funnel.x")
        }
      )
    ),
    {
      finding: finding(rows, say),
      subtitle: say.text("funnel.subtitle"),
      legend: funnelLegend(say),
      notes: [
        say.text("funnel.note", {count: rows.length}),
        ...(wide.length === 0
          ? [say.text("funnel.chance")]
          : [
              say.text("funnel.wide", {
                channels: say.list(wide.map((channel) => say.name("channel", channel)))
              })
            ])
      ],
      definition: say.text("funnel.definition"),
      numbers: pointsTable(rows, channels, say)
    },
    {say, about}
  );
}

/** The points by channel and number of cases: that is no order of merit either. */
function pointsTable(rows: SellerOutcome[], channels: string[], say: Say): HTMLElement {
  const sorted = [...rows].sort(
    (a, b) =>
      channels.indexOf(a.channel) - channels.indexOf(b.channel) || a.cases - b.cases || a.place - b.place
  );
  return plainTable(sorted, {
    label: say.text("funnel.subtitle"),
    columns: [
      textColumn("channel", say.text("column.channel"), (row) => say.name("channel", row.channel)),
      countColumn("cases", say.text("saves.column.mature_cases"), say),
      countColumn("kept_cases", say.text("funnel.column.kept_cases"), say),
      rateColumn("kept_rate", say.text("saves.column.kept_rate"), say),
      textColumn("limits", say.text("funnel.column.limits"), (row) => {
        const {alert_low, alert_high} = decidingLimits(row);
        return interval(alert_low, alert_high, say);
      }),
      textColumn("signal", say.text("funnel.column.signal"), ({signal}) =>
        say.name("funnel.legend", signal.split("_")[0] ?? "")
      )
    ]
  });
}

function finding(rows: SellerOutcome[], say: Say): string {
  const alarms = rows.filter(({signal}) => signal.startsWith("alarm")).length;
  const beyond = rows.filter(({signal}) => signal !== "within").length;
  if (beyond === 0) return say.text("funnel.finding.none", {count: rows.length});
  return say.text("funnel.finding", {
    count: beyond,
    all: rows.length,
    expected: say.number(Math.round(0.5 * rows.length) / 10),
    alarms: say.number(alarms)
  });
}

function sellerTip(row: SellerOutcome, say: Say): string {
  const {alert_low, alert_high} = decidingLimits(row);
  return [
    say.text("funnel.tip", {
      kept: say.number(row.kept_cases),
      all: say.number(row.cases),
      rate: say.percent(row.kept_rate)
    }),
    say.text("funnel.tip.limits", {
      limits: interval(alert_low, alert_high, say),
      target: say.percent(row.target)
    }),
    ...(row.observed_to_expected === null
      ? []
      : [
          say.text("funnel.tip.expected", {
            ratio: percentOf(row.observed_to_expected, say),
            low: percentOf(row.ratio_low ?? 0, say),
            high: percentOf(row.ratio_high ?? 0, say)
          })
        ])
  ].join("\n");
}
