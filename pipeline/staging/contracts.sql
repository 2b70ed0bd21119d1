-- Contracts sent for signature, in their latest version known.
-- Grain: system, contract_id
with
  latest_contracts as (
    select
      *
    from
      entities.contracts
    where
      is_known (extracted_date, recorded_at)
    qualify
      is_latest_version ((system, contract_id), extracted_date, source_file_id, source_line)
  )
select
  contracts.system, -- system that delivered the row
  contracts.contract_id, -- document
  contracts.name, -- name of the document
  contracts.recipient_company, -- company it was sent to
  coalesce(keys.customer_id, contracts.customer_id) as customer_id, -- customer
  coalesce(statuses.value, 'unknown') as status, -- status: draft, sent, viewed, signed, rejected, expired or unknown
  contracts.status_label, -- status, as the system calls it
  contracts.sent_date, -- day on which it was sent
  if (has_come (contracts.signed_date), contracts.signed_date, null) as signed_date, -- day of signature; null while unsigned
  contracts.amount_cents, -- value of the contract (cents)
  contracts.service_start_date, -- day of service that the contract names
  contracts.recorded_at, -- when it was sent
  contracts.source_file_id, -- file that the row was read from
  contracts.source_line, -- line of that file
  contracts.extracted_date -- day on which the file was extracted
from
  latest_contracts as contracts
  left join staging.customer_keys as keys on keys.delivered_id = contracts.customer_id
  left join labels_of ('contract_status') as statuses on statuses.label_key = label_key (contracts.status_label)
