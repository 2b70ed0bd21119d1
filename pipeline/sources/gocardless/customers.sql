-- Customers of GoCardless, and those that stand on payments only. A customer without a company is called by his or her
-- own name. The metadata of the list are one cell, in which the company's number is read.
-- Grain: source_file_id, customer_id
with
  named_customers as (
    select
      account_id,
      coalesce(customer_id, regexp_extract(metadata, '"?customer_id"?\s*(?::|=>|=)\s*"?([^",}\s]+)', 1)) as declared_id,
      coalesce(company_name, nullif(concat_ws(' ', given_name, family_name), '')) as name,
      postcode,
      email_hash,
      created_at,
      source_file_id,
      source_line,
      extracted_date
    from
      sources.gocardless_customers
    union all
    by name
    select
      coalesce(account_id, linked_account_id) as account_id,
      customer_id as declared_id,
      company_name as name,
      postcode,
      email_hash,
      coalesce(account_created_at, created_at) as created_at,
      source_file_id,
      source_line,
      extracted_date
    from
      sources.gocardless_payments
  )
select
  'gocardless' as system, -- system that delivered the row
  'gocardless:' || account_id as customer_id, -- customer, as GoCardless numbers customers
  arg_min(nullif(declared_id, ''), source_line) as same_as_customer_id, -- the same customer in the company's numbering
  arg_min(name, source_line) as name, -- name
  arg_min(postcode, source_line) as postcode, -- postcode
  cast(min(created_at) at time zone 'Europe/Paris' as date) as created_date, -- day on which the customer was made
  arg_min(email_hash, source_line) as email_hash, -- keyed hash of the e-mail address
  min(created_at) as recorded_at, -- when the customer was made
  source_file_id, -- file that the row was read from
  min(source_line) as source_line, -- first line of that file on which the customer stands
  extracted_date -- day on which the file was extracted
from
  named_customers
where
  account_id is not null
group by
  account_id,
  source_file_id,
  extracted_date
