import {type ActionMeasures, judgeActions, WORLD_SIZE} from "./action-measures.ts";
import {percent, share} from "./goals.ts";
import {table, withSection} from "./page.ts";

const SECTION = "## Preventive actions";

/** Puts the section on actions into the text of the evaluation page. */
export function withActionSection(page: string, measures: ActionMeasures, date: string): Promise<string> {
  return withSection(page, SECTION, actionSection(measures, date));
}

function actionSection(measures: ActionMeasures, date: string): string {
  const {runs, unitRuns, series, effects} = measures;
  return [
    SECTION,
    `How well effects are found that are known. \`npm run eval:actions\`, ${date}: ${runs} interrupted series of each kind, and
${unitRuns} trials of each kind.`,
    "### Tolerances",
    table(
      ["what", "tolerance", "measured", "reached"],
      judgeActions(measures).map(({what, goal, measured, isReached}) => [
        what,
        goal,
        measured,
        isReached ? "reached" : "**not reached**"
      ])
    ),
    METHOD,
    "### Interrupted series",
    table(
      [
        "months",
        "correlation",
        "error of the jump",
        "of the bend",
        "held, independent errors",
        "held, as published"
      ],
      series.map((row) => [
        String(row.points),
        String(row.correlation),
        row.jumpBias.toFixed(3),
        row.bendBias.toFixed(3),
        share(row.olsCoverage),
        share(row.coverage)
      ])
    ),
    "### Differences in differences",
    table(
      [
        "trial",
        "mean error beside the rate",
        "with the last month before",
        "held by chance alone",
        "held, as published",
        "placebo dates with an effect"
      ],
      effects.map((row) => [
        row.world,
        percent(row.bias),
        percent(row.naiveBias),
        share(row.chanceCoverage),
        share(row.coverage),
        percent(row.placebos, false)
      ])
    )
  ].join("\n\n");
}

const METHOD = `Series begin at 50 and rise by .2 a month; at their middle they jump by −8 and bend by −.5, with errors of 3 that go
on into the next month. Trials have ${WORLD_SIZE} a unit; the action prevents 40 % where it has an effect. Shaken
months: what is common to a unit in a month, 40 % of its rate. In steps: eight of 16 units of 400 customers begin in four months,
and each unit drifts by half its rate over the time. After a peak: the action begins right after the highest of six months.`;
