-- Corrections by people (data/lookups/rebooking_corrections.csv) that were made by the as-of day: a pair that is a
-- rebooking whatever its score, or that is none. One that cannot be applied says why.
-- Grain: source_line
with
  corrections as (
    select
      rows.*,
      rows.order_id || '@' || rows.cancel_date as cancellation_id
    from
      lookups.rebooking_corrections as rows
    where
      has_come (rows.date)
  )
select
  corrections.source_line, -- line of the file
  corrections.action, -- link or unlink
  corrections.cancellation_id, -- cancelled unit: order and day of the cut
  corrections.rebooked_order_id, -- new order
  corrections.reason, -- why
  corrections.author, -- who says so
  corrections.date as corrected_date, -- since when
  case
    when units.cancellation_id is null then 'unknown_cancellation'
    when orders.order_id is null then 'unknown_order'
    when units.customer_id <> orders.customer_id then 'other_customer'
    when (orders.signed_date, orders.order_id) <= (units.signed_date, units.order_id) then 'not_later'
  end as issue -- why it is not applied: unknown_cancellation, unknown_order, other_customer, not_later; null when it is
from
  corrections
  left join marts.cancelled_units as units on units.cancellation_id = corrections.cancellation_id
  left join marts.booked_orders as orders on orders.order_id = corrections.rebooked_order_id
