-- Cases by the channel that received the request and the one that ended it: hard cases are handed over, so that a channel
-- must not be judged without knowing what it was given.
-- Grain: first_channel, channel, opened_month
select
  first_channel, -- channel that received the request
  channel, -- channel of the owner when the case ended, or on the as-of day
  opened_month, -- month in which the cases were opened
  sum(cases)::bigint as cases, -- eligible cases
  sum(mature_cases)::bigint as mature_cases, -- opened long enough ago to be settled
  sum(saved_cases + saved_partial_cases)::bigint as kept_cases, -- mature, kept in time
  sum(at_risk_ca_cents)::bigint as at_risk_ca_cents, -- amount at risk in mature cases (cents)
  sum(kept_ca_cents)::bigint as kept_ca_cents -- of it, kept in time (cents)
from
  marts.save_cells
group by
  first_channel,
  channel,
  opened_month
