-- Every cent of the ledger is in an order or in a cancellation: invoiced lines are the orders' lines, credits are what
-- was cut, stock corrections are worth nothing, and billing adds up to the ledger's net.
-- Grain: amount
with
  amounts as (
    select
      'invoiced' as amount,
      (
        select
          sum(amount_cents)
        from
          sources.online_retail
        where
          not starts_with(invoice_no, 'C')
      ) as ledger_cents,
      (
        select
          sum(amount_cents)
        from
          staging.order_lines
        where
          not starts_with(order_id, 'C')
      ) as model_cents
    union all
    select
      'credited' as amount,
      (
        select
          - sum(amount_cents)
        from
          sources.online_retail
        where
          starts_with(invoice_no, 'C')
      ) as ledger_cents,
      (
        select
          sum(booked_cents)
        from
          marts.cancellations
      ) as model_cents
    union all
    select
      'net' as amount,
      (
        select
          sum(amount_cents)
        from
          sources.online_retail
      ) as ledger_cents,
      (
        select
          sum(amount_cents)
        from
          staging.invoices
      ) as model_cents
  )
select
  amount, -- which amount
  ledger_cents, -- in the files (cents)
  model_cents -- in the models (cents)
from
  amounts
where
  ledger_cents is distinct from model_cents
