-- What is in transit between a cancellation and the start of the order that replaces it, by line of that order: the
-- customer has not left. Only for links sure enough to be bridged (data/lookups/link_classes.csv).
-- Grain: cancellation_id, order_id, line_no
with
  linked_lines as (
    select
      rebookings.cancellation_id,
      rebookings.customer_id,
      rebookings.allocated_cents,
      rebookings.parc_cents as allocated_parc_cents,
      units.cancel_date,
      lines.order_id,
      lines.line_no,
      lines.term_start_date,
      lines.cut_date,
      greatest(lines.amount_cents, 0) as weight,
      greatest(lines.parc_cents, 0) as parc_weight,
      sum(greatest(lines.amount_cents, 0)) over (
        partition by
          rebookings.cancellation_id,
          lines.order_id
      ) as order_weight,
      sum(greatest(lines.parc_cents, 0)) over (
        partition by
          rebookings.cancellation_id,
          lines.order_id
      ) as order_parc_weight
    from
      marts.rebookings
      join lookups.link_classes as classes on classes.class = rebookings.class
      and classes.is_bridged
      join marts.cancelled_units as units on units.cancellation_id = rebookings.cancellation_id
      join staging.order_lines as lines on lines.order_id = rebookings.rebooked_order_id
  ),
  shares as (
    select
      *,
      coalesce(
        largest_remainder_cents (allocated_cents, weight, order_weight, (cancellation_id, order_id), line_no),
        0
      )::bigint as ca_cents,
      coalesce(
        largest_remainder_cents (allocated_parc_cents, parc_weight, order_parc_weight, (cancellation_id, order_id), line_no),
        0
      )::bigint as parc_cents,
      least(term_start_date, cut_date) as until_date
    from
      linked_lines
  )
select
  cancellation_id, -- cancelled unit
  order_id, -- order that replaces it, or a part of it
  line_no, -- line of that order
  customer_id, -- customer
  cancel_date as from_date, -- first day in transit: the first no longer served
  until_date, -- first day no longer in transit: the line starts, or is cut before it starts
  ca_cents, -- amount in transit (cents)
  parc_cents -- parc in transit (cents a year)
from
  shares
where
  until_date > cancel_date
