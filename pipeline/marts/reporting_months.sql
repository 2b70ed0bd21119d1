-- Months that are reported: from that of the first order to the last one that was complete on the as-of day.
-- Grain: month
with
  bounds as (
    select
      first_of_month (min(orders.signed_date)) as first_month,
      add_months (first_of_month (any_value(runs.as_of) + 1), -1) as last_month
    from
      staging.orders
      cross join meta.run as runs
  )
select
  unnest(generate_series(first_month, last_month, interval 1 month))::date as month -- first day of the month
from
  bounds
