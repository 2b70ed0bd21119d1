-- People who ask, as Zendesk numbers users.
-- Grain: source_file_id, customer_id
select
  'zendesk_support' as system, -- system that delivered the row
  requester_customer_id as customer_id, -- customer, as Zendesk numbers users
  arg_max(declared_customer_id, source_line) as same_as_customer_id, -- the same customer in the company's numbering
  arg_max(customer_name, source_line) as name, -- name
  arg_max(email_hash, source_line) as email_hash, -- keyed hash of the e-mail address
  min(created_at) as recorded_at, -- when the first ticket came
  source_file_id, -- file that the row was read from
  min(source_line) as source_line, -- first line of that file on which the customer stands
  min(extracted_date) as extracted_date -- day of the file, or of the row
from
  zendesk_support.tickets
where
  requester_customer_id is not null
group by
  requester_customer_id,
  source_file_id
