-- What cancellations are filtered by: the same as cases, read off the order that was cut. The motive is that of the case that
-- the cancellation belongs to.
-- Grain: cancellation_id
with
  families as (
    select
      order_id,
      cut_date,
      coalesce(family, 'unknown') as family,
      sum(amount_cents) as amount_cents
    from
      staging.order_lines
    where
      cut_date is not null
    group by
      order_id,
      cut_date,
      coalesce(family, 'unknown')
  ),
  largest_families as (
    select
      order_id || '@' || cut_date as cancellation_id,
      arg_min(family, (- amount_cents, family)) as family
    from
      families
    group by
      order_id,
      cut_date
  )
select
  units.cancellation_id, -- cancelled unit
  first_of_month (units.cancel_date) as month, -- month of the cut
  coalesce(customers.brand, 'unknown') as brand, -- brand of the customer
  coalesce(units.channel, 'unknown') as channel, -- channel of the sale
  coalesce(families.family, 'unknown') as family, -- product family with the largest amount cut
  coalesce(motives.motive, 'MISSING') as motive, -- motive of its case; MISSING where none tells
  bands.band as value_band -- band of the amount cancelled
from
  marts.cancellations as units
  left join staging.customers on customers.customer_id = units.customer_id
  left join largest_families as families on families.cancellation_id = units.cancellation_id
  left join marts.case_units on case_units.cancellation_id = units.cancellation_id
  left join marts.case_motives as motives on motives.case_id = case_units.case_id
  left join value_bands () as bands on greatest(units.booked_cents, 0) >= bands.lower_cents
  and coalesce(greatest(units.booked_cents, 0) < bands.upper_cents, true)
