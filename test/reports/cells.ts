import type {CaseCell} from "../../reports/components/case-rates.ts";
import {DIMENSIONS, type FilterValue} from "../../reports/components/filters.ts";
import type {CancellationCell, MovementCell} from "../../reports/components/months.ts";
import type {CancellationMonth, MovementMonth, SaveRate} from "../../reports/components/results.ts";

const SOLENE = {brand: "Solène", family: "Site", motive: "price", value_band: "under 500"};
const MARLY = {brand: "Marly", family: "Booster", motive: "bug", value_band: "2 000 and above"};

/** What pages can be filtered by. */
export function makeFilterValues(months: Date[], channels: string[], motives: string[]): FilterValue[] {
  const of = (dimension: FilterValue["dimension"], values: string[]): FilterValue[] =>
    values.map((value, index) => ({dimension, value, place: dimension === "value_band" ? index : 0}));
  return [
    ...of(
      "month",
      months.map((month) => month.toISOString().slice(0, 10))
    ),
    ...DIMENSIONS.flatMap((name) =>
      name === "channel"
        ? of(name, channels)
        : name === "motive"
          ? of(name, motives)
          : of(name, [SOLENE[name], MARLY[name]])
    )
  ];
}

/** The cases of each channel, in a month of each year: two of three of one brand, fewer of them kept a year before. */
export function makeCaseCells(rates: SaveRate[], months: Date[]): CaseCell[] {
  const [before = new Date(0), now = new Date(0)] = [months[0], months[1]];
  return rates.flatMap((rate) =>
    [before, now].flatMap((month) => {
      const whole = sumsOf(rate, month === now ? 0 : Math.floor(rate.mature_cases / 10));
      const [first, second] = split(whole);
      return [
        {month, channel: rate.channel, ...SOLENE, ...first},
        {month, channel: rate.channel, ...MARLY, ...second}
      ];
    })
  );
}

type Sums = Omit<CaseCell, "month" | "channel" | keyof typeof SOLENE>;

function sumsOf(rate: SaveRate, fewer: number): Sums {
  const partial = Math.max(0, (rate.saved_partial_cases ?? 1) - fewer);
  const kept = (rate.saved_cases ?? 0) + partial;
  const closed = Math.round(kept / (rate.closed_rate ?? 0.5));
  return {
    ...{cases: rate.cases, open_cases: rate.open_cases ?? 0, mature_cases: rate.mature_cases},
    ...{saved_cases: rate.saved_cases ?? 0, saved_partial_cases: partial},
    ...{lost_cases: (rate.lost_cases ?? 1) + fewer, ghost_cases: rate.ghost_cases ?? 0},
    ...{ever_kept_cases: kept, closed_cases: closed, crm_saved_cases: rate.crm_saved_cases ?? 1},
    at_risk_ca_cents: rate.at_risk_ca_cents ?? 300_000,
    kept_ca_cents: (rate.kept_ca_cents ?? 150_000) - 1000 * fewer,
    at_risk_parc_cents: rate.at_risk_parc_cents ?? 300_000,
    kept_parc_cents: rate.kept_parc_cents ?? 150_000,
    gone_ca_cents: 1_000_000
  };
}

/** Two thirds and what is left, measure by measure. */
export function split<Row extends object>(whole: Row): [Row, Row] {
  const part = (share: (value: number) => number): Row =>
    Object.fromEntries(Object.entries(whole).map(([key, value]) => [key, share(Number(value))])) as Row;
  const large = (value: number): number => Math.trunc((2 * value) / 3);
  return [part(large), part((value) => value - large(value))];
}

/** Cancellations of a month, all of one brand, of the other in the next one. */
export function makeCancellationCells(months: CancellationMonth[]): CancellationCell[] {
  return months.map(({is_mature, ...row}, index) => ({
    ...row,
    ...(index % 2 === 0 ? SOLENE : MARLY),
    channel: index % 2 === 0 ? "field" : "telesales",
    mature_cancellations: is_mature ? row.cancellations : 0
  }));
}

/** What a brand has in which nothing moves: each brand balances by itself, in every month. */
const STILL = {ca_cents: 1_000_000, customers: 10};

/** Movements of two brands, of which one stands still. */
export function makeMovementCells(rows: MovementMonth[]): MovementCell[] {
  return rows.flatMap((row) => {
    const stays = row.kind === "opening" || row.kind === "closing";
    const [ca_cents, customers] = stays ? [STILL.ca_cents, STILL.customers] : [0, 0];
    return [
      {...row, brand: SOLENE.brand, ca_cents: row.ca_cents - ca_cents, customers: row.customers - customers},
      {...row, brand: MARLY.brand, ca_cents, parc_cents: 0, customers}
    ];
  });
}
