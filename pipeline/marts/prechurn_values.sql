-- What a churn request after a silent onboarding is to hold (D6): the day of the request as that of its receipt (c), a loss
-- a year later (d), no letter (e), and no origin yet when it is created (f), unless somebody creates it who may give one.
-- Which day the year counts from is a policy (prechurn.ped_base).
-- Grain: case_id, rule
with
  requests as (
    select
      cases.*,
      policy_on ('prechurn.ped_base', cases.opened_date) as ped_base,
      parameter_on ('prechurn.ped_months', cases.opened_date)::integer as ped_months,
      engagements.engagement_date,
      origins.is_at_creation
      and not list_contains(allowed_roles ('origin', cases.opened_date), coalesce(roles.value, '')) as has_early_origin,
      pairs.has_history
    from
      marts.prechurn_requests as pairs
      join marts.handled_cases as cases on cases.case_id = pairs.request_case_id
      left join marts.engagement_dates as engagements on engagements.customer_id = cases.customer_id
      left join marts.case_steps as origins on origins.case_id = cases.case_id
      and origins.step = 'origin'
      left join labels_of ('seller_role') as roles on roles.label_key = label_key (origins.actor_role_label)
    where
      pairs.silent_case_id is not null
  ),
  based_requests as (
    select
      *,
      if (ped_base = 'engagement', engagement_date, fiscal_churn_received_on) as base_date,
      if (ped_base = 'engagement', 'contracts.service_start_date', 'cases.fiscal_churn_received_on') as base_field
    from
      requests
  )
select
  requests.case_id, -- churn request
  duties.duty.rule as rule, -- D6c to D6f
  requests.opened_date, -- day on which it was opened
  duties.duty.computation as computation, -- formula of the value
  duties.duty.done_field as done_field, -- field that holds it
  duties.duty.expected as expected_value, -- value that is due
  duties.duty.observed as observed_value, -- value found; null when none
  duties.duty.missing as missing_field -- what is not delivered; null when nothing
from
  based_requests as requests
  cross join unnest(
    [
      {
        'rule': 'D6c',
        'computation': 'same_day',
        'done_field': 'cases.fiscal_churn_received_on',
        'expected': opened_date::varchar,
        'observed': fiscal_churn_received_on::varchar,
        'missing': null::varchar
      },
      {
        'rule': 'D6d',
        'computation': 'anniversary',
        'done_field': 'cases.ped',
        'expected': add_months (base_date, ped_months)::varchar,
        'observed': ped::varchar,
        'missing': if (base_date is null, base_field, null)
      },
      {
        'rule': 'D6e',
        'computation': 'same_day',
        'done_field': 'cases.letter_received',
        'expected': 'false',
        'observed': letter_received::varchar,
        'missing': if (letter_received is null, 'cases.letter_received', null)
      },
      {
        'rule': 'D6f',
        'computation': 'same_day',
        'done_field': 'cases.case_origin',
        'expected': '',
        'observed': if (coalesce(has_early_origin, false), case_origin_label, ''),
        'missing': if (has_history, null, 'case_events.at')
      }
    ]
  ) as duties (duty)
