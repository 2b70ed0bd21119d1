-- Reasons of Salesforce cases: those of the note block, then those of the field, which holds them all, separated by
-- semicolons. The main one is the one that the note block calls so, else the first. A reason given twice counts once.
-- Grain: source_file_id, case_id, position
with
  noted_cases as (
    select
      *,
      list_concat(
        [note_value (description, 'primary_reason'), note_value (description, 'secondary_reason')],
        choices (reasons, '[;\n]')
      ) as labels
    from
      salesforce_cases.exported_cases
  ),
  cases as (
    select
      *,
      distinct_labels (list_filter(labels, lambda label: label is not null)) as reason_labels
    from
      noted_cases
  ),
  listed_reasons as (
    select
      *,
      unnest(reason_labels) as label,
      generate_subscripts(reason_labels, 1) as place
    from
      cases
  )
select
  'salesforce_cases' as system, -- system that delivered the row
  case_id, -- case
  place::integer as position, -- place among the reasons of the case, from 1
  label as raw_label, -- reason
  place = 1 as is_primary, -- whether it is the main one
  recorded_at, -- when the case was last changed
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  listed_reasons
