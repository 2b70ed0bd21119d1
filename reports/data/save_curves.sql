-- How the cases of each channel come to an end as days pass, over all time: shares of outcomes at the end of each day on which
-- any changes, until the channel has too few cases left to tell.
-- Grain: channel, days
select
  channel, -- channel of the owner of the case, or all
  days, -- days after a case was opened
  at_risk_cases, -- cases known to be open until then
  saved_share, -- share saved by then, 0 to 1
  saved_partial_share, -- share saved in part by then
  lost_share, -- share lost by then
  ghost_share, -- share given up by then, as unreachable
  unknown_share, -- share closed by then, nobody knows how
  open_share -- share still open then
from
  marts.case_incidences
where
  period = 'all'
  and cut = 'all'
  and at_risk_cases >= parameter ('cell.hidden_below')
order by
  channel,
  days
