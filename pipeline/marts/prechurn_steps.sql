-- How churn requests with the origin of a loss before onboarding were brought to their end (D7): case, then end of the
-- contract and day of receipt, then origin, then lost (a); and who gave the origin (b) and passed it as lost (c), which
-- only some roles may (data/lookups/allowed_roles.csv). Where no history is delivered, nothing of it can be told.
-- Grain: case_id, rule
with
  steps as (
    select
      case_id,
      max(taken_at) filter(step = 'ped') as ped_at,
      max(taken_at) filter(step = 'fiscal_churn_received_on') as received_at,
      max(taken_at) filter(step = 'origin') as origin_at,
      max(taken_at) filter(step = 'lost') as lost_at,
      string_agg(
        step,
        ', '
        order by
          taken_at,
          list_position(['ped', 'fiscal_churn_received_on', 'origin', 'lost'], step)
      ) as order_taken
    from
      marts.case_steps
    group by
      case_id
  ),
  requests as (
    select
      cases.case_id,
      coalesce(cases.closed_date, cases.opened_date) as known_date,
      cases.outcome in ('lost', 'prechurn_lost') as is_lost,
      cases.case_origin is not null as has_origin,
      pairs.has_history,
      steps.* exclude (case_id)
    from
      marts.prechurn_requests as pairs
      join marts.handled_cases as cases on cases.case_id = pairs.request_case_id
      left join steps on steps.case_id = cases.case_id
  ),
  actors as (
    select
      steps.case_id,
      steps.step,
      steps.taken_date as step_date,
      allowed_roles (steps.step, steps.taken_date) as allowed,
      coalesce(roles.value, steps.actor_role_label) as role
    from
      marts.case_steps as steps
      left join labels_of ('seller_role') as roles on roles.label_key = label_key (steps.actor_role_label)
  ),
  judged_steps as (
    select
      case_id,
      'D7a' as rule,
      coalesce(local_date (lost_at), local_date (origin_at), known_date) as step_date,
      'case_events.at' as done_field,
      coalesce(
        ped_at <= origin_at
        and received_at <= origin_at
        and (
          lost_at is null
          or origin_at <= lost_at
        ),
        false
      ) as is_as_due,
      'ped, fiscal_churn_received_on, origin, lost' as expected_value,
      order_taken as observed_value,
      if (has_history, null, 'case_events.at') as missing_field
    from
      requests
    where
      not has_history
      or origin_at is not null
      or lost_at is not null
    union all
    select
      requests.case_id,
      if (duties.step = 'origin', 'D7b', 'D7c') as rule,
      coalesce(actors.step_date, requests.known_date) as step_date,
      'case_events.actor_role' as done_field,
      coalesce(list_contains(actors.allowed, actors.role), false) as is_as_due,
      array_to_string(coalesce(actors.allowed, allowed_roles (duties.step, requests.known_date)), ', ') as expected_value,
      actors.role as observed_value,
      case
        when not requests.has_history then 'case_events.at'
        when actors.role is null then 'case_events.actor_role'
      end as missing_field
    from
      requests
      cross join unnest(['origin', 'lost']) as duties (step)
      left join actors on actors.case_id = requests.case_id
      and actors.step = duties.step
    where
      actors.step is not null
      or not requests.has_history
      and if (duties.step = 'origin', requests.has_origin, requests.is_lost)
  )
select
  case_id, -- churn request
  rule, -- D7a to D7c
  step_date, -- day of the step; of the end of the case, or its opening, without history
  done_field, -- field that tells it
  is_as_due, -- whether the order, or the role, is the right one
  expected_value, -- order or roles that are due
  observed_value, -- order or role found
  missing_field -- what is not delivered; null when nothing
from
  judged_steps
