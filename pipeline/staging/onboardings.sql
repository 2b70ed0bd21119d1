-- Onboardings of customers, in their latest version known.
-- Grain: system, customer_id, onboarding_start_date
with
  known_onboardings as (
    select
      onboardings.* exclude (customer_id),
      coalesce(keys.customer_id, onboardings.customer_id) as customer_id
    from
      entities.onboardings as onboardings
      left join staging.customer_keys as keys on keys.delivered_id = onboardings.customer_id
    where
      is_known (onboardings.extracted_date, onboardings.recorded_at)
  ),
  latest_onboardings as (
    select
      *
    from
      known_onboardings
    qualify
      is_latest_version ((system, customer_id, onboarding_start_date), extracted_date, source_file_id, source_line)
  )
select
  onboardings.system, -- system that delivered the row
  onboardings.customer_id, -- customer
  onboardings.onboarding_start_date, -- first day of the onboarding
  onboardings.owner, -- who leads it, as the system names him or her
  if (has_come (onboardings.completed_date), onboardings.completed_date, null) as completed_date, -- day on which it was completed; null while it lasts
  onboardings.recorded_at, -- start of its first day
  onboardings.source_file_id, -- file that the row was read from
  onboardings.source_line, -- line of that file
  onboardings.extracted_date -- day on which the file was extracted
from
  latest_onboardings as onboardings
