-- Orders and documents on which two systems do not agree, each with the lines of the files that tell them.
-- Grain: comparison, item_id
with
  items as (
    select
      'orders_billing' as comparison,
      reconciliation_id as item_id,
      status,
      customer_id,
      is_cancelled,
      event_date,
      booked_cents as first_cents,
      due_low_cents as expected_low_cents,
      due_high_cents as expected_high_cents,
      billed_cents as second_cents,
      difference_cents,
      days_apart,
      order_file_id as first_file_id,
      order_line as first_line,
      billing_file_id as second_file_id,
      billing_line as second_line
    from
      marts.order_reconciliations
    union all
    select
      'billing_ledger' as comparison,
      document_id as item_id,
      status,
      customer_id,
      false as is_cancelled,
      event_date,
      billed_cents as first_cents,
      billed_cents as expected_low_cents,
      billed_cents as expected_high_cents,
      ledger_cents as second_cents,
      difference_cents,
      days_apart,
      billing_file_id as first_file_id,
      billing_line as first_line,
      ledger_file_id as second_file_id,
      ledger_line as second_line
    from
      marts.ledger_reconciliations
  )
select
  items.comparison, -- orders_billing or billing_ledger
  items.item_id, -- order, or document
  items.status, -- only on one side, amount_differs or date_differs
  items.customer_id, -- customer
  customers.name as customer_name, -- name of the customer
  items.is_cancelled, -- whether lines of the order were cancelled
  items.event_date, -- first day of service, or day of the document
  items.first_cents, -- amount of the order, or billed (cents)
  items.expected_low_cents, -- due at least, or billed (cents)
  items.expected_high_cents, -- due at most, or billed (cents)
  items.second_cents, -- amount billed, or in the ledgers (cents)
  items.difference_cents, -- the second beyond what is expected, or below it (cents)
  items.days_apart, -- days from the first system to the second
  first_files.name as first_file_name, -- file that tells the first
  items.first_line, -- line of that file
  second_files.name as second_file_name, -- file that tells the second
  items.second_line -- line of that file
from
  items
  left join staging.customers on customers.customer_id = items.customer_id
  left join meta.files as first_files on first_files.file_id = items.first_file_id
  left join meta.files as second_files on second_files.file_id = items.second_file_id
where
  items.status not in ('agrees', 'not_covered')
order by
  items.comparison desc,
  abs(items.difference_cents) desc,
  items.item_id
