import * as Plot from "@observablehq/plot";
import {countColumn, textColumn} from "./columns.js";
import type {Cube} from "./cube.js";
import {cutName} from "./filter-words.js";
import type {Filters} from "./filters.js";
import {card, fitted} from "./frame.js";
import type {NpsBand, NpsCell} from "./alert-results.js";
import {noAlerts, type AlertCut} from "./alerts.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

const SCALES = ["S1", "S3", "standard"] as const;
/** From the worst band of a scale to the best. */
const SHADES = ["var(--color-lost)", "var(--color-ghost)", "var(--color-saved)"] as const;

/** The same NPS answers on three scales, which do not agree on what is low. */
export function npsScales(cube: Cube<NpsCell>, cut: AlertCut): HTMLElement {
  const {say, about, filters} = cut;
  const rows = bandsOf(cube, filters);
  const [first] = rows;
  if (first === undefined)
    return noAlerts({...cut, isEmpty: cube.isEmpty}, ["nps.empty", "nps.empty.detail"]);
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
          period: cutName(filters, say)
        }),
        say.text("nps.note.ten")
      ],
      definition: say.text("nps.definition"),
      numbers: plainTable(rows, {columns: npsColumns(say), label: say.text("nps.subtitle")})
    },
    {say, about}
  );
}

/** The column that tells the band of each scale. */
const COLUMNS = {S1: "alarm_band", S3: "action_band", standard: "standard_band"} as const;

/** The bands of each scale with their scores and answers, the lowest first. */
function bandsOf(cube: Cube<NpsCell>, filters: Filters): NpsBand[] {
  const cells = cube.where(filters);
  const all = cells.total().answers;
  return SCALES.flatMap((scale) => {
    const column = COLUMNS[scale];
    const bands = new Map<string, NpsBand>();
    for (const cell of cells.by(column, "score")) {
      const [band, score] = [cell[column], Number(cell.score)];
      const found = bands.get(band);
      bands.set(band, {
        ...{scale, band, all_answers: all, answers: (found?.answers ?? 0) + cell.answers},
        lowest: Math.min(found?.lowest ?? score, score),
        highest: Math.max(found?.highest ?? score, score)
      });
    }
    return [...bands.values()].sort((a, b) => a.lowest - b.lowest);
  });
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
    marginLeft: width < 420 ? 84 : 150,
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
