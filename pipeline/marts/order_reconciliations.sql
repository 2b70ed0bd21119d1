-- Orders against what was billed for them, less credit notes. Due is what their lines had delivered, less the days that
-- billing may lag behind; at most the whole amount, or what was delivered before the cut once a credit note had time to
-- come. Lines without end are due a year at a time. Billing without an order that is known stands by its order, else by
-- its document. Empty where no system delivers invoices.
-- Grain: reconciliation_id
with
  days as (
    select
      runs.as_of,
      runs.as_of - parameter ('reconciliation.service_days')::integer as lagged_date,
      min(invoices.invoice_date) as first_billed_date
    from
      meta.run as runs
      cross join staging.invoices
    group by
      runs.as_of
  ),
  due_lines as (
    select
      lines.*,
      lines.term_end_date is null
      and lines.is_recurring as is_endless,
      greatest(0, date_sub('year', lines.term_start_date, days.lagged_date)) as lagged_years,
      greatest(0, date_sub('year', lines.term_start_date, coalesce(lines.cut_date, days.as_of))) as years,
      delivered_cents (
        lines.amount_cents,
        lines.term_start_date,
        lines.term_end_date,
        lines.is_recurring,
        lines.delivered_date,
        least(lines.cut_date, days.lagged_date)
      ) as lagged_cents,
      delivered_cents (
        lines.amount_cents,
        lines.term_start_date,
        lines.term_end_date,
        lines.is_recurring,
        lines.delivered_date,
        lines.cut_date
      ) as cut_cents,
      coalesce(greatest(lines.cut_date, local_date (lines.cancel_recorded_at)) <= days.lagged_date, false) as is_settled
    from
      staging.order_lines as lines
      cross join days
  ),
  bounds as (
    select
      order_id,
      amount_cents,
      lagged_cents + if (is_endless, lagged_years, 0) * amount_cents as started_cents,
      if (is_settled, cut_cents, amount_cents) + if (is_endless, years, 0) * amount_cents as final_cents,
      term_start_date,
      cut_date
    from
      due_lines
  ),
  dues as (
    select
      order_id,
      sum(amount_cents) as booked_cents,
      sum(least(started_cents, final_cents)) as due_low_cents,
      sum(greatest(started_cents, final_cents)) as due_high_cents,
      min(term_start_date) as start_date,
      bool_or(cut_date is not null) as is_cancelled
    from
      bounds
    group by
      order_id
  ),
  told as (
    select
      orders.order_id,
      orders.customer_id,
      orders.system,
      orders.signed_date,
      orders.source_file_id,
      orders.source_line,
      dues.* exclude (order_id)
    from
      staging.orders
      join dues on dues.order_id = orders.order_id
  ),
  billed as (
    select
      coalesce(order_id, 'document ' || invoice_id) as reconciliation_id,
      min(customer_id) as customer_id,
      min(system) as system,
      sum(amount_cents) as billed_cents,
      min(service_start_date) filter(kind = 'invoice') as start_date,
      min(invoice_date) as invoice_date,
      arg_min(source_file_id, (invoice_date, invoice_line_id)) as source_file_id,
      arg_min(source_line, (invoice_date, invoice_line_id)) as source_line
    from
      staging.invoices
    group by
      coalesce(order_id, 'document ' || invoice_id)
  ),
  compared as (
    select
      coalesce(told.order_id, billed.reconciliation_id) as reconciliation_id,
      told,
      billed,
      case
        when billed.billed_cents < told.due_low_cents then billed.billed_cents - told.due_low_cents
        when billed.billed_cents > told.due_high_cents then billed.billed_cents - told.due_high_cents
        else 0
      end as difference_cents,
      billed.start_date - told.start_date as days_apart
    from
      told
      full join billed on billed.reconciliation_id = told.order_id
  )
select
  compared.reconciliation_id, -- order, or document that names none
  case
    when told.order_id is null then 'only_billing'
    when billed.reconciliation_id is null
    and told.due_low_cents <= parameter ('reconciliation.order_cents') then 'agrees'
    when told.start_date < days.first_billed_date
    and (
      billed.reconciliation_id is null
      or abs(difference_cents) > parameter ('reconciliation.order_cents')
    ) then 'not_covered'
    when billed.reconciliation_id is null then 'only_orders'
    when abs(difference_cents) > parameter ('reconciliation.order_cents') then 'amount_differs'
    when abs(days_apart) > parameter ('reconciliation.service_days') then 'date_differs'
    else 'agrees'
  end as status, -- agrees, only_orders, only_billing, amount_differs, date_differs, or not_covered: it started before the first document that is known
  coalesce(told.customer_id, billed.customer_id) as customer_id, -- customer
  coalesce(told.is_cancelled, false) as is_cancelled, -- whether lines of the order were cancelled
  told.system as order_system, -- system that tells the order; null when none does
  billed.system as billing_system, -- system that bills it; null when none does
  coalesce(told.booked_cents, 0)::bigint as booked_cents, -- amount of the order (cents)
  coalesce(told.due_low_cents, 0)::bigint as due_low_cents, -- of it, due at least (cents)
  coalesce(told.due_high_cents, 0)::bigint as due_high_cents, -- due at most (cents)
  coalesce(billed.billed_cents, 0)::bigint as billed_cents, -- invoices less credit notes (cents)
  case
    when told.order_id is null then billed.billed_cents
    when billed.reconciliation_id is null then - told.due_low_cents
    else difference_cents
  end::bigint as difference_cents, -- billed beyond what is due, or below it (cents)
  coalesce(told.start_date, billed.start_date, billed.invoice_date) as event_date, -- first day of service; else that of the billing, or its document's
  days_apart, -- days from the first day of service to the first day billed
  told.source_file_id as order_file_id, -- file that tells the order
  told.source_line as order_line, -- line of that file
  billed.source_file_id as billing_file_id, -- file with its first document
  billed.source_line as billing_line -- line of that file
from
  compared
  cross join days
