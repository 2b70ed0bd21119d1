-- How long each save lasts: from the day on which the customer was kept until the first new case of the customer, or until
-- nothing has been in force for some time, whichever comes first; else until the as-of day, and not ended. Customers with
-- nothing in force on the day of the save are not followed.
-- Grain: case_id
with
  states as (
    select
      customer_id,
      from_date,
      lines = 0
      and coalesce(lead (from_date) over later - from_date > parameter ('durability.gap_days'), true) as is_departure
    from
      marts.lines_in_force
    window
      later as (
        partition by
          customer_id
        order by
          from_date
      )
  ),
  saves as (
    select
      endings.case_id,
      endings.customer_id,
      endings.outcome_date as saved_date
    from
      marts.case_endings as endings
      asof join states on states.customer_id = endings.customer_id
      and states.from_date <= endings.outcome_date
    where
      endings.outcome in ('saved', 'saved_partial')
      and not states.is_departure
  ),
  departures as (
    select
      saves.case_id,
      min(states.from_date) as left_date
    from
      saves
      join states on states.customer_id = saves.customer_id
      and states.from_date > saves.saved_date
    where
      states.is_departure
    group by
      saves.case_id
  ),
  new_cases as (
    select
      saves.case_id,
      min(cases.opened_date) as new_case_date
    from
      saves
      join marts.case_endings as cases on cases.customer_id = saves.customer_id
      and cases.opened_date > saves.saved_date
    group by
      saves.case_id
  )
select
  saves.case_id, -- case that was kept
  saves.saved_date, -- day on which it was
  departures.left_date, -- first day after it from which nothing is in force, coming ones included; null when none is known
  new_cases.new_case_date, -- day of the next case of the customer; null when there is none
  least(departures.left_date, new_cases.new_case_date, runs.as_of) - saves.saved_date as followed_days, -- days until it ended, or until the as-of day
  coalesce(least(departures.left_date, new_cases.new_case_date) <= runs.as_of, false) as has_ended -- whether it ended by the as-of day
from
  saves
  cross join meta.run as runs
  left join departures on departures.case_id = saves.case_id
  left join new_cases on new_cases.case_id = saves.case_id
