-- Which cancelled unit belongs to which episode: the one whose case the order names; else the last one about that order
-- that had been opened by the end of the cancellation, if it began within the days a case is given.
-- Grain: cancellation_id
select
  units.cancellation_id, -- cancelled unit
  episodes.case_id -- episode: its first case
from
  marts.cancelled_units as units
  join marts.case_episodes as episodes on episodes.customer_id = units.customer_id
where
  coalesce(list_contains(episodes.case_ids, units.case_id), false)
  or (
    episodes.order_id = units.order_id
    and episodes.opened_date <= units.interval_end_date
    and units.interval_start_date <= greatest(episodes.closed_date, episodes.opened_date + parameter ('save.horizon_days')::integer)
  )
qualify
  row_number() over (
    partition by
      units.cancellation_id
    order by
      coalesce(list_contains(episodes.case_ids, units.case_id), false) desc,
      episodes.opened_date desc,
      episodes.case_id
  ) = 1
