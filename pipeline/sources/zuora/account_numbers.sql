-- Numbers of accounts by their ids: loaders name an account by its id only, people by its number.
-- Grain: account_id
select
  account_id, -- account
  arg_max(account_number, (extracted_date, source_file_id, source_line)) as account_number -- its number
from
  zuora.accounts
where
  account_id is not null
group by
  account_id
