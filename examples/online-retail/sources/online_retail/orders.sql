-- Invoices of the ledger as orders, and credits whose purchase was not found as orders of their own. An order without
-- customer gets one of its own, so that two strangers are never taken for the same.
-- Grain: source_file_id, order_id
with
  invoices as (
    select
      invoice_no as order_id,
      customer_id,
      invoiced_at,
      source_file_id,
      source_line,
      extracted_date
    from
      sources.online_retail
    where
      not starts_with(invoice_no, 'C')
      and quantity > 0
    union all
    select
      credit_no as order_id,
      customer_id,
      credited_at as invoiced_at,
      source_file_id,
      source_line,
      extracted_date
    from
      online_retail.credited_lines
    where
      order_id is null
  )
select
  'online_retail' as system, -- system that delivered the row
  order_id, -- invoice, or credit whose purchase was not found
  coalesce(arg_min(customer_id, source_line), 'unknown customer of ' || order_id) as customer_id, -- customer
  local_date (min(invoiced_at)) as signed_date, -- day of the invoice
  if (starts_with(order_id, 'C'), 'not in the ledger', null) as modifies_order_id, -- an orphan credit amends an order that is not there, and rebooks none
  min(invoiced_at) as recorded_at, -- when it was invoiced
  source_file_id, -- file that the row was read from
  min(source_line) as source_line, -- first line of that file on which the order stands
  extracted_date -- day on which the file was extracted
from
  invoices
group by
  order_id,
  source_file_id,
  extracted_date
