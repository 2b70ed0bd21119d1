-- What cancellations are filtered by where the way that they took is looked at: as all cancellations, by the month in which they
-- were recorded; those that accounting alone tells of are read off their order and their credit note.
-- Grain: cancellation_id
with
  units as (
    select
      cancellation_id,
      any_value(order_id) as order_id,
      any_value(customer_id) as customer_id,
      any_value(channel) as channel,
      any_value(done_date) as done_date,
      any_value(loss_company_cents) as loss_company_cents
    from
      marts.process_findings
    group by
      cancellation_id
  ),
  order_families as (
    select
      order_id,
      arg_min(family, (- amount_cents, family)) as family
    from
      (
        select
          order_id,
          coalesce(family, 'unknown') as family,
          sum(amount_cents) as amount_cents
        from
          staging.order_lines
        group by
          order_id,
          coalesce(family, 'unknown')
      ) as amounts
    group by
      order_id
  )
select
  units.cancellation_id, -- cancelled unit: order and day of the cut, or of the credit note
  first_of_month (units.done_date) as month, -- month in which it was recorded
  coalesce(cuts.brand, customers.brand, 'unknown') as brand, -- brand of the customer
  coalesce(units.channel, 'unknown') as channel, -- channel of the sale
  coalesce(cuts.family, orders.family, 'unknown') as family, -- product family with the largest amount cut, else of the order
  coalesce(cuts.motive, 'MISSING') as motive, -- motive of its case; MISSING where none tells
  coalesce(cuts.value_band, bands.band) as value_band -- band of the amount cancelled, else of that taken back
from
  units
  left join marts.cancellation_cuts as cuts on cuts.cancellation_id = units.cancellation_id
  left join staging.customers on customers.customer_id = units.customer_id
  left join order_families as orders on orders.order_id = units.order_id
  left join value_bands () as bands on greatest(units.loss_company_cents, 0) >= bands.lower_cents
  and coalesce(greatest(units.loss_company_cents, 0) < bands.upper_cents, true)
