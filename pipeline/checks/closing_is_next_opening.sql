-- What a customer has in force when a month closes is what the next month opens with.
-- Grain: customer_id, month, view, ledger
with
  bounds as (
    select
      min(month) as first_month
    from
      marts.reporting_months
  ),
  -- Each closing is set against the opening of the month after.
  ends as (
    select
      customer_id,
      if (kind = 'closing', add_months (month, 1), month) as month,
      view,
      ledger,
      sum(if (kind = 'closing', ca_cents, - ca_cents)) as ca_cents,
      sum(if (kind = 'closing', parc_cents, - parc_cents)) as parc_cents,
      sum(if (kind = 'closing', customers, - customers)) as customers
    from
      marts.movements
    where
      kind in ('opening', 'closing')
    group by all
  )
select
  ends.customer_id, -- customer
  ends.month, -- month that opens
  ends.view, -- as_booked or economic
  ends.ledger, -- strict or bridged
  ends.ca_cents, -- closing before less opening (cents)
  ends.parc_cents, -- the same for the parc (cents a year)
  ends.customers -- the same for customers
from
  ends
  cross join bounds
where
  (ends.ca_cents, ends.parc_cents, ends.customers) <> (0, 0, 0)
  and ends.month > bounds.first_month
  and ends.month in (
    select
      month
    from
      marts.reporting_months
  )
