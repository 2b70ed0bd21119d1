-- The loss of a cancelled unit, what was kept and what was rebooked make up what was booked, in each of its measures.
-- Grain: cancellation_id
select
  cancellation_id, -- cancelled unit
  booked_cents, -- booked (cents)
  kept_cents, -- billed and not credited (cents)
  rebooked_cents, -- rebooked (cents)
  rebooked_in_term_cents -- of it, within the cancelled term (cents)
from
  marts.cancellations
where
  loss_booked_cents + rebooked_cents <> booked_cents
  or loss_company_cents + kept_cents + rebooked_cents <> booked_cents
  or loss_horizon_cents + kept_cents + rebooked_in_term_cents <> booked_cents
  or extension_cents + rebooked_in_term_cents <> rebooked_cents
  or loss_parc_cents + parc_after_cents <> parc_before_cents
  or rebooked_in_term_cents not between 0 and rebooked_cents
