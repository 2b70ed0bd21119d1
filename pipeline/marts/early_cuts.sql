-- How much of a new order was cut so early that a premium plan takes its premium back.
-- Grain: source_line, order_id
select
  plans.source_line, -- row of data/lookups/premium_plans.csv
  lines.order_id, -- new order
  least(sum(lines.amount_cents), any_value(orders.booked_cents))::bigint as cut_cents -- amount cut within the days of the plan (cents), never more than the order
from
  staging.order_lines as lines
  join marts.booked_orders as orders on orders.order_id = lines.order_id
  semi join marts.rebookings on rebookings.rebooked_order_id = lines.order_id
  join marts.premium_plans as plans on lines.cut_date < orders.signed_date + plans.clawback_days
group by
  plans.source_line,
  lines.order_id
