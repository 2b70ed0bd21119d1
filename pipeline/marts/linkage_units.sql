-- Cancelled units, as the linkage compares them: numbers stand for ids and follow their order.
-- Grain: unit_no
select
  row_number() over (
    order by
      units.cancellation_id
  )::integer as unit_no, -- number of the unit
  units.cancellation_id, -- cancelled unit
  orders.order_no, -- number of its order
  orders.customer_no, -- number of its customer
  units.signed_date, -- day on which its order was signed
  units.cancel_date, -- first day no longer served
  units.interval_start_date, -- first of the days on which it was asked for, took effect and was recorded
  if (
    units.requested_date is null
    or units.recorded_date is null,
    null,
    list_sort([units.requested_date, units.cancel_date, units.recorded_date]) [2]
  ) as interval_middle_date, -- the one between them; null when they are not all known
  units.interval_end_date, -- last of these days
  units.interval_start_date - parameter ('candidate.days_before')::integer as window_start_date, -- first day on which its rebooking can be signed
  units.interval_end_date + parameter ('candidate.days_after')::integer as window_end_date, -- last such day
  units.booked_cents, -- amount booked for it (cents)
  units.last_end_date, -- natural end of its term; null when no end was agreed
  units.last_end_date + parameter ('renewal.window_days')::integer as renewal_end_date, -- last day on which a renewal of that term starts
  family_sets.family_set_no, -- number of its set of product families; null when it has none
  orders.seller_no, -- number of the seller who signed its order
  orders.case_no, -- number of the case that its order names
  units.is_explicit_partial -- whether the system records it as an MO-
from
  marts.cancelled_units as units
  join marts.linkage_orders as orders on orders.order_id = units.order_id
  left join marts.family_sets as family_sets on family_sets.families = units.families
