-- Cancelled units of which it is settled whether an order replaces them: mature ones, without what the system itself
-- records as MO-. This is what the correction of the rebooked amount counts, and what an audit draws from.
-- Grain: cancellation_id
with
  declared_units as (
    select distinct
      cancellation_id
    from
      marts.rebookings
    where
      class = 'E'
  )
select
  units.cancellation_id, -- cancelled unit
  units.order_id, -- order it belongs to
  units.customer_id, -- customer
  units.cancel_date, -- first day no longer served
  bands.band, -- band of its amount
  units.booked_cents, -- amount booked (B, cents)
  units.kept_cents, -- of it, billed and not credited (cents)
  units.rebooked_cents as identified_cents, -- of it, kept by the orders that are known to replace it (a, cents)
  units.class is not null as is_linked, -- whether there is such an order
  declared_units.cancellation_id is not null as is_declared -- whether it says so itself: no error to correct
from
  marts.cancellations as units
  cross join meta.run as runs
  left join declared_units on declared_units.cancellation_id = units.cancellation_id
  join lookups.audit_bands as bands on units.booked_cents >= bands.lower_cents
  and (
    bands.upper_cents is null
    or units.booked_cents < bands.upper_cents
  )
  and bands.valid_from = (
    select
      max(versions.valid_from)
    from
      lookups.audit_bands as versions
    where
      versions.valid_from <= runs.as_of
  )
where
  units.is_mature
  and not units.is_explicit_partial
  and units.booked_cents > 0
