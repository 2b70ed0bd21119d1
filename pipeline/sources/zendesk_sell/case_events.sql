-- Changes of stage. A deal tells only the last of them: several exports together tell more.
-- Grain: source_file_id, case_id, at, field
select
  'zendesk_sell' as system, -- system that delivered the row
  deal_id as case_id, -- case
  stage_changed_at as at, -- when it changed
  stage_changed_by as actor_name, -- who changed it
  'stage' as field, -- what changed
  stage as value, -- what it became
  recorded_at, -- when the deal was last changed
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  zendesk_sell.deals
where
  kind_label is not null
  and stage_changed_at is not null
