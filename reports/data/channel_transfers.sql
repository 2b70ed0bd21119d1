-- Cases by the channel that received the request and the one that ended it, over all time; small ones are withheld.
-- Grain: first_channel, channel
with
  transfers as (
    select
      first_channel,
      channel,
      sum(cases)::bigint as cases,
      sum(mature_cases)::bigint as mature_cases,
      sum(kept_cases)::bigint as kept_cases,
      sum(cases) < parameter ('cell.hidden_below') as is_hidden
    from
      marts.channel_transfers
    group by
      first_channel,
      channel
  )
select
  first_channel, -- channel that received the request
  channel, -- channel of the owner when the case ended
  if (is_hidden, null, cases) as cases, -- eligible cases
  if (is_hidden, null, mature_cases) as mature_cases, -- opened long enough ago to be settled
  if (mature_cases < parameter ('cell.hidden_below'), null, kept_cases) as kept_cases, -- of these, kept in time
  is_hidden -- whether there are too few to be shown
from
  transfers
order by
  first_channel,
  channel
