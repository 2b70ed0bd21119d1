-- Advisers by the customers who got in touch again after them, against the limits within which chance alone would leave them:
-- no order, no rank. Each is judged at the motives of the team. Only advisers with enough contacts.
-- Grain: adviser_id, team, period
select
  advisers.adviser_id, -- adviser
  advisers.team, -- team on the day of the contacts
  advisers.period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of the contact
  advisers.contacts, -- mature contacts, several of one day, customer and motive counted once
  advisers.recontacts, -- of these, followed by another within the window
  advisers.recontacts / advisers.contacts as recontact_rate, -- followed to mature contacts, 0 to 1
  limits.rate as adjusted_rate, -- the same at the motives of the team: observed to expected, times the rate of the team
  limits.target, -- rate of the team
  limits.alert_low, -- below it lies 1 in 40 advisers by chance
  limits.alert_high, -- above it lies 1 in 40
  limits.alarm_low, -- below it lies 1 in 1 000
  limits.alarm_high, -- above it lies 1 in 1 000
  limits.wide_alert_low, -- the same four, where advisers differ as much as those of the team do
  limits.wide_alert_high, -- 1 in 40 above
  limits.wide_alarm_low, -- 1 in 1 000 below
  limits.wide_alarm_high, -- 1 in 1 000 above
  limits.is_overdispersed, -- whether the wider limits decide
  limits.signal, -- within, or alert or alarm, below or above
  advisers.expected_recontacts, -- contacts that would be followed if all advisers of the team were alike, by motive
  advisers.recontacts / nullif(advisers.expected_recontacts, 0) as observed_to_expected, -- followed to expected
  byar_low (advisers.recontacts, parameter ('wilson.z')) / nullif(advisers.expected_recontacts, 0) as ratio_low, -- lower bound of its 95 % interval (Byar)
  byar_high (advisers.recontacts, parameter ('wilson.z')) / nullif(advisers.expected_recontacts, 0) as ratio_high -- upper bound of its 95 % interval (Byar)
from
  marts.adviser_recontacts as advisers
  join marts.funnel_limits as limits on limits.subject = 'recontacts'
  and limits.panel = advisers.team
  and limits.period = advisers.period
  and limits.unit_id = advisers.adviser_id
where
  advisers.adviser_id <> 'unknown'
