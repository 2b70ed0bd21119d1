-- Every order, every billed cent and every cent of revenue stands in a reconciliation once, so that nothing drops out of
-- a comparison; where one side is not delivered at all, there is nothing to compare.
-- Grain: side
with
  sides as (
    select
      'orders' as side,
      (
        select
          sum(lines.amount_cents)
        from
          staging.order_lines as lines
          join staging.orders on orders.order_id = lines.order_id
        where
          exists (
            from
              staging.invoices
          )
      ) as told_cents,
      (
        select
          sum(booked_cents)
        from
          marts.order_reconciliations
      ) as compared_cents
    union all
    select
      'billing, with orders' as side,
      (
        select
          sum(amount_cents)
        from
          staging.invoices
      ) as told_cents,
      (
        select
          sum(billed_cents)
        from
          marts.order_reconciliations
      ) as compared_cents
    union all
    select
      'billing, with ledgers' as side,
      (
        select
          sum(amount_cents)
        from
          staging.invoices
        where
          exists (
            from
              staging.accounting_entries
          )
      ) as told_cents,
      (
        select
          sum(billed_cents)
        from
          marts.ledger_reconciliations
      ) as compared_cents
    union all
    select
      'ledgers' as side,
      (
        select
          sum(amount_cents)
        from
          staging.accounting_entries
        where
          is_revenue
          and exists (
            from
              staging.invoices
          )
      ) as told_cents,
      (
        select
          sum(ledger_cents)
        from
          marts.ledger_reconciliations
      ) as compared_cents
  )
select
  side, -- what is compared
  coalesce(told_cents, 0) as told_cents, -- as the exports tell it (cents)
  coalesce(compared_cents, 0) as compared_cents -- as it stands in the reconciliation (cents)
from
  sides
where
  coalesce(told_cents, 0) <> coalesce(compared_cents, 0)
