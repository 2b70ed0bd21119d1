-- The customers that appear on Salesforce cases: some have no order in the exports.
-- Grain: source_file_id, customer_id
select
  'salesforce_cases' as system, -- system that delivered the row
  customer_id, -- customer
  arg_min(customer_name, source_line) as name, -- name on the first case listed
  min(opened_at) as recorded_at, -- when the first of the cases was opened
  source_file_id, -- file that the row was read from
  min(source_line) as source_line, -- first line of that file on which the customer stands
  extracted_date -- day on which the file was extracted
from
  sources.salesforce_cases
group by
  customer_id,
  source_file_id,
  extracted_date
