-- Euros that somebody can still do something about: orders billed below what is due, orders that accounting cancelled
-- alone, what cancelling instead of amending surely lost, duties that were missed and can still be done.
-- Grain: month, brand, kind
with
  items as (
    select
      'unbilled' as kind,
      event_date as day,
      customer_id,
      - difference_cents as cents
    from
      marts.order_reconciliations
    where
      status in ('only_orders', 'amount_differs')
      and difference_cents < 0
    union all
    select
      'untold' as kind,
      credit_date as day,
      customer_id,
      credited_cents as cents
    from
      marts.untold_cancellations
    union all
    select
      'process' as kind,
      cuts.month as day,
      groups.customer_id,
      sum(losses.mo_gap_horizon_low_cents) as cents
    from
      marts.rebooking_groups as groups
      join marts.cancellation_cuts as cuts on cuts.cancellation_id = groups.group_id
      join marts.cancellations as units on units.group_id = groups.group_id
      join marts.loss_counterfactuals as losses on losses.cancellation_id = units.cancellation_id
    group by
      groups.group_id,
      cuts.month,
      groups.customer_id
    union all
    select
      'missed' as kind,
      deadline_date as day,
      customer_id,
      at_stake_cents as cents
    from
      marts.obligations
    where
      status = 'missing'
      and expected_value is null
      and at_stake_cents > 0
  )
select
  first_of_month (items.day) as month, -- month of the order, the credit note, the first cut or the deadline
  coalesce(customers.brand, 'unknown') as brand, -- brand of the customer
  items.kind, -- unbilled, untold, process or missed
  count(*)::integer as items, -- orders, rebookings or duties
  coalesce(sum(items.cents), 0)::bigint as cents -- euros that hang on them (cents)
from
  items
  left join staging.customers on customers.customer_id = items.customer_id
group by
  first_of_month (items.day),
  coalesce(customers.brand, 'unknown'),
  items.kind
order by
  month,
  brand,
  items.kind
