-- On every day, shares that have come to an outcome and the share still open add up to 1, and no share ever falls.
-- Grain: channel, period, cut, cut_value, days
with
  steps as (
    select
      *,
      saved_share + saved_partial_share + lost_share + ghost_share + unknown_share as ended_share,
      lag (open_share, 1, 1) over so_far as open_share_last,
      lag (kept_share, 1, 0) over so_far as kept_share_last,
      lag (lost_share, 1, 0) over so_far as lost_share_last
    from
      marts.case_incidences
    window
      so_far as (
        partition by
          channel,
          period,
          cut,
          cut_value
        order by
          days
      )
  )
select
  channel, -- channel
  period, -- period of opening
  cut, -- what cases are cut by
  cut_value, -- which part of the cut
  days, -- days after a case was opened
  ended_share, -- shares of outcomes
  open_share -- share still open
from
  steps
where
  abs(ended_share + open_share - 1) > 1e-9
  or abs(saved_share + saved_partial_share - kept_share) > 1e-9
  or open_share > open_share_last + 1e-9
  or kept_share < kept_share_last - 1e-9
  or lost_share < lost_share_last - 1e-9
