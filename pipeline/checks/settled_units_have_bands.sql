-- Every settled cancellation is corrected, and can be drawn for an audit unless an order declares to replace it: the bands
-- of amounts leave no gap.
-- Grain: cancellation_id
select
  units.cancellation_id, -- cancelled unit
  units.booked_cents -- its amount (cents)
from
  marts.cancellations as units
  left join marts.rebookable_units as settled on settled.cancellation_id = units.cancellation_id
  left join marts.audit_candidates as candidates on candidates.cancellation_id = units.cancellation_id
where
  units.is_mature
  and not units.is_explicit_partial
  and units.booked_cents > 0
  and (
    settled.cancellation_id is null
    or (
      not settled.is_declared
      and candidates.cancellation_id is null
    )
  )
