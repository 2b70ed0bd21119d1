import type {
  AttributionCoverage,
  AttributionCell,
  AttributionSeller,
  Incentive,
  RebookingResult,
  SheetRow,
  SimulatedPay,
  SimulatedRebookings
} from "../../reports/components/attribution-results.ts";
import type {
  About,
  CancellationMonth,
  CaseAmounts,
  CorrectedRebooking,
  CorrectionIssue,
  CustomerKeys,
  EngagementSource,
  EntityCoverage,
  FileRead,
  LinkClass,
  MovementDifference,
  MovementKind,
  MovementMonth,
  OrderBridgeMonth,
  RebookingEvidence,
  RebookingGroup,
  ReconciliationItem,
  ReconciliationTotal,
  SaveRate,
  Setting,
  StoryEvent,
  UntoldCancellation,
  WorkedExample
} from "../../reports/components/results.ts";
import type {ActingCell} from "../../reports/components/worth-acting.ts";
import {type AlertFixture, makeAlerts} from "./alerts.ts";
import {type ActionFixture, makeActions} from "./actions.ts";
import {type ContactFixture, makeContacts} from "./contacts.ts";
import type {CaseCell} from "../../reports/components/case-rates.ts";
import type {FilterValue} from "../../reports/components/filters.ts";
import type {CancellationCell, MovementCell} from "../../reports/components/months.ts";
import {makeAttribution} from "./attribution.ts";
import {makeCancellationCells, makeCaseCells, makeFilterValues, makeMovementCells} from "./cells.ts";
import type {
  ChannelDifference,
  ChannelTransfer,
  SaveContrast,
  SaveCurve,
  SaveCut,
  SaveSurvival,
  SellerOutcome
} from "../../reports/components/save-results.ts";
import type {Duty, EarlyDuty} from "../../reports/components/duties.ts";
import type {DutyCell} from "../../reports/components/duty-rates.ts";
import {makeDuties} from "./duties.ts";
import {makeGuide} from "./guide.ts";
import {makeMotives, type MotiveFixture} from "./motives.ts";
import {makeMovementParts} from "./movements.ts";
import {makeProcess, type ProcessFixture} from "./process.ts";
import {makeReconciliation} from "./reconciliation.ts";
import {makeSaves} from "./saves.ts";

/** Events of orders and cases, as the panel reads them. */
type OrderEvent = Omit<StoryEvent, "order_id" | "group_id"> & {
  order_id: string;
  customer_id: string;
  customer_name: string | null;
  case_id: string | null;
  group_id: string | null;
};
type CaseEvent = Omit<OrderEvent, "group_id" | "order_id" | "case_id"> & {
  case_id: string;
  order_id: string | null;
};

/** The published results of an invented company, small and always the same. */
export interface Fixture extends MotiveFixture, ContactFixture, ProcessFixture, AlertFixture, ActionFixture {
  about: About[];
  worth_acting: ActingCell[];
  parameters_in_force: Setting[];
  worked_example: WorkedExample[];
  due_obligations: Duty[];
  duty_cells: DutyCell[];
  early_duties: EarlyDuty[];
  filter_values: FilterValue[];
  case_cells: CaseCell[];
  movement_months: MovementCell[];
  movement_differences: MovementDifference[];
  save_cuts: SaveCut[];
  save_contrasts: SaveContrast[];
  save_curves: SaveCurve[];
  save_survivals: SaveSurvival[];
  seller_outcomes: SellerOutcome[];
  channel_transfers: ChannelTransfer[];
  channel_differences: ChannelDifference[];
  cancellation_cells: CancellationCell[];
  order_bridge_months: OrderBridgeMonth[];
  corrected_rebookings: CorrectedRebooking[];
  rebooking_groups: RebookingGroup[];
  rebooking_evidence: RebookingEvidence[];
  correction_issues: CorrectionIssue[];
  story_events: StoryEvent[];
  order_stories: OrderEvent[];
  case_stories: CaseEvent[];
  files: FileRead[];
  entity_coverage: EntityCoverage[];
  engagement_sources: EngagementSource[];
  case_amounts: CaseAmounts[];
  customer_keys: CustomerKeys[];
  reconciliation_totals: ReconciliationTotal[];
  reconciliation_items: ReconciliationItem[];
  untold_cancellations: UntoldCancellation[];
  attribution_parties: AttributionCell[];
  attribution_coverage: AttributionCoverage[];
  attribution_sellers: AttributionSeller[];
  seller_sheet: SheetRow[];
  incentives: Incentive[];
  rebooking_results: RebookingResult[];
  simulations: SimulatedPay[];
  simulated_rebookings: SimulatedRebookings[];
}

