-- Units of a trial by the month in which they begin, with each arm that they are part of: what is exposed from a month on, and
-- beside it what is never exposed, or not before the months after are over.
-- Grain: trial_id, first_month, unit_value
with
  units as (
    select distinct
      trial_id,
      if (unit = 'customer', strftime(first_month, '%Y-%m'), unit_value) as unit_value,
      min(start_month) over cohort as start_month,
      first_month,
      max(coalesce(until_month, date '9999-01-01')) over cohort as until_month
    from
      marts.action_units
    where
      unit <> 'unknown'
    window
      cohort as (
        partition by
          trial_id,
          first_month
      )
  ),
  cohorts as (
    select distinct
      units.trial_id,
      units.start_month,
      units.first_month,
      least(
        units.until_month,
        add_months (units.first_month, parameter ('action.after_months')::integer),
        add_months (first_of_month (runs.as_of + 1), 0)
      ) as after_until
    from
      units
      cross join meta.run as runs
  ),
  all_units as (
    select distinct
      trial_id,
      unit_value
    from
      marts.action_months
  )
select
  cohorts.trial_id, -- trial
  cohorts.first_month, -- first month that counts as exposed
  cohorts.start_month, -- month of the start: those before it are before
  cohorts.after_until, -- first month that no longer counts
  all_units.unit_value, -- unit
  units.first_month is not distinct from cohorts.first_month as is_exposed -- whether it is exposed; else compared
from
  cohorts
  join all_units on all_units.trial_id = cohorts.trial_id
  left join units on units.trial_id = all_units.trial_id
  and units.unit_value = all_units.unit_value
where
  units.first_month is null
  or units.first_month = cohorts.first_month
  or units.start_month >= cohorts.after_until
