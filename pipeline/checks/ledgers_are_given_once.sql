-- The ledger of a company and a year is given in one file: with two, all revenue would count twice. Companies and years
-- are told apart by the names of the files, as the law has them: SIREN, FEC, last day of the year.
-- Grain: ledger
select
  upper(regexp_extract(files.name, '\d{9,13}FEC\d{8}', 0, 'i')) as ledger, -- company and last day of its year
  string_agg(
    files.name,
    ', '
    order by
      files.name
  ) as names -- files that give it; keep the one that counts
from
  meta.files as files
where
  files.file_id in (
    select
      source_file_id
    from
      staging.accounting_entries
  )
  and regexp_matches(files.name, '\d{9,13}FEC\d{8}', 'i')
group by
  ledger
having
  count(*) > 1
order by
  ledger
