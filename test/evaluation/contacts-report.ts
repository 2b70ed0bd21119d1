import {type Goal, share, spreadOf} from "./goals.ts";
import {type ContactMeasures, DRAWN, type Rate, WINDOW_DAYS} from "./contacts-world.ts";
import {table, withSection} from "./page.ts";
import {points} from "./save-measures.ts";

const SECTION = "## Contacts";

/** Fewest mature episodes for which the tolerance is meant. */
const LEAST_EPISODES = 5000;
/** Points, as a share. */
const MOST_BIAS = 0.01;

export interface ContactReportOptions {
  seeds: readonly number[];
  customers: number;
  /** The day of the measurement, yyyy-mm-dd. */
  date: string;
}

/** Puts the section on contacts into the text of the evaluation page. */
export function withContactSection(
  page: string,
  measured: readonly ContactMeasures[],
  options: ContactReportOptions
): Promise<string> {
  return withSection(page, SECTION, contactSection(measured, options));
}

/** The tolerance of docs/methods.md §13 that contacts have to keep, on average and by seed. */
export function judgeContacts(measured: readonly ContactMeasures[]): Goal[] {
  const rates = measured.map((one) => ratesOf([one], "same_motive", WINDOW_DAYS)[0]);
  const errors = spreadOf(rates.map((rate) => (rate === undefined ? NaN : errorOf(rate))));
  const fewest = Math.min(...rates.map((rate) => rate?.episodes ?? 0));
  return [
    {
      what: "mature episodes, each seed",
      goal: `at least ${LEAST_EPISODES}`,
      measured: String(fewest),
      isReached: fewest >= LEAST_EPISODES
    },
    {
      what: "resolved at first contact: mean error",
      goal: "±1 point",
      measured: points(errors.mean),
      isReached: Math.abs(errors.mean) <= MOST_BIAS
    },
    {
      what: "resolved at first contact: error of the worst seed",
      goal: "±1 point",
      measured: points(Math.abs(errors.low) > errors.high ? errors.low : errors.high),
      isReached: Math.max(Math.abs(errors.low), Math.abs(errors.high)) <= MOST_BIAS
    }
  ];
}

const errorOf = ({measured, planted}: Rate): number => measured - planted;

function ratesOf(measured: readonly ContactMeasures[], what: string, windowDays: number): Rate[] {
  return measured.flatMap(({wholes, motives}) =>
    [...wholes, ...motives].filter((rate) => rate.what === what && rate.windowDays === windowDays)
  );
}

function contactSection(
  measured: readonly ContactMeasures[],
  {seeds, customers, date}: ContactReportOptions
): string {
  const windows = [...new Set(measured.flatMap(({wholes}) => wholes.map(({windowDays}) => windowDays)))];
  const motives = [...new Set(measured.flatMap((one) => one.motives.map(({what}) => what)))].sort();
  return [
    SECTION,
    `How well episodes hit needs that are known. \`npm run eval:contacts\`, ${date}: seeds ${seeds[0]} to ${seeds.at(-1)},
${customers} customers each, ${spreadOf(measured.map(({contacts}) => contacts)).mean.toFixed(0)} contacts on average.`,
    table(
      ["what", "tolerance", "measured", "reached"],
      judgeContacts(measured).map(({what, goal, measured: value, isReached}) => [
        what,
        goal,
        value,
        isReached ? "reached" : "**not reached**"
      ])
    ),
    METHOD,
    table(
      ["window, days", "same motive", "any motive", "planted", "error, same motive", "error, any motive"],
      windows.map((days) => {
        const [same, any] = ["same_motive", "any_motive"].map((way) => meanOf(ratesOf(measured, way, days)));
        return [
          String(days),
          share(same?.measured ?? NaN),
          share(any?.measured ?? NaN),
          share(same?.planted ?? NaN),
          points(same?.error ?? NaN),
          points(any?.error ?? NaN)
        ];
      })
    ),
    table(
      ["motive", "measured", "planted", "error", "one contact drawn"],
      motives.map((motive) => {
        const {measured: value, planted, error} = meanOf(ratesOf(measured, motive, WINDOW_DAYS));
        const drawn = DRAWN.get(motive);
        return [
          motive,
          share(value),
          share(planted),
          points(error),
          drawn === undefined ? "–" : share(drawn)
        ];
      })
    )
  ].join("\n\n");
}

function meanOf(rates: readonly Rate[]): {measured: number; planted: number; error: number} {
  const mean = (value: (rate: Rate) => number): number => spreadOf(rates.map(value)).mean;
  return {
    measured: mean((rate) => rate.measured),
    planted: mean((rate) => rate.planted),
    error: mean(errorOf)
  };
}

const METHOD = `A customer has a need now and then, and calls again within six days, up to four times, until it is settled;
needs about one motive lie 30 days apart, those about different motives fall as they may. Some contacts are handed on, and
the company sends messages of its own. Planted is the share of needs with one contact, which was not handed on, among those
that began at least a window before the last day. Errors are those of the rate, in points: contacts about any motive take
two needs for one, which is why that rate is a guard and not the estimate; a window of five days misses those who call
again on the sixth, and one of thirty takes two needs for one.`;
