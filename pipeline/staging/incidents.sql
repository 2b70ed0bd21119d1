-- Incidents of applications, in their latest version known, whoever tells of them. Notices are files of their own and
-- have no day of extraction: the one sent last counts.
-- Grain: application, started_at
with
  latest_incidents as (
    select
      *,
      list(system) over (
        partition by
          label_key (application),
          started_at
      ) as systems
    from
      entities.incidents
    where
      is_known (extracted_date, recorded_at)
    qualify
      row_number() over (
        partition by
          label_key (application),
          started_at
        order by
          extracted_date desc nulls last,
          recorded_at desc nulls last,
          source_file_id desc,
          source_line desc
      ) = 1
  )
select
  incidents.system, -- system that delivered the row
  list_sort(list_distinct(incidents.systems)) as systems, -- all systems that tell of it
  incidents.application, -- application
  incidents.started_at, -- when it began
  if (has_happened (incidents.ended_at), incidents.ended_at, null) as ended_at, -- when it ended; null while it lasts
  coalesce(severities.value, 'unknown') as severity, -- severity: critical, major, minor, info or unknown
  incidents.severity_label, -- severity, as the system calls it
  incidents.message, -- what was announced
  incidents.recorded_at, -- when it began, or when the notice of it was sent
  incidents.source_file_id, -- file that the row was read from
  incidents.source_line, -- line of that file
  incidents.extracted_date -- day on which the file was extracted
from
  latest_incidents as incidents
  left join labels_of ('incident_severity') as severities on severities.label_key = label_key (incidents.severity_label)
