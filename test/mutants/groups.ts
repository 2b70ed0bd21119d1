/** Files that can be wrong in one way of speaking, each with the tests that are to notice, narrow and quick ones first. */
export type Group = Record<string, string[]>;

const CELLS = ["test/src/cells.test.ts", "test/src/cells/strange.test.ts"];
const SMALL_CELLS = ["test/src/small-cells/block.test.ts", "test/src/small-cells/update.test.ts"];
const MONTHS = ["test/reports/filters.test.ts"];

/** A macro is tried by its own tests and, as it is used, by those of models. */
const macro = (name: string, ...more: string[]): Group => ({
  [`pipeline/macros/${name}.sql`]: [`test/pipeline/macros/${name}.test.ts`, ...more.map(martTest)]
});

const mart = (name: string, ...tests: string[]): Group => ({
  [`pipeline/marts/${name}.sql`]: tests.map(martTest)
});

const martTest = (name: string): string => `test/pipeline/marts/${name}.test.ts`;

/** What the figures rest on: a mistake in one of these groups changes figures without stopping anything. */
export const GROUPS: Record<string, Group> = {
  parsing: {
    "src/blanks.ts": ["test/src/blanks.test.ts"],
    "src/cells/days.ts": CELLS,
    "src/cells/instants.ts": CELLS,
    "src/cells/texts.ts": CELLS,
    "src/cells/zones.ts": ["test/src/cells/zones.test.ts", "test/src/cells/strange.test.ts"],
    "src/ingest/header.ts": ["test/src/ingest/header.test.ts"],
    "src/ingest/records.ts": ["test/src/ingest/records.test.ts"]
  },
  money: {
    "src/cells/numbers.ts": CELLS,
    "src/cells/proof.ts": CELLS,
    "src/decimals.ts": CELLS,
    ...macro("annualised"),
    ...macro("prorata"),
    ...macro("rounding"),
    ...mart("billed_lines", "billed_lines"),
    ...mart("booked_orders", "booked_orders"),
    ...mart("cancelled_units", "cancelled_units")
  },
  "month arithmetic": {
    "reports/components/filters.ts": MONTHS,
    "reports/components/months.ts": ["test/reports/months.test.ts"],
    ...macro("dates"),
    ...macro("deadlines"),
    ...mart("comparison_periods", "comparison_periods"),
    ...mart("reporting_months", "reporting_months")
  },
  linkage: {
    ...macro("candidate_windows", "rebooking_candidates", "rebooking_scores"),
    ...macro("linkage_levels", "rebooking_scores"),
    ...mart("rebooking_candidates", "rebooking_candidates"),
    ...mart("rebooking_scores", "rebooking_scores"),
    ...mart("family_sets", "rebooking_candidates"),
    ...mart("family_matches", "rebooking_scores", "rebooking_candidates"),
    ...mart("continuing_orders", "continuing_orders"),
    ...mart("rebooking_contenders", "primary_rebookings"),
    ...mart("rebooking_components", "primary_rebookings"),
    ...mart("best_first_assignments", "primary_rebookings"),
    ...mart("exact_assignments", "primary_rebookings"),
    ...mart("primary_rebookings", "primary_rebookings"),
    ...mart("split_rebookings", "split_rebookings"),
    ...mart("rebooking_links", "rebooking_links", "split_rebookings")
  },
  allocation: {
    ...macro("largest_remainder"),
    ...mart("rebooking_shares", "rebooking_shares"),
    ...mart("rebooking_premiums", "rebooking_premiums"),
    ...mart("attribution_shares", "attribution_shares"),
    ...mart("attribution_parties", "attribution_shares"),
    ...mart("attribution_holders", "attribution_shares"),
    ...mart("attribution_bases", "attribution_bases"),
    ...mart("attributions", "attribution_bases"),
    "pipeline/simulate/index.ts": ["test/pipeline/simulate/replay.test.ts"]
  },
  suppression: {
    "src/small-cells/block.ts": SMALL_CELLS,
    "src/small-cells/memory.ts": ["test/src/small-cells/memory.test.ts"],
    "src/small-cells/partition.ts": SMALL_CELLS,
    "src/small-cells/records.ts": ["test/src/small-cells/records.test.ts"],
    "src/small-cells/update.ts": SMALL_CELLS
  }
};
