-- Reasons of Salesforce cases: one cell holds them all, separated by semicolons, the main one first.
-- Grain: source_file_id, case_id, position
with
  listed_reasons as (
    select
      *,
      unnest(regexp_extract_all(reasons, '[^;\s][^;]*')) as label,
      generate_subscripts(regexp_extract_all(reasons, '[^;\s][^;]*'), 1) as place
    from
      sources.salesforce_cases
  )
select
  'salesforce_cases' as system, -- system that delivered the row
  case_id, -- case
  place::integer as position, -- place among the reasons of the case, from 1
  trim(label) as raw_label, -- reason
  place = 1 as is_primary, -- whether it is the main one
  coalesce(recorded_at, opened_at) as recorded_at, -- when the case was last changed
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  listed_reasons
