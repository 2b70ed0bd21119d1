-- Lineages: an order with its renewals. It is what a report that knows no rebooking follows: a renewal goes on, a
-- cancellation ends, every other order is new.
-- Grain: order_id
with recursive
  lineages as (
    select
      orders.order_id,
      orders.customer_id,
      orders.order_id as lineage_id
    from
      marts.booked_orders as orders
      anti join marts.renewals as renewals on renewals.order_id = orders.order_id
    union all
    select
      renewals.order_id,
      lineages.customer_id,
      lineages.lineage_id
    from
      lineages
      join marts.renewals as renewals on renewals.renewed_order_id = lineages.order_id
  )
select
  order_id, -- order
  customer_id, -- customer
  lineage_id -- first order of its lineage
from
  lineages
