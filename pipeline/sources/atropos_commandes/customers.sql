-- The customers that appear on Atropos orders.
-- Grain: source_file_id, customer_id
select
  'atropos_commandes' as system, -- system that delivered the row
  customer_id, -- customer
  arg_min(brand, source_line) as brand, -- brand of the first order listed
  arg_min(customer_name, source_line) as name, -- name on the first order listed
  arg_min(postcode, source_line) as postcode, -- postcode on the first order listed
  min(recorded_at) as recorded_at, -- when the first of the orders was keyed in
  source_file_id, -- file that the row was read from
  min(source_line) as source_line, -- first line of that file on which the customer stands
  extracted_date -- day on which the file was extracted
from
  sources.atropos_commandes
group by
  customer_id,
  source_file_id,
  extracted_date
