-- Billing accounts, by their numbers, and those that only a subscription names.
-- Grain: source_file_id, customer_id
with
  named_accounts as (
    select
      'zuora:' || account_number as customer_id,
      declared_customer_id,
      name,
      postcode,
      email_hash,
      phone_hash,
      created_at,
      recorded_at,
      source_file_id,
      source_line,
      extracted_date
    from
      zuora.accounts
    union all
    by name
    select
      customer_id,
      account_name as name,
      recorded_at,
      source_file_id,
      source_line,
      extracted_date
    from
      zuora.subscriptions
    where
      customer_id is not null
  )
select
  'zuora' as system, -- system that delivered the row
  customer_id, -- customer, as Zuora numbers accounts
  arg_min(declared_customer_id, source_line) as same_as_customer_id, -- the same customer in the company's numbering
  arg_min(name, source_line) as name, -- name
  arg_min(postcode, source_line) as postcode, -- postcode
  cast(min(created_at) at time zone 'Europe/Paris' as date) as created_date, -- day on which the account was made
  arg_min(email_hash, source_line) as email_hash, -- keyed hash of its e-mail address
  arg_min(phone_hash, source_line) as phone_hash, -- keyed hash of its phone number
  min(recorded_at) as recorded_at, -- when it was recorded
  source_file_id, -- file that the row was read from
  min(source_line) as source_line, -- first line of that file on which it stands
  min(extracted_date) as extracted_date -- day of the file, or of the row
from
  named_accounts
group by
  customer_id,
  source_file_id
