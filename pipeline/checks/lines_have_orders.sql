-- Every line belongs to an order that is known: a line without one would drop out of all figures.
-- Grain: order_id, line_no
select
  lines.order_id, -- order that is missing
  lines.line_no, -- line
  lines.source_file_id, -- file
  lines.source_line -- line of that file
from
  staging.order_lines as lines
  anti join staging.orders on orders.order_id = lines.order_id
