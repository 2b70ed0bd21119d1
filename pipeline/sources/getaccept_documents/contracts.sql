-- Documents of GetAccept. They are recorded when they are sent.
-- Grain: source_file_id, contract_id
select
  'getaccept_documents' as system, -- system that delivered the row
  contract_id, -- document
  name, -- name of the document
  recipient_company, -- company it was sent to
  customer_id, -- customer
  status_label, -- status
  local_date (sent_at) as sent_date, -- day on which it was sent
  local_date (signed_at) as signed_date, -- day of signature; null while unsigned
  amount_cents, -- value of the contract (cents)
  service_start_date, -- day of service that the contract names
  coalesce(sent_at, signed_at) as recorded_at, -- when it was sent
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.getaccept_documents
