-- What can be explained: an order, or one of its cancellations.
-- Grain: id
select
  order_id as id, -- what to ask for
  order_id, -- order that it is about
  null as cancellation_id -- cancellation that the story is narrowed to; null for all of the order
from
  staging.orders
union all
select
  cancellation_id as id, -- what to ask for
  order_id, -- order that it is about
  cancellation_id -- cancellation that the story is narrowed to
from
  marts.cancelled_units
