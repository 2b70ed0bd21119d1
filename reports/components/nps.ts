import * as Plot from "@observablehq/plot";
import {countColumn, textColumn} from "./columns.js";
import {card, emptyCard, fitted, type Context} from "./frame.js";
import type {NpsBand} from "./alert-results.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

const SCALES = ["S1", "S3", "standard"] as const;
/** From the worst band of a scale to the best. */
const SHADES = ["var(--color-lost)", "var(--color-ghost)", "var(--color-saved)"] as const;

/** The same NPS answers on three scales, which do not agree on what is low. */
export function npsScales(rows: NpsBand[], {say, about}: Context): HTMLElement {
  const [first] = rows;
  if (first === undefined) return emptyCard(say.text("nps.empty"), say.text("nps.empty.detail"));
  const share = (scale: string, band: string) => {
    const found = rows.find((row) => row.scale === scale && row.band === band);
    return say.percent((found?.answers ?? 0) / first.all_answers);
  };
  return card(
    fitted((width) => bars(rows, {say, width})),
    {
      finding: say.text("nps.finding", {
        alarm: share("S1", "alarm"),
        low: share("S3", "low"),
        detractor: share("standard", "detractor")
      }),
      subtitle: say.text("nps.subtitle"),
      notes: [
        say.text("nps.note", {
          count: first.all_answers,
          from: say.date(first.first_date),
          until: say.date(first.last_date)
        }),
        say.text("nps.note.ten")
      ],
      definition: say.text("nps.definition"),
      numbers: plainTable(rows, {columns: npsColumns(say), label: say.text("nps.subtitle")})
    },
    {say, about}
  );
}

interface Part extends NpsBand {
  color: string;
  low: number;
  high: number;
}

/** Bands of a scale end to end, from the lowest score to the highest. */
function partsOf(rows: NpsBand[]): Part[] {
  return SCALES.flatMap((scale) => {
    const bands = rows.filter((row) => row.scale === scale).sort((one, other) => one.lowest - other.lowest);
    let low = 0;
    return bands.map((band, place) => {
      const part = {
        ...band,
        color: SHADES[bands.length === 2 && place === 1 ? 2 : place] ?? "var(--color-unknown)",
        low,
        high: low + band.answers / band.all_answers
      };
      low = part.high;
      return part;
    });
  });
}

function bars(rows: NpsBand[], {say, width}: {say: Say; width: number}): Element {
  const parts = partsOf(rows);
  const scale = (row: NpsBand) => say.name("nps_scale", row.scale);
  const wide = (part: Part) => (part.high - part.low) * width > 110;
  return Plot.plot({
    width,
    height: 190,
    marginLeft: width < 420 ? 70 : 150,
    marginRight: 12,
    marginTop: 8,
    marginBottom: 30,
    ariaLabel: say.text("nps.subtitle"),
    x: {domain: [0, 1], label: null, tickFormat: say.percent, ticks: width < 420 ? 3 : 5},
    y: {domain: SCALES.map((name) => say.name("nps_scale", name)), label: null, tickSize: 0, padding: 0.25},
    marks: [
      Plot.barX(parts, {x1: "low", x2: "high", y: scale, fill: "color", insetRight: 2}),
      Plot.text(parts.filter(wide), {
        x: (part: Part) => (part.low + part.high) / 2,
        y: scale,
        text: (part: Part) =>
          `${say.name("nps_band", part.band)} ${say.percent(part.answers / part.all_answers)}`,
        fill: "var(--card)"
      }),
      tip(
        parts,
        Plot.pointer({
          x: (part: Part) => (part.low + part.high) / 2,
          y: scale,
          title: (part: Part) => bandTip(part, say)
        })
      )
    ]
  });
}

function bandTip(row: NpsBand, say: Say): string {
  return [
    `${say.name("nps_scale", row.scale)} : ${say.name("nps_band", row.band)}`,
    say.text("nps.tip.scores", {from: row.lowest, until: row.highest}),
    say.text("nps.tip.answers", {count: row.answers, share: say.percent(row.answers / row.all_answers)})
  ].join("\n");
}

function npsColumns(say: Say): Column<NpsBand>[] {
  return [
    textColumn("scale", say.text("nps.column.scale"), ({scale}) => say.name("nps_scale", scale)),
    textColumn("band", say.text("nps.column.band"), ({band}) => say.name("nps_band", band)),
    textColumn("scores", say.text("nps.column.scores"), ({lowest, highest}) => `${lowest} – ${highest}`),
    countColumn("answers", say.text("nps.column.answers"), say),
    {
      key: "share",
      label: say.text("nps.column.share"),
      kind: "right",
      value: ({answers, all_answers}) => answers / all_answers,
      show: ({answers, all_answers}) => say.percent(answers / all_answers)
    }
  ];
}
