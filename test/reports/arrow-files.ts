import {existsSync, readFileSync} from "node:fs";
import {mkdir, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {
  Bool,
  DateDay,
  Field,
  Dictionary,
  Float64,
  Int32,
  Int64,
  Schema,
  Table,
  Utf8,
  tableToIPC,
  vectorFromArray,
  type DataType,
  type Vector
} from "apache-arrow";
import {definitionsOf, type Definitions} from "../../src/definitions.ts";
import {readColumns, readHeader} from "../../src/models.ts";
import type {Fixture} from "./fixture.ts";

const KINDS = {
  text: new Utf8(),
  count: new Int32(),
  whole: new Int64(),
  real: new Float64(),
  day: new DateDay(),
  flag: new Bool()
};

/** The columns of every result by their type, as the pipeline writes them. */
const COLUMNS: Record<keyof Fixture, Partial<Record<keyof typeof KINDS, string>>> = {
  due_obligations: {
    text: `obligation_id rule subject_kind subject_id customer_id customer_name brand channel family motive value_band
      case_id owner_name team
      trigger_field computation status file_name`,
    day: "trigger_date earliest_date deadline_date",
    whole: "days_left at_stake_cents source_line",
    flag: "is_due_this_week"
  },
  duty_cells: {
    text: "rule missing_field brand channel family motive value_band",
    day: "month",
    count: "met early_breaches late missing pending not_computable",
    whole: "days_late days_early early_stake_cents late_stake_cents"
  },
  early_duties: {
    text: `obligation_id rule subject_kind subject_id customer_name customer_id case_id brand channel family motive
      value_band owner_name file_name`,
    day: "month trigger_date earliest_date done_date",
    whole: "days_early at_stake_cents source_line"
  },
  alert_quality: {
    text: "handled",
    whole:
      "episodes true_episodes base_customers base_requests requests announced_requests controls control_requests",
    real: `precision_rate precision_low precision_high base_rate lift recall_rate recall_low recall_high risk_ratio
      risk_ratio_low risk_ratio_high brier lead_days_low lead_days_median lead_days_high`,
    flag: "is_fragile is_hidden"
  },
  alert_outcomes: {
    day: "month alert_date",
    text: "brand value_band exclusion handled lead_days",
    count: "episodes true_episodes"
  },
  alert_risk_days: {day: "month alert_date", text: "brand value_band", count: "customers requests"},
  alert_requests: {day: "month", text: "brand value_band announced", count: "requests"},
  alert_flow: {
    day: "month",
    text: "brand value_band kind case_state outcome case_days outcome_days",
    count: "alerts"
  },
  alert_handling: {
    day: "month week",
    text: "brand value_band rule source_channel kind",
    count: `alerts unknown_alerts known_alerts ticked_alerts strict_alerts lenient_alerts handled_alerts premature_ticks
      unticked_alerts`
  },
  request_forms: {day: "month", text: "brand field", count: "requests filled_requests"},
  alert_episodes: {
    text: `episode_id customer_id customer_name customer_source brand value_band source_channel reason conditions decision
      case_id meeting_timing exclusion file_name`,
    day: "month alert_date appointment_date task_date due_date meeting_date request_date",
    whole: "alerts announcements lead_days source_line",
    flag: "is_handled is_premature_tick is_unticked is_meeting_in_place"
  },
  nps_bands: {
    day: "month",
    text: "brand value_band score alarm_band action_band standard_band",
    count: "answers"
  },
  actions: {
    text: "trial_id outcome action unit motive analysis verdict",
    day: "start_date end_date",
    whole: `declared_units exposed_units compared_units declared_starts exposed_customers compared_customers
      planned_months placebos failed_placebos`,
    real: `baseline_rate detectable_fall per_arm design_effect before_factor plausible_share slope slope_low slope_high
      effect low high`,
    flag: "is_measurable ends_at_peak is_doubtful is_hidden"
  },
  action_effects: {
    text: "trial_id outcome analysis spread",
    whole: `before_months after_months exposed_before_customers exposed_before_events exposed_after_customers
      exposed_after_events compared_before_customers compared_before_events compared_after_customers
      compared_after_events`,
    real: "effect low high"
  },
  action_months: {
    text: "trial_id outcome",
    day: "month start_month",
    whole: "exposed_customers exposed_events compared_customers compared_events",
    real: `exposed_rate compared_rate fitted_rate counterfactual_rate counterfactual_low counterfactual_high`,
    flag: "is_baseline"
  },
  interrupted_series: {
    text: "series_id trial_id policy outcome",
    day: "first_month",
    whole: "points before_points",
    real: "effect low high jump jump_low jump_high ratio ratio_low ratio_high durbin_watson",
    flag: "has_season"
  },
  action_volumes: {
    text: "unit unit_value motive",
    whole: "customers customer_months events other_events"
  },
  action_rules: {
    whole: "planned_months before_months",
    real: "plausible_share icc level power level_score power_score"
  },
  attribution_parties: {
    day: "month",
    text: "brand rule measure holder",
    count: "rebookings",
    whole: "reversal_cents credit_cents cents"
  },
  attribution_coverage: {
    text: "measure class",
    flag: "is_attributed",
    whole: "rebookings unmeasured booked_cents kept_cents"
  },
  attribution_sellers: {
    text: "rule measure seller_id seller",
    whole: "rebookings sure_rebookings reversal_cents credit_cents cents"
  },
  seller_sheet: {
    text: `cancellation_id rebooked_order_id cancelled_order_id group_id seller rebooking_seller rebooking_channel motive
      cancel_reason class`,
    day: "cancel_date",
    whole: "company_cents mo_gap_low_cents mo_gap_high_cents"
  },
  incentives: {
    text: "rule period team",
    day: "month",
    whole: `rebookings judged_rebookings perverse_rebookings possible_rebookings credit_cents company_cents mo_gap_low_cents
      mo_gap_high_cents premium_cents`,
    real: "perverse_rate possible_rate perverse_credit_rate possible_credit_rate",
    flag: "is_hidden is_fragile"
  },
  rebooking_results: {
    text: "cancellation_id rebooked_order_id group_id channel class",
    whole: "premium_cents company_cents loss_horizon_cents mo_gap_low_cents mo_gap_high_cents"
  },
  simulations: {text: "rule plan holder", whole: "earned_cents taken_back_cents clawed_back_cents cents"},
  simulated_rebookings: {
    text: "rule plan",
    flag: "is_current_plan",
    real: "ca_rate parc_rate cap_rate",
    whole: "clawback_days rebookings paying_rebookings worse_rebookings"
  },
  about: {
    day: "as_of first_month last_month",
    text: "company currency missing_entities",
    whole: "customers orders cancellations rebookings files records quarantined hidden_below fragile_below"
  },
  filter_values: {text: "dimension value", count: "place"},
  case_cells: {
    day: "month",
    text: "brand channel family motive value_band",
    count: `cases open_cases ever_kept_cases closed_cases mature_cases saved_cases saved_partial_cases lost_cases
      ghost_cases crm_saved_cases`,
    whole: "at_risk_ca_cents kept_ca_cents at_risk_parc_cents kept_parc_cents gone_ca_cents"
  },
  worth_acting: {day: "month", text: "brand kind", count: "items", whole: "cents"},
  movement_months: {
    day: "month",
    text: "brand view ledger kind",
    count: "customers",
    whole: "ca_cents parc_cents"
  },
  parameters_in_force: {text: "name text_value source meaning", real: "number_value", day: "valid_from"},
  worked_example: {
    text: "cancellation_id group_id order_id rebooked_order_id",
    day: "cancel_date",
    whole: `booked_cents delivered_cents kept_cents rebooked_cents rebooked_in_term_cents loss_booked_cents
      loss_company_cents loss_horizon_cents extension_cents leak_cents parc_before_cents parc_after_cents
      loss_parc_cents unavoidable_low_cents unavoidable_high_cents mo_gap_low_cents mo_gap_high_cents
      mo_gap_horizon_low_cents mo_gap_horizon_high_cents`
  },
  movement_differences: {
    day: "month",
    text: "customer_id customer_name",
    whole: "place customers booked_won_cents booked_lost_cents won_cents lost_cents"
  },
  save_cuts: {
    text: "channel period cut cut_value",
    whole: `cases open_cases mature_cases saved_cases saved_partial_cases lost_cases ghost_cases kept_cases
      at_risk_ca_cents kept_ca_cents at_risk_parc_cents kept_parc_cents crm_saved_cases`,
    real: `kept_rate kept_low kept_high kept_share kept_share_low kept_share_high least_rate most_rate
      kept_ca_rate kept_ca_low kept_ca_high kept_parc_rate kept_parc_low kept_parc_high
      durable_first_rate durable_second_rate durable_second_low durable_second_high durable_third_rate
      adjusted_rate adjusted_low adjusted_high share_without_brand share_without_band share_without_motive closed_rate`,
    flag: "is_fragile is_hidden"
  },
  save_contrasts: {
    text: "contrast side",
    whole: `mature_cases kept_cases at_risk_ca_cents kept_ca_cents median_days_to_outcome median_delay_days`,
    real: "kept_rate kept_low kept_high difference difference_low difference_high"
  },
  save_curves: {
    text: "channel",
    whole: "days at_risk_cases",
    real: "saved_share saved_partial_share lost_share ghost_share unknown_share open_share"
  },
  save_survivals: {
    text: "channel",
    whole: "days at_risk_saves",
    real: "lasting_share lasting_low lasting_high"
  },
  seller_outcomes: {
    text: "channel signal",
    whole: "place cases kept_cases",
    real: `kept_rate target alert_low alert_high alarm_low alarm_high wide_alert_low wide_alert_high wide_alarm_low
      wide_alarm_high observed_to_expected ratio_low ratio_high`,
    flag: "is_overdispersed"
  },
  adviser_outcomes: {
    text: "team signal",
    whole: "place contacts recontacts",
    real: `adjusted_rate target alert_low alert_high alarm_low alarm_high wide_alert_low wide_alert_high wide_alarm_low
      wide_alarm_high observed_to_expected ratio_low ratio_high`,
    flag: "is_overdispersed"
  },
  contact_resolutions: {
    day: "month",
    text: "brand reach contact_motive window_use window_days",
    count: `episodes mature_episodes resolved_episodes transferred_episodes recontacted_episodes
      untold_episodes`
  },
  contact_treatments: {
    day: "month",
    text: "brand contact_motive",
    count: `episodes contacts settled_episodes settled_contacts settled_transfers settled_follow_ups one_step_episodes
      two_step_episodes three_step_episodes more_step_episodes contacts_met_episodes contacts_judged_episodes
      pending_episodes untargeted_episodes delay_met_episodes delay_judged_episodes followable_contacts
      followed_contacts`
  },
  contact_days: {day: "month", text: "brand contact_motive days", count: "settled_episodes"},
  contact_targets: {
    text: "motive",
    flag: "is_first_level",
    real: "resolution_target",
    whole: "max_contacts max_delay_days"
  },
  contact_scopes: {day: "month", text: "brand scope", count: "contacts unnamed_contacts"},
  contact_breaches: {
    text: "episode_id target customer_id customer_name brand motive status file_name",
    day: "month first_contact_date last_contact_date breached_date",
    whole: "allowed used source_line"
  },
  contact_follow_ups: {
    text: "system contact_id customer_id customer_name brand motive episode_motive file_name",
    day: "month contact_date",
    whole: "days source_line"
  },
  process_cells: {
    text: "finding brand channel family motive value_band",
    day: "month",
    count: "cancellations known_cancellations found_cancellations noticed_cancellations",
    whole: "notice_days found_loss_cents found_loss_parc_cents"
  },
  process_items: {
    text: `finding cancellation_id order_id customer_id customer_name brand channel family motive value_band case_id
      file_name`,
    day: "month done_date",
    whole: "notice_days loss_company_cents loss_parc_cents source_line"
  },
  channel_transfers: {
    text: "first_channel channel",
    whole: "cases mature_cases kept_cases",
    flag: "is_hidden"
  },
  channel_differences: {
    text: "channel other_channel",
    real: "difference difference_low difference_high adjusted_difference adjusted_low adjusted_high"
  },
  motive_cells: {
    day: "month",
    text: "brand channel family value_band counting motive motive_family",
    count: "case_parts lost_parts",
    whole: "at_risk_ca_cents lost_ca_cents kept_ca_cents"
  },
  motive_charts: {
    text: "motive",
    day: "week",
    whole: "events cases",
    real: "level centre low high",
    flag: "is_monitored is_beyond is_signal is_discovery is_drift"
  },
  motive_labels: {
    text: "system brand raw_label motive",
    whole: "cases at_risk_ca_cents",
    day: "first_date last_date",
    flag: "is_new"
  },
  motive_details: {text: "cut value", whole: "cases at_risk_ca_cents lost_ca_cents"},
  loss_months: {day: "month", whole: "cases lost_cases", real: "low high"},
  occasions: {text: "kind name", day: "first_date end_date"},
  incident_ratios: {
    whole: "lag_days exposed_cases exposed_days other_cases other_days",
    real: "ratio low high",
    flag: "is_hidden is_discovery"
  },
  cancellation_cells: {
    day: "month",
    text: "brand channel family motive value_band",
    count: "cancellations mature_cancellations rebooked_cancellations",
    whole: `booked_cents kept_cents rebooked_cents loss_company_cents loss_rebooked_cents loss_parc_cents`
  },
  order_bridge_months: {
    day: "month",
    whole: `opening_cents cancelled_cents transferred_cents rebook_contraction_cents mo_contraction_cents churn_cents
      signed_cents arrived_cents rebook_expansion_cents renewal_cents expansion_cents new_cents reactivation_cents`,
    real: "order_churn_rate churn_rate",
    flag: "is_mature"
  },
  corrected_rebookings: {
    text: "period calibration",
    day: "month",
    whole: `units booked_cents kept_cents identified_cents rebooked_cents raw_loss_cents loss_cents low_loss_cents
      high_loss_cents audited_units`,
    real: "recall false_share kappa",
    flag: "is_clipped"
  },
  rebooking_groups: {
    text: `group_id customer_id customer_name brand channel family motive value_band new_value_band cancelled_orders rebooked_orders class type
      original_seller original_channel rebooking_seller rebooking_channel`,
    day: "cancel_date month first_signed_date",
    whole: `gap_days old_cents new_cents rebooked_cents loss_ca_cents loss_horizon_cents leak_cents
      old_parc_cents new_parc_cents loss_parc_cents unavoidable_low_cents unavoidable_high_cents
      mo_gap_low_cents mo_gap_high_cents avoidable_parc_low_cents avoidable_parc_high_cents`,
    flag: "is_scope_imputed"
  },
  rebooking_evidence: {
    text: `group_id cancellation_id cancelled_order_id rebooked_order_id class type
      gap_level family_level amount_level seller_level case_level corrected_by correction_reason`,
    whole: `score gap_days gap_weight family_weight amount_weight seller_weight case_weight prior_weight
      allocated_cents`,
    real: "probability"
  },
  correction_issues: {text: "action cancellation_id rebooked_order_id issue", whole: "source_line"},
  entity_coverage: {
    text: "entity system",
    whole: "facts",
    day: "first_date last_date",
    flag: "is_missing is_entity_missing"
  },
  engagement_sources: {text: "source", whole: "customers", day: "first_date last_date"},
  case_amounts: {text: "agreement", whole: "cases mrr_cents billed_mrr_cents"},
  customer_keys: {text: "kind numbering", flag: "is_joined", whole: "ids booked_cents billed_cents"},
  reconciliation_totals: {
    text: "comparison status",
    whole: "items first_cents second_cents above_cents below_cents"
  },
  reconciliation_items: {
    text: "comparison item_id status customer_id customer_name first_file_name second_file_name",
    flag: "is_cancelled",
    day: "event_date",
    whole: `first_cents expected_low_cents expected_high_cents second_cents difference_cents days_apart
      first_line second_line`
  },
  untold_cancellations: {
    text: "order_id customer_id customer_name status_label seller channel documents file_name",
    flag: "is_known_order",
    day: "from_date credit_date",
    whole: "booked_cents credited_cents ledger_cents source_line"
  },
  files: {
    text: "file_id name source",
    day: "extracted_date",
    whole: "records loaded quarantined skipped control_cents"
  },
  order_stories: {
    text: "order_id kind detail seller channel file_name customer_id customer_name case_id group_id",
    day: "event_date",
    whole: "position amount_cents parc_cents source_line"
  },
  case_stories: {
    text: "case_id kind detail seller channel file_name customer_id customer_name order_id",
    day: "event_date",
    whole: "position amount_cents parc_cents source_line"
  },
  story_events: {
    text: "group_id kind order_id detail seller channel file_name",
    day: "event_date",
    whole: "position amount_cents parc_cents source_line"
  }
};

function typesOf(name: keyof Fixture): [string, DataType][] {
  return Object.entries(COLUMNS[name]).flatMap(([kind, columns]) =>
    columns.split(/\s+/).map((column): [string, DataType] => [column, KINDS[kind as keyof typeof KINDS]])
  );
}

/** The columns of a result that hold text. */
export function textColumns(name: keyof Fixture): string[] {
  return typesOf(name).flatMap(([column, type]) => (type instanceof Utf8 ? [column] : []));
}

/** Writes a fixture as the pipeline publishes it: one `<name>.arrow` a result. */
export async function writeFixture(folder: string, fixture: Fixture): Promise<void> {
  await mkdir(folder, {recursive: true});
  for (const [name, rows] of Object.entries(fixture) as [keyof Fixture, object[]][])
    await writeFile(join(folder, `${name}.arrow`), tableBytes(name, rows));
}

/** The bytes of one result. */
export function tableBytes(name: keyof Fixture, rows: object[]): Uint8Array {
  const columns: Record<string, Vector> = {};
  for (const [column, type] of typesOf(name)) {
    const values = (rows as Record<string, unknown>[]).map((row) => toArrow(row[column], type));
    // Texts are dictionaries, each of its own, as the pipeline writes them.
    const written = type instanceof Utf8 ? new Dictionary(type, new Int32()) : type;
    columns[column] = vectorFromArray(values, written);
  }
  return tableToIPC(withDefinitions(new Table(columns), definitionsIn(name)), "file");
}

/** What the pipeline publishes with a result: its words, and those of the marts it reads. */
function definitionsIn(name: string): Definitions {
  const path = `reports/data/${name}.sql`;
  const sql = readFileSync(path, "utf8");
  const reads = [...new Set(sql.match(/\bmarts\.\w+/g) ?? [])];
  const marts = reads
    .map((mart) => ({name: mart, path: `pipeline/marts/${mart.slice("marts.".length)}.sql`}))
    .filter((mart) => existsSync(mart.path))
    .map((mart) => ({name: mart.name, sql: readFileSync(mart.path, "utf8")}));
  const {meaning} = readHeader(path, sql);
  return definitionsOf({name: `reports.${name}`, sql, meaning, columns: readColumns(sql), reads}, marts);
}

function withDefinitions(table: Table, {table: about, columns}: Definitions): Table {
  const fields = table.schema.fields.map(
    ({name, type}) => new Field(name, type as DataType, true, new Map(columns.get(name) ?? []))
  );
  return new Table(new Schema(fields, new Map(about)), table.batches);
}

function toArrow(value: unknown, type: DataType): unknown {
  return typeof value === "number" && type instanceof Int64 ? BigInt(value) : (value ?? null);
}
