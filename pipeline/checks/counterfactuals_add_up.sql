-- What the customer asked to drop and what the process added make up the loss, booked and over the cancelled term, with
-- either bound; every cancelled unit has them, and bounds differ only where the request is not known.
-- Grain: cancellation_id
select
  units.cancellation_id, -- cancelled unit
  units.loss_company_cents, -- B − kept − a (cents)
  units.loss_horizon_cents, -- B − kept − aH (cents)
  losses.unavoidable_low_cents, -- asked for, at least (cents)
  losses.mo_gap_high_cents, -- added by the process, at most (cents)
  losses.mo_gap_horizon_high_cents -- added over the cancelled term, at most (cents)
from
  marts.cancellations as units
  left join marts.loss_counterfactuals as losses on losses.cancellation_id = units.cancellation_id
where
  losses.cancellation_id is null
  or losses.unavoidable_low_cents + losses.mo_gap_high_cents <> units.loss_company_cents
  or losses.unavoidable_high_cents + losses.mo_gap_low_cents <> units.loss_company_cents
  or losses.unavoidable_low_cents + losses.mo_gap_horizon_high_cents <> units.loss_horizon_cents
  or losses.unavoidable_high_cents + losses.mo_gap_horizon_low_cents <> units.loss_horizon_cents
  or losses.mo_gap_horizon_low_cents - losses.mo_gap_low_cents <> units.extension_cents
  or losses.mo_preserved_low_cents > losses.mo_preserved_high_cents
  or (
    not losses.is_scope_imputed
    and (losses.mo_preserved_low_cents, losses.avoidable_parc_low_cents) <> (losses.mo_preserved_high_cents, losses.avoidable_parc_high_cents)
  )
