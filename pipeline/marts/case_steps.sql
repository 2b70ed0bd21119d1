-- The steps that were taken on each case, as far as the history of its fields tells them: when each was first taken, and by
-- whom. A field that is filled in and never changed was filled in when the case was created. A case without any history
-- has no row: nothing is known about it, which is not the same as nothing done.
-- Grain: case_id, step
with
  told_cases as (
    select distinct
      case_id
    from
      staging.case_events
    where
      field <> 'stage'
  ),
  told_steps as (
    select
      events.case_id,
      case
        when events.field = 'case_origin' then 'origin'
        when events.field in ('ped', 'fiscal_churn_received_on') then events.field
        when outcomes.value in ('lost', 'prechurn_lost') then 'lost'
      end as step,
      events.at as taken_at,
      events.actor_seller_id,
      events.actor_name,
      events.actor_role
    from
      staging.case_events as events
      left join labels_of ('case_outcome') as outcomes on events.field in ('status', 'outcome')
      and outcomes.label_key = label_key (events.value)
      left join labels_of ('case_origin') as origins on events.field = 'case_origin'
      and origins.label_key = label_key (events.value)
    where
      events.value is not null
      and (
        events.field in ('ped', 'fiscal_churn_received_on')
        or outcomes.value in ('lost', 'prechurn_lost')
        or origins.value = 'sales_process'
      )
  ),
  filled_fields as (
    select
      cases.case_id,
      cases.opened_at,
      unnest(
        [
          if (cases.ped is null, null, 'ped'),
          if (cases.fiscal_churn_received_on is null, null, 'fiscal_churn_received_on'),
          if (cases.case_origin is null, null, 'origin')
        ]
      ) as step
    from
      marts.handled_cases as cases
      join told_cases on told_cases.case_id = cases.case_id
  ),
  created_steps as (
    select
      filled_fields.case_id,
      filled_fields.step,
      filled_fields.opened_at as taken_at,
      creations.actor_seller_id,
      creations.actor_name,
      creations.actor_role
    from
      filled_fields
      anti join told_steps on told_steps.case_id = filled_fields.case_id
      and told_steps.step = filled_fields.step
      left join staging.case_events as creations on creations.case_id = filled_fields.case_id
      and creations.field = 'created'
    where
      filled_fields.step is not null
  )
select
  case_id, -- case
  step, -- ped, fiscal_churn_received_on, origin (sales process) or lost
  min(taken_at) as taken_at, -- when it was first taken
  local_date (min(taken_at)) as taken_date, -- local day of that
  arg_min_null(actor_seller_id, (taken_at, actor_name)) as actor_seller_id, -- seller who took it; null when not known
  arg_min_null(actor_name, (taken_at, actor_name)) as actor_name, -- name of who took it
  arg_min_null(actor_role, (taken_at, actor_name)) as actor_role_label, -- role of that seller on that day, as the list of sellers has it
  bool_or(is_at_creation) as is_at_creation -- whether the case was created with it
from
  (
    select
      *,
      false as is_at_creation
    from
      told_steps
    union all
    by name
    select
      *,
      true as is_at_creation
    from
      created_steps
  ) as steps
group by
  case_id,
  step
