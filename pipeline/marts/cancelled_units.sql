-- Cancelled units: the lines of one order that were cut on the same day. A cut that the system itself records as MO- is
-- an explicit downgrade and needs no rebooking.
-- Grain: cancellation_id
with
  cut_lines as (
    select
      lines.*,
      delivered_cents (
        lines.amount_cents,
        lines.term_start_date,
        lines.term_end_date,
        lines.is_recurring,
        lines.delivered_date,
        lines.cut_date
      ) as delivered_cents,
      billed_lines.billed_cents
    from
      staging.order_lines as lines
      left join marts.billed_lines on billed_lines.order_id = lines.order_id
      and billed_lines.line_no = lines.line_no
    where
      lines.cut_date is not null
  ),
  units as (
    select
      order_id,
      cut_date,
      min(cancel_requested_date) as requested_date,
      local_date (min(cancel_recorded_at)) as recorded_date,
      arg_min(cancelled_by_seller_id, line_no) as cancelled_by_seller_id,
      arg_min(cancel_reason, line_no) as cancel_reason,
      bool_and(cancel_scope = 'partial') as is_explicit_partial,
      list_sort(list_distinct(list(family))) as families,
      count(*) as lines,
      sum(amount_cents)::bigint as booked_cents,
      sum(delivered_cents)::bigint as delivered_cents,
      greatest(coalesce(sum(billed_cents), 0), 0)::bigint as kept_cents,
      sum(parc_cents)::bigint as parc_cents,
      min(term_start_date) as first_start_date,
      max(term_end_date) as last_end_date
    from
      cut_lines
    group by
      order_id,
      cut_date
  )
select
  units.order_id || '@' || units.cut_date as cancellation_id, -- order and day of the cut
  units.order_id, -- order
  orders.customer_id, -- customer
  orders.signed_date, -- day on which the order was signed
  orders.seller_id, -- seller who signed the order
  orders.channel, -- channel of the sale
  orders.case_id, -- case that led to the order or to its end
  units.requested_date, -- day on which the customer asked for it
  units.cut_date as cancel_date, -- first day no longer served
  units.recorded_date, -- local day on which it was recorded
  least(units.requested_date, units.cut_date, units.recorded_date) as interval_start_date, -- first of these days
  greatest(units.requested_date, units.cut_date, units.recorded_date) as interval_end_date, -- last of these days
  units.cancelled_by_seller_id, -- seller who cancelled
  units.cancel_reason, -- reason, as keyed in
  units.is_explicit_partial, -- whether the system records it as an MO-
  units.families, -- product families cut, sorted
  units.lines, -- lines cut
  units.booked_cents, -- amount booked for these lines (B, cents)
  units.delivered_cents, -- of it, delivered before the cut (V, cents)
  units.kept_cents, -- of it, billed and not credited (cents); never below 0
  units.parc_cents, -- parc value of the lines (cents a year)
  units.first_start_date, -- first day of service
  units.last_end_date -- natural end of the term; null when no end was agreed
from
  units
  join staging.orders on orders.order_id = units.order_id
