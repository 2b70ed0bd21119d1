-- Subscriptions that are orders of their own. A subscription that names the order of an order tool is the billing of
-- that order, which the tool tells.
-- Grain: source_file_id, order_id
select
  'zuora' as system, -- system that delivered the row
  name as order_id, -- order
  customer_id, -- customer who signed it
  signed_date, -- day of the contract
  status as status_label, -- status
  recorded_at, -- when its first version was made
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day of the file, or of the row
from
  zuora.subscriptions
where
  order_number is null
