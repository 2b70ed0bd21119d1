-- who signed what
-- Grain: order_id
-- Form: facts
with
  seller_names as (
    select
      seller_id,
      arg_max(name, valid_from) as name
    from
      staging.sellers
    group by
      seller_id
  )
select
  orders.order_id, -- order
  concat_ws(', ', customers.name, orders.customer_id, orders.brand) as customer, -- customer
  orders.signed_date, -- signed on
  concat_ws(', ', seller_names.name, orders.seller_id, orders.channel) as seller, -- signed by
  orders.status, -- status
  orders.case_id, -- case that it names
  orders.replaces_order_id, -- declares to replace
  orders.modifies_order_id, -- declares to amend
  booked.booked_cents, -- amount booked (CA)
  booked.parc_cents, -- parc (a year)
  place_text (orders.source_file_id, orders.source_line) as told_by -- told by
from
  staging.orders
  left join marts.booked_orders as booked on booked.order_id = orders.order_id
  left join staging.customers on customers.customer_id = orders.customer_id
  left join seller_names on seller_names.seller_id = orders.seller_id
where
  orders.order_id = getvariable ('order_id')
