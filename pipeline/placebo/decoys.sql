-- Lines of orders with decoy cancellations in place of the real ones: every order of the customers who cancelled nothing
-- is cut as long after its signature as a real one was, while its term lasts. Like which one is drawn by a hash.
-- Grain: order_id, line_no
with
  real_cuts as (
    select
      requested_date - signed_date as days_to_request,
      cancel_date - signed_date as days_to_cut,
      recorded_date - signed_date as days_to_record,
      row_number() over (
        order by
          md5(cancellation_id)
      ) - 1 as place,
      count(*) over () as cuts
    from
      marts.cancelled_units
    where
      not is_explicit_partial
      and booked_cents > 0
  ),
  kept_orders as (
    select
      orders.order_id,
      orders.signed_date,
      orders.last_end_date
    from
      marts.booked_orders as orders
      anti join marts.cancelled_units as cancelled on cancelled.customer_id = orders.customer_id
    where
      orders.booked_cents > 0
  ),
  decoys as (
    select
      kept_orders.order_id,
      kept_orders.signed_date + real_cuts.days_to_request::integer as requested_date,
      kept_orders.signed_date + real_cuts.days_to_cut::integer as cut_date,
      kept_orders.signed_date + real_cuts.days_to_record::integer as recorded_date
    from
      kept_orders
      join real_cuts on real_cuts.place = (md5_number_lower(kept_orders.order_id) % real_cuts.cuts::ubigint)::bigint
    where
      kept_orders.last_end_date is null
      or kept_orders.signed_date + real_cuts.days_to_cut::integer < kept_orders.last_end_date
  )
select
  lines.* replace(
    decoys.requested_date as cancel_requested_date,
    decoys.cut_date as cut_date,
    decoys.recorded_date::timestamp at time zone (
      select
        time_zone
      from
        meta.run
    ) as cancel_recorded_at,
    null as cancelled_by_seller_id,
    if (decoys.order_id is null, null, 'total') as cancel_scope,
    null as cancel_reason
  )
from
  staging.order_lines as lines
  left join decoys on decoys.order_id = lines.order_id