const LAST_MONTH = Date.UTC(2026, 4);
const MONTHS = 26;
const CHANNELS = ["telesales", "field", "retention", "customer_service"];
const SELLERS: Record<string, string[]> = {
  telesales: ["Vendeuse 11", "Vendeur 12", "Vendeuse 13"],
  field: ["Vendeur 21", "Vendeuse 22"],
  retention: ["Vendeuse 31", "Vendeur 32"],
  customer_service: ["Conseillère 41"]
};
const TRADES = ["Garage", "Salon", "Pressing", "Fleuriste", "Cabinet", "Auberge", "Atelier", "Boulangerie"];
const MOTIVES = [
  "price",
  "oversell",
  "competitor",
  "delivery",
  "bug",
  "support",
  "closing",
  "missing_feature",
  "ux"
];
const FAMILIES = ["Site", "Booster", "Connect", "Présence", "Ranking"];

/** Makes every published result; `groups` rebookings, none at all when 0. */
export function makeFixture({groups = 140, cases = true, parc = true, currency = "EUR"} = {}): Fixture {
  const random = makeRandom(20260531);
  const rebookings = Array.from({length: groups}, (_, index) => makeGroup(index, random, parc));
  const months = makeCancellationMonths(rebookings, random);
  const movements = makeMovements(months, parc, random);
  return {
    about: [makeAbout(rebookings, currency, cases)],
    filter_values: makeFilterValues(
      months.map(({month}) => month),
      [...CHANNELS, "dvr"],
      cases ? [...MOTIVES, "UNMAPPED", "MISSING"] : []
    ),
    worth_acting: groups === 0 ? [] : makeActing(monthOf(3)),
    case_cells: cases ? makeCaseCells(makeSaveRates(), [monthOf(15), monthOf(3)]) : [],
    movement_months: makeMovementCells(movements),
    ...makeGuide(groups > 0),
    ...makeMovementParts(movements),
    ...makeSaves(cases ? makeSaveRates() : []),
    cancellation_cells: groups === 0 ? [] : makeCancellationCells(months),
    order_bridge_months: parc ? months.map(makeOrderMonth) : [],
    corrected_rebookings: groups === 0 ? [] : makeCorrected(months),
    rebooking_groups: rebookings,
    rebooking_evidence: rebookings.flatMap((group) => makeEvidence(group)),
    correction_issues: [
      {
        source_line: 7,
        action: "link",
        cancellation_id: "A999@2026-01-05",
        rebooked_order_id: "N999",
        issue: "unknown_cancellation"
      }
    ],
    story_events: rebookings.flatMap((group) => makeStory(group)),
    order_stories: rebookings.flatMap((group) => makeOrderStory(group)),
    case_stories: rebookings.slice(0, 5).flatMap((group) => makeCaseStory(group)),
    files: makeFiles(),
    entity_coverage: makeCoverage(),
    engagement_sources: makeEngagement(),
    case_amounts: makeAmounts(),
    customer_keys: makeKeys(),
    ...makeAlerts({cases}),
    ...makeMotives(cases),
    ...makeContacts(cases),
    ...makeProcess(groups > 0),
    ...makeDuties(cases),
    ...makeActions(cases),
    ...makeReconciliation(groups > 0),
    ...makeAttribution(rebookings)
  };
}

