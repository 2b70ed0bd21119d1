-- Renewals: the order of the same customer that starts around the natural end of one that was not cancelled. One to one,
-- the nearest first (as for rebookings, each round takes the pairs that are nearest for both). An order that declares to
-- replace or amend another is no renewal.
-- Grain: order_id
with recursive
  pairs as (
    select
      earlier.order_id as renewed_order_id,
      later.order_id,
      row_number() over (
        order by
          abs(later.first_start_date - earlier.last_end_date),
          earlier.order_id,
          later.order_id
      ) as preference
    from
      marts.booked_orders as earlier
      join marts.booked_orders as later on later.customer_id = earlier.customer_id
      and (later.signed_date, later.order_id) > (earlier.signed_date, earlier.order_id)
    where
      not earlier.is_cancelled
      and later.replaces_order_id is null
      and later.modifies_order_id is null
      and abs(later.first_start_date - earlier.last_end_date) <= parameter ('renewal.window_days')
  ),
  rounds as (
    select
      renewed_order_id,
      order_id,
      preference,
      false as is_best
    from
      pairs
    union all
    select
      renewed_order_id,
      order_id,
      preference,
      is_best
    from
      (
        select
          * replace(is_best_of_both (preference, renewed_order_id, order_id) as is_best)
        from
          rounds
        where
          not is_best
      ) as open_pairs
    qualify
      is_best
      or not (
        has_best (is_best, renewed_order_id)
        or has_best (is_best, order_id)
      )
  )
select
  order_id, -- order that renews
  renewed_order_id -- order whose term it takes over
from
  rounds
where
  is_best
