-- A rebooking ties a cancelled order to a later order of the same customer, never to itself.
-- Grain: cancellation_id, rebooked_order_id
select
  links.cancellation_id, -- cancelled unit
  links.rebooked_order_id, -- order said to replace it
  older.signed_date as cancelled_signed_date, -- signature of the cancelled order
  newer.signed_date as rebooked_signed_date -- signature of the new one
from
  marts.rebookings as links
  join marts.cancelled_units as older on older.cancellation_id = links.cancellation_id
  join marts.booked_orders as newer on newer.order_id = links.rebooked_order_id
where
  (newer.signed_date, newer.order_id) <= (older.signed_date, older.order_id)
  or newer.customer_id <> older.customer_id
