-- Lines of ledgers. Revenue stands in accounts 70, and its customer on another line of the entry, the one in an account
-- 411; the entry has a customer when there is one only.
-- Grain: source_file_id, source_line
with
  known_lines as (
    select
      *
    from
      entities.accounting_entries
    where
      is_known (extracted_date, recorded_at)
  ),
  entry_customers as (
    select
      source_file_id,
      journal_code,
      entry_no,
      min(third_party_id) as customer_id
    from
      known_lines
    where
      starts_with(account, '411')
    group by
      source_file_id,
      journal_code,
      entry_no
    having
      count(distinct third_party_id) = 1
  ),
  customer_lines as (
    select
      lines.*,
      if (starts_with(lines.account, '411'), lines.third_party_id, entry_customers.customer_id) as customer_id
    from
      known_lines as lines
      left join entry_customers on entry_customers.source_file_id = lines.source_file_id
      and entry_customers.journal_code = lines.journal_code
      and entry_customers.entry_no is not distinct from lines.entry_no
  )
select
  lines.system, -- system that delivered the row
  lines.journal_code, -- journal
  lines.journal_name, -- name of the journal
  lines.entry_no, -- entry, numbered within its journal or its ledger
  lines.entry_date, -- accounting day
  lines.account, -- account
  lines.account_name, -- name of the account
  starts_with(lines.account, '70') as is_revenue, -- whether the line is revenue
  lines.third_party_id, -- customer, supplier or other third party, as the ledger codes it
  coalesce(keys.customer_id, lines.customer_id) as customer_id, -- customer of the line, else the only customer of its entry
  lines.document_id, -- document that it stands on
  lines.document_date, -- day of that document
  lines.label, -- words of the entry
  lines.debit_cents, -- debit (cents)
  lines.credit_cents, -- credit (cents)
  lines.credit_cents - lines.debit_cents as amount_cents, -- credit less debit: revenue is positive, what is owed to the company negative (cents)
  lines.matching_code, -- letters that match an invoice with its payment
  lines.matched_date, -- day of that matching
  lines.validated_date, -- day from which the entry cannot be changed
  lines.recorded_at, -- when it was recorded
  lines.source_file_id, -- file that the row was read from
  lines.source_line, -- line of that file
  lines.extracted_date -- day on which the file was extracted
from
  customer_lines as lines
  left join staging.customer_keys as keys on keys.delivered_id = lines.customer_id
