import type {Cube} from "./cube.js";
import {DIMENSIONS, type Filters} from "./filters.js";
import type {About, SaveRate} from "./results.js";
import type {SaveCut} from "./save-results.js";
import {wilson} from "./wilson.js";
import {withhold} from "./withheld.js";

/** A cell of `case_cells`. Cases are mature when they were opened long enough ago to be settled. */
export interface CaseCell {
  month: Date;
  brand: string;
  channel: string;
  family: string;
  motive: string;
  value_band: string;
  cases: number;
  open_cases: number;
  ever_kept_cases: number;
  closed_cases: number;
  mature_cases: number;
  saved_cases: number;
  saved_partial_cases: number;
  lost_cases: number;
  ghost_cases: number;
  crm_saved_cases: number;
  at_risk_ca_cents: number;
  kept_ca_cents: number;
  at_risk_parc_cents: number;
  kept_parc_cents: number;
  /** At risk in the mature cases that were lost or given up. */
  gone_ca_cents: number;
}

type CaseSums = Omit<CaseCell, "month" | "brand" | "channel" | "family" | "motive" | "value_band">;
type Limits = Pick<About, "hidden_below" | "fragile_below">;

/** Save rates of each channel over what is filtered; those over too few cases are withheld. */
export function channelRates(cube: Cube<CaseCell>, filters: Filters, limits: Limits): SaveRate[] {
  const rows = cube.where(filters).by("channel");
  const withheld = withhold(rows, ({mature_cases}) => mature_cases, limits.hidden_below);
  return rows.map((row) => rateOf(row.channel, row, limits, withheld.has(row)));
}

/** The save rate of all that is filtered together. */
export function wholeRate(cube: Cube<CaseCell>, filters: Filters, limits: Limits): SaveRate {
  const sums = cube.where(filters).total();
  return rateOf("all", sums, limits, sums.mature_cases < limits.hidden_below);
}

function rateOf(channel: string, sums: CaseSums, {fragile_below}: Limits, isHidden: boolean): SaveRate {
  const {cases, open_cases, mature_cases} = sums;
  const kept = sums.saved_cases + sums.saved_partial_cases;
  const told = <T>(value: T): T | null => (isHidden ? null : value);
  // What nobody tells is null, whatever its type says: such a measure has no rate.
  const rate = (part: number | null, whole: number | null): number | null =>
    told(part === null || whole === null || whole === 0 ? null : part / whole);
  const interval = wilson(kept, mature_cases);
  return {
    ...{channel, cases, open_cases, mature_cases},
    saved_cases: told(sums.saved_cases),
    saved_partial_cases: told(sums.saved_partial_cases),
    lost_cases: told(sums.lost_cases),
    ghost_cases: told(sums.ghost_cases),
    kept_cases: told(kept),
    kept_rate: rate(kept, mature_cases),
    kept_low: told(interval?.[0] ?? null),
    kept_high: told(interval?.[1] ?? null),
    at_risk_ca_cents: told(sums.at_risk_ca_cents),
    kept_ca_cents: told(sums.kept_ca_cents),
    kept_ca_rate: rate(sums.kept_ca_cents, sums.at_risk_ca_cents),
    at_risk_parc_cents: told(sums.at_risk_parc_cents),
    kept_parc_cents: told(sums.kept_parc_cents),
    kept_parc_rate: rate(sums.kept_parc_cents, sums.at_risk_parc_cents),
    closed_rate: rate(sums.ever_kept_cases, sums.closed_cases),
    crm_saved_cases: told(sums.crm_saved_cases),
    is_fragile: !isHidden && mature_cases < fragile_below,
    is_hidden: isHidden
  };
}

/** What only the pipeline can work out of the cases of a period: nothing of it is known of other cuts. */
const NOTHING = {
  ...{kept_share: null, kept_share_low: null, kept_share_high: null, least_rate: null, most_rate: null},
  ...{kept_ca_low: null, kept_ca_high: null, kept_parc_low: null, kept_parc_high: null},
  ...{durable_first_rate: null, durable_second_rate: null, durable_second_low: null},
  ...{durable_second_high: null, durable_third_rate: null},
  ...{adjusted_rate: null, adjusted_low: null, adjusted_high: null},
  ...{share_without_brand: null, share_without_band: null, share_without_motive: null}
};

/**
 * Rates over what is filtered, all channels together last, with what the pipeline published beside them where it
 * published the very same cases: a whole year or quarter, or all time, of all brands.
 */
export function channelCuts(
  cube: Cube<CaseCell>,
  published: SaveCut[],
  filters: Filters,
  limits: Limits
): SaveCut[] {
  const rates = [...channelRates(cube, filters, limits), wholeRate(cube, filters, limits)];
  const whole = rates.at(-1) as SaveRate;
  const period = DIMENSIONS.some((name) => filters[name].length > 0)
    ? undefined
    : samePeriod(published, whole);
  return rates
    .filter(({cases}) => cases > 0)
    .map((row) => {
      const found = published.find(
        (cut) => cut.cut === "all" && cut.period === period && cut.channel === row.channel && !row.is_hidden
      );
      return {...NOTHING, ...found, ...row, period: period ?? "filtered", cut: "all", cut_value: "all"};
    });
}

/** The published period that holds the very same cases. */
function samePeriod(published: SaveCut[], whole: SaveRate): string | undefined {
  const measures = [
    "cases",
    "mature_cases",
    "open_cases",
    "at_risk_ca_cents",
    "kept_ca_cents",
    "kept_cases"
  ] as const;
  return published.find(
    (row) =>
      row.cut === "all" &&
      row.channel === "all" &&
      measures.every((measure) => row[measure] === whole[measure])
  )?.period;
}
