-- Incidents announced by mail. What is not in the lines of the notice is taken from its subject and its date: an incident
-- that no mail dates began when it was announced. A later mail about the same beginning is a later version.
-- Grain: source_file_id, application, started_at, source_line
with
  notices as (
    select
      *,
      coalesce(
        notice_line (body, 'application'),
        nullif(trim(regexp_extract(subject, '(?:\]|^(?:re|fwd?|tr) ?:|^)\s*([^\]:]+?)\s*(?::|-)\s', 1)), ''),
        'unknown'
      ) as application,
      coalesce(notice_instant (notice_line (body, 'd[ée]but[^:\n]*')), sent_at) as started_at
    from
      sources.meteo_applis_courriels
  )
select
  'meteo_applis' as system, -- system that delivered the row
  application, -- application; unknown when the mail names none
  started_at, -- when it began, or was announced
  notice_instant (notice_line (body, 'fin[^:\n]*')) as ended_at, -- when it ended; null while it lasts
  notice_line (body, '(?:gravit[ée]|s[ée]v[ée]rit[ée]|severity)') as severity_label, -- severity
  concat_ws(' : ', subject, coalesce(notice_line (body, 'message'), body)) as message, -- what was announced
  sent_at as recorded_at, -- when the mail was sent
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  notices
