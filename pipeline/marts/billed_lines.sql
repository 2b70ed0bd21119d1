-- What was billed for each line of an order, credit notes taken off. An entry that names only the order is shared over
-- its lines by their amounts.
-- Grain: order_id, line_no
with
  entries as (
    select
      invoices.order_id,
      lines.line_no,
      sum(invoices.amount_cents) as billed_cents
    from
      staging.invoices
      left join staging.order_lines as lines on lines.order_id = invoices.order_id
      and lines.line_no = invoices.line_no
    where
      invoices.order_id is not null
    group by
      invoices.order_id,
      lines.line_no
  ),
  -- Discounts bear no part of an entry; an order of free lines is shared evenly.
  weighted_lines as (
    select
      order_id,
      line_no,
      greatest(amount_cents, 0) as weight,
      sum(greatest(amount_cents, 0)) over (
        partition by
          order_id
      ) as order_weight,
      count(*) over (
        partition by
          order_id
      ) as order_lines
    from
      staging.order_lines
  ),
  shared_entries as (
    select
      lines.order_id,
      lines.line_no,
      largest_remainder_cents (
        entries.billed_cents,
        if (lines.order_weight = 0, 1, lines.weight),
        if (lines.order_weight = 0, lines.order_lines, lines.order_weight),
        lines.order_id,
        lines.line_no
      ) as billed_cents
    from
      weighted_lines as lines
      join entries on entries.order_id = lines.order_id
      and entries.line_no is null
  ),
  all_entries as (
    select
      order_id,
      line_no,
      billed_cents
    from
      entries
    where
      line_no is not null
    union all
    select
      order_id,
      line_no,
      billed_cents
    from
      shared_entries
  )
select
  order_id, -- order
  line_no, -- line of the order
  sum(billed_cents)::bigint as billed_cents -- invoices less credit notes (cents)
from
  all_entries
group by
  order_id,
  line_no
