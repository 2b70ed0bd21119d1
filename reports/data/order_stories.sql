-- The story of each order that was cancelled, was signed in place of one, or on which two systems do not agree: event by event, down to the line of the file that tells it.
-- Grain: order_id, position
with
  told_orders as (
    select
      order_id
    from
      marts.cancellations
    union
    select
      rebooked_order_id as order_id
    from
      marts.rebookings
    union
    select
      order_id
    from
      marts.untold_cancellations
    union
    select
      reconciliation_id as order_id
    from
      marts.order_reconciliations
    where
      status not in ('agrees', 'not_covered')
  ),
  events as (
    select
      orders.order_id,
      'signed' as kind,
      orders.signed_date as event_date,
      null as detail,
      totals.booked_cents as amount_cents,
      totals.parc_cents,
      orders.seller_id,
      orders.channel,
      null as line_no,
      orders.source_file_id,
      orders.source_line
    from
      told_orders as told
      join staging.orders on orders.order_id = told.order_id
      left join marts.booked_orders as totals on totals.order_id = told.order_id
    union all
    select
      lines.order_id,
      'line' as kind,
      orders.signed_date as event_date,
      coalesce(lines.product, lines.family) as detail,
      lines.amount_cents,
      lines.parc_cents,
      null as seller_id,
      null as channel,
      lines.line_no,
      lines.source_file_id,
      lines.source_line
    from
      told_orders as told
      join staging.orders on orders.order_id = told.order_id
      join staging.order_lines as lines on lines.order_id = told.order_id
    union all
    select
      invoices.order_id,
      if (invoices.kind = 'credit_note', 'credited', 'invoiced') as kind,
      invoices.invoice_date as event_date,
      invoices.invoice_id as detail,
      sum(invoices.amount_cents) as amount_cents,
      null as parc_cents,
      null as seller_id,
      null as channel,
      null as line_no,
      min((invoices.source_file_id, invoices.source_line)) [1] as source_file_id,
      min((invoices.source_file_id, invoices.source_line)) [2] as source_line
    from
      told_orders as told
      join staging.invoices on invoices.order_id = told.order_id
    group by
      invoices.order_id,
      invoices.kind,
      invoices.invoice_date,
      invoices.invoice_id
    union all
    select
      lines.order_id,
      'cancel_requested' as kind,
      lines.cancel_requested_date as event_date,
      min(lines.cancel_reason) as detail,
      null as amount_cents,
      null as parc_cents,
      null as seller_id,
      null as channel,
      null as line_no,
      min((lines.source_file_id, lines.source_line)) [1] as source_file_id,
      min((lines.source_file_id, lines.source_line)) [2] as source_line
    from
      told_orders as told
      join staging.order_lines as lines on lines.order_id = told.order_id
    where
      lines.cancel_requested_date is not null
    group by
      lines.order_id,
      lines.cancel_requested_date
    union all
    select
      lines.order_id,
      'cancelled' as kind,
      lines.cut_date as event_date,
      null as detail,
      - sum(lines.amount_cents) as amount_cents,
      - sum(lines.parc_cents) as parc_cents,
      min(lines.cancelled_by_seller_id) as seller_id,
      null as channel,
      null as line_no,
      min((lines.source_file_id, lines.source_line)) [1] as source_file_id,
      min((lines.source_file_id, lines.source_line)) [2] as source_line
    from
      told_orders as told
      join staging.order_lines as lines on lines.order_id = told.order_id
    where
      lines.cut_date is not null
    group by
      lines.order_id,
      lines.cut_date
  ),
  order_groups as (
    select
      order_id,
      min(group_id) as group_id
    from
      (
        select
          cancelled_order_id as order_id,
          group_id
        from
          marts.rebookings
        union all
        select
          rebooked_order_id as order_id,
          group_id
        from
          marts.rebookings
      )
    group by
      order_id
  ),
  seller_names as (
    select
      seller_id,
      arg_max(name, valid_from) as name
    from
      staging.sellers
    group by
      seller_id
  )
select
  events.order_id, -- order
  row_number() over (
    partition by
      events.order_id
    order by
      events.event_date,
      kinds.stage,
      events.line_no,
      events.detail,
      events.amount_cents,
      events.source_file_id,
      events.source_line
  )::integer as position, -- place in the story, from 1
  events.event_date, -- day
  events.kind, -- what happened
  events.detail, -- product, document or reason
  events.amount_cents::bigint as amount_cents, -- amount (cents); null where there is none
  events.parc_cents::bigint as parc_cents, -- parc (cents a year); null where there is none
  coalesce(seller_names.name, events.seller_id) as seller, -- who did it, or owns it
  events.channel, -- through which channel
  files.name as file_name, -- file that tells it
  events.source_line, -- line of that file
  orders.customer_id, -- customer
  customers.name as customer_name, -- name of the customer
  orders.case_id, -- case that the order names
  order_groups.group_id -- rebooking that it belongs to
from
  events
  join (
    values
      ('signed', 1),
      ('line', 2),
      ('invoiced', 3),
      ('cancel_requested', 4),
      ('cancelled', 5),
      ('credited', 6)
  ) as kinds (kind, stage) on kinds.kind = events.kind
  left join staging.orders on orders.order_id = events.order_id
  left join staging.customers on customers.customer_id = orders.customer_id
  left join order_groups on order_groups.order_id = events.order_id
  left join seller_names on seller_names.seller_id = events.seller_id
  left join meta.files as files on files.file_id = events.source_file_id
order by
  events.order_id,
  position
