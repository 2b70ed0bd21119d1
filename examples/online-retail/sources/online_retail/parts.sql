-- Parts of the ledger's purchase lines. A line that was credited in part is two: what was kept, and what was cut on the
-- day of the credit. A credit whose purchase was not found is an order of its own, under the credit's number, signed
-- and cut on one day: it counts as a cancellation and leaves no stock behind.
-- Grain: order_id, line_no
with
  purchases as (
    select
      *
    from
      sources.online_retail
    where
      not starts_with(invoice_no, 'C')
      and quantity > 0
  ),
  credited as (
    select
      purchase_file_id,
      purchase_line,
      sum(credited_cents)::bigint as credited_cents
    from
      online_retail.credited_lines
    where
      order_id is not null
    group by
      purchase_file_id,
      purchase_line
  ),
  kept_parts as (
    select
      purchases.invoice_no as order_id,
      purchases.stock_code,
      purchases.description,
      purchases.invoiced_at,
      purchases.amount_cents - coalesce(credited.credited_cents, 0) as amount_cents,
      null::timestamptz as credited_at,
      purchases.source_file_id,
      purchases.source_line,
      null::varchar as credit_file_id,
      null::bigint as credit_line,
      purchases.extracted_date
    from
      purchases
      left join credited on credited.purchase_file_id = purchases.source_file_id
      and credited.purchase_line = purchases.source_line
    where
      credited.credited_cents is distinct from purchases.amount_cents
  ),
  cut_parts as (
    select
      credits.order_id,
      purchases.stock_code,
      purchases.description,
      purchases.invoiced_at,
      credits.credited_cents as amount_cents,
      credits.credited_at,
      purchases.source_file_id,
      purchases.source_line,
      credits.source_file_id as credit_file_id,
      credits.source_line as credit_line,
      purchases.extracted_date
    from
      online_retail.credited_lines as credits
      join purchases on purchases.source_file_id = credits.purchase_file_id
      and purchases.source_line = credits.purchase_line
  ),
  orphan_credits as (
    select
      credit_no as order_id,
      stock_code,
      description,
      credited_at as invoiced_at,
      credited_cents as amount_cents,
      credited_at,
      source_file_id,
      source_line,
      source_file_id as credit_file_id,
      source_line as credit_line,
      extracted_date
    from
      online_retail.credited_lines
    where
      order_id is null
  ),
  parts as (
    from
      kept_parts
    union all
    from
      cut_parts
    union all
    from
      orphan_credits
  )
select
  order_id, -- invoice, or credit whose purchase was not found
  row_number() over (
    partition by
      order_id
    order by
      source_line,
      credit_line nulls first,
      credited_at
  )::integer as line_no, -- place within the order
  stock_code, -- article
  description, -- name of the article
  amount_cents, -- amount, rounded once for each ledger line (cents)
  invoiced_at, -- when it was invoiced
  credited_at, -- when it was credited; null for what was kept
  source_file_id, -- file of the purchase
  source_line, -- line of that file
  credit_file_id, -- file of the credit
  credit_line, -- line of that file
  extracted_date -- day on which the purchase's file was extracted
from
  parts
