-- Lines of Atropos orders. Two columns of the export are optional or missing, and read from the dates: a line with an
-- end is recurring unless the export says otherwise, and a one-off line counts as delivered when it is published.
-- Grain: source_file_id, order_id, line_no
select
  'atropos_commandes' as system, -- system that delivered the row
  order_id, -- order
  line_no, -- line within the order
  family, -- product family
  product, -- product
  amount_cents, -- amount of the whole term (cents)
  term_start_date, -- first day of service
  term_end_date, -- first day no longer served; null when none was agreed
  coalesce(is_recurring, term_end_date is not null) as is_recurring, -- whether the line belongs to the parc
  term_start_date as delivered_date, -- day on which a one-off line is published
  vje, -- seller objective of that name
  vjr, -- seller objective of that name
  cancel_requested_date, -- day on which the customer asked to end the line
  cancel_date as cut_date, -- first day no longer served because the line was cancelled
  cancel_recorded_at, -- when the cancellation was keyed in
  cancelled_by_seller_id, -- seller who cancelled the line
  cancel_scope_label, -- Totale or MO-
  cancel_reason, -- reason of the cancellation, as keyed in
  recorded_at, -- when the order was keyed in
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.atropos_commandes
