-- Months that are compared, before and after, of each start of a trial: as declared; without the last month before; and at
-- placebo dates, on which nothing began, over months that all lie before the start.
-- Grain: trial_id, first_month, analysis
with
  starts as (
    select
      cohorts.trial_id,
      cohorts.first_month,
      any_value(cohorts.start_month) as start_month,
      any_value(cohorts.after_until) as after_until,
      greatest(
        (
          select
            min(month)
          from
            marts.reporting_months
        ),
        add_months (any_value(cohorts.start_month), - parameter ('action.before_months')::integer)
      ) as before_from
    from
      marts.action_cohorts as cohorts
    group by
      cohorts.trial_id,
      cohorts.first_month
  ),
  placebos as (
    select
      starts.*,
      places.place,
      add_months (starts.start_month, - (places.place * parameter ('action.placebo_months'))::integer) as placebo_month
    from
      starts
      cross join (
        select
          unnest(range(1, parameter ('action.placebos')::bigint + 1)) as place
      ) as places
  ),
  windows as (
    select
      trial_id,
      first_month,
      'effect' as analysis,
      before_from,
      start_month as before_until,
      first_month as after_from,
      after_until
    from
      starts
    union all
    select
      trial_id,
      first_month,
      'without_last' as analysis,
      before_from,
      add_months (start_month, -1) as before_until,
      first_month as after_from,
      after_until
    from
      starts
    union all
    select
      trial_id,
      first_month,
      'placebo_' || place as analysis,
      before_from,
      placebo_month as before_until,
      placebo_month as after_from,
      start_month as after_until
    from
      placebos
  )
select
  trial_id, -- trial
  first_month, -- first month that counts as exposed
  analysis, -- effect, without_last, or placebo_1 and so on, the last dates first
  before_from, -- first month before
  before_until, -- first month that is no longer before
  after_from, -- first month after
  after_until -- first month that is no longer after
from
  windows
where
  date_diff('month', before_from, before_until) >= parameter ('action.least_months')
  and date_diff('month', after_from, after_until) >= parameter ('action.least_months')
