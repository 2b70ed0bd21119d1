-- Under which name an attributed amount is shown where sums are shown: the channel of the seller, the house, or unknown. A
-- channel with fewer rebookings than may be shown goes with the other small ones, so that no sum is lost.
-- Grain: channel
with
  holders as (
    select
      channel,
      count(distinct cancellation_id || rebooked_order_id) as rebookings
    from
      marts.attributions
    group by
      channel
  )
select
  channel, -- channel
  rebookings, -- rebookings in which it has a part
  case
    when channel in ('house', 'unknown') then channel
    when rebookings < parameter ('cell.hidden_below') then 'other'
    else channel
  end as holder -- channel, house, unknown, or other for channels with few rebookings
from
  holders
