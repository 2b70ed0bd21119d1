-- Lines of orders, as the latest version known of each order has them; an order may stand in several files of one day. A
-- cancellation that was recorded after the as-of day is not there yet.
-- Grain: order_id, line_no
with
  known_lines as (
    select
      *
    from
      entities.order_lines
    where
      is_known (extracted_date, recorded_at)
    qualify
      is_of_latest_day ((system, order_id), extracted_date)
  ),
  latest_lines as (
    select
      *,
      cut_date is not null
      and has_happened (cancel_recorded_at) as is_cut
    from
      known_lines
    qualify
      is_latest_version ((system, order_id, line_no), extracted_date, source_file_id, source_line)
  )
select
  lines.system, -- system that delivered the line
  lines.order_id, -- order
  lines.line_no, -- line within the order
  lines.family, -- product family
  lines.product, -- product
  lines.amount_cents, -- amount of the whole term (cents)
  lines.term_start_date, -- first day of service
  lines.term_end_date, -- first day no longer served, as agreed; null when no end was agreed
  lines.is_recurring, -- whether the line belongs to the parc
  lines.delivered_date, -- day on which a one-off line was delivered
  annualised_cents (lines.amount_cents, lines.term_start_date, lines.term_end_date, lines.is_recurring)::bigint as parc_cents, -- parc value: the amount of a year (cents); 0 for a one-off line
  lines.vje, -- seller objective of that name, as exported
  lines.vjr, -- seller objective of that name, as exported
  if (lines.is_cut, lines.cancel_requested_date, null) as cancel_requested_date, -- day on which its end was asked for
  if (lines.is_cut, lines.cut_date, null) as cut_date, -- first day no longer served because it was cancelled
  if (lines.is_cut, lines.cancel_recorded_at, null) as cancel_recorded_at, -- when the cancellation was recorded
  if (lines.is_cut, lines.cancelled_by_seller_id, null) as cancelled_by_seller_id, -- seller who cancelled it
  if (lines.is_cut, coalesce(scopes.value, 'unknown'), null) as cancel_scope, -- total, partial (MO-) or unknown
  if (lines.is_cut, lines.cancel_reason, null) as cancel_reason, -- reason of the cancellation, as keyed in
  lines.recorded_at, -- when the order was recorded
  lines.source_file_id, -- file that the row was read from
  lines.source_line, -- line of that file
  lines.extracted_date -- day on which the file was extracted
from
  latest_lines as lines
  left join labels_of ('cancel_scope') as scopes on scopes.label_key = label_key (lines.cancel_scope_label)
