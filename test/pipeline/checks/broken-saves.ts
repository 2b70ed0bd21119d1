import type {BrokenStory} from "./broken.ts";

const group = {channel: "field", period: "all", cut: "all", cut_value: "all"};
const rates = {
  ...group,
  cases: 4,
  kept_cases: 2,
  at_risk_ca_cents: 100,
  kept_parc_cents: 10,
  kept_rate: 0.5,
  kept_low: 0.2,
  kept_high: 0.8
};
const company = {...rates, channel: "all"};
const step = {
  ...group,
  days: 3,
  saved_share: 0.2,
  saved_partial_share: 0.1,
  kept_share: 0.3,
  lost_share: 0.2,
  ghost_share: 0,
  unknown_share: 0,
  open_share: 0.5
};
const seller = {
  seller_id: "V1",
  channel: "field",
  period: "all",
  cases: 20,
  alarm_low: 0.1,
  alert_low: 0.2,
  target: 0.5,
  alert_high: 0.8,
  alarm_high: 0.9,
  wide_alert_low: 0.1,
  wide_alert_high: 0.9
};
const difference = {
  channel: "field",
  other_channel: "retention",
  period: "all",
  difference: 0.1,
  difference_low: 0,
  difference_high: 0.2,
  adjusted_difference: 0.1,
  adjusted_low: 0,
  adjusted_high: 0.2
};
const known = {
  case_id: "K1",
  first_channel: "field",
  owner_channel: "retention",
  is_mature: true,
  at_risk_ca_cents: 5
};
const transfer = {first_channel: "field", channel: "retention", cases: 1, at_risk_ca_cents: 5};

/** What the checks of save rates must find. */
export const BROKEN_SAVES: Record<string, BrokenStory[]> = {
  cells_add_up: [
    {
      given: {
        "marts.case_cells": [{cases: 2, kept_ca_cents: 70}, {cases: 1}],
        "marts.save_counts": [{channel: "all", period: "all", cut: "all", cases: 3, kept_ca_cents: 70}],
        "marts.cancellations": [{cancellation_id: "A"}],
        "marts.cancellation_cuts": [{cancellation_id: "A", value_band: "under 500"}]
      },
      found: []
    },
    {
      given: {
        "marts.case_cells": [{cases: 2, kept_ca_cents: 69}, {cases: 1}],
        "marts.save_counts": [{channel: "all", period: "all", cut: "all", cases: 3, kept_ca_cents: 70}],
        "marts.cancellations": [{cancellation_id: "A"}, {cancellation_id: "B"}],
        "marts.cancellation_cuts": [{cancellation_id: "A", value_band: "under 500"}]
      },
      found: [
        {cells: "cancellation_cuts", measure: "cancellations", in_cells: 1n, in_rates: 2n},
        {cells: "case_cells", measure: "kept_ca_cents", in_cells: 69n, in_rates: 70n}
      ]
    },
    {
      given: {
        "marts.obligations": [{obligation_id: "A"}, {obligation_id: "B"}],
        "marts.obligation_cuts": [{obligation_id: "A"}],
        "marts.obligation_rates": [{rule: "D1", period: "all", cut: "all", obligations: 2}],
        "marts.process_findings": [
          {cancellation_id: "A", loss_company_cents: 5},
          {cancellation_id: "B", loss_company_cents: 3}
        ],
        "marts.process_cuts": [
          {cancellation_id: "A", value_band: "under 500"},
          {cancellation_id: "B", value_band: null}
        ],
        "marts.process_rates": [{channel: "all", period: "all", loss_cents: 8}]
      },
      found: [
        {cells: "obligation_cuts", measure: "obligations", in_cells: 1n, in_rates: 2n},
        {cells: "process_cuts", measure: "loss_cents", in_cells: 5n, in_rates: 8n}
      ]
    }
  ],
  save_rates_add_up: [
    {given: {"marts.save_rates": [rates, company]}, found: []},
    {
      given: {"marts.save_rates": [rates, {...company, cases: 5}]},
      found: [{problem: "channels that are not the whole", channel: "all", cut: "all"}]
    },
    {
      given: {
        "marts.save_rates": [rates, company, {...rates, cut: "brand", cut_value: "Marly", kept_cases: 1}]
      },
      found: [{problem: "parts of a cut that are not the channel", channel: "field", cut: "brand"}]
    },
    ...[
      {kept_rate: 0.9},
      {adjusted_rate: 0.5, adjusted_low: 0.6, adjusted_high: 0.7},
      {kept_share: 0.1, kept_share_low: 0.2, kept_share_high: 0.3},
      {least_rate: 0.6, most_rate: 0.5},
      {durable_first_rate: 0.3, durable_second_rate: 0.4},
      {kept_ca_rate: 1.1}
    ].map((more) => ({
      given: {"marts.save_rates": [{...rates, ...more}, company]},
      found: [{problem: "rates outside their intervals", channel: "field"}]
    })),
    {
      given: {
        "marts.save_rates": [rates, company],
        "marts.stratum_weights": [
          {
            channel: "field",
            period: "all",
            own_weight: 0.5,
            weight_without_brand: 0.2,
            weight_without_band: 0.1,
            weight_without_motive: 0.1
          }
        ]
      },
      found: [{problem: "strata that do not weigh 1", channel: "field"}]
    }
  ],
  incidences_add_up: [
    {given: {"marts.case_incidences": [step]}, found: []},
    ...[{open_share: 0.4}, {kept_share: 0.4}].map((more) => ({
      given: {"marts.case_incidences": [{...step, ...more}]},
      found: [{days: 3n}]
    })),
    {
      given: {
        "marts.case_incidences": [
          step,
          {...step, days: 4, saved_share: 0.1, kept_share: 0.2, lost_share: 0.3}
        ]
      },
      found: [{days: 4n}]
    }
  ],
  comparisons_are_fair: [
    {
      given: {
        "marts.seller_outcomes": [
          seller,
          {...seller, seller_id: "V2", cases: 19},
          {...seller, seller_id: "V3", alert_low: 0.05}
        ],
        "marts.channel_differences": [
          difference,
          {...difference, other_channel: "telesales", adjusted_difference: 0.3}
        ]
      },
      found: [
        {problem: "few cases", who: "V2"},
        {problem: "limits out of order", who: "V3"},
        {problem: "difference outside its interval", who: "telesales"}
      ]
    }
  ],
  transfers_add_up: [
    {given: {"marts.case_outcomes": [known], "marts.channel_transfers": [transfer]}, found: []},
    {
      given: {"marts.case_outcomes": [known], "marts.channel_transfers": [{...transfer, cases: 2}]},
      found: [{first_channel: "field", channel: "retention", cases: 1n, transferred_cases: 2n}]
    },
    {
      given: {"marts.case_outcomes": [known], "marts.channel_transfers": []},
      found: [{first_channel: "field", channel: "retention"}]
    }
  ]
};