/** Two things to act on in each brand, the one that pays more than the other. */
function makeActing(month: Date): ActingCell[] {
  return ["Solène", "Marly"].flatMap((brand, index) => [
    {month, brand, kind: "unbilled", items: 12, cents: 9_000_000 - index},
    {month, brand, kind: "untold", items: 3, cents: 410_000 + index}
  ]);
}

/** A quarter of what is cancelled leaves; what is signed is as much again. */
function makeOrderMonth({
  month,
  booked_cents,
  rebooked_cents,
  is_mature
}: CancellationMonth): OrderBridgeMonth {
  const churn = Math.round((booked_cents - rebooked_cents) / 4);
  const opening = 600_000_000;
  return {
    month,
    opening_cents: opening,
    cancelled_cents: booked_cents,
    transferred_cents: rebooked_cents,
    rebook_contraction_cents: booked_cents - rebooked_cents - churn,
    mo_contraction_cents: 0,
    churn_cents: churn,
    signed_cents: rebooked_cents + 2 * booked_cents,
    arrived_cents: rebooked_cents,
    rebook_expansion_cents: 0,
    renewal_cents: booked_cents,
    expansion_cents: 0,
    new_cents: booked_cents,
    reactivation_cents: 0,
    order_churn_rate: booked_cents / opening,
    churn_rate: churn / opening,
    is_mature
  };
}

/** Links find nine tenths of what is rebooked, and nobody has audited them yet. */
function makeCorrected(months: CancellationMonth[]): CorrectedRebooking[] {
  const settled = months.filter(({is_mature}) => is_mature);
  const sum = (key: "cancellations" | "booked_cents" | "kept_cents" | "rebooked_cents") =>
    settled.reduce((total, month) => total + month[key], 0);
  const row = (
    period: string,
    month: Date | null,
    {
      cancellations,
      booked_cents,
      kept_cents,
      rebooked_cents
    }: Record<"cancellations" | "booked_cents" | "kept_cents" | "rebooked_cents", number>
  ): CorrectedRebooking => {
    const corrected_cents = Math.round(rebooked_cents / 0.9);
    return {
      period,
      month,
      units: cancellations,
      booked_cents,
      kept_cents,
      identified_cents: rebooked_cents,
      rebooked_cents: corrected_cents,
      raw_loss_cents: booked_cents - kept_cents - rebooked_cents,
      loss_cents: booked_cents - kept_cents - corrected_cents,
      low_loss_cents: null,
      high_loss_cents: null,
      is_clipped: false,
      calibration: "assumed",
      recall: 0.9,
      false_share: 0.02,
      audited_units: null,
      kappa: null
    };
  };
  const whole = {
    cancellations: sum("cancellations"),
    booked_cents: sum("booked_cents"),
    kept_cents: sum("kept_cents"),
    rebooked_cents: sum("rebooked_cents")
  };
  return [
    ...settled.map((month) => row(month.month.toISOString().slice(0, 7), month.month, month)),
    row("all", null, whole)
  ];
}

function makeKeys(): CustomerKeys[] {
  const settled = {is_joined: true, booked_cents: null, billed_cents: null};
  return [
    {kind: "joined_email", numbering: "gocardless", ids: 55, ...settled},
    {
      kind: "unmatched",
      numbering: "gocardless",
      is_joined: false,
      ids: 3,
      booked_cents: 0,
      billed_cents: 12_345
    }
  ];
}

function makeCoverage(): EntityCoverage[] {
  const nothing = {facts: 0, first_date: null, last_date: null, is_missing: true};
  return [
    {entity: "alerts", system: "slack_messages", ...nothing, is_entity_missing: true},
    {
      entity: "orders",
      system: "atropos_commandes",
      facts: 4_012,
      first_date: monthOf(MONTHS - 1),
      last_date: monthOf(0),
      is_missing: false,
      is_entity_missing: false
    },
    {entity: "orders", system: "zuora", ...nothing, is_entity_missing: false}
  ];
}

