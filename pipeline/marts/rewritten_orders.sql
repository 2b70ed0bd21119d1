-- Links whose new order has the products of the cancelled unit again, line by line: it may only have been written anew.
-- Grain: cancellation_id, rebooked_order_id
with
  old_products as (
    select
      links.cancellation_id,
      links.rebooked_order_id,
      list_sort(list(concat_ws('/', lines.family, lines.product))) as products
    from
      marts.rebooking_links as links
      join marts.cancelled_units as units on units.cancellation_id = links.cancellation_id
      join staging.order_lines as lines on lines.order_id = units.order_id
      and lines.cut_date = units.cancel_date
    group by
      links.cancellation_id,
      links.rebooked_order_id
  ),
  new_products as (
    select
      links.cancellation_id,
      links.rebooked_order_id,
      list_sort(list(concat_ws('/', lines.family, lines.product))) as products
    from
      marts.rebooking_links as links
      join staging.order_lines as lines on lines.order_id = links.rebooked_order_id
    group by
      links.cancellation_id,
      links.rebooked_order_id
  )
select
  olds.cancellation_id, -- cancelled unit
  olds.rebooked_order_id, -- order with the same products
  olds.products -- families and products of both, a text a line, sorted
from
  old_products as olds
  join new_products as news on news.cancellation_id = olds.cancellation_id
  and news.rebooked_order_id = olds.rebooked_order_id
  and news.products = olds.products
