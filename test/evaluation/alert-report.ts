import {judgeAlerts, type Account, type AlertMeasures} from "./alert-measures.ts";
import {HORIZON, PLANTED} from "./alert-worlds.ts";
import {percent, spreadOf} from "./goals.ts";
import {table, withSection} from "./page.ts";

const SECTION = "## Alerts";

/** Puts the section on alerts into the text of the evaluation page. */
export function withAlertSection(
  page: string,
  measured: readonly AlertMeasures[],
  {customers, date}: {customers: number; date: string}
): Promise<string> {
  return withSection(page, SECTION, alertSection(measured, {customers, date}));
}

function alertSection(
  measured: readonly AlertMeasures[],
  {customers, date}: {customers: number; date: string}
): string {
  const planted = measured.filter(({world}) => world.announces);
  const seeds = planted.map(({world}) => world.seed);
  return [
    SECTION,
    `What red alerts announce, on invented customers whose requests are known. \`npm run eval:alerts\`, ${date}: seeds
${seeds[0]} to ${seeds.at(-1)}, ${customers} customers each. ${percent(PLANTED.precision, false)} of the alerts announce a
request within ${HORIZON} days, ${percent(PLANTED.recall, false)} of the requests are announced, the lead is log-normal
around ${PLANTED.lead} days, half of the alerts are handled whatever they announce. As a control, as many worlds in which
alerts announce nothing, and one brand has three times as many of both.`,
    table(
      ["what", "tolerance", "measured", "reached"],
      judgeAlerts(measured).map(({what, goal, measured: value, isReached}) => [
        what,
        goal,
        value,
        isReached ? "reached" : "**not reached**"
      ])
    ),
    "Mean over the worlds, and the range between them:",
    table(
      ["", "truth", "measured", "from", "to"],
      [
        row(planted, "PPV", PLANTED.precision, ({precision_rate}) => precision_rate),
        row(planted, "recall", PLANTED.recall, ({recall_rate}) => recall_rate),
        row(planted, "lead, median (days)", PLANTED.lead, ({lead_days_median}) => lead_days_median),
        row(planted, "base rate", NaN, ({base_rate}) => base_rate),
        row(planted, "lift", NaN, ({lift}) => lift)
      ]
    )
  ].join("\n\n");
}

function row(
  planted: readonly AlertMeasures[],
  name: string,
  truth: number,
  of: (account: Account) => number
): string[] {
  const {mean, low, high} = spreadOf(
    planted.flatMap(({accounts}) => (accounts.all === undefined ? [] : [of(accounts.all)]))
  );
  const shown = (value: number): string => (Number.isFinite(value) ? value.toFixed(3) : "–");
  return [name, shown(truth), shown(mean), shown(low), shown(high)];
}