function makeEngagement(): EngagementSource[] {
  return [
    {source: "contract", customers: 2_911, first_date: monthOf(MONTHS - 1), last_date: monthOf(0)},
    {source: "none", customers: 183, first_date: null, last_date: null}
  ];
}

function makeAmounts(): CaseAmounts[] {
  return [
    {agreement: "agrees", cases: 212, mrr_cents: 1_874_200, billed_mrr_cents: 1_874_200},
    {agreement: "with_vat", cases: 9, mrr_cents: 93_600, billed_mrr_cents: 78_000}
  ];
}

function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)] as T;
}

function monthOf(offset: number): Date {
  const last = new Date(LAST_MONTH);
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - offset));
}

function daysAfter(day: Date, days: number): Date {
  return new Date(day.getTime() + days * 86_400_000);
}

function makeGroup(index: number, random: () => number, parc: boolean): RebookingGroup {
  const cancelled = daysAfter(monthOf(Math.floor(random() * (MONTHS - 1))), Math.floor(random() * 28));
  const gap = random() < 0.7 ? Math.floor(random() * 8) : Math.floor(random() * 84) - 26;
  const old = 100 * Math.round(Math.exp(6 + random() * 3.2));
  const ratio = index % 11 === 0 ? 1 + random() * 0.6 : 0.04 + random() ** 1.4 * 0.94;
  const fresh = index % 17 === 0 ? old : Math.round(old * ratio);
  const rebooked = Math.min(old, fresh);
  const original = pick(CHANNELS.slice(0, 2), random);
  const rebooking = random() < 0.66 ? "retention" : pick(CHANNELS, random);
  const id = String(1000 + index);
  return {
    group_id: `R-${id}@${isoDay(cancelled)}`,
    customer_id: `C${40_000 + index * 7}`,
    customer_name: `${pick(TRADES, random)} n° ${index + 1}`,
    brand: pick(["Solène", "Marly"], random),
    cancel_date: cancelled,
    month: new Date(Date.UTC(cancelled.getUTCFullYear(), cancelled.getUTCMonth())),
    channel: original,
    family: FAMILIES[index % 2] ?? "Site",
    motive: pick(MOTIVES, random),
    value_band: old < 50_000 ? "under 500" : "2 000 and above",
    new_value_band: "under 500",
    first_signed_date: daysAfter(cancelled, gap),
    gap_days: gap,
    cancelled_orders: index % 13 === 0 ? `A${id} + A${id}B` : `A${id}`,
    rebooked_orders: `N${id}`,
    old_cents: old,
    new_cents: fresh,
    rebooked_cents: rebooked,
    loss_ca_cents: old - rebooked,
    loss_horizon_cents: old - Math.round(rebooked * 0.8),
    leak_cents: Math.round(old * random() * 0.3),
    ...boundsOf(old - Math.round(rebooked * 0.8), index % 5 !== 0),
    avoidable_parc_low_cents: 0,
    avoidable_parc_high_cents: parc ? Math.round((old - rebooked) / 3) : 0,
    old_parc_cents: parc ? old : 0,
    new_parc_cents: parc ? fresh : 0,
    loss_parc_cents: parc ? old - rebooked : 0,
    class: pick<LinkClass>(["E", "A", "A", "A", "B", "B", "C"], random),
    type: fresh < old ? "downgrade" : "like_for_like",
    original_seller: pick(SELLERS[original] ?? [], random),
    original_channel: original,
    rebooking_seller: index % 29 === 0 ? null : pick(SELLERS[rebooking] ?? [], random),
    rebooking_channel: index % 29 === 0 ? null : rebooking
  };
}

/** Half of a loss was asked for, or between a third and half of it. */
function boundsOf(loss: number, isImputed: boolean) {
  const [low, high] = [Math.round(loss / (isImputed ? 3 : 2)), Math.round(loss / 2)];
  return {
    is_scope_imputed: isImputed,
    unavoidable_low_cents: low,
    unavoidable_high_cents: high,
    mo_gap_low_cents: loss - high,
    mo_gap_high_cents: loss - low
  };
}

