-- Cases as duties look at them: whose they are, how far they are, and what is at stake. Duplicates and cases created by
-- mistake ask nothing of anybody.
-- Grain: case_id
with
  names as (
    select
      seller_id,
      arg_max(name, valid_from) as name
    from
      staging.sellers
    group by
      seller_id
  ),
  -- Somebody began to onboard the customer before the case was opened, and was not done.
  onboarded_cases as (
    select distinct
      cases.case_id
    from
      staging.cases
      join staging.onboardings on onboardings.customer_id = cases.customer_id
      and onboardings.onboarding_start_date <= local_date (cases.opened_at)
      and coalesce(onboardings.completed_date > local_date (cases.opened_at), true)
  )
select
  cases.system, -- system that delivered the case
  cases.case_id, -- case
  cases.customer_id, -- customer
  cases.brand, -- brand
  cases.kind, -- churn_request, potential_churn, downsell or unknown
  cases.status, -- new, assigned, in_progress, closed or unknown
  cases.stage is not null as has_pipeline, -- whether the system moves it through a pipeline; else it has statuses
  stages.value as stage, -- no_answer or meeting_planned, for stages that ask for something; null for the others
  cases.outcome, -- saved, saved_partial, lost, ghost, prechurn_lost, open or unknown
  cases.outcome_label, -- outcome, as the system calls it
  cases.owner_seller_id, -- seller who owns it
  coalesce(names.name, cases.owner_name) as owner_name, -- name of the owner
  cases.order_id, -- order that it is about
  cases.opened_at, -- when it was opened
  local_date (cases.opened_at) as opened_date, -- local day of that
  cases.closed_at, -- when it was closed; null while open
  local_date (cases.closed_at) as closed_date, -- local day of that
  local_date (cases.recorded_at) as changed_date, -- local day of its last change
  cases.letter_received, -- whether a letter was received
  cases.fiscal_churn_received_on, -- day on which the request was received
  cases.ped, -- day on which the loss takes effect
  origins.value as case_origin, -- sales_process; null for other origins
  cases.case_origin as case_origin_label, -- origin, as the system calls it
  cases.has_note, -- whether somebody wrote a note on it; null where the export has no notes
  onboarded_cases.case_id is not null as is_in_onboarding, -- whether it was opened while the customer was being onboarded
  coalesce(stakes.at_risk_parc_cents, cases.parc_at_risk_cents, 12 * cases.mrr_cents) as at_stake_cents, -- parc at risk when it was opened, else as keyed in (cents a year)
  cases.source_file_id, -- file that the case was read from
  cases.source_line -- line of that file
from
  staging.cases
  left join labels_of ('case_stage') as stages on stages.label_key = label_key (cases.stage)
  left join labels_of ('case_origin') as origins on origins.label_key = label_key (cases.case_origin)
  left join names on names.seller_id = cases.owner_seller_id
  left join onboarded_cases on onboarded_cases.case_id = cases.case_id
  left join marts.case_stakes as stakes on stakes.case_id = cases.case_id
where
  cases.status not in ('duplicate', 'error')
