-- Billing accounts of all exports of Zuora.
-- Grain: source_file_id, source_line
with
  accounts as (
    select
      *
    from
      sources.zuora_accounts
    union all
    by name
    select
      *
    from
      sources.zuora_comptes
  )
select
  account_id, -- account
  account_number, -- number of the account
  name, -- name
  coalesce(customer_number, salesforce_customer_id (crm_id)) as declared_customer_id, -- the same customer elsewhere
  parent_id, -- account that it belongs to
  email_hash, -- keyed hash of its e-mail address
  phone_hash, -- keyed hash of its phone number
  postcode, -- postcode
  created_at, -- when it was made
  coalesce(updated_at, created_at) as recorded_at, -- when it was last changed
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  row_date (extracted_date, coalesce(synced_at, updated_at, created_at)) as extracted_date -- day of the file, or of the row
from
  accounts
where
  not coalesce(is_gone, false)
