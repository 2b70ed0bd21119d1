-- The customers that appear in the ledger.
-- Grain: source_file_id, customer_id
select
  'online_retail' as system, -- system that delivered the row
  customer_id, -- customer
  'Customer ' || customer_id as name, -- the ledger has no names
  arg_min(country, source_line) as segment, -- country of the first line
  source_file_id, -- file that the row was read from
  min(source_line) as source_line, -- first line of that file on which the customer stands
  extracted_date -- day on which the file was extracted
from
  sources.online_retail
where
  customer_id is not null
group by
  customer_id,
  source_file_id,
  extracted_date