function isoDay(day: Date): string {
  return day.toISOString().slice(0, 10);
}

function makeCancellationMonths(groups: RebookingGroup[], random: () => number): CancellationMonth[] {
  return Array.from({length: MONTHS}, (_, index) => {
    const month = monthOf(MONTHS - 1 - index);
    const inside = groups.filter(
      (group) => isoDay(group.cancel_date).slice(0, 7) === isoDay(month).slice(0, 7)
    );
    const sum = (key: "old_cents" | "rebooked_cents" | "loss_parc_cents") =>
      inside.reduce((total, group) => total + group[key], 0);
    const others = Math.round(random() * 9_000_000) + 4_000_000;
    const booked = sum("old_cents") + others;
    const kept = Math.round(booked * 0.12);
    return {
      month,
      cancellations: inside.length + 6 + Math.floor(random() * 9),
      rebooked_cancellations: inside.length,
      booked_cents: booked,
      kept_cents: kept,
      rebooked_cents: sum("rebooked_cents"),
      loss_company_cents: booked - kept - sum("rebooked_cents"),
      loss_rebooked_cents: sum("old_cents") - sum("rebooked_cents"),
      loss_parc_cents: sum("loss_parc_cents"),
      is_mature: index < MONTHS - 2
    };
  });
}

function makeMovements(months: CancellationMonth[], parc: boolean, random: () => number): MovementMonth[] {
  const rows: MovementMonth[] = [];
  let live = 612_000_000;
  let customers = 3_120;
  for (const {month, loss_rebooked_cents: contracted, rebooked_cents: moved} of months) {
    const fresh = 9_000_000 + Math.round(random() * 5_000_000);
    const grown = 1_200_000 + Math.round(random() * 900_000);
    const back = Math.round(random() * 700_000);
    const gone = 9_500_000 + Math.round(random() * 5_500_000);
    const economic = {
      new: fresh,
      expansion: grown,
      reactivation: back,
      contraction: -contracted - 300_000,
      churn: -gone
    };
    const booked = {
      ...economic,
      new: fresh + moved,
      contraction: -300_000,
      churn: -gone - contracted - moved
    };
    const heads = {new: 34, expansion: 0, reactivation: 2, contraction: 0, churn: -37};
    const closing = live + Object.values(economic).reduce((total, value) => total + value, 0);
    for (const [view, ledger, values] of [
      ["as_booked", "strict", booked],
      ["economic", "strict", economic],
      ["economic", "bridged", economic]
    ] as const) {
      const all = {opening: live, ...values, closing};
      const people = {opening: customers, ...heads, closing: customers - 1};
      for (const kind of Object.keys(all) as MovementKind[]) {
        const ca = all[kind];
        rows.push({
          month,
          view,
          ledger,
          kind,
          ca_cents: ca,
          parc_cents: parc ? ca : 0,
          customers: people[kind]
        });
      }
    }
    live = closing;
    customers -= 1;
  }
  return parc ? scaleParc(rows) : rows;
}

/** Parc is not CA: another amount, with the same signs and still in balance. */
function scaleParc(rows: MovementMonth[]): MovementMonth[] {
  return rows.map((row) => ({...row, parc_cents: row.ca_cents * 2}));
}

/** Rates of channels, one of too few cases to be told. */
export function makeSaveRates(): SaveRate[] {
  return [
    saveRate("telesales", 148, 96, 0.44, 0.38),
    saveRate("field", 61, 45, 0.4, 0.37),
    saveRate("retention", 205, 160, 0.63, 0.21),
    saveRate("customer_service", 14, 11, 0.36, 0.3),
    saveRate("dvr", 4, 3, 0.5, 0.5)
  ];
}

