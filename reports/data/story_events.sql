-- The story of each rebooking, event by event, down to the line of the file that tells it.
-- Grain: group_id, position
with
  group_orders as (
    select distinct
      group_id,
      cancelled_order_id as order_id,
      false as is_new
    from
      marts.rebookings
    union
    select
      group_id,
      rebooked_order_id as order_id,
      true as is_new
    from
      marts.rebookings
  ),
  group_cases as (
    select
      group_orders.group_id,
      cases.*
    from
      group_orders
      join staging.orders on orders.order_id = group_orders.order_id
      join staging.cases on cases.case_id = orders.case_id
    union
    select
      group_orders.group_id,
      cases.*
    from
      group_orders
      join staging.cases on cases.order_id = group_orders.order_id
  ),
  events as (
    select
      told.group_id,
      if (told.is_new, 'rebooked', 'signed') as kind,
      orders.signed_date as event_date,
      orders.order_id,
      null as detail,
      totals.booked_cents as amount_cents,
      totals.parc_cents,
      orders.seller_id,
      orders.channel,
      null as line_no,
      orders.source_file_id,
      orders.source_line
    from
      group_orders as told
      join staging.orders on orders.order_id = told.order_id
      join marts.booked_orders as totals on totals.order_id = told.order_id
    union all
    select
      told.group_id,
      if (told.is_new, 'rebooked_line', 'line') as kind,
      orders.signed_date as event_date,
      lines.order_id,
      coalesce(lines.product, lines.family) as detail,
      lines.amount_cents,
      lines.parc_cents,
      null as seller_id,
      null as channel,
      lines.line_no,
      lines.source_file_id,
      lines.source_line
    from
      group_orders as told
      join staging.orders on orders.order_id = told.order_id
      join staging.order_lines as lines on lines.order_id = told.order_id
    union all
    select
      told.group_id,
      if (invoices.kind = 'credit_note', 'credited', 'invoiced') as kind,
      invoices.invoice_date as event_date,
      invoices.order_id,
      invoices.invoice_id as detail,
      sum(invoices.amount_cents) as amount_cents,
      null as parc_cents,
      null as seller_id,
      null as channel,
      null as line_no,
      min((invoices.source_file_id, invoices.source_line)) [1] as source_file_id,
      min((invoices.source_file_id, invoices.source_line)) [2] as source_line
    from
      group_orders as told
      join staging.invoices on invoices.order_id = told.order_id
    where
      not told.is_new
    group by
      told.group_id,
      invoices.kind,
      invoices.invoice_date,
      invoices.order_id,
      invoices.invoice_id
    union all
    select
      group_id,
      'case_opened' as kind,
      local_date (opened_at) as event_date,
      order_id,
      kind as detail,
      null as amount_cents,
      null as parc_cents,
      owner_seller_id as seller_id,
      first_channel as channel,
      null as line_no,
      source_file_id,
      source_line
    from
      group_cases
    union all
    select
      group_id,
      'case_closed' as kind,
      local_date (closed_at) as event_date,
      order_id,
      outcome as detail,
      null as amount_cents,
      null as parc_cents,
      owner_seller_id as seller_id,
      null as channel,
      null as line_no,
      source_file_id,
      source_line
    from
      group_cases
    where
      closed_at is not null
    union all
    select
      cuts.group_id,
      'cancel_requested' as kind,
      min(lines.cancel_requested_date) as event_date,
      cuts.order_id,
      min(lines.cancel_reason) as detail,
      null as amount_cents,
      null as parc_cents,
      null as seller_id,
      null as channel,
      null as line_no,
      min((lines.source_file_id, lines.source_line)) [1] as source_file_id,
      min((lines.source_file_id, lines.source_line)) [2] as source_line
    from
      marts.cancellations as cuts
      join staging.order_lines as lines on lines.order_id = cuts.order_id
      and lines.cut_date = cuts.cancel_date
    where
      cuts.group_id is not null
      and lines.cancel_requested_date is not null
    group by
      cuts.group_id,
      cuts.cancellation_id,
      cuts.order_id
    union all
    select
      cuts.group_id,
      'cancelled' as kind,
      cuts.cancel_date as event_date,
      cuts.order_id,
      null as detail,
      - sum(lines.amount_cents) as amount_cents,
      - sum(lines.parc_cents) as parc_cents,
      min(lines.cancelled_by_seller_id) as seller_id,
      null as channel,
      null as line_no,
      min((lines.source_file_id, lines.source_line)) [1] as source_file_id,
      min((lines.source_file_id, lines.source_line)) [2] as source_line
    from
      marts.cancellations as cuts
      join staging.order_lines as lines on lines.order_id = cuts.order_id
      and lines.cut_date = cuts.cancel_date
    where
      cuts.group_id is not null
    group by
      cuts.group_id,
      cuts.cancellation_id,
      cuts.cancel_date,
      cuts.order_id
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
  events.group_id, -- rebooking
  row_number() over (
    partition by
      events.group_id
    order by
      events.event_date,
      kinds.stage,
      events.order_id,
      kinds.place,
      events.line_no,
      events.detail,
      events.amount_cents,
      events.source_file_id,
      events.source_line
  )::integer as position, -- place in the story, from 1
  events.event_date, -- day
  events.kind, -- what happened
  events.order_id, -- order that it happened to
  events.detail, -- product, document, reason, or kind and outcome of a case
  events.amount_cents::bigint as amount_cents, -- amount (cents); null where there is none
  events.parc_cents::bigint as parc_cents, -- parc (cents a year); null where there is none
  coalesce(seller_names.name, events.seller_id) as seller, -- who did it, or owns it
  events.channel, -- through which channel
  files.name as file_name, -- file that tells it
  events.source_line -- line of that file
from
  events
  join (
    values
      ('signed', 1, 1),
      ('line', 1, 2),
      ('invoiced', 2, 1),
      ('case_opened', 3, 1),
      ('cancel_requested', 4, 1),
      ('cancelled', 5, 1),
      ('credited', 6, 1),
      ('rebooked', 7, 1),
      ('rebooked_line', 7, 2),
      ('case_closed', 8, 1)
  ) as kinds (kind, stage, place) on kinds.kind = events.kind
  left join seller_names on seller_names.seller_id = events.seller_id
  left join meta.files as files on files.file_id = events.source_file_id
order by
  events.group_id,
  position
