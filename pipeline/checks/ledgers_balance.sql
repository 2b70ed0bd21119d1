-- Every entry of a ledger has as much debit as credit, to the cent, and every line of it an amount. Entries are those of
-- a file, whole: not only what is known by the as-of day. A file with lines in quarantine cannot balance, and is shown
-- as such elsewhere.
-- Grain: source_file_id, journal_code, entry_no
select
  source_file_id, -- file of the ledger
  journal_code, -- journal
  entry_no, -- entry
  min(source_line) as first_line, -- first line of the entry in that file
  coalesce(sum(debit_cents), 0)::bigint as debit_cents, -- debits of the entry (cents)
  coalesce(sum(credit_cents), 0)::bigint as credit_cents, -- credits of the entry (cents)
  count(*) filter(debit_cents is null) as lines_without_amount -- lines that have neither debit nor credit
from
  entities.accounting_entries
where
  source_file_id not in (
    select
      file_id
    from
      meta.quarantine
  )
group by
  source_file_id,
  journal_code,
  entry_no
having
  coalesce(sum(debit_cents), 0) <> coalesce(sum(credit_cents), 0)
  or count(*) filter(debit_cents is null) > 0
order by
  source_file_id,
  first_line
