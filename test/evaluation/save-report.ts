import {share} from "./goals.ts";
import {table, withSection} from "./page.ts";
import {judgeSaves, points, type Flags, type SaveMeasures} from "./save-measures.ts";

const SECTION = "## Save rates";

/** Puts the section on save rates into the text of the evaluation page. */
export function withSaveSection(page: string, measures: SaveMeasures, date: string): Promise<string> {
  return withSection(page, SECTION, saveSection(measures, date));
}

function saveSection(measures: SaveMeasures, date: string): string {
  const {runs, cases, errors, coverage, nullFlags, plantedPower, plantedFalse} = measures;
  return [
    SECTION,
    `How well the save rates of the models hit a truth that is known. \`npm run eval:saves\`, ${date}: ${runs} runs of
${cases} cases for the rates, ${runs} runs of 30 sellers for the funnels, ${measures.reversal.seeds} seeds for the
standardisation.`,
    "### Tolerances",
    table(
      ["what", "tolerance", "measured", "reached"],
      judgeSaves(measures).map(({what, goal, measured, isReached}) => [
        what,
        goal,
        measured,
        isReached ? "reached" : "**not reached**"
      ])
    ),
    METHOD,
    "### Rates",
    table(
      ["way to rate", "mean error, points", "root of mean square, points", "intervals that hold the truth"],
      [
        ["mature cases", points(errors.mature.bias), points(errors.mature.rmse), share(coverage.wilson)],
        [
          "as days pass",
          points(errors.incidence.bias),
          points(errors.incidence.rmse),
          share(coverage.incidence)
        ],
        ["closed cases only", points(errors.closed.bias), points(errors.closed.rmse), "–"]
      ]
    ),
    "### Funnels",
    table(
      ["sellers", "beyond 95 %", "beyond 99.8 %", "shown beyond 95 %", "shown beyond 99.8 %"],
      [
        ["30 equal ones", ...flagCells(nullFlags)],
        ["3 planted ones", ...flagCells(plantedPower)],
        ["27 equal ones beside them", ...flagCells(plantedFalse)]
      ]
    )
  ].join("\n\n");
}

const METHOD = `Cases open on any of the last 180 days; 45 % are to be saved (mean 12 days), 40 % lost (35), 15 % given up
(14 days and 7 more on average), and those whose day has not come are open. The truth is the share saved within 60 days.
Sellers have 10 to 80 settled cases each, rated from 20 on; equal ones keep .55, planted ones .80. The two columns
shown count what the page tells: by limits that allow for sellers who differ, where they differ by more than chance. One
channel keeps a tenth more of easy and of hard cases than the other, and gets four times as many hard ones.`;

const flagCells = (flags: Flags): string[] =>
  [flags.alert, flags.alarm, flags.shownAlert, flags.shownAlarm].map(
    (value) => `${(100 * value).toFixed(2)} %`
  );
