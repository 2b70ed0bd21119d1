-- NPS answers. They have no number: a customer and an instant make one. A score outside 0 to 10 is none, and stays in
-- the text.
-- Grain: source_file_id, alert_id, source_line
select
  'nps' as system, -- system that delivered the row
  customer_id || '@' || strftime(answered_at at time zone 'UTC', '%Y-%m-%dT%H:%M:%SZ') as alert_id, -- customer and instant
  customer_id, -- customer
  'nps' as kind, -- an NPS answer
  answered_at as at, -- when the customer answered
  if (score between 0 and 10, score, null) as score, -- score, 0 to 10
  10 as score_scale, -- best score that could be given
  concat_ws(' : ', 'NPS ' || score || '/10', comment) as raw_text, -- score and comment
  answered_at as recorded_at, -- when the customer answered
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.nps
