-- the nearest other orders of the customer, and why they are no candidates
-- Grain: cancellation_id, order_id
with
  others as (
    select
      units.cancellation_id,
      orders.order_id,
      orders.signed_date,
      orders.booked_cents,
      case
        when refusals.source_line is not null then 'ruled out by ' || refusals.author
        when (orders.signed_date, orders.order_id) < (units.signed_date, units.order_id) then 'signed before the cancelled order'
        when orders.replaces_order_id is not null
        or orders.modifies_order_id is not null then 'declares ' || coalesce(orders.replaces_order_id, orders.modifies_order_id)
        when units.is_explicit_partial then 'an MO- needs no rebooking'
        when orders.signed_date < units.interval_start_date - parameter ('candidate.days_before')::integer then (units.interval_start_date - orders.signed_date) || ' days before the cancellation'
        when orders.signed_date > units.interval_end_date + parameter ('candidate.days_after')::integer then (orders.signed_date - units.interval_end_date) || ' days after the cancellation'
        when continuing.order_id is not null then 'goes on with an order that ends on the day it begins'
        else 'renews the term at its natural end, or has no amount'
      end as reason
    from
      marts.cancelled_units as units
      join marts.booked_orders as orders on orders.customer_id = units.customer_id
      and orders.order_id <> units.order_id
      anti join marts.rebooking_candidates as pairs on pairs.cancellation_id = units.cancellation_id
      and pairs.rebooked_order_id = orders.order_id
      left join marts.continuing_orders as continuing on continuing.order_id = orders.order_id
      left join marts.rebooking_corrections as refusals on refusals.cancellation_id = units.cancellation_id
      and refusals.rebooked_order_id = orders.order_id
      and refusals.action = 'unlink'
    where
      units.order_id = getvariable ('order_id')
      and coalesce(units.cancellation_id = getvariable ('cancellation_id'), true)
    qualify
      row_number() over (
        partition by
          units.cancellation_id
        order by
          abs(orders.signed_date - units.cancel_date),
          orders.order_id
      ) <= 5
  )
select
  cancellation_id, -- cancelled
  order_id, -- order
  signed_date, -- signed
  booked_cents, -- amount
  reason -- why not
from
  others
order by
  cancellation_id,
  signed_date,
  order_id
