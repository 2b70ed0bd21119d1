-- Two channels side by side, over all time: by how much the one keeps more, as it is and as if both had the same cases.
-- Grain: channel, other_channel
select
  channel, -- channel
  other_channel, -- channel that it is compared with
  difference, -- rate of the one less that of the other
  difference_low, -- lower bound of its 95 % interval
  difference_high, -- upper bound of its 95 % interval
  adjusted_difference, -- the same of the adjusted rates
  adjusted_low, -- lower bound of its 95 % interval
  adjusted_high -- upper bound of its 95 % interval
from
  marts.channel_differences
where
  period = 'all'
order by
  channel,
  other_channel
