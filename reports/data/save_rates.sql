-- Save rates by channel, over all time; over fewer cases than may be shown, the figures are withheld.
-- Grain: channel
select
  channel, -- channel of the owner of the case
  cases, -- eligible cases
  open_cases, -- of these, still open
  mature_cases, -- opened long enough ago to be settled
  if (is_hidden, null, saved_cases) as saved_cases, -- mature, saved in time
  if (is_hidden, null, saved_partial_cases) as saved_partial_cases, -- mature, saved in part in time
  if (is_hidden, null, lost_cases) as lost_cases, -- mature, lost in time
  if (is_hidden, null, ghost_cases) as ghost_cases, -- mature, given up in time as unreachable
  if (is_hidden, null, kept_cases) as kept_cases, -- saved or saved in part
  if (is_hidden, null, kept_rate) as kept_rate, -- kept to mature cases, 0 to 1
  if (is_hidden, null, kept_low) as kept_low, -- lower bound of its 95 % interval
  if (is_hidden, null, kept_high) as kept_high, -- upper bound of its 95 % interval
  if (is_hidden, null, at_risk_ca_cents) as at_risk_ca_cents, -- amount at risk in mature cases (cents)
  if (is_hidden, null, kept_ca_cents) as kept_ca_cents, -- of it, kept in time (cents)
  if (is_hidden, null, kept_ca_rate) as kept_ca_rate, -- kept to at risk, 0 to 1
  if (is_hidden, null, at_risk_parc_cents) as at_risk_parc_cents, -- parc at risk in mature cases (cents a year)
  if (is_hidden, null, kept_parc_cents) as kept_parc_cents, -- of it, kept in time (cents a year)
  if (is_hidden, null, kept_parc_rate) as kept_parc_rate, -- kept to at risk, 0 to 1
  if (is_hidden, null, closed_rate) as closed_rate, -- kept to closed cases: a warning, not a result
  if (is_hidden, null, crm_saved_cases) as crm_saved_cases, -- mature cases that the customer system calls saved
  is_fragile, -- whether the rate rests on few cases
  is_hidden -- whether it rests on too few to be shown
from
  marts.save_rates
where
  period = 'all'
  and cut = 'all'
  and channel <> 'all'
order by
  channel
