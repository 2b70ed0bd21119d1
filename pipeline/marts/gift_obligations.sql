-- Text messages given away (D11): a line of them that costs nothing or less, effective from the first of the month in which
-- it was given, and invoiced on the first of the month after.
-- Grain: rule, subject_kind, subject_id
with
  gifts as (
    select
      lines.*,
      orders.customer_id,
      orders.brand,
      orders.seller_id,
      orders.case_id,
      orders.signed_date,
      first_of_month (orders.signed_date) as month
    from
      staging.order_lines as lines
      join staging.orders on orders.order_id = lines.order_id
      join marts.duty_products as products on products.duty = 'sms'
      and products.family = coalesce(lines.family, '')
      and products.product = coalesce(lines.product, '')
    where
      lines.amount_cents <= 0
      and orders.signed_date is not null
  ),
  first_invoices as (
    select
      order_id,
      line_no,
      min(invoice_date) as invoice_date
    from
      staging.invoices
    group by
      order_id,
      line_no
  ),
  duties as (
    select
      *,
      'D11a' as rule,
      'first_of_month' as computation,
      'order_lines.term_start_date' as done_field,
      -- Whoever gives on the 17th writes the first, which has passed: right or wrong on the day itself.
      signed_date as deadline_date,
      if (term_start_date = month, signed_date, null) as done_date,
      month as expected_date,
      term_start_date as observed_date,
      if (term_start_date is null, 'order_lines.term_start_date', null) as missing_field
    from
      gifts
    union all
    by name
    select
      gifts.*,
      'D11b' as rule,
      'first_of_next_month' as computation,
      'invoices.invoice_date' as done_field,
      add_months (gifts.month, 1) as deadline_date,
      invoices.invoice_date as done_date,
      add_months (gifts.month, 1) as expected_date,
      invoices.invoice_date as observed_date,
      if (
        not exists (
          from
            staging.invoices
        ),
        'invoices.invoice_date',
        null
      ) as missing_field
    from
      gifts
      left join first_invoices as invoices on invoices.order_id = gifts.order_id
      and invoices.line_no = gifts.line_no
  )
select
  duties.rule, -- D11a for the day from which they count, D11b for their invoice
  'gift' as subject_kind, -- a line of an order
  concat_ws('|', duties.order_id, duties.line_no) as subject_id, -- order and line
  duties.customer_id, -- customer
  duties.brand, -- brand
  duties.seller_id as owner_seller_id, -- seller who gave them
  null::varchar as owner_name, -- orders have codes of sellers only
  duties.case_id, -- case that led to it
  duties.order_id, -- order
  'orders.signed_date' as trigger_field, -- field that tells when they were given
  duties.signed_date as trigger_date, -- day on which they were given
  if (duties.rule = 'D11b', duties.deadline_date, null) as earliest_date, -- not before that day either
  duties.deadline_date, -- last day in time
  duties.computation, -- formula of the day
  duties.done_field, -- field that tells it
  duties.done_date, -- day of the invoice; day on which they were given where they count from the right day
  duties.expected_date::varchar as expected_value, -- day that is right
  duties.observed_date::varchar as observed_value, -- day found
  duties.missing_field, -- what is not delivered; null when nothing
  null::bigint as at_stake_cents, -- nothing hangs on it
  duties.source_file_id, -- file that the line was read from
  duties.source_line -- line of that file
from
  duties