function saveRate(channel: string, cases: number, mature: number, kept: number, euros: number): SaveRate {
  const hidden = mature < 5;
  const withheld = <T>(value: T): T | null => (hidden ? null : value);
  const keptCases = Math.round(mature * kept);
  const half = 0.98 / Math.sqrt(mature);
  const atRisk = mature * 154_321;
  return {
    channel,
    cases,
    open_cases: Math.round(cases * 0.1),
    mature_cases: mature,
    saved_cases: withheld(Math.round(keptCases * 0.3)),
    saved_partial_cases: withheld(keptCases - Math.round(keptCases * 0.3)),
    lost_cases: withheld(mature - keptCases - Math.round(mature * 0.08)),
    ghost_cases: withheld(Math.round(mature * 0.08)),
    kept_cases: withheld(keptCases),
    kept_rate: withheld(keptCases / mature),
    kept_low: withheld(Math.max(0, keptCases / mature - half)),
    kept_high: withheld(Math.min(1, keptCases / mature + half)),
    at_risk_ca_cents: withheld(atRisk),
    kept_ca_cents: withheld(Math.round(atRisk * euros)),
    kept_ca_rate: withheld(euros),
    at_risk_parc_cents: withheld(atRisk),
    kept_parc_cents: withheld(Math.round(atRisk * euros * 1.2)),
    kept_parc_rate: withheld(euros * 1.2),
    closed_rate: withheld(Math.min(1, kept + 0.05)),
    crm_saved_cases: withheld(Math.round(mature * Math.min(1, kept + 0.14))),
    is_fragile: mature >= 5 && mature < 20,
    is_hidden: hidden
  };
}

function makeEvidence(group: RebookingGroup): RebookingEvidence[] {
  const explicit = group.class === "E";
  const weights = {gap: 436, family: 181, amount: -26, seller: 391, case: 217, prior: 58};
  const score = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  return group.cancelled_orders.split(" + ").map((order, index, orders) => ({
    group_id: group.group_id,
    cancellation_id: `${order}@${isoDay(group.cancel_date)}`,
    cancelled_order_id: order,
    rebooked_order_id: group.rebooked_orders,
    class: group.class,
    type: explicit ? "explicit_mo" : group.type,
    score: score,
    probability: 1 / (1 + 2 ** (-score / 100)),
    gap_days: group.gap_days,
    gap_level: "0_1",
    gap_weight: weights.gap,
    family_level: "subset",
    family_weight: weights.family,
    amount_level: "5_50",
    amount_weight: weights.amount,
    seller_level: "retention",
    seller_weight: weights.seller,
    case_level: "open_case",
    case_weight: weights.case,
    prior_weight: weights.prior,
    corrected_by: null,
    correction_reason: null,
    allocated_cents: index < orders.length - 1 ? 0 : group.rebooked_cents
  }));
}

/** The events of the order that was cancelled; it names a case. */
function makeOrderStory(group: RebookingGroup): OrderEvent[] {
  const {customer_id, customer_name, group_id} = group;
  const [order_id = ""] = group.cancelled_orders.split(" + ");
  return makeStory(group)
    .filter((event) => event.order_id === order_id && !event.kind.startsWith("case"))
    .map((event, index) => ({
      ...event,
      position: index + 1,
      order_id,
      customer_id,
      customer_name,
      case_id: `C-${order_id}`,
      group_id
    }));
}

function makeCaseStory(group: RebookingGroup): CaseEvent[] {
  const {customer_id, customer_name} = group;
  const [order_id = ""] = group.cancelled_orders.split(" + ");
  return makeStory(group)
    .filter((event) => event.kind.startsWith("case"))
    .map((event, index) => ({
      ...event,
      position: index + 1,
      case_id: `C-${order_id}`,
      order_id,
      customer_id,
      customer_name
    }));
}

