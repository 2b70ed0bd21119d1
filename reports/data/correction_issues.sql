-- Corrections by people that cannot be applied, and why.
-- Grain: source_line
select
  source_line, -- line of data/lookups/rebooking_corrections.csv
  action, -- link or unlink
  cancellation_id, -- cancelled unit that it names: order and day of the cut
  rebooked_order_id, -- new order that it names
  issue -- why it is not applied: unknown_cancellation, unknown_order, other_customer or not_later
from
  marts.rebooking_corrections
where
  issue is not null
order by
  source_line
