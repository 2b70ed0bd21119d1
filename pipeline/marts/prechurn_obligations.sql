-- What is due of customers who answer nobody while being onboarded (D6): to end the case in time (a) and open the churn
-- request that follows it (b), with the day of the request (c), a loss a year later (d), no letter (e), and no origin when it
-- is created (f); and of churn requests with the origin of such a loss (D7): the order of the steps (a), and who may give the
-- origin (b) and pass it as lost (c).
-- Grain: rule, subject_kind, subject_id
with
  duties as (
    select
      silence.case_id,
      'D6a' as rule,
      'contacts.at' as trigger_field,
      coalesce(silence.first_attempt_date, silence.closed_date) as trigger_date,
      silence.earliest_date,
      silence.overdue_date as deadline_date,
      'days_after' as computation,
      'cases.closed_at' as done_field,
      silence.closed_date as done_date,
      null as expected_value,
      null as observed_value,
      if (silence.first_attempt_date is null, 'contacts.at', null) as missing_field
    from
      marts.silent_onboardings as silence
    union all
    select
      silence.case_id,
      'D6b' as rule,
      'cases.closed_at' as trigger_field,
      silence.closed_date as trigger_date,
      null as earliest_date,
      silence.closed_date as deadline_date,
      'same_day' as computation,
      'cases.opened_at' as done_field,
      followers.opened_date as done_date,
      null as expected_value,
      null as observed_value,
      null as missing_field
    from
      marts.silent_onboardings as silence
      join marts.prechurn_requests as pairs on pairs.silent_case_id = silence.case_id
      left join marts.handled_cases as followers on followers.case_id = pairs.request_case_id
    union all
    select
      case_id,
      rule,
      'cases.opened_at' as trigger_field,
      opened_date as trigger_date,
      null as earliest_date,
      opened_date as deadline_date,
      computation,
      done_field,
      if (observed_value is not distinct from expected_value, opened_date, null) as done_date,
      expected_value,
      observed_value,
      missing_field
    from
      marts.prechurn_values
    union all
    select
      case_id,
      rule,
      'case_events.at' as trigger_field,
      step_date as trigger_date,
      null as earliest_date,
      step_date as deadline_date,
      'same_day' as computation,
      done_field,
      if (is_as_due, step_date, null) as done_date,
      expected_value,
      observed_value,
      missing_field
    from
      marts.prechurn_steps
  )
select
  duties.rule, -- D6a to D6f, D7a to D7c
  'case' as subject_kind, -- a case
  duties.case_id as subject_id, -- the silent case, or the churn request
  cases.customer_id, -- customer
  cases.brand, -- brand
  cases.owner_seller_id, -- seller who owns the case
  cases.owner_name, -- name of the owner
  duties.case_id, -- case
  cases.order_id, -- order that it is about
  duties.trigger_field, -- field that tells the day of the trigger
  duties.trigger_date, -- first attempt, end of the silent case, opening of the request, or day of the step
  duties.earliest_date, -- first day on which the silent case may be ended; null for the others
  duties.deadline_date, -- last day in time; null when it cannot be computed
  duties.computation, -- formula of the deadline
  duties.done_field, -- field that tells when it was done, or the value found
  duties.done_date, -- day on which it was done; for a value or a step, that of the trigger when it is as it should be
  duties.expected_value::varchar as expected_value, -- value, order or roles that are due; null for D6a and D6b
  duties.observed_value::varchar as observed_value, -- value, order or role found
  duties.missing_field, -- what is not delivered; null when nothing
  cases.at_stake_cents, -- parc at risk (cents a year)
  cases.source_file_id, -- file that the case was read from
  cases.source_line -- line of that file
from
  duties
  join marts.handled_cases as cases on cases.case_id = duties.case_id
