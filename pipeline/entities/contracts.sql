-- Contracts sent for signature as systems deliver them, in the shape that a mapping fills.
-- Grain: system, source_file_id, contract_id
select
  null::varchar as system, -- system that delivered the row
  null::varchar as contract_id, -- document
  null::varchar as name, -- name of the document
  null::varchar as recipient_company, -- company it was sent to
  null::varchar as customer_id, -- customer
  null::varchar as status_label, -- status, as the system calls it
  null::date as sent_date, -- day on which it was sent
  null::date as signed_date, -- day of signature; null while unsigned
  null::bigint as amount_cents, -- value of the contract (cents)
  null::date as service_start_date, -- day of service that the contract names
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
