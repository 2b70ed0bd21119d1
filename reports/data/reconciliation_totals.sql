-- What agrees between orders and billing, and between billing and ledgers, and what does not, in sums. The sums of a
-- comparison are what the exports tell, to the cent.
-- Grain: comparison, status
with
  items as (
    select
      'orders_billing' as comparison,
      status,
      booked_cents as first_cents,
      billed_cents as second_cents,
      difference_cents
    from
      marts.order_reconciliations
    union all
    select
      'billing_ledger' as comparison,
      status,
      billed_cents as first_cents,
      ledger_cents as second_cents,
      difference_cents
    from
      marts.ledger_reconciliations
  )
select
  comparison, -- orders_billing or billing_ledger
  status, -- agrees, only on one side, amount_differs, date_differs or not_covered
  count(*) as items, -- orders, or documents
  sum(first_cents)::bigint as first_cents, -- amount of the orders; amount billed (cents)
  sum(second_cents)::bigint as second_cents, -- amount billed; revenue in the ledgers (cents)
  sum(greatest(difference_cents, 0))::bigint as above_cents, -- differences above what is due or billed (cents)
  sum(least(difference_cents, 0))::bigint as below_cents -- differences below it (cents)
from
  items
group by
  comparison,
  status
order by
  comparison desc,
  status
