// Attribution of the invented company: its rebookings under five rules, half of them paid for.
import type {
  AttributionCoverage,
  AttributionCell,
  AttributionParty,
  AttributionSeller,
  Incentive,
  RebookingResult,
  SheetRow,
  SimulatedPay,
  SimulatedRebookings
} from "../../reports/components/attribution-results.ts";
import type {RebookingGroup} from "../../reports/components/results.ts";

/** What of the fixture tells who took the drop and who took the credit. */
export interface AttributionFixture {
  attribution_parties: AttributionCell[];
  attribution_coverage: AttributionCoverage[];
  attribution_sellers: AttributionSeller[];
  seller_sheet: SheetRow[];
  incentives: Incentive[];
  rebooking_results: RebookingResult[];
  simulations: SimulatedPay[];
  simulated_rebookings: SimulatedRebookings[];
}

const HOLDERS = ["field", "house", "retention", "telesales", "unknown"];
/** Who has the credit of a rebooking under a rule, as a place among the holders; the drop is always telesales'. */
const CREDITED: Record<string, string> = {
  current: "retention",
  delta: "telesales",
  shared: "house",
  company_fault: "house",
  first_contact: "telesales"
};
const PLANS: Record<
  string,
  Pick<SimulatedRebookings, "ca_rate" | "parc_rate" | "clawback_days" | "cap_rate">
> = {
  parc_only: {ca_rate: 0, parc_rate: 0.04, clawback_days: null, cap_rate: null},
  cap_kept: {ca_rate: 0.02, parc_rate: 0.02, clawback_days: 90, cap_rate: 0.02}
};

/** Makes the results; nothing of nothing. */
export function makeAttribution(groups: RebookingGroup[]): AttributionFixture {
  const sure = groups.filter((group) => group.class !== "C");
  const sum = (key: "old_cents" | "rebooked_cents", rows = sure) =>
    rows.reduce((total, row) => total + row[key], 0);
  const [old, kept] = [sum("old_cents"), sum("rebooked_cents")];
  const rules = sure.length === 0 ? [] : Object.entries(CREDITED);
  const parties = rules.flatMap(([rule, credited]) =>
    ["CA", "parc"].flatMap((measure) =>
      HOLDERS.map((holder): AttributionParty => {
        const reversal_cents = holder === "telesales" ? -old : 0;
        const credit_cents = holder === credited ? kept : 0;
        const cents = reversal_cents + credit_cents;
        return {
          rule,
          measure,
          holder,
          rebookings: sure.length,
          reversal_cents,
          credit_cents,
          cents
        };
      })
    )
  );
  return {
    attribution_parties: parties.map((row) => ({
      ...row,
      month: new Date(Date.UTC(2026, 2)),
      brand: row.measure === "CA" ? "Solène" : "Marly"
    })),
    attribution_coverage: sure.length === 0 ? [] : makeCoverage(groups),
    attribution_sellers: parties
      .filter(({holder, measure}) => holder === "telesales" && measure !== "VJE")
      .map(({holder, ...row}) => ({
        ...row,
        seller_id: "V11",
        seller: `Vendeuse 11 (${holder})`,
        sure_rebookings: row.rebookings
      })),
    incentives: sure.length === 0 ? [] : makeIncentives(old, kept),
    seller_sheet: sure.slice(0, 20).map(makeSheetRow),
    rebooking_results: sure.map(makeResult),
    simulations: parties
      .filter(({measure}) => measure === "parc")
      .flatMap(({rule, holder, reversal_cents, credit_cents}) =>
        Object.keys(PLANS).map((plan): SimulatedPay => {
          const [earned_cents, taken_back_cents] = [
            Math.round(credit_cents / 25),
            Math.round(reversal_cents / 25)
          ];
          return {
            rule,
            plan,
            holder,
            earned_cents,
            taken_back_cents,
            clawed_back_cents: 0,
            cents: earned_cents + taken_back_cents
          };
        })
      ),
    simulated_rebookings: rules.flatMap(([rule]) =>
      Object.entries(PLANS).map(([plan, terms]) => ({
        ...{rule, plan, ...terms, is_current_plan: plan === "parc_only"},
        rebookings: sure.length,
        paying_rebookings: rule === "delta" ? 0 : sure.length - 5,
        worse_rebookings: rule === "delta" ? 0 : 31
      }))
    )
  };
}

function makeCoverage(groups: RebookingGroup[]): AttributionCoverage[] {
  return ["CA", "VJE"].flatMap((measure) =>
    (["A", "B", "C", "E"] as const).map((code) => {
      const rows = groups.filter((group) => group.class === code);
      return {
        measure,
        class: code,
        is_attributed: code !== "C",
        rebookings: rows.length,
        unmeasured: measure === "CA" ? 0 : 3,
        booked_cents: rows.reduce((total, row) => total + row.old_cents, 0),
        kept_cents: rows.reduce((total, row) => total + row.rebooked_cents, 0)
      };
    })
  );
}

function makeResult(group: RebookingGroup, index: number): RebookingResult {
  const {
    group_id,
    rebooked_orders,
    rebooked_cents,
    old_cents,
    loss_horizon_cents,
    mo_gap_low_cents,
    mo_gap_high_cents
  } = group;
  return {
    ...{cancellation_id: group_id, rebooked_order_id: rebooked_orders, group_id, class: group.class},
    channel: group.rebooking_channel ?? "unknown",
    premium_cents: index % 2 === 0 ? Math.round(rebooked_cents / 25) : 0,
    company_cents: rebooked_cents - old_cents,
    ...{loss_horizon_cents, mo_gap_low_cents, mo_gap_high_cents}
  };
}

function makeSheetRow(group: RebookingGroup): SheetRow {
  const {group_id, cancel_date, rebooked_cents, old_cents, mo_gap_low_cents, mo_gap_high_cents} = group;
  return {
    ...{
      cancellation_id: group_id,
      rebooked_order_id: group.rebooked_orders,
      cancelled_order_id: group.cancelled_orders
    },
    ...{group_id, cancel_date, class: group.class, mo_gap_low_cents, mo_gap_high_cents},
    seller: "Vendeuse 11",
    rebooking_seller: group.rebooking_seller,
    rebooking_channel: group.rebooking_channel ?? "unknown",
    motive: "price",
    cancel_reason: null,
    company_cents: rebooked_cents - old_cents
  };
}

function makeIncentives(old: number, kept: number): Incentive[] {
  const row = (period: string, month: Date | null, share: number): Incentive => ({
    rule: "current",
    ...{period, month, team: month === null ? "all" : "Cellule antichurn"},
    rebookings: Math.round(80 * share),
    judged_rebookings: Math.round(80 * share),
    perverse_rebookings: share < 0.05 ? null : Math.round(33 * share),
    possible_rebookings: share < 0.05 ? null : Math.round(61 * share),
    perverse_rate: share < 0.05 ? null : 33 / 80,
    possible_rate: share < 0.05 ? null : 61 / 80,
    perverse_credit_rate: share < 0.05 ? null : 0.2,
    possible_credit_rate: share < 0.05 ? null : 0.5,
    credit_cents: Math.round(kept * share),
    company_cents: Math.round((kept - old) * share),
    mo_gap_low_cents: Math.round(old * share * 0.1),
    mo_gap_high_cents: Math.round(old * share * 0.3),
    premium_cents: Math.round(kept * share * 0.04),
    is_hidden: share < 0.05,
    is_fragile: share < 0.25
  });
  const month = (number: number) => new Date(Date.UTC(2026, number));
  return [row("2026-04", month(3), 0.01), row("2026-05", month(4), 0.4), row("all", null, 1)];
}
