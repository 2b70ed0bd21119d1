import type {Guide} from "../../src/guide.ts";
import type {Setting, WorkedExample} from "../../reports/components/results.ts";

interface GuideFixture {
  parameters_in_force: Setting[];
  worked_example: WorkedExample[];
}

/** What explains the pages: some settings, and the example that everybody quotes, when there is a rebooking. */
export function makeGuide(isRebooked: boolean): GuideFixture {
  const since = new Date(Date.UTC(2000, 0, 1));
  const setting = (name: string, value: number | string, source: string): Setting => ({
    name,
    number_value: typeof value === "number" ? value : null,
    text_value: typeof value === "string" ? value : null,
    valid_from: since,
    source,
    meaning: `What ${name} decides`
  });
  return {
    parameters_in_force: [
      setting("cell.hidden_below", 5, "methods 2"),
      setting("renewal.window_days", 30, "choice"),
      setting("letter_ghost.policy", "wait", "methods 1.3 C6"),
      {...setting("maturity.days", 60, "methods 4.7"), valid_from: new Date(Date.UTC(2025, 2, 1))},
      setting("wilson.z", 1.959963984540054, "methods 6.3"),
      setting("loss.kept_parc_percent", 90, "methods 5.1")
    ],
    worked_example: isRebooked ? [EXAMPLE] : []
  };
}

/** A way of the data that is short enough to be followed in a test. */
export const GUIDE: Guide = {
  nodes: [
    {
      name: "sources.atropos_commandes",
      kind: "source",
      meaning: "Orders (atropos_commandes*.csv)",
      reads: []
    },
    {name: "staging.orders", kind: "staging", meaning: "Orders", reads: ["sources.atropos_commandes"]},
    {name: "marts.movements", kind: "mart", meaning: "Movements", reads: ["staging.orders"]},
    {name: "reports.movement_months", kind: "report", meaning: "Months", reads: ["marts.movements"]},
    {
      name: "pages.index",
      kind: "page",
      meaning: "reports/index.md",
      reads: ["reports.movement_months"],
      title: "overview.name"
    },
    {
      name: "pages.waterfall",
      kind: "page",
      meaning: "reports/waterfall.md",
      reads: ["reports.movement_months"],
      title: "waterfall.name"
    }
  ],
  sources: ["atropos_commandes", "vendeurs", "nps"].map((name) => ({
    name,
    system: name,
    title: name,
    files: [`${name}*.csv`],
    feeds: ["orders"],
    columns: ["order_id", "customer_id", "signed_date", "seller_id", "status", "amount"].map((column) => ({
      name: column,
      headers: [column.toUpperCase(), column],
      type: "text",
      required: column === "order_id",
      meaning: `What ${column} is`
    }))
  }))
};

/** METHODS §5.1 LR1, as the tables hold it. */
const EXAMPLE: WorkedExample = {
  cancellation_id: "A1042@2020-07-01",
  group_id: "A1042@2020-07-01",
  order_id: "A1042",
  rebooked_order_id: "N1042",
  cancel_date: new Date(Date.UTC(2020, 6, 1)),
  booked_cents: 200_000,
  delivered_cents: 71_549,
  kept_cents: 0,
  rebooked_cents: 10_000,
  rebooked_in_term_cents: 6_658,
  loss_booked_cents: 190_000,
  loss_company_cents: 190_000,
  loss_horizon_cents: 193_342,
  extension_cents: 3_342,
  leak_cents: 71_549,
  parc_before_cents: 200_000,
  parc_after_cents: 10_000,
  loss_parc_cents: 190_000,
  unavoidable_low_cents: 93_205,
  unavoidable_high_cents: 93_205,
  mo_gap_low_cents: 96_795,
  mo_gap_high_cents: 96_795,
  mo_gap_horizon_low_cents: 100_137,
  mo_gap_horizon_high_cents: 100_137
};
