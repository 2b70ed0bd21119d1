-- How often a motive is given a week: by primary motive and by mention, over all cases opened in that week, with the
-- customers that were in force. Weeks begin on Monday; all motives have all weeks from the first case to the last week
-- that was complete on the as-of day.
-- Grain: counting, motive, week
with
  cases as (
    select
      case_id,
      date_trunc('week', opened_date)::date as week
    from
      marts.case_outcomes
  ),
  weeks as (
    select
      unnest(
        generate_series(
          (
            select
              min(week)
            from
              cases
          ),
          date_trunc('week', as_of + 1)::date - 7,
          interval 1 week
        )
      )::date as week
    from
      meta.run
  ),
  week_cases as (
    select
      week,
      count(*) as cases
    from
      cases
    group by
      week
  ),
  month_customers as (
    select
      month,
      sum(customers) as customers
    from
      marts.movements
    where
      view = 'economic'
      and ledger = 'strict'
      and kind = 'opening'
    group by
      month
  ),
  counts as (
    select
      shares.counting,
      shares.motive,
      cases.week,
      count(*) as events
    from
      marts.reason_shares as shares
      join cases on cases.case_id = shares.case_id
    where
      shares.counting in ('primary', 'mention')
    group by
      shares.counting,
      shares.motive,
      cases.week
  ),
  motives as (
    select distinct
      counting,
      motive
    from
      counts
  )
select
  motives.counting, -- primary or mention
  motives.motive, -- motive; MISSING, UNMAPPED and MULTI_NO_PRIMARY too
  weeks.week, -- Monday of the week
  coalesce(counts.events, 0) as events, -- cases that count under it
  coalesce(week_cases.cases, 0) as cases, -- cases opened in the week
  coalesce(month_customers.customers, 0)::bigint as customers -- customers in force at the beginning of the month of that Monday
from
  motives
  cross join weeks
  left join counts on counts.counting = motives.counting
  and counts.motive = motives.motive
  and counts.week = weeks.week
  left join week_cases on week_cases.week = weeks.week
  left join month_customers on month_customers.month = first_of_month (weeks.week)
