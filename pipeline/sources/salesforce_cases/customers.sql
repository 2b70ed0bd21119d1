-- The customers that appear on Salesforce cases: some have no order in the exports.
-- Grain: source_file_id, customer_id
select
  'salesforce_cases' as system, -- system that delivered the row
  coalesce(account_customer_id, customer_id) as customer_id, -- customer: account, or the company's number without one
  arg_min(customer_id, source_line) as same_as_customer_id, -- the same customer in the company's numbering
  arg_min(customer_name, source_line) as name, -- name on the first case listed
  arg_min(brand, source_line) as brand, -- brand of the first case listed
  min(opened_at) as recorded_at, -- when the first of the cases was opened
  source_file_id, -- file that the row was read from
  min(source_line) as source_line, -- first line of that file on which the customer stands
  min(extracted_date) as extracted_date -- day on which the file was extracted
from
  salesforce_cases.exported_cases
where
  customer_id is not null
group by
  coalesce(account_customer_id, customer_id),
  source_file_id
