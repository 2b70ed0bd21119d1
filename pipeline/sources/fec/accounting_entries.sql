-- Lines of a FEC, the ledger file of French law. Amounts stand under Debit and Credit, or under Montant with their side
-- under Sens. An entry is taken as recorded on its accounting day: validation may come a year later, all at once.
-- Grain: source_file_id, source_line
select
  'fec' as system, -- system that delivered the row
  journal_code, -- journal
  journal_name, -- name of the journal
  entry_no, -- entry
  entry_date, -- accounting day
  account, -- account
  account_name, -- name of the account
  third_party_id, -- customer, supplier or other third party
  document_id, -- document that it stands on
  document_date, -- day of that document
  label, -- words of the entry
  case
    when coalesce(debit_cents, credit_cents) is not null then coalesce(debit_cents, 0)
    when upper(side) in ('D', '+1', '1') then amount_cents
    when upper(side) in ('C', '-1') then 0
  end as debit_cents, -- debit (cents); null when the line has no amount
  case
    when coalesce(debit_cents, credit_cents) is not null then coalesce(credit_cents, 0)
    when upper(side) in ('D', '+1', '1') then 0
    when upper(side) in ('C', '-1') then amount_cents
  end as credit_cents, -- credit (cents); null when the line has no amount
  matching_code, -- letters that match an invoice with its payment
  matched_date, -- day of that matching
  validated_date, -- day from which the entry cannot be changed
  entry_date::timestamp at time zone 'Europe/Paris' as recorded_at, -- start of the accounting day
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.fec
