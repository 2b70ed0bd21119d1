-- Lines of ledgers as systems deliver them, in the shape that a mapping fills.
-- Grain: source_file_id, source_line
select
  null::varchar as system, -- system that delivered the row
  null::varchar as journal_code, -- journal
  null::varchar as journal_name, -- name of the journal
  null::varchar as entry_no, -- entry, numbered within its journal or its ledger
  null::date as entry_date, -- accounting day
  null::varchar as account, -- account
  null::varchar as account_name, -- name of the account
  null::varchar as third_party_id, -- customer, supplier or other third party, as the ledger codes it
  null::varchar as document_id, -- document that it stands on
  null::date as document_date, -- day of that document
  null::varchar as label, -- words of the entry
  null::bigint as debit_cents, -- debit (cents)
  null::bigint as credit_cents, -- credit (cents)
  null::varchar as matching_code, -- letters that match an invoice with its payment
  null::date as matched_date, -- day of that matching
  null::date as validated_date, -- day from which the entry cannot be changed
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
