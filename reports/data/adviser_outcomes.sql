-- Advisers with enough contacts against the limits of chance, over all time, each under a number of no meaning: the page is
-- about whether advisers differ, not about who they are.
-- Grain: team, place
select
  team, -- team
  row_number() over (
    partition by
      team
    order by
      md5(adviser_id),
      adviser_id
  ) as place, -- number of no meaning
  contacts, -- mature contacts
  recontacts, -- of these, followed by another within the window
  adjusted_rate, -- followed to mature contacts at the motives of the team, 0 to 1
  target, -- rate of the team
  signal, -- within, or alert or alarm, below or above
  is_overdispersed, -- whether advisers differ by more than chance, so that the wider limits decide
  alert_low, -- below it lies 1 in 40 advisers by chance
  alert_high, -- above it lies 1 in 40
  alarm_low, -- below it lies 1 in 1 000
  alarm_high, -- above it lies 1 in 1 000
  wide_alert_low, -- the same four, where advisers differ as much as those of the team do
  wide_alert_high, -- 1 in 40 above
  wide_alarm_low, -- 1 in 1 000 below
  wide_alarm_high, -- 1 in 1 000 above
  observed_to_expected, -- followed to what would be if all advisers of the team were alike, by motive
  ratio_low, -- lower bound of its 95 % interval
  ratio_high -- upper bound of its 95 % interval
from
  marts.adviser_outcomes
where
  period = 'all'
order by
  team,
  place
