-- The less sure a link has to be, the more is rebooked and the less is lost, but never less than nothing.
-- Grain: class
select
  class, -- the least sure class that counts
  links, -- links of this class
  rebooked_cents, -- rebooked by links of this class and of surer ones (cents)
  loss_cents -- lost when those count (cents)
from
  marts.rebooking_thresholds
qualify
  loss_cents < 0
  or loss_cents > lag (loss_cents, 1, cancelled_cents) over (
    order by
      position
  )