function makeStory(group: RebookingGroup): StoryEvent[] {
  const signed = daysAfter(group.cancel_date, -160);
  const file = (day: Date) => `atropos_commandes_${isoDay(day).slice(0, 8)}28.csv`;
  const old = {
    order_id: group.cancelled_orders.split(" + ")[0] ?? null,
    seller: group.original_seller,
    channel: group.original_channel
  };
  const fresh = {
    order_id: group.rebooked_orders,
    seller: group.rebooking_seller,
    channel: group.rebooking_channel
  };
  const half = Math.floor(group.old_cents / 2);
  const events: Partial<StoryEvent>[] = [
    {kind: "signed", event_date: signed, ...old, amount_cents: group.old_cents, file_name: file(signed)},
    {
      kind: "line",
      event_date: signed,
      ...old,
      detail: FAMILIES[0],
      amount_cents: half,
      parc_cents: half,
      file_name: file(signed)
    },
    {
      kind: "line",
      event_date: signed,
      ...old,
      detail: FAMILIES[1],
      amount_cents: group.old_cents - half,
      parc_cents: group.old_cents - half,
      file_name: file(signed)
    },
    {
      kind: "invoiced",
      event_date: daysAfter(signed, 20),
      ...old,
      seller: null,
      channel: null,
      detail: "F-2291",
      amount_cents: 21_450,
      file_name: "qualiatic_ecritures_2026-01-31.csv"
    },
    {
      kind: "case_opened",
      event_date: daysAfter(group.cancel_date, -12),
      detail: "churn_request",
      channel: "retention",
      file_name: "salesforce_requetes_2026-05-31.csv"
    },
    {
      kind: "cancel_requested",
      event_date: daysAfter(group.cancel_date, -3),
      ...old,
      file_name: file(group.cancel_date)
    },
    {
      kind: "cancelled",
      event_date: group.cancel_date,
      ...old,
      amount_cents: -group.old_cents,
      file_name: file(group.cancel_date)
    },
    {
      kind: "credited",
      event_date: daysAfter(group.cancel_date, 4),
      ...old,
      seller: null,
      channel: null,
      detail: "A-0412",
      amount_cents: -21_450,
      file_name: "qualiatic_ecritures_2026-05-31.csv"
    },
    {
      kind: "rebooked",
      event_date: group.first_signed_date,
      ...fresh,
      amount_cents: group.new_cents,
      file_name: file(group.first_signed_date)
    },
    {
      kind: "rebooked_line",
      event_date: group.first_signed_date,
      ...fresh,
      detail: FAMILIES[0],
      amount_cents: group.new_cents,
      parc_cents: group.new_parc_cents,
      file_name: file(group.first_signed_date)
    },
    {
      kind: "case_closed",
      event_date: daysAfter(group.cancel_date, 9),
      detail: "saved_partial",
      channel: "retention",
      file_name: "salesforce_requetes_2026-05-31.csv"
    }
  ];
  return events
    .sort((a, b) => (a.event_date?.getTime() ?? 0) - (b.event_date?.getTime() ?? 0))
    .map((event, position) => ({
      group_id: group.group_id,
      position: position + 1,
      kind: "",
      event_date: group.cancel_date,
      order_id: null,
      detail: null,
      amount_cents: null,
      parc_cents: null,
      seller: null,
      channel: null,
      file_name: null,
      source_line: 100 + position * 37,
      ...event
    }));
}

function makeFiles(): FileRead[] {
  return ["atropos_commandes", "qualiatic_ecritures", "vendeurs"].map((source, index) => ({
    file_id: `file-${index}`,
    name: `${source}_2026-05-31.csv`,
    source,
    extracted_date: new Date(Date.UTC(2026, 4, 31)),
    records: 20_000 + index,
    loaded: 19_990,
    quarantined: 4,
    skipped: 6 + index,
    control_cents: source === "vendeurs" ? null : 123_456_789
  }));
}

function makeAbout(groups: RebookingGroup[], currency: string, cases: boolean): About {
  return {
    as_of: new Date(Date.UTC(2026, 4, 31)),
    company: "Exemple",
    currency,
    first_month: monthOf(MONTHS - 1),
    last_month: monthOf(0),
    customers: 3_094,
    orders: 4_012,
    cancellations: 618,
    rebookings: groups.length,
    files: 42,
    records: 61_204,
    quarantined: 12,
    hidden_below: 5,
    fragile_below: 20,
    missing_entities: cases ? null : "cases"
  };
}
