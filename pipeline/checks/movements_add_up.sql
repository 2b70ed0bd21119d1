-- The movements of every customer and month lead from the opening to the closing, to the cent, in both views and
-- ledgers.
-- Grain: customer_id, month, view, ledger
with
  balances as (
    select
      customer_id,
      month,
      view,
      ledger,
      sum(if (kind = 'closing', - ca_cents, ca_cents)) as ca_cents,
      sum(if (kind = 'closing', - parc_cents, parc_cents)) as parc_cents,
      sum(if (kind = 'closing', - customers, customers)) as customers
    from
      marts.movements
    group by
      customer_id,
      month,
      view,
      ledger
  )
select
  customer_id, -- customer
  month, -- month
  view, -- as_booked or economic
  ledger, -- strict or bridged
  ca_cents, -- opening and movements less closing (cents)
  parc_cents, -- the same for the parc (cents a year)
  customers -- the same for customers
from
  balances
where
  (ca_cents, parc_cents, customers) <> (0, 0, 0)
