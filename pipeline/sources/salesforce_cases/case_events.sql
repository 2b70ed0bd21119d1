-- Changes of Salesforce cases, from the report on their history. Fields that nobody has mapped keep their label.
-- Grain: source_file_id, case_id, at, field
select
  'salesforce_cases' as system, -- system that delivered the row
  changes.case_id, -- case
  changes.changed_at as at, -- when it changed
  changes.changed_by as actor_name, -- who changed it
  coalesce(fields.value, changes.field_label) as field, -- what changed
  changes.new_value as value, -- what it became
  changes.changed_at as recorded_at, -- when it was recorded
  changes.source_file_id, -- file that the row was read from
  changes.source_line, -- line of that file
  changes.extracted_date -- day on which the file was extracted
from
  sources.salesforce_case_history as changes
  left join labels_of ('case_field') as fields on fields.label_key = label_key (changes.field_label)
qualify
  row_number() over (
    partition by
      changes.source_file_id,
      changes.case_id,
      changes.changed_at,
      coalesce(fields.value, changes.field_label)
    order by
      changes.source_line desc
  ) = 1
