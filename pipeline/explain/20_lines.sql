-- what was sold, and what of it was cut
-- Grain: line_no
select
  line_no, -- line
  coalesce(product, family) as product, -- product
  amount_cents, -- amount
  parc_cents, -- parc
  term_start_date, -- from
  term_end_date, -- until
  cut_date, -- cut
  cancel_requested_date, -- asked
  place_text (source_file_id, source_line) as told_by -- told by
from
  staging.order_lines
where
  order_id = getvariable ('order_id')
order by
  line_no
