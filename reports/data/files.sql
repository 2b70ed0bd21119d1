-- Export files read: how many records, how many set aside, and the total of their amounts.
-- Grain: file_id
select
  file_id, -- content of the file, whatever it is called
  name, -- name of the file
  source, -- contract that it was read by
  extracted_date, -- day on which it was extracted
  records, -- records below the header
  loaded, -- of these, loaded
  quarantined, -- set aside
  skipped, -- blank, total and notice lines
  control_cents -- total of the control amount over the loaded records (cents)
from
  meta.files
order by
  source,
  extracted_date,
  file_id
