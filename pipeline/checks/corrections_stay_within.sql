-- The corrected rebooked amount lies between what is declared and all that was cancelled, and its loss adds up.
-- Grain: period
select
  period, -- all, or a month of cancellation
  booked_cents, -- cancelled (cents)
  declared_cents, -- declared to be rebooked (cents)
  rebooked_cents, -- rebooked, corrected (cents)
  loss_cents -- net loss, corrected (cents)
from
  marts.corrected_rebookings
where
  rebooked_cents not between declared_cents and booked_cents
  or loss_cents + kept_cents + rebooked_cents <> booked_cents
  or raw_loss_cents + kept_cents + identified_cents <> booked_cents
