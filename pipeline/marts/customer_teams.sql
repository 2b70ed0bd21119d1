-- The team and the brand that a customer belongs to when actions are tried on teams or brands: the team of the one who signed
-- its first order, on that day. It never changes, so that no action can move a customer from one arm to the other.
-- Grain: customer_id
with
  first_orders as (
    select
      customer_id,
      arg_min(seller_id, (signed_date, order_id)) as seller_id,
      min(signed_date) as signed_date
    from
      staging.orders
    group by
      customer_id
  )
select
  orders.customer_id, -- customer
  coalesce(sellers.team, 'unknown') as team, -- team that won it; unknown where nobody tells
  coalesce(customers.brand, 'unknown') as brand -- brand
from
  first_orders as orders
  left join staging.customers on customers.customer_id = orders.customer_id
  asof left join staging.sellers on sellers.seller_id = orders.seller_id
  and sellers.valid_from <= orders.signed_date
