-- Incidents of applications. They have no number: an application and an instant of start make one.
-- Grain: source_file_id, application, started_at, source_line
select
  'meteo_applis' as system, -- system that delivered the row
  application, -- application
  started_at, -- when it began
  ended_at, -- when it ended; null while it lasts
  severity_label, -- severity
  message, -- what was announced
  started_at as recorded_at, -- when it began
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.meteo_applis
