-- Contacts of Zendesk Sell, people and companies, numbered by Zendesk; a person belongs to a company.
-- Grain: source_file_id, customer_id
select
  'zendesk_sell' as system, -- system that delivered the row
  'zendesk_sell:' || contact_id as customer_id, -- customer, as Zendesk Sell numbers contacts
  customer_id as same_as_customer_id, -- the same customer in the company's numbering
  'zendesk_sell:' || organization_id as parent_customer_id, -- company of the person
  brand, -- brand under which it buys
  name, -- name
  postcode, -- postcode
  segment, -- status as a customer
  cast(created_at at time zone 'Europe/Paris' as date) as created_date, -- day on which it was added
  email_hash, -- keyed hash of its e-mail address
  coalesce(mobile_hash, phone_hash) as phone_hash, -- keyed hash of its phone number, of the mobile one if there is one
  coalesce(updated_at, created_at) as recorded_at, -- when it was last changed
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.zendesk_sell_contacts
