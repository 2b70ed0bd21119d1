-- Churn risks, churn requests and downsells, in their latest version known. A case that was closed after the as-of day
-- is still open.
-- Grain: case_id
with
  latest_cases as (
    select
      *,
      closed_at is not null
      and has_happened (closed_at) as is_closed
    from
      entities.cases
    where
      is_known (extracted_date, recorded_at)
      and has_happened (opened_at)
    qualify
      is_latest_version ((system, case_id), extracted_date, source_file_id, source_line)
  ),
  -- A name that two sellers have says nothing about which of them owns a case.
  owners as (
    select
      label_key (name) as name_key,
      any_value(seller_id) as seller_id
    from
      staging.sellers
    group by
      label_key (name)
    having
      count(distinct seller_id) = 1
  )
select
  cases.system, -- system that delivered the case
  cases.case_id, -- case
  coalesce(keys.customer_id, cases.customer_id) as customer_id, -- customer
  cases.brand, -- brand
  coalesce(kinds.value, 'unknown') as kind, -- churn_request, potential_churn, downsell or unknown
  cases.kind_label, -- kind, as the system calls it
  cases.stage, -- stage of the pipeline, as the system calls it
  coalesce(statuses.value, 'unknown') as status, -- new, assigned, in_progress, closed, duplicate, error or unknown
  cases.status_label, -- status, as the system calls it
  cases.opened_at, -- when it was opened
  if (cases.is_closed, cases.closed_at, null) as closed_at, -- when it was closed; null while open
  case
    when not cases.is_closed then 'open'
    else coalesce(outcomes.value, status_outcomes.value, 'unknown')
  end as outcome, -- saved, saved_partial, lost, ghost, prechurn_lost, open or unknown, as the system has it
  cases.outcome_label, -- outcome, as the system calls it
  coalesce(channels.value, 'unknown') as first_channel, -- channel that received the request
  coalesce(cases.owner_seller_id, owners.seller_id) as owner_seller_id, -- seller who owns it
  cases.owner_name, -- name of who owns it, where the system gives no code
  cases.amount_at_risk_cents, -- amount at risk, as keyed in (cents)
  cases.mrr_cents, -- monthly amount at risk, as keyed in (cents)
  cases.parc_at_risk_cents, -- parc at risk, as keyed in (cents a year)
  cases.order_id, -- order that it is about
  cases.letter_received, -- whether a letter was received
  cases.fiscal_churn_received_on, -- day on which the letter was received
  cases.ped, -- day on which the loss takes effect
  cases.engagement_date, -- day since which the customer is engaged, as noted
  cases.case_origin, -- origin, as the system calls it
  cases.competitor, -- competitor named
  cases.missing_feature, -- feature said to be missing
  cases.has_note, -- whether somebody wrote a note on it; null where the export has no notes
  cases.recorded_at, -- when this version was recorded
  cases.source_file_id, -- file that the row was read from
  cases.source_line, -- line of that file
  cases.extracted_date -- day on which the file was extracted
from
  latest_cases as cases
  left join staging.customer_keys as keys on keys.delivered_id = cases.customer_id
  left join labels_of ('case_kind') as kinds on kinds.label_key = label_key (cases.kind_label)
  left join labels_of ('case_status') as statuses on statuses.label_key = label_key (cases.status_label)
  left join labels_of ('case_outcome') as outcomes on outcomes.label_key = label_key (cases.outcome_label)
  -- Some systems tell how a case ended by its last status only.
  left join labels_of ('case_outcome') as status_outcomes on status_outcomes.label_key = label_key (cases.status_label)
  left join owners on owners.name_key = label_key (cases.owner_name)
  left join labels_of ('channel') as channels on channels.label_key = label_key (cases.first_channel_label)
